# Bad input is refused with one clear line that says where, and nothing half-done comes out.
# T1 to T18 in a test's name are the traps of expat that it stands for.
load helpers

setup() {
	cd "$FIXTURES/refuse" || return
}

# complains FILE:LINE:COL PATTERN: the one line on standard error is this.
complains() {
	lines 1
	grep -Eq -- "^$1: error: ($2)( \[[a-z-]+\])?\$" "$BATS_TEST_TMPDIR/err" || {
		echo "expected: $1: error: $2"
		cat "$BATS_TEST_TMPDIR/err"
		return 1
	}
}

# unsaid PATTERN: no line on standard error matches.
unsaid() {
	if grep -E -- "$1" "$BATS_TEST_TMPDIR/err"; then
		echo "standard error should not say: $1"
		return 1
	fi
}

# refused FILE LINE:COL PATTERN [OPTION...]: read as a file and from a pipe.
refused() {
	local file=$1 at=$2 pattern=$3
	shift 3
	filter 3 domconv "$@" -- "$file"
	wrote_nothing
	complains "$file:$at" "$pattern"
	filter 3 domconv "$@" < <(cat "$file")
	wrote_nothing
	complains "<stdin>:$at" "$pattern"
}

# positions FILE: line K is the line and column behind K - 1 bytes of a UTF-8 file.
positions() {
	perl -e 'local $/; $_ = <>; my ($l, $c) = (1, 1); print "$l:$c\n";
		for (split //) {
			if ($_ eq "\n") { $l++; $c = 1 } elsif ((ord($_) & 0xc0) != 0x80) { $c++ }
			print "$l:$c\n";
		}' "$1"
}

# offset FILE TEXT: bytes up to the end of TEXT.
offset() {
	perl -e 'local $/; open F, "<", $ARGV[0]; $_ = <F>; print index($_, $ARGV[1]) + length $ARGV[1]' \
		"$1" "$2"
}

sized() { # BYTES: a document of that size
	printf '<domain type="kvm"><name>'
	head -c $(($1 - 42)) /dev/zero | tr '\0' x
	printf '</name></domain>\n'
}

domain() { # NAME [TYPE]: a small document
	printf '<domain type="%s">\n  <name>%s</name>\n  <memory>524288</memory>\n</domain>\n' \
		"${2:-kvm}" "$1"
}

# ---- one document ----

# cut_at FILE END: the first 0, 1, ... END - 1 bytes of FILE in the files cut/0, cut/1, ...
cut_at() {
	mkdir "$(tmp cut)"
	perl -e 'local $/; open F, "<", $ARGV[0]; $_ = <F>;
		for my $n (0 .. $ARGV[1] - 1) { open C, ">", "$ARGV[2]/$n"; print C substr($_, 0, $n) }' \
		"$1" "$2" "$(tmp cut)"
}

# each_alone END: a process for each of these files; prints the statuses that are not 3.  In perl,
# some at a time, since bats traces every command of a shell loop.
each_alone() {
	perl -e 'my ($end, $dir) = @ARGV; my %at;
		sub reap { my $pid = wait; print "cut $at{$pid}: status ", $? / 256, "\n" if $? != 3 << 8 }
		for my $n (0 .. $end - 1) {
			reap if $n >= 4;
			my $pid = fork // die;
			if (!$pid) {
				open STDIN, "<", "$dir/cut/$n";
				open STDOUT, ">>", "$dir/out";
				open STDERR, ">", "/dev/null";
				exec "domconv" or die;
			}
			$at{$pid} = $n;
		}
		reap for 1 .. 4' "$1" "$BATS_TEST_TMPDIR"
}

@test "T13: a document cut off at any byte gives status 3, the place of the cut and no output" {
	local end files
	end=$(offset truncated.xml '</domain>')
	eval "files=({0..$((end - 1))})"
	domconv -q truncated.xml | xmllint --noout - # whole, it is good
	cut_at truncated.xml "$end"
	cd "$(tmp cut)"
	filter 3 domconv "${files[@]}"
	wrote_nothing
	lines "$end"
	positions "$FIXTURES/refuse/truncated.xml" | head -n "$end" |
		awk '{ print NR - 1 ":" $0 ": error: " }' >"$(tmp want)"
	grep -o '^[0-9]*:[0-9]*:[0-9]*: error: ' "$(tmp err)" >"$(tmp got)"
	same "$(tmp want)" "$(tmp got)"
	if [ -z "${SAN:-}" ]; then # sanitized processes start slowly
		each_alone "$end" >"$(tmp bad)"
		same /dev/null "$(tmp bad)"
		wrote_nothing
	fi
	[ "$(grep -c ': the input is empty$' "$(tmp err)")" -eq 1 ] # before its first byte
}

