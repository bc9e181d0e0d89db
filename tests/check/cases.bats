#!/usr/bin/env bats
# Guests that are accepted and then do not start, do not boot, show nothing, or are open to the world:
# what all rules together make of each, and that the stylesheet makes the same of it or stops.
load helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	boot="<boot dev='hd'/>" features='<features><acpi/><apic/></features>'
	hda=$(disk file file /srv/guest.img hda ide)
	xvda=$(disk file file /srv/guest.img xvda xen)
	nic="<interface type='bridge'><mac address='00:16:3e:00:00:01'/><source bridge='br0'/>"
}

disk() { # TYPE ATTRIBUTE PATH NAME BUS
	echo "<disk type='$1' device='${device:-disk}'><driver name='qemu' type='raw'/><source $2='$3'/><target dev='$4' bus='$5'/></disk>"
}

# hvm DEVICES [OS [FEATURES]], pv DEVICES [OS]: a domain in in.xml
hvm() {
	domain xenfv hvm "$1" "${2-$boot}" "${3-$features}"
}
pv() {
	domain xenpv linux "$1" "${2-}" '<bootloader>/usr/bin/pygrub</bootloader>'
}
domain() {
	cat >in.xml <<-END
		<domain type='xen'>
		  <name>guest</name>
		  <memory unit='KiB'>524288</memory>
		  <os><type arch='x86_64' machine='$1'>$2</type>$4</os>
		  $5
		  <devices>
		    $3
		  </devices>
		</domain>
	END
}

# becomes XPATH [OPTION...]: in.xml is converted, and the result has it; the sheet agrees or stops.
becomes() {
	local path=$1
	shift
	filter 0 domconv "$@" in.xml
	has out "$path"
	[ "$#" -gt 0 ] || agrees
}
has() { # FILE XPATH
	[ "$(xmllint --xpath "boolean($2)" "$1")" = true ] || {
		echo "not there: $2"
		cat "$1"
		return 1
	}
}
agrees() {
	xsltproc "$TOP/stylesheets/xen2qemu.xslt" in.xml >sheet.xml 2>sheet.err || {
		grep -q '^xen2qemu.xslt: .*\[[a-z0-9-]*\]$' sheet.err
		return
	}
	diff <(xmllint --c14n --noblanks out | sed 's/>[[:space:]]*</></g' | tr -d '\n') \
		<(xmllint --c14n --noblanks sheet.xml | sed 's/>[[:space:]]*</></g' | tr -d '\n')
}

# tells RULE LEVEL [OPTION...]: of in.xml
tells() {
	local rule=$1 level=$2
	shift 2
	domconv -v "$@" in.xml >out 2>err || true
	grep -q ": $level: .*\[$rule\]$" err || {
		echo "not said: $level [$rule]"
		cat err
		return 1
	}
}

# refuses RULE [OPTION...]: no document, neither by the tool nor by the sheet
refuses() {
	local rule=$1
	shift
	filter 1 domconv "$@" in.xml
	wrote_nothing
	said ": error: .*\[$rule\]$"
	[ "$#" -gt 0 ] || ! xsltproc "$TOP/stylesheets/xen2qemu.xslt" in.xml >sheet.xml 2>&1
}

@test "the Xen host itself is no guest, also with --force" {
	pv "$xvda"
	sed -i 's/>guest</>Domain-0</' in.xml
	refuses domain-zero
	refuses domain-zero --force
}

@test "an HVM guest's xvda has IDE back with --disk-bus=ide, and AHCI is not offered" {
	hvm "$xvda"
	tells disk-hvm-xvd warning
	grep -q -- '--disk-bus=ide' err
	becomes "//target[@dev='hda' and @bus='ide']" --disk-bus=ide
}

@test "names that Xen gave to the host's side of an interface are removed" {
	local name
	for name in vif1.0 vif-1.0 vif1.0-emu tap1.0; do
		hvm "$hda $nic<target dev='$name'/></interface>"
		becomes 'not(//interface/target)'
	done
	hvm "$hda $nic<target dev='web0'/></interface>"
	becomes "//interface/target[@dev='web0']"
}

@test "a display that is open to all is warned of; the port of a running guest becomes autoport" {
	local listen
	for listen in 0.0.0.0 ::; do
		hvm "$hda <graphics type='vnc' port='5900' listen='$listen'/>"
		tells graphics-open warning
		tells graphics-fixed-port note
	done
	sed -i "s/<domain /<domain id='4' /" in.xml
	becomes "//graphics[@port='-1' and @autoport='yes']"
}

