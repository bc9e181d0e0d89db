# bridgemap --ldif: UVMM's profiles, as ldapsearch and slapcat write them, become changes for
# ldapmodify.
load helpers

attribute=univentionVirtualMachineProfileInterface

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cat >profiles.ldif <<-'END'
		# extended LDIF
		#
		# LDAPv3, a comment that goes on
		  here

		# Windows 7, kvm, Profiles, example.org
		dn: cn=Windows 7,cn=kvm,cn=Profiles,cn=Virtual Machine Manager,dc=example,dc=o
		 rg
		objectClass: univentionVirtualMachineProfile
		cn: Windows 7
		univentionVirtualMachineProfileInterface: eth0

		dn: cn=on br0 already,dc=example,dc=org
		univentionVirtualMachineProfileInterface: br0

		dn: cn=no interface,dc=example,dc=org
		cn: eth0
		description: univentionVirtualMachineProfileInterface: eth0


		dn:: Y249w5xidW5nLGRjPWV4YW1wbGUsZGM9b3Jn
		univentionvirtualmachineprofileINTERFACE:: ZXRoMA==
	END
	cat >changes.ldif <<-'END'
		dn: cn=Windows 7,cn=kvm,cn=Profiles,cn=Virtual Machine Manager,dc=example,dc=org
		changetype: modify
		replace: univentionVirtualMachineProfileInterface
		univentionVirtualMachineProfileInterface: br0

		dn:: Y249w5xidW5nLGRjPWV4YW1wbGUsZGM9b3Jn
		changetype: modify
		replace: univentionVirtualMachineProfileInterface
		univentionVirtualMachineProfileInterface: br0

	END
}

# entry VALUE-LINE...: one entry with the lines as they are given
entry() {
	printf 'dn: cn=x\n'
	printf '%s\n' "$@"
}

# becomes VALUE-LINE...: of what is on standard output
becomes() {
	{
		printf 'dn: cn=x\nchangetype: modify\nreplace: %s\n' "$attribute"
		printf '%s\n' "$@" ''
	} >wanted
	same wanted out
}

@test "changes for what changes, and for nothing else" {
	filter 0 bridgemap --ldif -b eth0:br0 profiles.ldif
	lines 0
	same changes.ldif out
	filter 0 bridgemap --ldif -v -b eth0:br0 <profiles.ldif
	said ":[0-9]*: note: 'eth0' becomes 'br0' \[bridge-named\]$"
	same changes.ldif out
	filter 0 bridgemap --ldif -b eth0:br0 - profiles.ldif < <(cat profiles.ldif)
	cat changes.ldif changes.ldif | cmp - out
	filter 0 bridgemap --ldif -b eth1:br0 profiles.ldif
	wrote_nothing
	: >empty
	filter 0 bridgemap --ldif -b eth0:br0 empty
	wrote_nothing
}

@test "lines that end with CRLF" {
	sed 's/$/\r/' profiles.ldif >crlf.ldif
	filter 0 bridgemap --ldif -b eth0:br0 crlf.ldif
	same changes.ldif out
}

@test "folded anywhere" {
	for width in 2 3 5 20 76; do
		perl -ne 'BEGIN { $w = shift } chomp; if (/^(#| |$)/) { print "$_\n"; next }
			print substr($_, 0, $w), "\n"; $_ = length > $w ? substr($_, $w) : "";
			while (length) { print " ", substr($_, 0, $w), "\n"; $_ = length > $w ? substr($_, $w) : "" }' \
			$width <(perl -0pe 's/\n //g' profiles.ldif) >folded.ldif
		filter 0 bridgemap --ldif -b eth0:br0 folded.ldif
		same changes.ldif out
	done
}

@test "maps: all others, several at once, a map file" {
	filter 0 bridgemap --ldif -b br7 < <(entry "$attribute: eth0")
	becomes "$attribute: br7"
	filter 0 bridgemap --ldif -b br7 < <(entry "$attribute: br7")
	wrote_nothing
	filter 0 bridgemap --ldif -b eth0:br0 -b br7 < <(entry "$attribute: eth0" "$attribute: eth1")
	becomes "$attribute: br0" "$attribute: br7"
	filter 0 bridgemap --ldif -b eth0:eth1 -b eth1:eth0 < <(entry "$attribute: eth0" "$attribute: eth1")
	becomes "$attribute: eth1" "$attribute: eth0"
	printf '# comment\nbridge eth0:br0\n' >map
	filter 0 bridgemap --ldif -f map profiles.ldif
	same changes.ldif out
	filter 0 bridgemap --ldif -b eth0:br0 --skip=bridge-named profiles.ldif
	wrote_nothing
	filter 0 bridgemap --ldif -n eth0:br0 profiles.ldif # a network is no bridge
	wrote_nothing
}

