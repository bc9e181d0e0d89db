# The stylesheets: that they do what the tools do (differential.sh), that the comparison can tell a
# difference, and what they promise besides.
load helpers

sheet=$TOP/stylesheets/xen2qemu.xslt
bridges=$TOP/stylesheets/bridgemap.xslt
domain=$FIXTURES/demo/mail.xml

transform() { # STATUS ARGUMENT...
	local want=$1
	shift
	filter "$want" xsltproc "$@"
}

other_sheets() { # SED-SCRIPT [STYLESHEET]: stylesheets that are wrong
	local name=${2:-xen2qemu.xslt}
	mkdir "$BATS_TEST_TMPDIR/sheets"
	cp "$TOP"/stylesheets/*.xslt "$BATS_TEST_TMPDIR/sheets"
	sed -i "$1" "$BATS_TEST_TMPDIR/sheets/$name"
	run ! cmp -s "$TOP/stylesheets/$name" "$BATS_TEST_TMPDIR/sheets/$name"
}

compare_first_row() { # STATUS [PATTERN [COUNT]]: the first that matches, of mixtures
	local row
	row=$(grep -n "${2:-^domconv}" "$TOP/tests/check/differential.tsv" | head -n 1)
	filter "$1" env CORPUS= MIXED="${3:-}" ROW="${row%%:*}" SHEETS="$BATS_TEST_TMPDIR/sheets" \
		bash "$TOP/tests/check/differential.sh"
}

@test "the tools and the stylesheets make the same of every fixture, and of CORPUS" {
	bash "$TOP/tests/check/differential.sh" >"$BATS_TEST_TMPDIR/out" || {
		cat "$BATS_TEST_TMPDIR/out"
		return 1
	}
	sed 's/^/# /' "$BATS_TEST_TMPDIR/out" >&3
}

@test "the tools and the stylesheets make the same of documents that nobody has written" {
	filter 0 env CORPUS= MIXED=100 bash "$TOP/tests/check/differential.sh" || {
		cat "$BATS_TEST_TMPDIR/out"
		return 1
	}
	# each root is among them, and most are converted
	grep -q '^bridgemap .* 500 compared, 500 equal' "$BATS_TEST_TMPDIR/out"
	grep '^differential: ' "$BATS_TEST_TMPDIR/out" | awk '{ exit !($4 > $2 * 0.9) }'
	sed -n 's/^differential: /# mixtures: /p' "$BATS_TEST_TMPDIR/out" >&3
}

@test "the comparison finds what is wrong in one kind of mixtures only" {
	local root=domaincheckpoint
	other_sheets "s#/$root/domain/devices/interface\[@type = 'bridge'\]/source/@bridge#/nothing#" bridgemap.xslt
	compare_first_row 1 '^bridgemap.*map=' 40
	grep -q "^different: .*/$root-1-" "$BATS_TEST_TMPDIR/out"
	run ! grep -v "/$root-1-" <(grep '^different: ' "$BATS_TEST_TMPDIR/out")
}

@test "the comparison finds one wrong attribute of a domain in a snapshot or checkpoint" {
	other_sheets "s/select=\"'kvm'\"/select=\"'qemu'\"/"
	compare_first_row 1 '^snapconv.*xen2qemu.*	domain' 20
	grep -q '^different: .*/domainsnapshot-1-' "$BATS_TEST_TMPDIR/out"
	grep -q '^different: .*/domaincheckpoint-1-' "$BATS_TEST_TMPDIR/out"
}

@test "the comparison finds one wrong attribute" {
	other_sheets "s/'ich7'\]/'ich9']/"
	compare_first_row 1
	grep -q '^different: .*/sound-ich7/fires.xml$' "$BATS_TEST_TMPDIR/out"
	# and nothing else
	run ! grep -v '/sound-ich7/\|/hvm-spice[^/]*\.xml$' <(grep '^different: ' "$BATS_TEST_TMPDIR/out")
}

@test "the comparison finds a document where the tool refuses" {
	other_sheets 's/<xsl:if test="backenddomain\[.*">/<xsl:if test="nothing">/'
	compare_first_row 1
	grep -q '^different: .*/disk-backenddomain/fires.xml: the tool refuses it$' "$BATS_TEST_TMPDIR/out"
}

@test "to terminate on everything is no way out" {
	other_sheets 's/<xsl:call-template name="options"\/>/<xsl:message terminate="yes"\/>/'
	compare_first_row 1
	grep -q ' 0 equal, ' "$BATS_TEST_TMPDIR/out"
}

@test "every template that is named after something is named after a rule" {
	local name bad=0
	domconv --list-rules | cut -f 1 >"$BATS_TEST_TMPDIR/rules"
	while read -r name; do
		case $name in
		# what a template cannot do without a name
		options | prefixes | stop | base-name | content | rest | features-added | virtualport | os-type | cpu-mode | devices | trunk-tags | text | disk-source-odd) continue ;;
		esac
		grep -qx -- "$name" "$BATS_TEST_TMPDIR/rules" || {
			echo "no rule: $name"
			bad=1
		}
	done < <(sed -n 's/.*<xsl:template name="\([a-z0-9-]*\)".*/\1/p' "$sheet")
	[ "$bad" -eq 0 ]
}