@test "a VNC password that libvirt refuses for its length is cut, and told, and not shown" {
	hvm "$hda <graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1' passwd='0123456789'/>"
	becomes "//graphics/@passwd[.='01234567']"
	tells graphics-passwd-long warning
	run ! grep 0123 err
}

@test "behind a CD-ROM comes the hard disk" {
	hvm "$hda $(device=cdrom disk file file /srv/a.iso hdc ide)" "<boot dev='cdrom'/>"
	becomes "//boot[1]/@dev='cdrom' and //boot[2]/@dev='hd'"
	tells boot-no-hd note
}

@test "Secure Boot: q35 where it is asked for, refused on pc, otherwise off" {
	local ask
	hvm "$hda" '<loader>/usr/lib/xen/boot/ovmf.bin</loader>'
	becomes "//os[@firmware='efi']/firmware/feature[@name='secure-boot' and @enabled='no']"
	has out "//os/type[@machine='pc']"
	for ask in "<loader readonly='yes' secure='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.secboot.fd</loader>" \
		"<loader type='pflash'>/o.fd</loader><firmware><feature enabled='yes' name='secure-boot'/></firmware>" \
		"<loader type='pflash'>/o.fd</loader><firmware><feature enabled='yes' name='enrolled-keys'/></firmware>"; do
		hvm "$hda" "$ask"
		becomes "//os[@firmware='efi' and type/@machine='q35']/firmware/feature[@name='secure-boot' and @enabled='yes']"
		has out "//disk/target[@bus='sata']"
		tells firmware-q35 warning
		refuses firmware-secure-boot --machine=pc
		refuses firmware-secure-boot --fallback
		becomes "//feature[@name='secure-boot' and @enabled='no']" --machine=pc --force
		becomes "//type[@machine='pc']" --skip=firmware-secure-boot
	done
	# a libvirt that has no <firmware>, and one of which the vocabulary does not know
	echo '<host><libvirt version="7.0.0"/></host>' >before.host
	echo '<host><libvirt version="8.4.0"/></host>' >between.host
	becomes "//os[not(firmware)]/loader/@secure='yes'" --target=before.host
	becomes "//os/firmware" --target=between.host
}

@test "virtio on q35 is transitional, unless --virtio=modern" {
	pv "$xvda $nic</interface><memballoon model='xen'/>"
	becomes "//disk[@model='virtio-transitional'] and //model[@type='virtio-transitional'] and //memballoon[@model='virtio-transitional']" \
		--machine=q35
	becomes "not(//disk/@model) and //model[@type='virtio']" --machine=q35 --virtio=modern
	becomes "not(//disk/@model) and //model[@type='virtio']"
}

@test "the type of a disk is what its path names, before and after --map-path" {
	pv "$(disk file file /dev/vg0/guest xvda xen)"
	becomes "//disk[@type='block']/source[@dev='/dev/vg0/guest']"
	pv "$(disk block dev /srv/guest.img xvda xen)"
	becomes "//disk[@type='file']/source[@file='/srv/guest.img']"
	pv "$(disk block dev /dev/vg0/guest xvda xen)"
	becomes "//disk[@type='file']/source[@file='/srv/guest']" --map-path=/dev/vg0=/srv
	pv "$xvda"
	becomes "//disk[@type='block']/source[@dev='/dev/vg0/guest.img']" --map-path=/srv=/dev/vg0
	echo "<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os><devices>$(
		disk file file /dev/vg0/guest vda virtio)</devices></domain>" >in.xml
	filter 1 domconv --check in.xml
	said '\[disk-source-kind\]$'
}

@test "one image is one disk, or refused" {
	hvm "$hda $xvda"
	becomes "count(//disk)=1 and //target[@dev='hda']"
	hvm "$(disk block dev phy:vg0/a xvda xen) $(disk block dev /dev/vg0/a hda ide)"
	becomes "count(//disk)=1 and //target[@dev='hda']"
	hvm "$hda $(disk file file /srv/guest.img hdb ide)"
	refuses disk-image-twice
	pv "$xvda $(disk file file /srv/guest.img xvdb xen)"
	refuses disk-image-twice
	becomes "count(//disk)=1" --force
}