@test "several values: all are kept, in order, each once" {
	filter 0 bridgemap --ldif -b eth0:br0 < <(entry "$attribute: eth3" "$attribute: eth0" 'cn: y' \
		"$attribute: eth2")
	becomes "$attribute: eth3" "$attribute: br0" "$attribute: eth2"
	filter 0 bridgemap --ldif -b eth0:br0 < <(entry "$attribute: br0" "$attribute: eth0" "$attribute: BR0")
	becomes "$attribute: br0"
	filter 0 bridgemap --ldif -b eth0:br0 < <(entry "$attribute;lang-de: eth0" "${attribute}s: eth0" \
		"x$attribute: eth0")
	wrote_nothing
	filter 0 bridgemap --ldif -b eth0:br0 < <(entry "$attribute: ETH0" "$attribute: eth" "$attribute: eth00")
	wrote_nothing
}

@test "values and names that are not safe are written in base64" {
	filter 0 bridgemap --ldif -b eth0:br0 < <(entry "$attribute:: IGE=" "$attribute:eth0" \
		"$attribute:: ZQ==" "$attribute:: w7w=" "$attribute:" "$attribute:: Og==" "$attribute:: YSA=")
	becomes "$attribute:: IGE=" "$attribute: br0" "$attribute: e" "$attribute:: w7w=" "$attribute: " \
		"$attribute:: Og==" "$attribute:: YSA="
	printf 'dn: cn=\303\234bung,dc=example,dc=org\n%s: eth0\n' "$attribute" |
		filter 0 bridgemap --ldif -b eth0:br0
	grep -qx 'dn:: Y249w5xidW5nLGRjPWV4YW1wbGUsZGM9b3Jn' out
}

@test "what ldapsearch says besides" {
	printf 'version: 1\n\n' | cat - profiles.ldif >search.ldif
	printf '\n# search reference\nref: ldap://example.org/??sub\n\n# search result\nsearch: 2\nresult: 0 Success\n\n# numEntries: 5\n' \
		>>search.ldif
	filter 0 bridgemap --ldif -b eth0:br0 search.ldif
	same changes.ldif out
	sed -i 's/^result: .*/result: 4 Size limit exceeded/' search.ldif
	filter 3 bridgemap --ldif -b eth0:br0 search.ldif
	wrote_nothing
	said '^search\.ldif:31:1: error: the search failed'
}

@test "malformed: status 3, one line with its place, nothing of that input written" {
	while IFS='|' read -r at why text; do
		# shellcheck disable=SC2059
		{ cat profiles.ldif && printf "\n$text"; } >bad.ldif
		filter 3 bridgemap --ldif -b eth0:br0 bad.ldif
		wrote_nothing
		lines 1
		said "^bad\\.ldif:$at: error: .*$why"
		sed 's/$/\r/' bad.ldif >crlf.ldif
		filter 3 bridgemap --ldif -b eth0:br0 crlf.ldif
		said "^crlf\\.ldif:$at: error: .*$why"
		filter 3 bridgemap --ldif -b eth0:br0 bad.ldif profiles.ldif
		same changes.ldif out
		filter 3 bridgemap --ldif -b eth0:br0 -o result profiles.ldif bad.ldif
		[ ! -e result ]
	done <<-'END'
		25:1|may be truncated|dn: cn=x\nunivention
		24:1|expected dn at the beginning|cn: x\n
		25:6|a colon|dn: cn=x\nnonse nse\n
		25:9|a colon|dn: cn=x\nnonsense\n
		25:1|a colon|dn: cn=x\n: nothing\n
		24:6|invalid base64|dn:: ====\n
		25:10|invalid base64|dn: cn=x\ncn:: YWJjZA=\n
		25:6|invalid base64|dn: cn=x\ncn:: Y=Jj\n
		26:2|invalid base64|dn: cn=x\ncn:: YWJj\n ?WJj\n
		24:6|of its own|dn:< file:///etc/passwd\n
		25:44|of its own|dn: cn=x\nuniventionVirtualMachineProfileInterface:< file:///etc/passwd\n
		25:1|missing blank line|dn: cn=x\ndn: cn=y\n
		25:1|this is a change|dn: cn=x\nchangetype: modify\n
		25:1|this is a change|dn: cn=x\ncontrol: 1.2.840.113556.1.4.805 true\n
		24:1|the search failed|result: 4 Size limit exceeded\n
		24:1|nothing to continue| dn: cn=x\n
		24:8|NUL|dn: cn=\0x\n
		24:1|expected dn at the beginning|version: 1\n
	END
	printf 'version: 2\n' >bad.ldif
	filter 3 bridgemap --ldif -b eth0:br0 bad.ldif
	said '^bad\.ldif:1:1: error: unsupported version of LDIF: expected 1'
	filter 3 bridgemap --ldif -b eth0:br0 missing profiles.ldif
	same changes.ldif out
	said '^missing: error: cannot read: No such file'
}

