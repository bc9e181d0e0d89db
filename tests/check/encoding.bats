# Bytes that no rule writes come out as they went in, in every encoding, line end and spelling;
# what rules write is escaped for its place.  T1 to T18 in a test's name are traps of expat.
load helpers

setup() {
	cd "$FIXTURES/encoding" || return
}

VARIANTS='lf crlf cr bom bom-crlf no-newline latin1 ascii one-line tabs quotes'

# variant NAME: standard input, a UTF-8 document of characters that ISO-8859-1 has, spelled so.
variant() {
	case $1 in
	lf) cat ;;
	crlf) sed 's/$/\r/' ;;
	cr) tr '\n' '\r' ;;
	bom) printf '\xef\xbb\xbf' && cat ;;
	bom-crlf) variant crlf | variant bom ;;
	no-newline) perl -pe 'chomp if eof' ;;
	latin1) sed '1s/UTF-8/ISO-8859-1/' | iconv -f UTF-8 -t ISO-8859-1 ;;
	ascii) sed '1s/UTF-8/US-ASCII/' | perl -CS -pe 's/[^\x00-\x7f]/u/g' ;;
	one-line) tr '\n' ' ' ;;
	tabs) perl -pe 's/^( +)/"\t" x (length($1) \/ 2) . " " x (length($1) % 2)/e' ;;
	quotes) tr "'\"" "\"'" ;;
	esac
}

# good FILE...: well-formed for another parser, too.
good() {
	xmllint --noout "$@"
}

# loose FILE: what it means, without the blanks between tags and how it is spelled.
loose() {
	xmllint --c14n "$1" | tr '\n' ' ' | sed -E 's/> +/>/g; s/ +</</g'
}

# ---- what no rule touches ----

@test "a KVM domain comes out byte for byte in every spelling" {
	local v
	for v in $VARIANTS; do
		variant "$v" <kvm.xml >"$(tmp in)"
		good "$(tmp in)"
		[ "$v" = lf ] || ! cmp -s kvm.xml "$(tmp in)" # it is another spelling
		filter 0 domconv -v "$(tmp in)"
		same "$(tmp in)" "$(tmp out)"
		lines 0
		filter 0 domconv --check --strict --skip=vocabulary "$(tmp in)"
		wrote_nothing
	done
}

@test "T8: characters from all planes come out as they went in" {
	good unicode.xml
	filter 0 domconv -v unicode.xml
	same unicode.xml "$(tmp out)"
	lines 0
}

@test "T8: every byte that ISO-8859-1 has comes out as it went in" {
	perl -e 'print "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<domain type=\"kvm\" a=\"",
		(map chr, 0x80 .. 0xff), "\"><!-- ", (map chr, 0x20 .. 0x2c, 0x80 .. 0xff), " --></domain>"' \
		>"$(tmp in)"
	filter 0 domconv "$(tmp in)"
	same "$(tmp in)" "$(tmp out)"
}

@test "T17: a document of one empty element, with and without anything around it" {
	local in
	for in in '<domain type="kvm"/>' $'<domain type="kvm" />\n' $'\xef\xbb\xbf<domain\ttype="kvm"/>\n\n' \
		$'\n\n <domain type="kvm"></domain \r\n >' '<!----><domain type="kvm"/><!---->'; do
		printf %s "$in" >"$(tmp in)"
		filter 0 domconv "$(tmp in)"
		same "$(tmp in)" "$(tmp out)"
	done
}

# ---- what rules change ----

@test "of a Xen domain only lines change that a message names" {
	good xen.xml
	filter 0 domconv -v xen.xml
	good "$(tmp out)"
	diff --unchanged-line-format= --new-line-format= --old-line-format=$'%dn\n' xen.xml "$(tmp out)" \
		>"$(tmp changed)" || true
	[ "$(wc -l <"$(tmp changed)")" -gt 10 ]
	cut -d : -f 2 "$(tmp err)" | sort -u >"$(tmp named)"
	sort "$(tmp changed)" | comm -23 - "$(tmp named)" >"$(tmp unnamed)"
	same /dev/null "$(tmp unnamed)"
}

@test "the same Xen domain in another spelling gives the same in that spelling" {
	local v
	filter 0 domconv -v <xen.xml
	cp "$(tmp out)" "$(tmp plain.out)"
	cp "$(tmp err)" "$(tmp plain.err)"
	for v in lf crlf bom bom-crlf no-newline latin1 tabs quotes; do
		variant "$v" <xen.xml >"$(tmp in)"
		good "$(tmp in)"
		filter 0 domconv -v <"$(tmp in)"
		variant "$v" <"$(tmp plain.out)" >"$(tmp want)"
		same "$(tmp want)" "$(tmp out)"
		case $v in
		tabs | quotes) ;; # other columns, other values
		*) same "$(tmp plain.err)" "$(tmp err)" ;;
		esac
	done
}

