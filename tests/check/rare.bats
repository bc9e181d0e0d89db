# What documents rarely have: values, names and comments that are long, twice, or nonsense.
load helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# guest DEVICES [ATTRIBUTES]: a PV guest in in.xml
guest() {
	cat >in.xml <<-END
		<domain type='xen'><name>a</name><memory>524288</memory>${2-}
		<os><type arch='x86_64' machine='xenpv'>linux</type></os><bootloader>pygrub</bootloader>
		<devices>$1</devices></domain>
	END
}

# many N TEXT: the text so many times
many() {
	local i
	for ((i = 0; i < $1; i++)); do
		printf %s "$2"
	done
}

@test "a value that is too long for a message is cut between two characters" {
	guest "<interface type='bridge'><source bridge='b'/><script path='/etc/xen/scripts/a$(many 150 é)'/></interface>"
	filter 0 domconv -v in.xml
	iconv -f UTF-8 -t UTF-8 err >/dev/null
	said "script: removed '<script path=.*é\"/>'"
	guest "<interface type='bridge'><source bridge='b'/><script path='/etc/xen/scripts/aa$(many 150 é)'/></interface>"
	filter 0 domconv -v in.xml
	iconv -f UTF-8 -t UTF-8 err >/dev/null
}

@test "a unit that libvirt does not know stays" {
	guest '' "<currentMemory unit='furlong'>7</currentMemory>"
	filter 0 domconv -q in.xml
	grep -q "<currentMemory unit='furlong'>7</currentMemory>" out
	filter 0 domconv -q --target="$FIXTURES/hosts/small.host" in.xml
	guest '' "<currentMemory unit='KiB'>x</currentMemory>"
	filter 0 domconv -q in.xml
	grep -q "<currentMemory unit='KiB'>x</currentMemory>" out
}

@test "a VLAN of Open vSwitch that is named twice is one, and what is none leaves the name alone" {
	guest "<interface type='bridge'><source bridge='ovs0.5:6:6:5'/><script path='vif-openvswitch'/></interface>"
	filter 0 domconv -q --only=interface-ovs-vlan in.xml
	[ "$(grep -o "<tag id='[56]'" out | tr -d '\n')" = "<tag id='5'<tag id='6'" ]
	for name in ovs0.x:6 ovs0.5:x ovs0.:x .5 ovs0.; do
		guest "<interface type='bridge'><source bridge='$name'/><script path='vif-openvswitch'/></interface>"
		filter 0 domconv -q --only=interface-ovs-vlan in.xml
		same in.xml out
	done
}

@test "--disk-format by target, file or device: the first on the command line counts" {
	guest "<disk type='file' device='disk'><source file='/srv/a'/><target dev='xvda' bus='xen'/></disk>
<disk type='block' device='disk'><source dev='/dev/vg/b'/><target dev='xvdb' bus='xen'/></disk>"
	filter 0 domconv -q --disk-format=/srv/a=qcow2 --disk-format=xvda=raw --disk-format=/dev/vg/b=vdi in.xml
	[ "$(grep -o "type='[a-z0-9]*'/><source" <(tr -d '\n' <out) | tr -d '\n')" = "type='qcow2'/><sourcetype='vdi'/><source" ]
	filter 0 domconv -q --disk-format=xvda=raw --disk-format=/srv/a=qcow2 --disk-format=xvdb=raw --disk-format=/dev/vg/b=vdi in.xml
	[ "$(grep -o "type='[a-z0-9]*'/><source" <(tr -d '\n' <out) | tr -d '\n')" = "type='raw'/><sourcetype='raw'/><source" ]
}

@test "an HVM guest's IDE disks on q35 are SATA" {
	sed "s|xenpv'>linux|xenfv'>hvm|" >in.xml <<-'END'
		<domain type='xen'><name>a</name><memory>1</memory><os><type arch='x86_64' machine='xenpv'>linux</type></os>
		<devices><disk type='file' device='disk'><source file='/a'/><target dev='hda' bus='ide'/></disk></devices></domain>
	END
	filter 0 domconv -q --machine=q35 --hvm-disk-bus=ide in.xml
	grep -q "<target dev='sda' bus='sata'/>" out
}

@test "names and ways that are too long for a message or a path are cut" {
	local long
	long=$(many 300 n)
	guest "<$long><a><b><c><d/></c></b></a></$long>"
	filter 1 domconv --check --report=report.xml in.xml
	said 'unknown'
	run ! grep -q "$long" err
	xmllint --noout report.xml
}

@test "of many comments in a removed element one is shown, and a long one is cut" {
	guest "<interface type='bridge'><source bridge='b'/><script path='x'><!-- one$(many 400 ' é 23456789') --><!-- two --><?three?></script></interface>"
	filter 0 domconv -v in.xml
	said "with its comment '<!-- one .*\.\.\.' and 2 more"
}

@test "more than 1000 comments that ignore rules: one message" {
	guest "$(many 1003 '<!-- virtxml: ignore domain-type: x -->')"
	filter 1 domconv --check in.xml
	[ "$(grep -c 'more than 1000 comments to ignore rules' err)" -ge 1 ]
}

@test "words of an argument of QEMU that name no bridge" {
	cat >in.xml <<-'END'
		<domain type='kvm' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><name>a</name><memory>1</memory>
		<devices/><q:commandline><q:arg value='bridge,br='/><q:arg value='br=,br=x'/><q:arg value='tap,br=xenbr0'/>
		<q:arg value='{"br": "xenbr0"}'/><q:arg value='{"br":""}'/></q:commandline></domain>
	END
	filter 0 bridgemap -b xenbr0:br0 in.xml
	[ "$(grep -c 'bridge-qemu-arg' err)" -eq 2 ]
	filter 2 bridgemap --bridge-to-network=xenbr0 in.xml
	filter 2 bridgemap --bridge-to-network=a/b:lan in.xml
	filter 2 bridgemap --bridge-to-network=xenbr0:a/b in.xml
}

@test "lines of a discovery that are none: some are named, the rest is counted" {
	{
		echo '10.0.0.1:3260,1 iqn.2010-08.local.ucs:one'
		many 30 $'nonsense\n'
	} >found
	filter 0 poolgen -v --type=iscsi --from-discovery found
	said 'more lines skipped'
}