@test "a path is what it names, however its slashes are written" {
	pv "$(disk file file /.//dev/vg0/guest xvda xen)"
	becomes "//disk[@type='block']/source[@dev='/.//dev/vg0/guest']"
	pv "$(disk file file /srv/./xen//guest.img xvda xen)"
	becomes "//source[@file='/new/guest.img']" --map-path=/srv//xen/=/new/
	becomes "//source[@file='/new/srv/xen/guest.img']" --map-path=/=/new
	becomes "//source[@file='/xen/guest.img']" --map-path=/srv/=/
	becomes "//driver[@type='qcow2']" --disk-format=/srv/xen/guest.img=qcow2
	hvm "$hda $(disk file file /srv//guest.img xvda xen)"
	becomes "count(//disk)=1 and //target[@dev='hda']"
}

@test "a disk without a type, or with the path of the other type, is what the path names" {
	pv "<disk device='disk'><source file='/dev/vg0/guest'/><target dev='xvda'/></disk>"
	becomes "//disk[@type='block']/source[@dev='/dev/vg0/guest']"
	pv "<disk type='block'><source file='/srv/guest.img'/><target dev='xvda'/></disk>"
	becomes "//disk[@type='file']/source[@file='/srv/guest.img']"
}

@test "volumes and images of servers are images, too, and --map-path makes none of two" {
	local source
	for source in "pool='xen' volume='guest'" "protocol='rbd' name='xen/guest'"; do
		hvm "$(for name in hda xvda; do
			echo "<disk type='${source%%=*}'><source $source/><target dev='$name'/></disk>"
		done)"
		sed -i "s/type='pool'/type='volume'/; s/type='protocol'/type='network'/" in.xml
		becomes "count(//disk)=1 and //target[@dev='hda']"
	done
	hvm "$hda $(disk file file /data/guest.img hdb ide)"
	becomes 'count(//disk)=2'
	refuses disk-image-twice --map-path=/data=/srv
}

@test "behind devices that Xen did not boot from comes the disk that it booted" {
	hvm "<disk type='file' device='cdrom'><source file='/a.iso'/><target dev='hdc' bus='ide'/><boot order='2'/></disk>$hda" ''
	becomes "//disk[target/@dev='hda']/boot[@order='3']"
	tells boot-no-hd note
	sed -i "s|<boot order='2'/>||; s|hda' bus='ide'/>|&<boot order='1'/>|" in.xml
	becomes 'count(//boot)=1'
}

@test "a VLAN on a Linux bridge, no model, no MAC address, no features: said" {
	hvm "$hda $nic<vlan><tag id='42'/></vlan></interface>" "$boot" ''
	tells interface-vlan warning
	tells interface-model-missing note
	tells features-missing note
	becomes '//features[not(acpi) and apic]' --skip=features-acpi
	hvm "$hda <interface type='bridge'><source bridge='br0'/></interface>"
	tells interface-mac-missing warning
}

@test "the path of a serial port follows --map-path, or is named" {
	local port="<serial type='file'><source path='/var/log/xen/guest.log'/><target port='0'/></serial>"
	hvm "$hda $port"
	tells chardev-path warning
	becomes "//serial/source[@path='/var/log/guest.log']" --map-path=/var/log/xen=/var/log
	run ! grep chardev-path err
	hvm "$hda ${port/\/var\/log\/xen/\/srv}"
	tells chardev-path note
}

@test "the other paths of a Xen guest follow --map-path, or are named" {
	hvm "$hda <filesystem type='mount'><source dir='/srv/share'/><target dir='share'/></filesystem>"
	tells host-path note
	becomes "//filesystem/source[@dir='/data/share']" --map-path=/srv=/data
	run ! grep host-path err
}

@test "UEFI variables of a KVM guest follow --map-path" {
	echo "<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type><nvram>/old/VARS.fd</nvram></os></domain>" >in.xml
	becomes "//nvram[.='/new/VARS.fd']" --map-path=/old=/new
}

@test "no machine: pc, as Xen emulated it" {
	hvm "$hda"
	sed -i "s/ machine='xenfv'//" in.xml
	becomes "//type[@machine='pc']"
}

@test "a root file system on a whole disk has no partition table, and pygrub may have booted one" {
	pv "$xvda" '<kernel>/var/run/xend/boot/boot_kernel.x1</kernel><cmdline>root=/dev/xvda ro</cmdline>'
	tells guest-no-partition-table warning
	pv "$xvda" '<kernel>/k</kernel><cmdline>root=/dev/xvda1 ro root="/dev/xvda"</cmdline>'
	tells guest-no-partition-table warning --direct-kernel=drop
	pv "$xvda" '<kernel>/k</kernel><cmdline>root=/dev/xvda root=/dev/xvda1</cmdline>'
	domconv -v --direct-kernel=drop in.xml >out 2>err
	run ! grep -q 'warning: .*guest-no-partition-table' err
	pv "$xvda"
	tells guest-no-partition-table note
}

