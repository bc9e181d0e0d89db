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
	local typed
	for typed in vxda:xvda xvvda:xvda dva:vda vfda:vda hfa:hda; do
		domain '' "<disk><target dev='${typed%:*}' bus='virtio'/></disk>" |
			says 7:19 "unknown value '${typed%:*}' of 'dev', did you mean '${typed#*:}'\?" unknown-word
	done
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
		filter 0 domconv --check
	lines 0
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
	sed 's|<disks>|<snapshotDeleteInProgress/>&|' "$FIXTURES/snapconv/snapshot-deleting/fires.xml" |
		filter 1 snapconv --check
	said "misplaced element 'snapshotDeleteInProgress' in 'domainsnapshot': it belongs in 'disk'"
}

# A description of a host with that version of libvirt, or without one
host() { # [VERSION]
	printf '<host><name>h</name><time>2026-11-29T10:00:00Z</time>%s</host>' \
		"${1:+<libvirt version='$1'/>}" >host
}

# The lines of the vocabulary about a domain with names and words of several releases
judge() { # VERSION
	host "$1"
	domain '' "<disk type='file'><source file='/x' fdgroup='g'><dataStore><format type='raw'/><source file='/y' fdgroup='g'/></dataStore></source><target dev='vda' bus='virtio'/></disk>
		<disk type='vhostvdpa'><source dev='/v'/><target dev='vdb'/></disk>" |
		filter "${2:-1}" domconv --check --only=vocabulary --target=host
}

@test "--target: what that libvirt does not know, and nothing in what it drops" {
	judge 9.0.0
	said "^<stdin>:7:53: warning: libvirt 9.0.0 does not know 'dataStore' in 'source' and drops it silently \[unknown-to-target\]\$"
	said "^<stdin>:8:[0-9]*: warning: libvirt 9.0.0 does not know the value 'vhostvdpa' of 'type' \[unknown-to-target\]\$"
	lines 2
	judge 7.0.0
	said "<stdin>:7:41: warning: libvirt 7.0.0 does not know 'fdgroup' in 'source' and drops it silently"
	lines 3
	judge 11.3.0 0
	lines 0
}

@test "--target: a version between two counts as the older, before and behind all as the nearest" {
	judge 8.4.0
	said "libvirt 8.4.0 may not know 'fdgroup' in 'source': 9.0.0 does, 7.0.0 does not"
	said "libvirt 8.4.0 does not know 'dataStore' in 'source' and drops it silently"
	judge 10.10.0-3.el9
	said "libvirt 10.10.0-3.el9 may not know the value 'vhostvdpa' of 'type': 11.3.0 does, 9.0.0 does not"
	lines 2
	judge 1.2.17
	said "libvirt 1.2.17 does not know 'fdgroup' in 'source'"
	lines 3
	judge 99.0.0 0
	lines 0
}

@test "--target: without a version nothing is said; a conversion says it, and not what no libvirt knows" {
	judge '' 0
	lines 0
	judge unknown 0
	lines 0
	host 7.0.0
	domain '' "<disk type='vhostvdpa'><source dev='/v'/><target dev='vdb' buss='x'/><other/></disk>" | sed 's|<devices>|<on_crash>x</on_crash>&|' | tee in |
		filter 0 domconv --target=host
	said unknown-to-target
	lines 1
	filter 0 domconv --target=host --vocabulary <in
	lines 4
}

@test "--target: snapshots and networks are judged, too" {
	host 7.0.0
	domain '' "<disk type='vhostvdpa'><source dev='/v'/><target dev='vdb'/></disk>" |
		sed '1s|^|<domainsnapshot><name>s</name><state>shutoff</state><creationTime>1</creationTime>|; $s|$|</domainsnapshot>|' |
		filter 1 snapconv --check --only=vocabulary --target=host
	said "libvirt 7.0.0 does not know the value 'vhostvdpa' of 'type'"
	printf "<network><name>n</name><forward mode='open'/><bridge name='b'/></network>" |
		filter 0 bridgemap --check --only=vocabulary --target=host
	lines 0
	printf "<network><name>n</name><metadata/><forward mode='open'><nat ipv6='yes'/></forward><bridge name='b'/><mtu size='9000'/><title>t</title></network>" |
		filter 1 bridgemap --check --only=vocabulary --target=host
	said "libvirt 7.0.0 does not know 'title' in 'network' and drops it silently"
	lines 1
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
		filter 1 domconv --check --report=report
	run -0 xmllint --xpath "string(//*[local-name()='warning']/@path)" report
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

@test "what a rule removes is neither unknown to the new host nor unknown at all" {
	cat >in.xml <<-'END'
		<domain type='xen'><name>a</name><memory>1</memory><os><type arch='x86_64' machine='xenfv'>hvm</type>
		<loader type='rom' stateless='yes'>/usr/lib/xen/boot/hvmloader</loader></os>
		<devices><graphics type='qubes' log_level='1' odd='1'/></devices></domain>
	END
	filter 0 domconv --target="$FIXTURES/hosts/oldest.host" in.xml
	run ! grep -E "stateless|log_level" err
	filter 1 domconv -c in.xml
	run ! grep -E "unknown attribute 'log_level'" err
	said "unknown attribute 'odd'"
}