@test "--max-size bounds an input" {
	filter 3 bridgemap --ldif -b eth0:br0 --max-size=100 profiles.ldif
	wrote_nothing
	said '^profiles\.ldif: error: the input is larger than 100 bytes \(--max-size\)$'
	filter 0 bridgemap --ldif -b eth0:br0 --max-size="$(wc -c <profiles.ldif)" profiles.ldif
	same changes.ldif out
}

@test "--check, -v, --allow, --strict, --require-match" {
	filter 1 bridgemap --ldif -b eth0:br0 --check profiles.ldif
	wrote_nothing
	lines 2
	said "^profiles\\.ldif:11:43: note: 'eth0' becomes 'br0' \\[bridge-named\\]$"
	filter 1 bridgemap --ldif -b eth0:br0 --check -q profiles.ldif
	lines 0
	filter 0 bridgemap --ldif -b eth1:br0 --check profiles.ldif
	filter 0 bridgemap --ldif -b eth0:br0 -v profiles.ldif
	lines 2
	same changes.ldif out
	filter 0 bridgemap --ldif -b eth0:br0 --allow=br1 profiles.ldif
	same changes.ldif out
	lines 3
	said "^profiles\\.ldif:11:43: warning: the new host has no bridge 'br0' \\[bridge-unlisted\\]$"
	filter 1 bridgemap --ldif -b eth0:br0 --allow=br1 --strict profiles.ldif
	wrote_nothing
	filter 1 bridgemap --ldif -b eth0:br0 --allow=br1 --check profiles.ldif
	filter 1 bridgemap --ldif -b eth1:br0 --require-match profiles.ldif
	filter 0 bridgemap --ldif -b eth0:br0 --require-match profiles.ldif
}

@test "-o, a full disk, wrong usage" {
	filter 0 bridgemap --ldif -b eth0:br0 -o result profiles.ldif
	same changes.ldif result
	status=0
	bridgemap --ldif -b eth0:br0 profiles.ldif >/dev/full 2>err || status=$?
	[ "$status" -eq 3 ]
	said '^<stdout>: error: cannot write: No space left'
	filter 3 bridgemap --ldif -b eth0:br0 -o missing/result profiles.ldif
	lines 1
	said '^missing/result: error: cannot write: No such file'
	for option in -i -dd -rx --hook; do
		filter 2 bridgemap --ldif -b eth0:br0 "$option" profiles.ldif
		said '^bridgemap: error: --ldif writes changes'
	done
	filter 2 bridgemap --ldif profiles.ldif
	said 'no map given'
}

@test "many values and long lines take time in proportion" {
	{
		printf 'dn: cn=x\n'
		seq -f "$attribute: v%.0f" 100000
		printf '%s: eth0\n' "$attribute"
		printf 'jpegPhoto:: '
		head -c 3000000 /dev/zero | base64 -w 76 | sed '2,$s/^/ /'
	} >large.ldif
	filter 0 timeout 20 bridgemap --ldif -b eth0:br0 large.ldif
	[ "$(grep -c "^$attribute: " out)" -eq 100001 ]
	grep -qx "$attribute: br0" out
}

