# Guests into which tests put something.

# kvm DEVICES [OS] [REST] [EMULATOR] [ATTRIBUTES]: a good KVM domain with something put into it
kvm() {
	cat <<-EOD
		<domain type='kvm'${5:-}>
		  <name>half</name>
		  <uuid>6c1f6b3e-4d7c-4f0e-9a53-0a7d1a2b3c4d</uuid>
		  <memory unit='KiB'>262144</memory>
		  <vcpu>1</vcpu>
		  <os>
		    <type arch='x86_64' machine='pc'>hvm</type>
		    <boot dev='hd'/>${2:-}
		  </os>
		  <features><acpi/><apic/></features>
		  <cpu mode='host-model'/>${3:-}
		  <devices>
		    <emulator>${4:-/usr/bin/kvm}</emulator>
		    <disk type='file' device='disk'>
		      <driver name='qemu' type='raw'/>
		      <source file='/var/lib/libvirt/images/half.img'/>
		      <target dev='vda' bus='virtio'/>
		    </disk>
		    ${1:-}
		  </devices>
		</domain>
	EOD
}

disk() { # TARGET [DRIVER] [DEVICE]
	echo "<disk type='file' device='${3:-disk}'>${2-<driver name='qemu' type='raw'/>}<source file='/x'/><target $1/></disk>"
}

nic() { # CHILDREN
	echo "<interface type='bridge'><mac address='00:16:3e:00:00:01'/><source bridge='br0'/>$1</interface>"
}

xen() { # OS DEVICES [REST]: a Xen domain
	printf "<domain type='xen'><name>a</name><memory>524288</memory>%s\n%s\n<devices>%s</devices></domain>\n" \
		"${3-}" "$1" "$2"
}

pv() { # DEVICES [REST]: one of a PV guest
	xen "<os><type arch='x86_64' machine='xenpv'>linux</type></os><bootloader>pygrub</bootloader>" "$@"
}