@test "what is cut off behind the root is good, but not in a comment" {
	local n root end size want
	root=$(offset truncated.xml '</domain>')
	end=$(offset truncated.xml '<!-- done -->')
	size=$(wc -c <truncated.xml)
	for ((n = root; n <= size; n++)); do
		want=3
		if [ "$n" -le $((root + 1)) ] || [ "$n" -ge "$end" ]; then
			want=0
		fi
		head -c "$n" truncated.xml >"$(tmp cut)"
		filter "$want" domconv -q "$(tmp cut)"
		[ "$want" -eq 0 ] || wrote_nothing
	done
}

@test "T3: a DOCTYPE is refused where it begins" {
	refused doctype.xml 3:1 '.*DOCTYPE.*'
	refused doctype-subset.xml 2:3 '.*DOCTYPE.*'
}

@test "T1, T2, T4, T5: what a DOCTYPE defines is refused with it, and no external entity is read" {
	local file
	for file in entity-element default-attribute billion-laughs doctype-external xxe; do
		filter 3 domconv -v $file.xml
		wrote_nothing
		complains "$file.xml:2:[0-9]+" '.*DOCTYPE.*'
	done
	unsaid root:
}

@test "T8: UTF-16 and UTF-32 are refused, with and without byte order mark" {
	local to
	for to in UTF-16LE UTF-16BE UTF-32LE UTF-32BE; do
		domain a | iconv -f UTF-8 -t "$to" >"$(tmp wide)"
		filter 3 domconv "$(tmp wide)"
		wrote_nothing
		complains '.*/wide:1:1' '.*UTF-16.*'
		{
			printf '\xef\xbb\xbf'
			domain a
		} | iconv -f UTF-8 -t "$to" >"$(tmp wide)"
		filter 3 domconv "$(tmp wide)"
		wrote_nothing
		complains '.*/wide:1:1' '.*UTF-16.*'
	done
}

@test "T8: other encodings are refused by name" {
	refused windows-1252.xml '1:[0-9]+' '.*windows-1252.*'
	refused utf-16-declared.xml '1:[0-9]+' '.*UTF-16.*'
}

@test "T8: XML 1.1 is refused" {
	refused version-1.1.xml '1:[0-9]+' '.*1\.1.*'
}

@test "bytes that are not of the document's encoding are refused as such" {
	refused not-utf-8.xml 2:9 '.*UTF-8.*'
	refused not-ascii.xml 3:9 '.*US-ASCII.*'
}

@test "NUL bytes are refused where they stand" {
	refused nul-text.xml 2:10 'NUL byte'
	refused nul-tag.xml 2:8 'NUL byte'
	refused nul-attribute.xml 2:13 'NUL byte'
	refused nul-comment.xml 3:1 'NUL byte'
	refused nul-cdata.xml 2:11 'NUL byte'
}

@test "what is not well-formed is refused where it stands" {
	refused duplicate-attribute.xml 4:11 '.*duplicate attribute'
	refused mismatched-tag.xml '2:1[02]' '.*mismatched tag'
	refused entity-undefined.xml 2:12 '.*undefined entity'
	refused ampersand.xml '2:1[12]' 'not well-formed.*'
	refused quote-missing.xml 2:16 'not well-formed.*'
	refused control-character.xml 2:10 'not well-formed.*'
}

@test "no message says a thing twice" {
	filter 3 domconv -q -- *.xml
	unsaid 'not well-formed.*not well-formed'
}

@test "T11: another root element is refused, with one message" {
	refused root-snapshot.xml 3:1 ".*'domainsnapshot'.*'domain'.*"
	refused root-html.xml 1:1 ".*'html'.*'domain'.*"
	refused root-prefixed.xml 1:1 ".*'x:domain'.*'domain'.*"
	refused root-namespace.xml 2:1 "root element 'domain' is in a namespace: .*"
}