@test "every parameter is an option, and options that it lacks are refused, not ignored" {
	local name bad=0
	filter 0 domconv --help
	while read -r name; do
		grep -Eq -- "--$name($|[=[ ])" "$BATS_TEST_TMPDIR/out" || {
			echo "no option: $name"
			bad=1
		}
	done < <(sed -n 's/^  <xsl:param name="\([a-z-]*\)".*/\1/p' "$sheet")
	[ "$bad" -eq 0 ]
	for name in vnc fallback force keep-qemu-args map-path disk-format only skip strict; do
		transform 10 --stringparam "$name" yes "$sheet" "$FIXTURES/domconv/domain-type/fires.xml"
		said 'this parameter is an option of domconv only \[options\]'
		wrote_nothing
	done
	transform 10 --stringparam type xen "$sheet" "$FIXTURES/domconv/domain-type/fires.xml"
	wrote_nothing
}

@test "an attribute with a prefix, which libvirt reads, stops the stylesheets" {
	local name
	while read -r name; do # the maps are no document of libvirt's
		sed "0,/<disk /s//<disk xml:$name='x' /" "$domain" >in.xml
		transform 10 "$sheet" in.xml
		said 'an attribute has a prefix: use domconv'
		wrote_nothing
	done < <(grep -oE '@[a-zA-Z]+' "$sheet" | tr -d @ | sort -u)
	while read -r name; do
		sed "0,/<disk /s//<disk xml:$name='x' /" "$domain" >in.xml
		transform 10 "$bridges" in.xml
		said 'an attribute has a prefix, which only bridgemap reads'
		wrote_nothing
	done < <(sed '1,/<xsl:variable name="attributes"/d' "$bridges" | grep -oE '[/[]@[a-zA-Z]+' | tr -d '/[@' |
		grep -vx 'in\|out' | sort -u)
}

@test "comments, processing instructions, namespaces and unknown elements stay" {
	cat >"$BATS_TEST_TMPDIR/in.xml" <<-'EOD'
		<!-- before -->
		<?editor keep="yes"?>
		<domain type='xen' xmlns:q='urn:q'><name>n</name><memory>1</memory><metadata>
		  <q:note  a="1">  two <q:b/> words </q:note></metadata>
		<os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/><apic/></features><cpu mode='host-model'/>
		<devices><!-- here --><flux q:capacitor='1'/></devices></domain>
	EOD
	transform 0 "$sheet" "$BATS_TEST_TMPDIR/in.xml"
	sed "s/type='xen'/type='kvm'/" "$BATS_TEST_TMPDIR/in.xml" >"$BATS_TEST_TMPDIR/want.xml"
	xmllint --c14n "$BATS_TEST_TMPDIR/want.xml" | tr -d '\n' | sed 's/> *</></g' >"$BATS_TEST_TMPDIR/want"
	xmllint --c14n "$BATS_TEST_TMPDIR/out" | tr -d '\n' | sed 's/> *</></g' >"$BATS_TEST_TMPDIR/got"
	same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
	grep -qF '  two ' "$BATS_TEST_TMPDIR/out"
}

@test "bridgemap.xslt has the procedure's parameters and their defaults" {
	transform 0 "$bridges" "$domain"
	grep -qF '<source bridge="br0"/>' "$BATS_TEST_TMPDIR/out"
	transform 0 --stringparam src_bridge eth0 --stringparam dst_bridge br-lan "$bridges" "$domain"
	grep -qF '<source bridge="br-lan"/>' "$BATS_TEST_TMPDIR/out"
	transform 10 --stringparam dst_bridge 'a name far too long' "$bridges" "$domain"
	wrote_nothing
	transform 10 "$bridges" "$FIXTURES/refuse/root-html.xml"
	wrote_nothing
}

@test "bridgemap.xslt: a map that is wrong yields no document" {
	local map
	for map in '<map><bridge in="a" out="b"/><bridge in="a" out="c"/></map>' \
		'<map><bridge out="b"/><bridge out="c"/></map>' '<map><dev out="b"/></map>' \
		'<map><mac in="52:54:00:00:00:01" out="b"/></map>' '<map><bridge in="a"/></map>' \
		'<map><bridge in="a" out="b/c"/></map>' '<maps/>'; do
		echo "$map" >map.xml
		transform 10 --stringparam map "$PWD/map.xml" "$bridges" "$domain"
		wrote_nothing
	done
}

@test "the stylesheet has domconv's list of models of interfaces" {
	sed -n '/^static const char \*const models/,/NULL/p' "$TOP/tools/domain/devices/interfaces.c" |
		grep -o '"[^"]*"' | tr -d '"' >"$BATS_TEST_TMPDIR/want"
	[ -s "$BATS_TEST_TMPDIR/want" ]
	sed -n '/name="nic-models"/,/\/>/p' "$sheet" | grep -o "' [^']*'" | tr -d "'" | tr -s ' ' '\n' |
		grep . >"$BATS_TEST_TMPDIR/got"
	same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}