@test "the same Xen domain in US-ASCII, on one line and with CR alone means the same" {
	local v
	domconv -q xen.xml >"$(tmp plain)"
	for v in ascii one-line cr; do
		variant "$v" <xen.xml >"$(tmp in)"
		good "$(tmp in)"
		filter 0 domconv -q "$(tmp in)"
		good "$(tmp out)"
		variant "$v" <"$(tmp plain)" >"$(tmp want)"
		same <(loose "$(tmp want)") <(loose "$(tmp out)")
	done
	[ "$(wc -l <"$(tmp out)")" -eq 0 ] # no LF comes into a document with CR
	variant one-line <xen.xml | domconv -q >"$(tmp out)"
	[ "$(wc -l <"$(tmp out)")" -eq 0 ]
	variant crlf <xen.xml | domconv -q >"$(tmp out)"
	[ "$(grep -c -v $'\r$' "$(tmp out)")" -eq 0 ]
}

@test "T6: values are compared as they read, however they are spelled" {
	printf '<domain type="&#120;e&#x6e;"><name>a</name><os><type><![CDATA[li]]>n<!-- -->ux&#32;</type></os>' \
		>"$(tmp in)"
	printf '<bootloader>\r\n\t/usr/bin/<![CDATA[pygrub]]>&#10;</bootloader><memory>1</memory></domain>' >>"$(tmp in)"
	filter 0 domconv -q "$(tmp in)"
	[ "$(xmllint --xpath 'string(/domain/@type)' "$(tmp out)")" = kvm ]
	[ "$(xmllint --xpath 'normalize-space(/domain/os/type)' "$(tmp out)")" = hvm ]
	[ "$(xmllint --xpath 'count(//bootloader)' "$(tmp out)")" = 0 ]
}

@test "T6: what only looks like markup is none" {
	cat >"$(tmp in)" <<-'END'
		<domain type='kvm' my:a="> type='xen' bus='xen'/>" xmlns:my='urn:example:my'>
		  <!-- <bootloader>x</bootloader> <target bus='xen'/> -->
		  <?pi <bootloader>x</bootloader> ?>
		  <description><![CDATA[<bootloader>x</bootloader>]]></description>
		  <title>&lt;bootloader>x&lt;/bootloader></title>
		  <metadata><bootloader xmlns='urn:example:other'>x</bootloader></metadata>
		  <my:bootloader>x</my:bootloader>
		</domain>
	END
	good "$(tmp in)"
	filter 0 domconv -v "$(tmp in)"
	same "$(tmp in)" "$(tmp out)"
	lines 0
}

# ---- what rules write ----

NASTY="/ !\"#\$%&'()*+,-.;<=>?@[\\]^_\`{|}~]]>&amp;&#65;<!--"

# reads XPATH VALUE: that is how another parser reads it in the output.
reads() {
	local got
	got=$(xmllint --xpath "string($1)" "$BATS_TEST_TMPDIR/out" && echo .)
	[ "$got" = "$2"$'\n.' ] || {
		printf 'wanted %q\ngot    %q\n' "$2"$'\n.' "$got"
		return 1
	}
}

@test "T7: what is written into text is escaped" {
	local value file
	for value in "/opt/a'b\"c&d<e>f" "$NASTY" '/opt/größe 東京 𝄞' $'/a\tb\nc\rd' '/a]]>b'; do
		for file in xen.xml values.xml; do
			filter 0 domconv -q --emulator="$value" "$file"
			good "$(tmp out)"
			reads //emulator "$value"
		done
	done
	filter 0 domconv -q --emulator="/opt/a'b\"c&d<e>f" values.xml
	grep -Fq "<emulator>/opt/a'b\"c&amp;d&lt;e&gt;f</emulator>" "$(tmp out)"
}

@test "T7: what is written into attributes is escaped for their quote" {
	local value v
	for value in "/neu/a'b\"c&d<e>f" "$NASTY" '/neu/größe 東京 𝄞' $'/a\tb\nc\rd'; do
		for v in lf quotes crlf bom latin1; do
			variant "$v" <values.xml >"$(tmp in)"
			filter 0 domconv -q --map-path="/old=$value" "$(tmp in)"
			good "$(tmp out)"
			reads '//disk[3]/source/@file' "$value/ordinary.img"
			[ "$v" != quotes ] || continue # there the rest of the path is another
			reads '//disk[1]/source/@file' "$value/größe & \"1\".img"
			reads '//disk[2]/source/@file' "$value/größe & '2' .img"
		done
	done
	filter 0 domconv -q --map-path="/old=/a'b\"c" values.xml
	grep -Fq "<source file='/a&apos;b\"c/ordinary.img'/>" "$(tmp out)"
	grep -Fq "<source file=\"/a'b&quot;c/größe &amp; '2' .img\"/>" "$(tmp out)"
}