@test "T18: empty input and blanks are refused" {
	refused empty.xml 1:1 '.*empty.*'
	refused blank.xml 3:3 '.*empty.*'
	refused /dev/null 1:1 '.*empty.*'
}

@test "input with a declaration and comments only is not called empty" {
	refused no-root.xml 3:1 '.*(ends|no root).*'
	unsaid empty
}

@test "T10: an undeclared namespace prefix is refused" {
	refused prefix-element.xml 3:3 ".*prefix 'qemu'.*"
	refused prefix-attribute.xml '3:(3|11)' ".*prefix 'my'.*"
	refused prefix-elsewhere.xml 4:3 ".*prefix 'my'.*"
}

@test "T10: an undeclared namespace prefix is refused however long it is" {
	refused prefix-long.xml 3:3 ".*prefix 'p+.*"
}

@test "T11, T15: nested deeper than 256 is refused, with one message; 256 is good" {
	nested() { # DEPTH: an element a line
		perl -e 'print "<domain type=\"kvm\">\n", "<a>\n" x ($ARGV[0] - 1), "</a>\n" x ($ARGV[0] - 1),
			"</domain>\n"' "$1"
	}
	nested 256 >"$(tmp in)"
	filter 0 domconv "$(tmp in)"
	same "$(tmp in)" "$(tmp out)"
	nested 257 >"$(tmp in)"
	filter 3 domconv "$(tmp in)"
	wrote_nothing
	complains '.*/in:257:1' '.*deeper than 256'
	nested 256 | sed '256s,.*,<a><b/>,' >"$(tmp in)"
	filter 3 domconv "$(tmp in)"
	wrote_nothing
	complains '.*/in:256:4' '.*deeper than 256'
	nested 100000 >"$(tmp in)"
	filter 3 domconv "$(tmp in)"
	wrote_nothing
	complains '.*/in:257:1' '.*deeper than 256'
}

@test "T13, T15: an attribute of 70 MB is larger than the default limit, and good with a larger one" {
	attribute() {
		printf '<domain type="kvm"\n a="'
		head -c 70000000 /dev/zero | tr '\0' a
		printf '"/>\n'
	}
	filter 3 domconv < <(attribute)
	wrote_nothing
	complains '<stdin>:1:1' '.*larger than 67108864 bytes.*'
	filter 0 domconv --max-size=70M < <(attribute)
	cmp "$(tmp out)" <(attribute)
}

@test "--max-size may be reached, not exceeded" {
	local size
	size=$(wc -c <truncated.xml)
	filter 0 domconv --max-size="$size" truncated.xml
	converted
	refused truncated.xml 1:1 ".*larger than $((size - 1)) bytes.*" --max-size=$((size - 1))
	filter 0 domconv --max-size=2K truncated.xml
	for size in 0 -1 x 1.5M 2G 99999999999999999999; do
		filter 2 domconv --max-size="$size" truncated.xml
		wrote_nothing
		said 'max-size|bytes'
	done
}

@test "T15: --max-size counts each document of a stream, wherever a read ends" {
	local n
	[ "$(sized 8192 | wc -c)" -eq 8192 ]
	for n in 1000 {8180..8196} {16370..16390}; do
		sized "$n" >"$(tmp one)"
		cat "$(tmp one)" "$(tmp one)" "$(tmp one)" >"$(tmp in)"
		filter 0 domconv --max-size="$n" "$(tmp in)"
		same "$(tmp in)" "$(tmp out)"
		filter 3 domconv --max-size=$((n - 1)) "$(tmp in)"
		wrote_nothing
		complains '.*/in:1:1' ".*larger than $((n - 1)) bytes.*"
	done
}

@test "--max-size counts a comment between two documents with the second" {
	comment() {
		printf '<!-- %*s -->\n' 1000 x
	}
	local n
	for n in 2000 8000 16000; do
		{
			sized "$n"
			comment
			domain b
		} >"$(tmp in)"
		filter 0 domconv --max-size="$n" "$(tmp in)"
		same "$(tmp in)" "$(tmp out)"
		{
			domain a
			comment
			sized "$n"
		} >"$(tmp in)"
		filter 3 domconv --max-size="$n" "$(tmp in)"
		same <(domain a) "$(tmp out)"
		said ':5:1: error: .*larger than'
	done
}

