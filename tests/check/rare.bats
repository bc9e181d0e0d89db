# What documents rarely have: values, names and comments that are long, twice, or nonsense.
load helpers
load guests

guest() { # DEVICES [REST]: a PV guest in in.xml
	pv "$@" >in.xml
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

@test "amounts of memory that libvirt cannot read are refused, and others are not" {
	local memory
	for memory in "unit='furlong'>7" "unit=' '>7" "unit='KiB'>x" ">-1" ">1.5" "> 7 " ">  "; do
		guest '' "<currentMemory $memory</currentMemory>"
		filter 1 domconv -q in.xml
		lines 1
		said "error: invalid .*currentMemory.* \[memory-missing\]"
	done
	guest '' "<currentMemory unit=' '>7</currentMemory>"
	sed -i "s|<memory>|<memory unit=' '>|" in.xml
	filter 1 domconv -q in.xml
	lines 2
	for memory in "unit='b'>7" "unit='kIB'>7" "unit=''>7" ">" "> 7"; do
		guest '' "<currentMemory $memory</currentMemory>"
		filter 0 domconv -q in.xml
		grep -qF "<currentMemory $memory</currentMemory>" out
	done
	guest '' "<currentMemory unit='b'>7</currentMemory>"
	sed -i "s|<memory>|<memory unit='b'>|" in.xml
	filter 0 domconv -q --target="$FIXTURES/hosts/small.host" in.xml
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

hvm() { # DEVICES [REST [OS]]: an HVM guest in in.xml
	xen "<os><type arch='x86_64' machine='xenfv'>hvm</type>${3-}</os>" "$@" >in.xml
}

# disk TARGET [MORE [IMAGE]]: a disk of a file
disk() {
	printf "<disk type='file' device='disk'><source file='%s'/><target dev=%s/>%s</disk>" "${3-/srv/${1//[^a-z0-9]/}}" "$1" "${2-}"
}

@test "a UUID of zeros is that of the host, one that is longer is not; characters that are nearly odd" {
	guest '' '<uuid>00000000-0000-0000-0000-000000000000</uuid>'
	filter 1 domconv -q in.xml
	said 'Domain-0 is the Xen host itself'
	guest '' '<uuid>00000000-0000-0000-0000-0000000000000</uuid>'
	filter 0 domconv -q in.xml
	guest '' '<uuid>6d1b11aa-7b7e-4f0a-9d0c-2a1e0c6d1b11</uuid>'
	# of U+2027 to U+202F, U+2065 to U+206A, those that end lines or change the direction of text are written by number
	sed -i "s|<name>a|<name>$(printf '\342\200\247 \342\200\250 \342\200\257 \342\201\245 \342\201\246 \342\201\252 \342\202\254')|" in.xml
	filter 0 domconv -q --plan=move/ in.xml
	head -n 2 move/*.sh >begins
	grep -Fq '\342\200\250' begins
	grep -Fq '\342\201\246' begins
	run ! grep -Eq '\\342\\(200\\(247|257)|201\\(245|252)|202)' begins
}

@test "disks: a rule that is skipped, a number behind the name that is none" {
	local disk="<disk type='file' device='disk'><source file='/srv/a'/><target dev='xvda' bus='xen'/></disk>"
	guest "$disk"
	filter 0 domconv -q --skip=disk-format-default --cache=none in.xml
	grep -q "<driver name='qemu' cache='none'/>" out
	filter 0 domconv -q --skip=disk-cache --cache=none in.xml
	grep -q "<driver name='qemu' type='raw'/>" out
	for name in xvda0 xvda4097 xvda1x; do
		guest "${disk/xvda/$name}"
		filter 1 domconv in.xml
		said "invalid disk name '$name'"
	done
	hvm "<disk type='file' device='disk'><source file='/srv/a'/><target dev='hda' bus='ide'/><readonly/></disk>"
	filter 0 domconv -q --hvm-disk-bus=sata --skip=disk-ide-readonly in.xml
	grep -q "bus='sata'" out
	hvm "<graphics type='spice' autoport='yes' defaultMode='secure'/>"
	filter 1 domconv in.xml
	said 'SPICE with TLS'
	hvm '' '' '<loader> </loader>'
	filter 0 domconv -q in.xml
	run ! grep loader out
	hvm "</devices><devices>"
	filter 0 domconv -q --skip=element-repeated --emulator=/usr/bin/qemu in.xml
	[ "$(grep -o '<emulator>' out | wc -l)" -eq 1 ]
}

@test "disks: buses, devices and names that are rare" {
	hvm "$(disk "'sda' bus='usb'")$(disk "'xvdaaaaaaaaaa' bus='xen'")$(disk "'xvdb' bus='xen'")"
	filter 1 domconv in.xml
	said "invalid disk name 'xvdaaaaaaaaaa'"
	filter 0 domconv -q --force in.xml
	grep -q "dev='sda' bus='usb'" out
	# a floppy on each bus that it can have, and on one that it cannot
	hvm "<disk type='file' device='floppy'><source file='/f'/><target dev='sdb' bus='usb'/></disk>
		<disk type='file' device='floppy'><source file='/g'/><target dev='xvda'/></disk>"
	filter 0 domconv -q in.xml
	grep -q "dev='sdb' bus='usb'" out
	grep -q "dev='fd[ab]' bus='fdc'" out
	sed -i "s/'xvda'/'hdb'/" in.xml
	filter 0 domconv -q in.xml
	grep -q "dev='fd[ab]' bus='fdc'" out
	sed "s/'xen'/'kvm'/; s/ machine='xenfv'//; s/'usb'/'ide'/; s/'xvda'/'fdb'/" in.xml >kvm.xml
	filter 0 domconv -q kvm.xml
	same kvm.xml out
	# an odd name on Xen's bus in a guest of KVM, whose rule is off
	guest "$(disk "'51712' bus='xen'")"
	sed -i "s/type='xen'/type='kvm'/; /<os>/d; s|<devices>|<os><type arch='x86_64' machine='pc'>hvm</type></os>&|" in.xml
	filter 0 domconv -q --skip=disk-bus-xen in.xml
	grep -q "dev='51712' bus='xen'" out
	# a directory without vvfat; a file among the huge pages is no device
	hvm "<disk type='dir' device='disk'><driver name='qemu' type='raw'/><source dir='/d'/><target dev='hda' bus='ide'/></disk>$(disk "'hdb' bus='ide'" '' /dev/hugepages/x)"
	filter 0 domconv -q in.xml
	grep -q "file='/dev/hugepages/x'" out
	sed -i "s/type='raw'/type='ram'/" in.xml
	filter 1 domconv -q --skip=disk-dir-fat in.xml
	# io=native goes with directsync
	hvm "$(disk "'hda' bus='ide'" "<driver name='qemu' type='raw' cache='directsync' io='native'/>")"
	filter 0 domconv -q in.xml
	grep -q "cache='directsync' io='native'" out
}

@test "disks: one image twice, in CD-ROM drives, read-only and on virtio" {
	hvm "<disk type='file' device='cdrom'><source file='/i'/><target dev='hdc' bus='ide'/></disk>
		<disk type='file' device='cdrom'><source file='/i'/><target dev='hdd' bus='ide'/></disk>"
	filter 0 domconv -v in.xml
	run ! grep disk-image-twice err
	hvm "<disk type='file' device='cdrom'><source file='/i'/><target dev='hdc' bus='ide'/></disk>
		<disk type='file' device='disk'><source file='/i'/><target dev='hdd' bus='ide'/><readonly/></disk>"
	filter 0 domconv -v in.xml
	run ! grep disk-image-twice err
	hvm "<disk type='file' device='cdrom'><source file='/i'/><target dev='hdc' bus='ide'/></disk>
		<disk type='file' device='disk'><source file='/i'/><target dev='hdd' bus='ide'/></disk>"
	filter 1 domconv -v in.xml
	said disk-image-twice
	hvm "$(disk "'hda' bus='ide'" '' /i)$(disk "'vda' bus='virtio'" '' /i)$(disk "'xvdb' bus='xen'" '' /j)"
	filter 1 domconv -q --machine=q35 in.xml
	filter 0 domconv -q --force --machine=q35 in.xml
	[ "$(grep -c "model='virtio-transitional'" out)" -eq 1 ]
}

@test "disks that are first on IDE and on SATA: the guest finds them as the document has them" {
	hvm() {
		cat >in.xml <<-END
			<domain type='xen'><name>a</name><memory>524288</memory><os><type machine='xenfv'>hvm</type></os>
			<devices>$1</devices></domain>
		END
	}
	local pv="<disk type='file'><source file='/a.img'/><target dev='xvda' bus='xen'/></disk>"
	local ide="<disk type='file'><source file='/b.img'/><target dev='hda' bus='ide'/></disk>"
	hvm "$pv$ide"
	filter 0 domconv -v --machine=pc --disk-bus=sata --hvm-disk-bus=keep in.xml
	said "in the guest '/dev/xvda' becomes '/dev/sda'"
	said "knows 'hda' as /dev/xvdX, which becomes '/dev/sdb'"
	hvm "$ide$pv"
	filter 0 domconv -v --machine=pc --disk-bus=sata --hvm-disk-bus=keep in.xml
	said "knows 'hda' as /dev/xvdX, which becomes '/dev/sda'"
	said "in the guest '/dev/xvda' becomes '/dev/sdb'"
}

@test "a second clock, os and features, a hypervisor's features that pass through" {
	hvm '' "<clock offset='localtime'/><clock offset='localtime'/>"
	filter 0 domconv -q in.xml
	[ "$(grep -c "name='hpet'" out)" -eq 1 ]
	hvm '' "<vcpu>4</vcpu><cpu><topology sockets='1' cores='0' threads='1'/></cpu>"
	filter 0 domconv -q in.xml
	filter 0 domconv -q --skip=features-apic in.xml
	grep -q '<acpi/>' out
	run ! grep '<apic/>' out
	hvm '' "<features><hyperv mode='passthrough'><stimer state='on'/></hyperv></features>"
	filter 0 domconv -q in.xml
	run ! grep synic out
	hvm '' "<features><acpi/></features><features><hyperv><stimer state='on'/></hyperv></features>"
	filter 0 domconv -q in.xml
	run ! grep synic out
	# Secure Boot is asked for by a feature that is on, and no other; of q35, CD-ROMs are no disks
	hvm "<disk type='file' device='cdrom'><source file='/i'/><target dev='hdc' bus='ide'/></disk>$(disk "'hda' bus='ide'")" '' \
		"<loader type='pflash'>/ovmf.fd</loader><firmware><feature enabled='yes' name='x'/></firmware><firmware><feature enabled='no' name='secure-boot'/></firmware>"
	filter 0 domconv -q in.xml
	run ! grep "q35" out
	sed -i "s/'no'/'yes'/; s|</os>|&<os/>|" in.xml
	filter 0 domconv --skip=element-repeated in.xml
	grep -q q35 out
	[ "$(grep -c 'Secure Boot needs the machine q35' err)" -eq 1 ]
	filter 0 domconv --skip=element-repeated --machine=q35 in.xml
	run ! grep 'Secure Boot needs the machine q35' err
	# an id of the guest's system only in its metadata
	hvm '' "<l:os xmlns:l='http://libosinfo.org/xmlns/libvirt/domain/1.0' id='http://microsoft.com/win/10'/><metadata><x xmlns='urn:x'/></metadata>"
	filter 0 domconv -q in.xml
	run ! grep hpet out
}

@test "kernels, tables, arguments, models and inputs that options or the old host decide on" {
	guest '' '<vcpu>1</vcpu>'
	sed -i "s|</os>|<kernel>/var/lib/xen/boot_kernel.abc</kernel></os>|; s|<bootloader>.*</bootloader>||" in.xml
	filter 0 domconv -q --direct-kernel=keep in.xml
	grep -q '<kernel>/var/lib/xen/boot_kernel.abc' out
	hvm '' '' "<acpi><table type='slic'>/sys/firmware/acpi/tables/SLIC</table></acpi><dtb>/dev/null</dtb>"
	filter 0 domconv -v in.xml
	run ! grep host-path err
	said "must exist on the new host, and this one belongs to the old host"
	sed -i "s|/sys/.*/SLIC|/x|" in.xml
	filter 0 domconv -v in.xml
	said "the ACPI table '/x' must exist on the new host \\["
	hvm "<controller type='usb' model='none'/><input type='mouse' bus='xen'/>"
	filter 0 domconv -q in.xml
	run ! grep '<input' out
	hvm '' ''
	sed -i "s|</domain>|<x:commandline xmlns:x='http://libvirt.org/schemas/domain/xen/1.0'><x:arg value='-s'/></x:commandline>&|" in.xml
	filter 0 domconv -q --keep-qemu-args --skip=xen-commandline in.xml
	grep -q "x:arg value='-s'" out
	guest "<interface type='bridge'><source bridge='b'/></interface>"
	filter 0 domconv -q --nic-model-default in.xml
	run ! grep rtl8139 out
	hvm "<interface type='hostdev'><source><address type='pci' domain='0' bus='1' slot='0' function='0'/></source></interface>"
	filter 0 domconv -q --nic-model-default in.xml
	run ! grep rtl8139 out
	# what is removed has no address to keep; what all hosts have is not named
	hvm "<video><model type='vga'/></video><video><model type='cirrus'/><address type='pci' domain='0' bus='0' slot='5' function='0'/></video>
		<serial type='dev'><source path='/dev/null'/><target port='0'/></serial>"
	filter 0 domconv -v in.xml
	run ! grep -E 'guest-pci-address|host-path' err
	# a root file system on a whole disk, which a boot loader names
	guest "$(disk "'xvda' bus='xen'")" '<bootloader_args>root=/dev/xvda ro</bootloader_args>'
	sed -i 's|<os>.*</os>||' in.xml
	filter 0 domconv in.xml
	said "the root file system is the whole disk 'xvda'"
}

@test "what begins no document: each form of other files, UTF-32, bytes behind a root" {
	local c
	for c in '#' _ A z M '(' '[' '{'; do
		printf '%sx = 1\n' "$c" >in.xml
		filter 3 domconv in.xml
		said '^in.xml:1:1: error: not XML'
	done
	for c in 1 '~' '`' '|'; do
		printf '%sx = 1\n' "$c" >in.xml
		filter 3 domconv in.xml
		said '^in.xml:1:1: error: not well-formed XML'
	done
	for c in '\0\0\376\377' '\0\0\0<' '<\0\0\0' '\377\376\0\0'; do
		printf %b "$c" >in.xml
		filter 3 domconv in.xml
		said 'unsupported encoding UTF-16 or UTF-32'
	done
	for c in '\0\0\0\0' '\0\0\376<'; do
		printf %b "$c" >in.xml
		filter 3 domconv in.xml
	done
	guest ''
	for c in x '&' '\0' '</x>' ']]>' '<!DOCTYPE x>' '<?xml?>' '\357\273\277<?xmlx ?>' '\357\273\277x' "<$(many 300 a)>" "<$(many 255 a)" '<x'; do
		{
			cat in.xml
			printf %b "$c"
		} >more.xml
		filter 3 domconv -q more.xml
		said '^more.xml:[0-9]+:[0-9]+: error: '
	done
	{
		cat in.xml
		printf '<?xmlx?>'
	} >more.xml
	filter 0 domconv -q more.xml
	printf '<domain>\r' >in.xml
	filter 3 domconv in.xml
	said '^in.xml:2:1: error: the input ends inside'
}

@test "--max-size counts what follows a root for itself" {
	guest '' >in.xml
	local size
	size=$(wc -c <in.xml)
	{
		cat in.xml
		many 20000 ' '
	} >blanks.xml
	filter 3 domconv --max-size=$((size + 10)) blanks.xml
	said 'is larger than'
	filter 3 domconv --max-size=$((size - 10)) blanks.xml
	said 'is larger than'
	filter 0 domconv -q --max-size=30000 blanks.xml
	{
		cat in.xml
		printf '\357\273\277<!--'
		many 20000 x
	} >comment.xml
	filter 3 domconv --max-size=$((size + 10)) comment.xml
	filter 3 domconv --max-size=$((size + 10)) - <comment.xml
}

@test "an input whose first bytes come one by one" {
	guest ''
	cat >slowly.pl <<'END'
		$| = 1;
		binmode STDOUT;
		my ($left, @in) = ('', split //, join '', <STDIN>);
		for (@in[0 .. 4], join '', @in[5 .. $#in]) {
			syswrite STDOUT, $_;
			do { # until it is read
				ioctl STDOUT, 0x541B, $left or die; # FIONREAD
			} while unpack 'L', $left and select undef, undef, undef, 0.001;
		}
END
	filter 0 domconv -q in.xml
	cp out want
	filter 0 domconv -q - < <(perl slowly.pl <in.xml)
	same want out
	{
		cat in.xml
		printf '\n'
	} >two.xml
	sed 's/<name>a/<name>b/' in.xml >>two.xml
	filter 0 domconv -q two.xml
	cp out want
	perl -0777 -pe 's/^(.*?<.domain>)//s; print STDERR $1' two.xml 2>first >second
	filter 0 domconv -q - < <(
		cat first
		perl slowly.pl <second
	)
	same want out
}

# deep N: backing files in each other
deep() {
	printf "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/srv/0'/>"
	many "$1" "<backingStore type='file'><format type='qcow2'/><source file='/srv/x'/>"
	many "$1" '</backingStore>'
	printf "<target dev='xvda' bus='xen'/></disk>"
}

@test "places that are deep or have long names: messages show their ends, reports their numbers" {
	guest "$(deep 40)"
	filter 0 domconv -v -r rep --map-path=/srv=/new in.xml
	said '\.\.\./backingStore/'
	grep -q "path='(//\*)\[[0-9]*\]/@file'" rep
	local name i
	name=$(many 98 n)
	guest "$(for i in 1 2 3 4 5 6; do printf '<%s%s>' "$name" "$i"; done)<alias name='a'/>$(for i in 6 5 4 3 2 1; do printf '</%s%s>' "$name" "$i"; done)"
	sed -i "s/<domain/& id='7'/" in.xml
	filter 0 domconv -v -r rep in.xml
	filter 1 domconv -c --format=json in.xml
}

@test "comments and added elements that are long are cut, also between the bytes of a character" {
	local odd
	for odd in '' a; do
		guest "<interface type='bridge'><source bridge='b'/><script path='x'><!--$odd  -  $(many 400 é)--></script></interface>"
		filter 0 domconv -v in.xml
		iconv -f UTF-8 -t UTF-8 err >/dev/null
		said "with its comment '<!--$odd - (é)*\.\.\.'"
	done
	hvm ''
	sed -i "s|</domain>|<x:commandline xmlns:x='http://libvirt.org/schemas/domain/xen/1.0'>$(many 400 "<x:arg value='-s'/>")</x:commandline>&|" in.xml
	filter 0 domconv -v --keep-qemu-args in.xml
	[ "$(grep -c 'added .<qemu:commandline' err)" -eq 1 ]
	[ "$(grep 'added .<qemu:commandline' err | wc -c)" -lt 1500 ]
	guest "<interface type='bridge'><source bridge='a&lt;b&quot;c'/><script path='&lt;&quot;'/></interface>"
	filter 0 domconv -v in.xml
	said 'path="&lt;&quot;"'
}

@test "options: empty, cut off, with an equals sign first; secrets in paths; what is quiet and what is strict" {
	guest ''
	filter 2 domconv --machine= in.xml
	said "invalid argument '' for --machine"
	for option in --output --machine -o; do
		filter 2 domconv "$option"
		said "an argument is missing for '$option'"
	done
	filter 0 domconv -q -o =x -r rep '--emulator=/a?b=/user:word@host' -- in.xml
	grep -q '<option>=x</option>' rep
	run ! grep word rep
	hvm "<input type='mouse' bus='xen'/>"
	sed "s|<input|<disk type='file' device='disk'><source file='/b'/><target dev='own' bus='xen'/></disk>&|" in.xml >refused.xml
	filter 1 domconv -c --strict refused.xml
	filter 1 domconv -c -q --strict in.xml
	filter 1 domconv -c -q --strict refused.xml
	cat refused.xml in.xml >both.xml
	filter 1 domconv -q --diff both.xml
	grep -q "^+.*type='tablet'" out
	filter 1 domconv -q both.xml
	# outputs that are not whole are named in the report
	filter 1 domconv -q -o whole -r rep refused.xml
	[ ! -e whole ]
	grep -q "<unwritten file='whole'/>" rep
	filter 1 domconv -q -o whole -r rep --format=json refused.xml
	filter 3 domconv -q -o none/whole -r rep in.xml
	filter 0 domconv -q -o whole -r rep in.xml
}

@test "a plan: values that end with an odd character, text between its own marks" {
	guest "<interface type='bridge'><mac address='a&#x202e;b'/><source bridge='b'/></interface>"
	sed -i 's|<name>a|<name>a\&#x202e;|' in.xml
	filter 0 domconv -q --plan in.xml
	grep -Fq "('a'\"\$(printf '\\342\\200\\256')\"'b')" out
	grep -Fq "'a'\"\$(printf '\\342\\200\\256')\"" out
	hvm ''
	sed -i 's|<name>a|<name><![CDATA[a\&amp;b]]>|' in.xml
	filter 0 domconv -q --plan in.xml
	grep -Fq "Guest 'a&amp;b'" out
}

@test "models of interfaces and formats of images that QEMU has stay as they are" {
	local name
	for name in virtio e1000 e1000e rtl8139 pcnet ne2k_pci ne2k_isa i82550 i82559er vmxnet3 usb-net tulip; do
		hvm "<interface type='bridge'><source bridge='b'/><model type='$name'/></interface>"
		filter 0 domconv -v in.xml
		grep -q "<model type='$name'/>" out
		run ! grep 'model-unknown' err
	done
	for name in raw bochs cloop dmg vpc vdi ploop qcow qcow2 qed vmdk; do
		guest "<disk type='file'><driver name='qemu' type='$name'/><source file='/a'/><target dev='xvda'/></disk>"
		filter 0 domconv in.xml
		grep -q "type='$name'" out
	done
	guest "<disk type='file'><driver name='qemu' type='luks3'/><source file='/a'/><target dev='xvda'/></disk>"
	filter 1 domconv in.xml
	for name in direct ethernet user; do
		guest "<interface type='$name'><vlan><tag id='7'/></vlan></interface>"
		filter 0 domconv -q in.xml
		filter 0 domconv in.xml
		said 'warning: .*\[interface-vlan\]'
	done
}