@test "T8: beyond ASCII, values are written as they are in UTF-8 and as references elsewhere" {
	local v
	filter 0 domconv -q --map-path=/old=/neu/é東𝄞 --emulator=/é東𝄞 values.xml
	grep -Fq "file='/neu/é東𝄞/ordinary.img'" "$(tmp out)"
	grep -Fq '<emulator>/é東𝄞</emulator>' "$(tmp out)"
	for v in latin1 ascii; do
		variant "$v" <values.xml >"$(tmp in)"
		filter 0 domconv -q --map-path=/old=/neu/é東𝄞 --emulator=/é東𝄞 "$(tmp in)"
		reads '//disk[3]/source/@file' /neu/é東𝄞/ordinary.img
		reads //emulator /é東𝄞
		grep -Eiq "file='/neu/&#xE9;&#x6771;&#x1D11E;/ordinary.img'" "$(tmp out)"
		grep -Eiq '<emulator>/&#xE9;&#x6771;&#x1D11E;</emulator>' "$(tmp out)"
	done
	[ "$(tr -d '\000-\177' <"$(tmp out)" | wc -c)" -eq 0 ] # US-ASCII it is still
}

@test "T9: what ISO-8859-1 spells with one byte matches the same characters of an option" {
	variant latin1 <values.xml >"$(tmp in)"
	filter 0 domconv -q --map-path='/old/größe & "1".img=/neu' "$(tmp in)"
	reads '//disk[1]/source/@file' /neu
	filter 0 domconv -q --map-path='/old/größe & "1".img=/neu' values.xml
	reads '//disk[1]/source/@file' /neu
}

@test "what a message shows is UTF-8 on one line, whatever the document's encoding" {
	local v
	for v in lf latin1 bom crlf; do
		variant "$v" <values.xml >"$(tmp in)"
		filter 0 domconv -v --map-path=$'/old=/a\nb' "$(tmp in)"
		said "größe & \"1\".img'.*'/a(\\\\x0a|\\\\n)b/größe"
		iconv -f UTF-8 -t UTF-8 "$(tmp err)" >/dev/null
		[ "$(grep -cv '/in:[0-9]*:[0-9]*: [a-z]*: .* \[[a-z-]*\]$' "$(tmp err)")" -eq 0 ]
	done
}

# ---- the size of the chunks ----

# as_one_piece ARGUMENT...: chunks of any size give the same output, messages and status.
as_one_piece() {
	local want=0 got size
	domconv -v "$@" >"$(tmp want)" 2>"$(tmp want.err)" || want=$?
	for size in 1 7 4096 10000000; do
		got=0
		"$BUILD/tests/chunked" "$size" -v "$@" >"$(tmp out)" 2>"$(tmp err)" || got=$?
		[ "$got" -eq "$want" ] || {
			echo "chunks of $size: status $got instead of $want: $*"
			return 1
		}
		same "$(tmp want)" "$(tmp out)"
		same "$(tmp want.err)" "$(tmp err)"
	done
}

@test "T12, T13, T16: the size of the chunks makes no difference" {
	local v n
	[ -x "$BUILD/tests/chunked" ] # make check builds it
	for v in $VARIANTS; do
		variant "$v" <kvm.xml >"$(tmp "kvm-$v")"
		variant "$v" <xen.xml >"$(tmp "xen-$v")"
	done
	cat xen.xml kvm.xml unicode.xml "$(tmp xen-bom)" "$(tmp xen-latin1)" values.xml >"$(tmp stream)"
	for ((n = 20; n < 1400; n += 40)); do # after-*.xml and second-*.xml end in all other ways
		head -c "$n" ../refuse/truncated.xml >"$(tmp "cut-$n")"
		cat kvm.xml "$(tmp "cut-$n")" >"$(tmp "stream-$n")"
	done
	shopt -s nullglob
	as_one_piece ./*.xml "$(tmp stream)" "$BATS_TEST_TMPDIR"/{kvm,xen,cut,stream}-*
	as_one_piece --force ../*/*/*.xml ../demo/*.xml values.xml
	as_one_piece ../*/*/*.xml ../demo/*.xml values.xml
	as_one_piece ../refuse/*.xml # status 3
	as_one_piece ../refuse/type-unknown.xml
}

@test "references to the first and last characters of each length in UTF-8 are those characters" {
	local c
	for c in '7e ~' $'80 \xc2\x80' $'7ff \xdf\xbf' $'800 \xe0\xa0\x80' $'fffd \xef\xbf\xbd' \
		$'10000 \xf0\x90\x80\x80' $'10ffff \xf4\x8f\xbf\xbf'; do
		echo "<domain><devices><interface type='network'><source network='n&#x${c%% *};'/></interface></devices></domain>" >"$(tmp in)"
		filter 0 bridgemap --network="n${c#* }:ok" "$(tmp in)"
		grep -q "network='ok'" "$(tmp out)"
	done
}