@test "T14: columns count characters from 1, in any encoding; a byte order mark is none" {
	printf '\xef\xbb\xbf<domain type="\xc3\xa9\xf0\x9d\x84\x9e" x=y/>\n' >"$(tmp in)"
	filter 3 domconv "$(tmp in)"
	complains '.*/in:1:21' 'not well-formed.*'
	printf '<?xml version="1.0" encoding="ISO-8859-1"?>\n<domain type="\xa7\xe9" x=y/>\n' >"$(tmp in)"
	filter 3 domconv "$(tmp in)"
	complains '.*/in:2:21' 'not well-formed.*'
}

@test "T14: lines end with LF, CR LF or CR" {
	printf '<domain>\r\n<a>\r\n</a>\r\n <b></c>' >"$(tmp in)"
	filter 3 domconv "$(tmp in)"
	complains '.*/in:4:[57]' '.*mismatched tag'
	printf '<domain>\r<a>\r</a>\r <b></c>' >"$(tmp in)"
	filter 3 domconv "$(tmp in)"
	complains '.*/in:4:[57]' '.*mismatched tag'
}

@test "a domain type that nobody knows is refused, unless forced" {
	filter 1 domconv type-unknown.xml
	wrote_nothing
	complains 'type-unknown.xml:2:1' ".*'bhyve'.* \[not-xen\]|.*'bhyve'.*"
	filter 0 domconv --force type-unknown.xml
	same type-unknown.xml "$(tmp out)"
	lines 1
	said '^type-unknown.xml:2:1: warning: .*\[not-xen\]$'
}

# ---- what cannot be read, and wrong usage ----

# shellcheck disable=SC2317  # called by name
unreadable() { # FILE PATTERN
	filter 3 domconv -- "$1"
	wrote_nothing
	lines 1
	said "^$1: error: $2\$"
}

@test "a directory, a missing file and a file below a file are no input" {
	unreadable . '.*[Ii]s a directory'
	unreadable "$FIXTURES" '.*[Ii]s a directory'
	unreadable missing.xml '.*No such file or directory'
	unreadable empty.xml/missing '.*Not a directory'
}

@test "an unreadable file is no input" {
	local run=()
	[ "$(id -u)" -ne 0 ] || run=(setpriv --reuid=65534 --regid=65534 --clear-groups)
	chmod a+x "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR/test" "$BATS_TEST_TMPDIR"
	cp "$BUILD/domconv" "$(tmp domconv)" # where that user finds it
	domain a >"$(tmp in)"
	chmod 0000 "$(tmp in)"
	filter 3 "${run[@]}" "$(tmp domconv)" "$(tmp in)"
	wrote_nothing
	lines 1
	said '/in: error: .*Permission denied$'
	chmod 0444 "$(tmp in)"
	filter 0 "${run[@]}" "$(tmp domconv)" "$(tmp in)" # only the mode was in the way
}

@test "the worst of several files is the status, and the good ones come out" {
	filter 3 domconv missing.xml type-unknown.xml <(domain a) after-text.xml <(domain b)
	same <(domain a && domain b) "$(tmp out)"
	lines 3
	filter 1 domconv type-unknown.xml <(domain a)
	same <(domain a) "$(tmp out)"
	filter 3 domconv after-text.xml type-unknown.xml
	wrote_nothing
}

@test "wrong usage is status 2 and touches nothing" {
	local bad
	domain a xen >"$(tmp in)"
	cp "$(tmp in)" "$(tmp before)"
	for bad in --no-such-option -Z --type=vmware --only=no-such-rule --explain=nothing \
		--check=yes --emulator=qemu --map-path=old --map-path==new -i/x --in-place=; do
		filter 2 domconv "$bad" -i "$(tmp in)" </dev/null
		wrote_nothing
		said '^domconv: error: '
		same "$(tmp before)" "$(tmp in)"
	done
	filter 2 domconv -i -o "$(tmp new)" "$(tmp in)"
	filter 2 domconv -i --check "$(tmp in)"
	filter 2 domconv -q -v "$(tmp in)"
	filter 2 domconv "$(tmp in)" --output
	filter 2 domconv -i
	same "$(tmp before)" "$(tmp in)"
	[ ! -e "$(tmp new)" ]
}

