# What --check says of names and words that libvirt does not know.
load helpers

domain() { # FEATURES DEVICES [ROOT]
	cat <<-EOD
		<domain type='kvm'${3:-}>
		  <name>words</name>
		  <memory unit='KiB'>262144</memory>
		  <os><type arch='x86_64' machine='pc'>hvm</type></os>
		  <features>$1</features>
		  <devices>
		    $2
		  </devices>
		</domain>
	EOD
}

# says PLACE MESSAGE RULE: the only line about the domain on standard input
says() {
	filter 1 domconv --check
	said "^<stdin>:$1: warning: $2 \[$3\]\$"
	lines 1
}

@test "a mistyped element: its line, its column, the nearest name" {
	domain '' "<dsik type='file'/>" |
		says 7:5 "unknown element 'dsik' in 'devices', did you mean 'disk'\?" unknown-element
}

@test "two names that are as near are both offered" {
	domain '<apci/>' '' |
		says 5:13 "unknown element 'apci' in 'features', did you mean 'acpi' or 'apic'\?" unknown-element
}

@test "a name that is like none" {
	domain '' '<frobnicate/>' | says 7:5 "unknown element 'frobnicate' in 'devices'" unknown-element
}

@test "an element in the wrong place, and nothing of what is in it" {
	domain "<watchdog model='x'><nonsense/></watchdog>" '' |
		says 5:13 "misplaced element 'watchdog' in 'features': it belongs in 'devices'" misplaced-element
}

@test "a mistyped attribute stands in its own line of the tag" {
	domain '' "<disk type='file'
  devcie='disk'><target dev='vda'/></disk>" |
		says 8:3 "unknown attribute 'devcie' of 'disk', did you mean 'device'\?" unknown-attribute
}

@test "a mistyped value, and the choice where none is near" {
	domain '' "<disk><target dev='vda' bus='virtoi'/></disk>" |
		says 7:29 "unknown value 'virtoi' of 'bus', did you mean 'virtio'\?" unknown-word
	domain "<apic eoi='yes'/>" '' |
		says 5:19 "unknown value 'yes' of 'eoi': expected 'off' or 'on'" unknown-word
}

@test "a mistyped text" {
	domain '' '' | sed 's|<devices>|<on_crash>destory</on_crash>\n&|' |
		says 6:3 "unknown value 'destory' of 'on_crash', did you mean 'destroy'\?" unknown-word
}

@test "names of disks begin with known letters, units are known in any case" {
	domain '' "<disk><target dev='vxda' bus='virtio'/></disk>" |
		says 7:19 "unknown value 'vxda' of 'dev', did you mean 'xvda'\?" unknown-word ||
		said "unknown value 'vxda' of 'dev'"
	domain '' '' | sed "s/'KiB'/'mib'/" | filter 0 domconv --check
	domain '' '' | sed "s/'KiB'/'KiBB'/" | filter 1 domconv --check
	said "'KiBB'"
}

@test "namespaces and metadata are free" {
	domain '' '<my:disk><any/></my:disk>' " xmlns:my='http://example.org/my' my:colour='red'" |
		sed 's|<os>|<metadata><any><disk colour="x"/></any></metadata>&|; s|<features>|<other xmlns="http://example.org/o"><disk bus="x"/></other>&|' |
		filter 0 domconv --check
	lines 0
}

@test "what Qubes writes is known" {
	domain '' "<disk type='block'><target dev='vda' bus='virtio'/></disk><graphics type='qubes' log_level='0'/>" |
		filter 1 domconv --check --only=vocabulary,graphics-sdl || {
		run -0 cat "$BATS_TEST_TMPDIR/err"
		[ -z "$output" ]
	}
}

@test "the message stays harmless where it is pasted" {
	domain '' "<disk><target dev='vda' bus='\$(id)&#10;x'/></disk>" | filter 1 domconv --check
	said "unknown value '.*' of 'bus'"
	lines 1
}

@test "each filter checks its documents" {
	printf "<network><name>n</name><bridge nmae='b'/></network>" | filter 1 bridgemap --check
	said "unknown attribute 'nmae' of 'bridge', did you mean 'name'\?"
	printf "<pool type='dir'><name>p</name><target><paht>/x</paht><path>/x</path></target></pool>" |
		filter 1 poolgen --check -
	said "unknown element 'paht' in 'target', did you mean 'path'\?"
	domain '' "<dsik/>" | sed '1s|^|<domainsnapshot><name>s</name><state>shutoff</state><creationTime>1</creationTime><mmeory/>|; $s|$|</domainsnapshot>|' |
		filter 1 snapconv --check
	said "'mmeory' in 'domainsnapshot', did you mean 'memory'\?"
	said "'dsik' in 'devices', did you mean 'disk'\?"
	domain '' "<dsik/>" | sed '1s|^|<domaincheckpoint><name>s</name><creationTime>1</creationTime><target/>|; $s|$|</domaincheckpoint>|' |
		filter 1 snapconv --check
	said "misplaced element 'target' in 'domaincheckpoint'"
	said "'dsik' in 'devices', did you mean 'disk'\?"
}

@test "bridgemap --check works without a map, and nothing else does" {
	domain '' '' | filter 0 bridgemap --check
	domain '' '' | filter 2 bridgemap
}

@test "conversions are silent without --vocabulary; --strict then refuses" {
	domain '' '<dsik/>' | filter 0 domconv
	lines 0
	domain '' '<dsik/>' | filter 0 domconv --vocabulary
	said unknown-element
	domain '' '<dsik/>' | filter 1 domconv --strict --vocabulary
	domain '' '<dsik/>' | filter 0 domconv --check --skip=vocabulary
	lines 0
}

@test "the report has the attribute's path" {
	domain '' "<disk devcie='disk'><target dev='vda'/></disk>" |
		filter 1 domconv --check --report="$BATS_TEST_TMPDIR/report"
	run -0 xmllint --xpath "string(//*[local-name()='warning']/@path)" "$BATS_TEST_TMPDIR/report"
	[ "$output" = '/domain/devices/disk/@devcie' ]
}

@test "many unknown names are counted" {
	domain '' "$(printf '<nonsense%s/>' $(seq 300))" | filter 1 domconv --check
	lines 21
	said '280 more of this rule'
}

@test "the table says of which releases it is" {
	run -0 sed -n 1,4p "$TOP/tools/vocabulary/table.h"
	[[ $output == *'make vocabulary on 20'* && $output == *'7.0.0, 9.0.0, 11.3.0, 12.8.0'* ]]
}