@test "a kernel in a folder that a boot loader of Xen writes to is removed" {
	local folder
	for folder in /var/lib/xen /var/run/xen /var/run/xend/boot /run/xen /run/xend /var/lib/xend; do
		domain xenpv linux "$xvda" "<kernel>$folder/vmlinuz</kernel><cmdline>root=/dev/xvda1 ro</cmdline>"
		becomes 'not(//kernel)'
		has sheet.xml 'not(//kernel)'
	done
}

@test "the encryption of qcow, no memory, a USB device without address: refused by name" {
	hvm "${hda/<target/<encryption format=\'qcow\'/><target}"
	refuses disk-encryption-qcow
	hvm "$hda"
	sed -i '/<memory/d' in.xml
	refuses memory-missing
	hvm "$hda <hostdev mode='subsystem' type='usb'><source/></hostdev>"
	refuses hostdev-usb-address
}

@test "what is said of nearly every guest is a note, and Windows alone is warned of PV drivers" {
	pv "$xvda"
	filter 0 domconv --strict in.xml
	lines 0
	tells cpu-model-added note
	hvm "$hda"
	filter 0 domconv --strict in.xml
	tells guest-gplpv note
	hvm "$hda" "$boot" "<features><acpi/><apic/><viridian/></features><clock offset='localtime'/>"
	tells guest-gplpv warning
	tells guest-windows-drivers note
}

@test "an option that nothing matches is warned of at the end" {
	hvm "$hda"
	filter 0 domconv --map-path=/nowhere=/new --disk-format=xvdz=qcow2 in.xml
	said "'xvdz'"
	said "'/nowhere'"
	echo "<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os></domain>" >in.xml
	filter 0 domconv --emulator=/usr/bin/qemu-kvm in.xml
	said --emulator
}

@test "one CD-ROM of a PV guest keeps its place on IDE, or gets one; the sheet does the same" {
	local name want
	for name in hdc:hdc hdd:hdd xvdb:hdc sdb:hdc; do
		pv "$xvda $(device=cdrom disk file file /srv/a.iso "${name%:*}" xen)"
		want=${name#*:}
		becomes "//disk[@device='cdrom']/target[@dev='$want' and @bus='ide']"
		has sheet.xml "//disk[@device='cdrom']/target[@dev='$want']"
	done
	hvm "$hda $(device=cdrom disk file file /srv/a.iso xvdc xen)"
	becomes "//disk[@device='cdrom']/target[@dev='hdc' and @bus='ide']"
	has sheet.xml "//disk[@device='cdrom']/target[@dev='hdc']"
}

@test "models of interfaces: what QEMU has on a PC stays, and others become rtl8139" {
	local model
	for model in virtio virtio-transitional virtio-non-transitional virtio-net-pci e1000 e1000e e1000-82544gc \
		e1000-82545em rtl8139 pcnet ne2k_pci ne2k_isa i82550 i82551 i82557a i82557b i82557c i82558a i82558b i82559a \
		i82559b i82559c i82559er i82562 i82801 vmxnet3 usb-net tulip igb spapr-vlan:rtl8139 lan9118:rtl8139; do
		hvm "$hda $nic<model type='${model%:*}'/></interface>"
		becomes "//interface/model[@type='${model#*:}']"
		has sheet.xml "//interface/model[@type='${model#*:}']"
	done
}

@test "a directory as a floppy is fat and read-only, in tool and sheet" {
	hvm "$hda <disk type='dir' device='floppy'><source dir='/srv/files'/><target dev='fda' bus='fdc'/></disk>"
	becomes "//disk[@type='dir'][driver[@name='qemu' and @type='fat'] and readonly]"
	has sheet.xml "//disk[@type='dir'][driver[@name='qemu' and @type='fat'] and readonly]"
}

@test "of several drivers of a disk each is converted, in tool and sheet" {
	local first
	for first in "name='qemu' type='raw'" "name='file'" "name='tap' type='aio'"; do
		hvm "<disk type='block' device='disk'><driver $first/><driver name='phy'/><source dev='/dev/vg0/a'/><target dev='hda' bus='ide'/></disk>"
		becomes "count(//driver[@name='qemu' and @type='raw'])=2"
		has sheet.xml "count(//driver[@name='qemu' and @type='raw'])=2"
	done
	hvm "<disk type='block' device='disk'><driver name='qemu'/><driver name='drbd'/><source dev='/dev/vg0/a'/><target dev='hda' bus='ide'/></disk>"
	refuses disk-driver-unknown
}