@test "T7: an option's value that no XML can hold is wrong usage" {
	local value
	domain a xen >"$(tmp in)"
	# control characters, then bytes that are no UTF-8: whole, cut off, overlong, a surrogate
	for value in $'/a\x01' $'/a\x1f' $'/a\xe4' $'/a\xe4\xbd' $'/a\xf0\x9f' $'/\xc0\xafa' \
		$'/\xed\xa0\x80a' $'/\xff' $'/a\xef\xbf\xbf'; do
		filter 2 domconv --emulator="$value" "$(tmp in)"
		wrote_nothing
		said '^domconv: error: '
		filter 2 domconv --map-path="/old=$value" "$(tmp in)"
		wrote_nothing
	done
}

# ---- streams ----

@test "what expat keeps of a large document does not count against the next one" {
	# Each name is another one: expat keeps 23 bytes for a byte of the first, 9 for one of the second.
	seq -f "<e%.0f/>" 400000 | sed '1s|^|<domain><name>a</name><memory>1</memory><metadata>|; $s|$|</metadata></domain>|' >"$(tmp elements)"
	seq -f "a%.0f=''" 300000 | sed '1s|^|<domain><name>a</name><memory>1</memory><metadata><e |; $s|$|/></metadata></domain>|' >"$(tmp attributes)"
	filter 0 domconv -q --only=domain-type "$(tmp elements)" "$(tmp attributes)" ../demo/mail.xml
	cat "$(tmp elements)" "$(tmp attributes)" ../demo/mail.xml >"$(tmp in)"
	filter 0 domconv -q --only=domain-type "$(tmp in)"
}

@test "T12: what follows a document and is none spoils it" {
	refused after-text.xml 5:3 'unexpected content after.*'
	refused after-end-tag.xml 4:1 'unexpected content after.*'
	refused after-root.xml 4:1 'unexpected content after.*'
	refused after-longer-root.xml 4:1 'unexpected content after.*'
	refused after-doctype.xml 4:1 'unexpected content after.*|.*DOCTYPE.*'
	refused after-reference.xml 4:1 'unexpected content after.*'
	refused after-cdata.xml 4:1 'unexpected content after.*'
	refused after-nul.xml 4:1 'unexpected content after.*|NUL byte'
	refused after-less-than.xml '4:[12]' 'unexpected content after.*|the input ends inside.*'
	refused after-comment.xml 5:1 'the input ends inside.*'
}

@test "T12: a byte order mark with nothing or something else behind it is junk" {
	local behind
	for behind in '' '<network/>' 'text' '</domain>'; do
		{
			domain a
			printf '\xef\xbb\xbf%s' "$behind"
		} >"$(tmp in)"
		filter 3 domconv "$(tmp in)"
		wrote_nothing
		complains '.*/in:5:1' 'unexpected content after.*'
	done
}

@test "T12: a bad second document leaves the first one whole, status 3" {
	local file
	for file in second-*.xml; do
		filter 3 domconv "$file"
		same <(head -n 3 "$file") "$(tmp out)"
		lines 1
	done
	filter 3 domconv second-truncated.xml
	said "^second-truncated.xml:6:1: error: .*the input ends inside 'domain'$"
	filter 3 domconv second-truncated-declared.xml
	said "^second-truncated-declared.xml:7:10: error: .*the input ends inside 'domain'$"
	filter 3 domconv second-mismatched.xml
	said '^second-mismatched.xml:6:[13]: error: .*mismatched tag$'
	filter 3 domconv second-root.xml
	said "^second-root.xml:5:1: error: .*'network'.*$"
	filter 3 domconv second-doctype.xml
	said '^second-doctype.xml:5:[0-9]+: error: .*DOCTYPE.*$'
}

@test "T12: in a stream the message about a bad document names it, too" {
	filter 3 domconv second-mismatched.xml
	said ': error: b: '
	filter 3 domconv second-truncated.xml
	said ': error: b: '
}

@test "T12: a file with a bad second document is not touched by -i and -o" {
	local file
	for file in second-*.xml; do
		cp "$file" "$(tmp in.xml)"
		filter 3 domconv -i "$(tmp in.xml)"
		same "$file" "$(tmp in.xml)"
		filter 3 domconv -o "$(tmp new.xml)" "$file"
		[ ! -e "$(tmp new.xml)" ]
	done
}

