#!/bin/sh
# virsh-describe asks a real libvirt, and domconv --target says of guests what that libvirt then says: it
# refuses their definition, or their start, or would damage an image.
# BUILD: directory of the programs.  Called by `make interop`; needs root, but no systemd.
# shellcheck disable=SC2086 # UUIDs
set -eu
. "$(dirname "$0")/private-libvirtd.sh"

web="web server's \"one\" & more"

prepare() {
	define_guest "$web" web br0
	virsh -q start "$web"
	mkdir -p /srv/images
	define_xml pool-define <<-'END'
		<pool type='dir'>
		  <name>all images</name>
		  <target><path>/srv/images</path></target>
		</pool>
	END
	virsh -q pool-start 'all images'
	for n in $(seq 1 60); do # more than one call of virsh fetches
		echo "vol-create-as --pool 'all images' 'volume  $n' 1M --format qcow2"
	done >/tmp/volumes
	virsh -q "$(paste -s -d ';' /tmp/volumes)" >/dev/null
	define_xml net-define <<-'END'
		<network><name>the net</name><bridge name='virbr7'/></network>
	END
	define_xml nwfilter-define <<-'END'
		<filter name='no-telnet'><rule action='drop' direction='in'><tcp dstportstart='23'/></rule></filter>
	END
	define_xml secret-define <<-'END'
		<secret ephemeral='no' private='no'><usage type='ceph'><name>client.admin</name></usage></secret>
	END
}

counts() { # KIND NUMBER: what is counted, and what is there
	grep -q "^  <$1s count=\"$2\"/>" /tmp/host && [ "$(grep -c "^<${3:-$1}[ >]" /tmp/host)" -eq "$2" ]
}

try_describe() {
	virsh-describe >/tmp/host 2>/tmp/said || :
	verdict 'nothing fails' test ! -s /tmp/said
	verdict 'a guest' counts domain 1
	verdict 'a network' counts network 1
	verdict 'a pool' counts pool 1
	verdict 'all volumes' counts volume 60
	verdict 'a filter' counts filter 1
	verdict 'a secret' counts secret 1
	verdict 'its network devices' grep -q "<capability type='net'>" /tmp/host
	verdict 'the versions' grep -Eq '<libvirt version="[0-9.]+"/>' /tmp/host
	verdict 'the machines' test "$(grep -c '^<domainCapabilities' /tmp/host)" -ge 2
	verdict 'no password' sh -c '! grep geheim /tmp/host'
}

# guest NAME UUID DEVICES: to /tmp/new.xml
guest() {
	cat >/tmp/new.xml <<-END
		<domain type='qemu'>
		  <name>$1</name>
		  <uuid>$2</uuid>
		  <memory unit='MiB'>32</memory>
		  <os><type arch='x86_64' machine='pc'>hvm</type></os>
		  <devices>$3</devices>
		</domain>
	END
}

disk() { # TYPE FORMAT SOURCE
	printf "<disk type='%s' device='disk'><driver name='qemu' type='%s'/><source %s/><target dev='vda' bus='virtio'/></disk>" \
		"$1" "$2" "$3"
}

# foretold RULE SEVERITY TOOL DOCUMENT: the tool says it by the rule
foretold() {
	run 1 "$3" --check --target=/tmp/host "$4"
	verdict "foreseen: $1" says ": $2.*\\[$1\\]\$"
}

# foreseen RULE SEVERITY WHAT PATTERN: domconv says it of the guest in /tmp/new.xml, and libvirt says the
# pattern when it is defined or started (WHAT)
foreseen() {
	foretold "$1" "$2" domconv /tmp/new.xml
	virsh -q define /tmp/new.xml >/tmp/said 2>&1 && [ "$3" = start ] &&
		virsh -q start "$(sed -n 's|^  <name>\(.*\)</name>|\1|p' /tmp/new.xml)" >>/tmp/said 2>&1 || :
	verdict "and so it is: $1, $3" says "$4"
	virsh -q undefine new >/dev/null 2>&1 || :
}

# unnoticed RULE SEVERITY: domconv says it of the guest in /tmp/new.xml, and libvirt starts it without a word
unnoticed() {
	foretold "$1" "$2" domconv /tmp/new.xml
	run 0 virsh -q 'define /tmp/new.xml; start new'
	virsh -q 'destroy new; undefine new'
}

new=6d1f5f4b-7c1e-4a8a-9b57-0c1a7e5b2d01