@test "rules that are left out; values that are empty or hold line breaks" {
	entry "$attribute: eth0" "$attribute:" "$attribute: eth7" "$attribute:: YQpi" "$attribute:: YQBi" \
		"$attribute:: IGE=" "$attribute:: YSA=" "$attribute:: OmE=" "$attribute:: PGE=" >in
	filter 0 bridgemap --ldif -b eth0:br0 in
	becomes "$attribute: br0" "$attribute: " "$attribute: eth7" "$attribute:: YQpi" "$attribute:: YQBi" \
		"$attribute:: IGE=" "$attribute:: YSA=" "$attribute:: OmE=" "$attribute:: PGE="
	filter 0 bridgemap --ldif -b eth0:br0 -b br9 --skip=bridge-others in
	sed -n 4p out | grep -qx "$attribute: br0"
	grep -qx "$attribute: eth7" out
	filter 0 bridgemap --ldif -b eth0:br0 -b br9 --skip=bridge-named in
	grep -x "$attribute: br0" out && return 1
	[ "$(grep -cx "$attribute: br9" out)" -eq 1 ]
	filter 0 bridgemap --ldif -b eth0:br0 --allow=br0 --skip=bridge-unlisted in
	lines 0
}

@test "maps of prefixes, and a name that they make too long" {
	filter 0 bridgemap --ldif -b 'eth*:br*' profiles.ldif
	same changes.ldif out
	filter 1 bridgemap --ldif -b 'eth*:a-long-prefix1-*' profiles.ldif
	[ ! -s out ]
	said "error: 'a-long-prefix1-0' cannot be the name of a device or network: .*\[map-too-long\]$"
}

@test "of a rule that has more than 20 values of one entry to tell, a line counts the rest" {
	{
		echo 'dn: cn=a,dc=example'
		for ((i = 0; i < 23; i++)); do
			echo "$attribute: eth$i"
		done
	} >many.ldif
	# what is written, what is not on the list, and a name that is too long for a bridge
	filter 0 bridgemap -v --ldif -b 'eth*:virbr*' many.ldif
	[ "$(grep -c becomes err)" -eq 20 ]
	said '3 more of this rule'
	filter 0 bridgemap --ldif -b 'eth*:virbr*' --allow=none many.ldif
	said 'bridge-unlisted'
	said '3 more of this rule'
	filter 1 bridgemap --ldif -b 'eth*:abridgeof15byte*' many.ldif
	said 'map-too-long'
	said '3 more of this rule'
	wrote_nothing
}

@test "values of other attributes, referrals, bytes that need base64, places in lines that go on" {
	local at="$attribute: eth0"
	entry 'jpegPhoto:< file:///x' "$at" >in
	filter 0 bridgemap --ldif -b eth0:br0 in
	becomes "$attribute: br0"
	{
		printf 'ref: ldap://x/y\n\n'
		entry "$at"
	} >in
	filter 0 bridgemap --ldif -b eth0:br0 in
	becomes "$attribute: br0"
	printf 'dn:: DQ==\n%s\n' "$at" >in # a carriage return
	filter 0 bridgemap --ldif -b eth0:br0 in
	[ "$(head -n 1 out)" = 'dn:: DQ==' ]
	printf 'result: 0 Success\n\n' >in
	entry "$at" >>in
	filter 0 bridgemap --ldif -b eth0:br0 in
	becomes "$attribute: br0"
	entry 'cn:: !' "$at" >in
	filter 3 bridgemap --ldif -b eth0:br0 in
	said '^in:2:6: error: invalid base64'
	for bad in =AAA AA==AAAA; do
		printf 'dn:: %s\n%s\n' "$bad" "$at" >in
		filter 3 bridgemap --ldif -b eth0:br0 in
		said '^in:1:6: error: invalid base64'
	done
	entry "$at" "$attribute:: DQ==" >in
	filter 0 bridgemap --ldif -b eth0:br0 in
	becomes "$attribute: br0" "$attribute:: DQ=="
	printf 'dn: cn=x\r\n%s\r\n%s: \r\n eth\r\n 1\r\n' "$at" "$attribute" >in
	filter 0 bridgemap --ldif -b eth0:br0 --allow=br0 in
	said "^in:4:2: warning: the new host has no bridge 'eth1'"
	printf 'dn: cn=x\na;\rb\n' >in # it ends no line
	filter 3 bridgemap --ldif -b eth0:br0 in
	said '^in:2:3: error: expected an attribute and a colon'
}

@test "an entry of which several values are refused, and --strict" {
	entry "$attribute: ethaaaaaaaaaa0" "$attribute: ethaaaaaaaaaa1" >in
	filter 1 bridgemap --ldif -b 'eth*:bridge*' in
	wrote_nothing
	lines 2
	entry "$attribute: eth0" "$attribute: eth1" "$attribute: eth2" >in
	filter 1 bridgemap --ldif --strict -b eth0:br0 --allow=br0 in
	wrote_nothing
	lines 2
}