# expect_stream: the pieces 0.xml, 1.xml, ... converted one by one give what the stream
# of them gives, with the line numbers of the stream and the documents' names in the messages, and
# one line more, which counts them.
expect_stream() {
	local piece line=0 name n=0
	: >"$(tmp in)"
	: >"$(tmp want)"
	: >"$(tmp said)"
	for piece in "$BATS_TEST_TMPDIR"/[0-9].xml; do
		n=$((n + 1))
		domconv -v "$piece" >>"$(tmp want)" 2>"$(tmp one)"
		name=$(sed -n "s,.*<name>\(.*[^a-z].*\)</name>.*,'\1',p
			s,.*<name>\([a-z]*\)</name>.*,\1,p" "$piece")
		sed -E "s,^$piece:([0-9]+:[0-9]+: [a-z]+: ),\1$name: ," "$(tmp one)" |
			awk -F : -v OFS=: -v line="$line" -v file="$(tmp in)" \
				'{ $1 += line; print file ":" $0 }' >>"$(tmp said)"
		cat "$piece" >>"$(tmp in)"
		line=$((line + $(wc -l <"$piece")))
	done
	filter 0 domconv -v "$(tmp in)"
	same "$(tmp want)" "$(tmp out)"
	[[ $(tail -n 1 "$(tmp err)") == "domconv: note: $n documents: $n converted, 0 unchanged, 0 refused"* ]]
	sed '$d' "$(tmp err)" | same "$(tmp said)" -
	[ -s "$(tmp said)" ]
}

@test "T12: two documents with XML declarations" {
	{
		echo '<?xml version="1.0"?>'
		domain one xen
	} >"$(tmp 0.xml)"
	{
		echo '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
		domain two xen
	} >"$(tmp 1.xml)"
	expect_stream
}

@test "T12: two documents on one line" {
	printf '<domain type="kvm"><name>a</name></domain><domain type="no"><name>b</name></domain>' \
		>"$(tmp in)"
	filter 1 domconv -q "$(tmp in)"
	complains '.*/in:1:43' 'b: .*'
	printf '<?xml version="1.0" encoding="ISO-8859-1"?><domain type="kvm">\xa7\xa7</domain>' >"$(tmp in)"
	printf '<domain type="no"><name>b</name></domain>' >>"$(tmp in)"
	filter 1 domconv -q "$(tmp in)"
	complains '.*/in:1:74' 'b: .*'
}

@test "T12, T17: a byte order mark before the second document" {
	domain one xen >"$(tmp 0.xml)"
	{
		printf '\xef\xbb\xbf'
		domain two xen
	} >"$(tmp 1.xml)"
	{
		printf '\xef\xbb\xbf<?xml version="1.0"?>\n'
		domain three xen
	} >"$(tmp 2.xml)"
	{
		printf '\xef\xbb\xbf\n <!-- c -->\n'
		domain four xen
	} >"$(tmp 3.xml)"
	expect_stream
}

@test "T12: comments, processing instructions and blanks between documents" {
	{
		echo '<!-- first -->'
		domain one xen
	} >"$(tmp 0.xml)"
	{
		printf '\n  <!-- <domain> -->\n<?p <domain> ?>\n\t\r\n'
		domain two xen
	} >"$(tmp 1.xml)"
	{
		printf '<!-- a -->'
		domain three xen
		printf '\n<!-- last -->\n<?p?>\n\n'
	} >"$(tmp 2.xml)"
	expect_stream
}

@test "T8, T9, T12: documents of different encodings in one stream" {
	{
		echo '<?xml version="1.0" encoding="UTF-8"?>'
		printf '<!-- \xc3\xa9 -->\n'
		domain $'\xc3\xa9ins' xen
	} >"$(tmp 0.xml)"
	{
		echo '<?xml version="1.0" encoding="ISO-8859-1"?>'
		printf '<!-- \xe9 -->\n'
		domain zwei xen
		printf '<!-- \xe9 -->\n'
	} >"$(tmp 1.xml)"
	{
		echo '<?xml version="1.0" encoding="US-ASCII"?>'
		domain drei xen
	} >"$(tmp 2.xml)"
	{
		printf '\xef\xbb\xbf'
		domain $'vi\xc3\xa9r' xen
	} >"$(tmp 3.xml)"
	expect_stream
}

@test "T9: an encoding that one document declares is not that of the next" {
	printf '<?xml version="1.0" encoding="ISO-8859-1"?>\n<domain type="kvm">\xe9</domain>\n' >"$(tmp in)"
	printf '<domain type="kvm">\xe9</domain>\n' >>"$(tmp in)"
	filter 3 domconv "$(tmp in)"
	same <(head -n 2 "$(tmp in)") "$(tmp out)"
	said '/in:3:20: error: '
}

@test "one refused document in a stream of three: the others come out, status 1" {
	{
		domain one xen
		domain two bhyve
		domain three xen
	} >"$(tmp in)"
	filter 1 domconv -q "$(tmp in)"
	complains '.*/in:5:1' "two: .*'bhyve'.*"
	same <(domain one xen | domconv -q && domain three xen | domconv -q) "$(tmp out)"
	cp "$(tmp in)" "$(tmp before)"
	filter 1 domconv -q -i "$(tmp in)"
	complains '.*/in:5:1' "two: .*'bhyve'.*"
	same "$(tmp before)" "$(tmp in)"
}

@test "T16: a stream of ten thousand documents comes out in order" {
	perl -e 'printf "<domain type=\"kvm\">\n<name>g%d</name>\n</domain>\n", $_ for 1 .. 10000' >"$(tmp in)"
	filter 0 domconv "$(tmp in)"
	same "$(tmp in)" "$(tmp out)"
	echo '<domain>' >>"$(tmp in)"
	filter 3 domconv - < <(cat "$(tmp in)")
	same <(head -n 30000 "$(tmp in)") "$(tmp out)"
	complains '<stdin>:30002:1' ".*the input ends inside 'domain'"
}

@test "T12: blanks behind a document's end belong to its line" {
	domain one xen | tr -d '\n' >"$(tmp 0.xml)"
	printf ' \t\n' >>"$(tmp 0.xml)"
	domain two xen | tr -d '\n' >"$(tmp 1.xml)"
	printf ' \r\n' >>"$(tmp 1.xml)"
	domain three xen >"$(tmp 2.xml)"
	expect_stream
	mkdir "$(tmp parts)"
	cat "$(tmp 0.xml)" "$(tmp 1.xml)" "$(tmp 2.xml)" | filter 0 domconv -q -d "$(tmp parts)"
	for n in 0:one 1:two 2:three; do
		domconv -q "$(tmp "${n%:*}.xml")" | cmp - "$(tmp parts)/${n#*:}.xml"
	done
}

@test "T12: what stands behind a byte order mark is looked at to its end, wherever a read ends" {
	{
		domain one xen
		printf '\xef\xbb\xbf<!-- '
		head -c 300000 /dev/zero | tr '\0' x
		printf ' -->\n<?p '
		head -c 300000 /dev/zero | tr '\0' y
		printf '?>\n'
		domain two xen
	} >"$(tmp in)"
	filter 0 domconv -q <"$(tmp in)"
	[ "$(grep -c 'type="kvm"' "$BATS_TEST_TMPDIR/out")" -eq 2 ]
	grep -aE 'xxx|yyy' "$(tmp in)" | cmp - <(grep -aE 'xxx|yyy' "$BATS_TEST_TMPDIR/out")
	for end in '<!-- never closed' '<?p never closed' '<'; do
		{
			domain a
			printf '\xef\xbb\xbf%s' "$end"
		} >"$(tmp in)"
		filter 3 domconv "$(tmp in)"
		wrote_nothing
		complains '.*/in:5:1' 'unexpected content after.*'
	done
}

@test "T8, T17: a byte order mark and another encoding contradict each other" {
	printf '\xef\xbb\xbf<?xml version="1.0" encoding="ISO-8859-1"?>\n<domain type="xen"/>\n' >"$(tmp in)"
	filter 3 domconv "$(tmp in)"
	wrote_nothing
	complains '.*/in:1:1' "the byte order mark says UTF-8, but the declaration 'ISO-8859-1'"
}

@test "T10: a hundred prefixes are each known, and no other" {
	local n attributes=
	for n in {1..100}; do attributes+=" xmlns:p$n='urn:$n'"; done
	{
		echo "<domain type='kvm'$attributes>"
		for n in {100..1}; do echo "<p$n:x p$n:a=''/>"; done
		echo '</domain>'
	} >"$(tmp in)"
	filter 0 domconv -q "$(tmp in)"
	cmp "$(tmp in)" "$BATS_TEST_TMPDIR/out"
	sed -i 's/<p50:x/<p500:x/' "$(tmp in)"
	filter 3 domconv -q "$(tmp in)"
	complains '.*/in:52:1' '.*p500.*'
}