try_collisions() {
	uuid=$(virsh -q domuuid "$web" | head -n 1)
	mac=$(virsh -q dumpxml "$web" | sed -n "s/.*<mac address='\(.*\)'.*/\1/p")
	guest "web server's \"one\" &amp; more" $new ''
	foreseen target-name error define 'already exists with uuid'
	guest new "$uuid" ''
	foreseen target-uuid error define 'is already defined with uuid'
	guest new $new "$(disk file qcow2 "file='/var/web.qcow2'")"
	foreseen target-image error start 'lock'
	qemu-img create -q -f raw '/srv/images/raw' 1M
	virsh -q pool-refresh 'all images'
	virsh-describe >/tmp/host
	guest new $new "$(disk file qcow2 "file='/srv/images/raw'")"
	foreseen target-format error start 'not in qcow2 format'
	guest new $new "$(disk block raw "dev='/srv/images/raw'")"
	foreseen target-format error start 'driver requires'
	guest new $new "$(disk file raw "file='/srv/images/volume  1'")"
	unnoticed target-format 'error: .*is qcow2' # what the guest writes is in the qcow2 file
	guest new $new "$(disk file qcow2 "file='/srv/images/missing'")"
	foreseen target-volume warning start 'No such file'
	guest new $new "$(disk volume qcow2 "pool='none' volume='a'")"
	foreseen target-pool warning start 'no storage pool with matching name'
	guest new $new "<interface type='bridge'><mac address='$mac'/><source bridge='br0'/></interface>"
	unnoticed target-mac warning
	guest new $new "<interface type='network'><source network='lan'/></interface>"
	foreseen target-network warning start 'no network with matching name'
	guest new $new "<interface type='bridge'><source bridge='xenbr0'/></interface>"
	foreseen target-link warning start 'xenbr0'
	guest new $new "<interface type='bridge'><source bridge='br0'/><filterref filter='none'/></interface>"
	foreseen target-filter warning start 'none'
	port=$(virsh -q domdisplay "$web" | sed 's/.*://')
	virsh -q dumpxml "$web" | sed "s/autoport='yes'/autoport='no'/" >>/tmp/host
	sed -i '1,/<.host>/d' /tmp/host
	guest new $new "<graphics type='vnc' port='$((5900 + port))' autoport='no'/>"
	foreseen target-port warning start 'port|bind'
}

# moment SED: to /tmp/moment.xml, the snapshot of the guest "kept", otherwise
moment() {
	virsh -q snapshot-dumpxml kept s1 | sed "$1" >/tmp/moment.xml
}

redefine() { # STATUS GUEST: the snapshot in /tmp/moment.xml
	run "$1" virsh -q snapshot-create "$2" /tmp/moment.xml --redefine
}

try_snapshots() {
	define_guest kept kept br0
	virsh -q snapshot-create-as kept s1 >/dev/null
	virsh-describe >/tmp/host
	verdict 'a snapshot' counts snapshot 1 domainsnapshot
	moment ''
	snapconv --check --only=target --target=/tmp/host /tmp/moment.xml >/tmp/said 2>&1 || [ $? -eq 1 ]
	verdict 'the same snapshot may come again' sh -c '! grep snapshot- /tmp/said'
	redefine 0 kept
	kept=$(virsh -q domuuid kept | head -n 1)
	moment "s/<name>kept</<name>gone</; s/$kept/$new/"
	foretold snapshot-guest-missing warning snapconv /tmp/moment.xml
	redefine 1 gone
	verdict 'nobody to redefine it for' says 'failed to get domain'
	moment "s/$kept/$new/"
	foretold snapshot-guest-other error snapconv /tmp/moment.xml
	redefine 1 kept
	verdict 'of another UUID' says 'must use uuid'
	moment 's/<creationTime>.*</<creationTime>86400</'
	foretold snapshot-name-in-use error snapconv /tmp/moment.xml
	redefine 0 kept
	virsh -q snapshot-dumpxml kept s1 >/tmp/said
	verdict 'the other snapshot of that name is gone, without a word' says '<creationTime>86400<'
	moment "s|<disk name='vda' snapshot='internal'/>|<disk name='vda' snapshot='external' type='file'><driver type='qcow2'/><source file='/srv/images/missing'/></disk>|; s/<name>s1</<name>s2</"
	foretold snapshot-file-missing warning snapconv /tmp/moment.xml
	foretold snapshot-revert warning snapconv /tmp/moment.xml
	redefine 0 kept # nevertheless
	run 1 virsh -q snapshot-revert kept s2
	verdict 'and cannot be reverted to' says 'revert to external snapshot not supported yet'
	moment "s|<disk name='vda' snapshot='internal'/>|<disk name='vda' snapshot='external' type='file'><driver type='qcow2'/><source file='/var/web.qcow2'/></disk>|; s/<name>s1</<name>s3</"
	foretold snapshot-file-in-use error snapconv /tmp/moment.xml
	redefine 0 kept # with another guest's image, without a word
}

inside() {
	private_begin
	PATH=$BUILD:$top/tools:$PATH
	bridge br0 # before the daemon, which learns of others from udev
	start_daemon
	prepare
	try_describe
	try_collisions
	try_snapshots
	private_end 74
}

private_main "$@"
