#!/bin/sh
# virsh-export and virsh-import from one real libvirt to another.  Host A has three guests, one of them
# running, a tree of snapshots, checkpoints, a network, two pools, a filter, a secret and autostart; B has a
# guest of its own.  The bridges are renamed in between.  The import is killed five times on its way.  At
# the end every document is the same but for the bridge.
# BUILD: directory of the programs; JUDGE: the root directory of another Debian, whose libvirtd and QEMU
# are host B then: what they add to a document is theirs.  Called by `make interop`; needs root, but no systemd.
set -eu
. "$(dirname "$0")/private-libvirtd.sh"

# --- inside: host A ---------------------------------------------------------------------------

web="-web server's \"one\"" digits=42 tree='bäume & mehr'

prepare() {
	bridge eth0
	bridge br0
	define_guest "$web" web eth0
	virsh -q start -- "$web"
	virsh -q autostart -- "$web"
	define_tree "$tree" tree eth0
	# snapshots and checkpoints at once
	define_guest $digits digits eth0
	virsh -q start $digits
	virsh -q snapshot-create-as $digits before >/dev/null
	virsh -q checkpoint-create-as $digits monday >/dev/null
	virsh -q checkpoint-create-as $digits tuesday >/dev/null
	virsh -q destroy $digits
	things
}

things() {
	network_xml 'the net' eth0 | define_xml net-define
	virsh -q net-autostart 'the net'
	mkdir -p /srv/images
	define_xml pool-define <<-'END'
		<pool type='dir'>
		  <name>images</name>
		  <target><path>/srv/images</path></target>
		</pool>
	END
	virsh -q pool-autostart images
	virsh -q pool-start images
	virsh -q vol-create-as images 'a volume' 1M >/dev/null
	define_xml pool-define <<-'END'
		<pool type='logical'>
		  <name>vg0</name>
		  <source><name>vg0</name><format type='lvm2'/></source>
		  <target><path>/dev/vg0</path></target>
		</pool>
	END
	define_xml nwfilter-define <<-'END'
		<filter name='no-telnet'>
		  <rule action='drop' direction='in'><tcp dstportstart='23'/></rule>
		</filter>
	END
	define_xml secret-define <<-'END'
		<secret ephemeral='no' private='no'>
		  <description>of ceph</description>
		  <usage type='ceph'><name>client.admin secret</name></usage>
		</secret>
	END
}

# everything DIRECTORY: what libvirt has, straight from virsh
everything() {
	guests_to "$1"
	virsh -q net-dumpxml 'the net' >"$1/net.xml"
	virsh -q pool-dumpxml --inactive images | sed '/ unit=/d' >"$1/images.xml"
	virsh -q pool-dumpxml --inactive vg0 >"$1/vg0.xml"
	virsh -q nwfilter-dumpxml no-telnet >"$1/filter.xml"
	virsh -q secret-dumpxml "$(virsh -q secret-list | awk '{ print $1; exit }')" >"$1/secret.xml"
	{
		virsh list --all --autostart --uuid
		virsh net-list --all --autostart --name
		virsh pool-list --all --autostart --name
	} | grep . | sort >"$1/autostart"
}

# --- inside: host B ---------------------------------------------------------------------------

# The same place with nothing in it: a host that has just been installed.
another_host() {
	for guest in $(virsh -q list --uuid); do
		virsh -q destroy "$guest"
	done
	stop_daemon
	rm -rf /etc/libvirt/* /var/lib/libvirt/* /var/cache/libvirt/* /run/libvirt/*
	enter_judge
	start_daemon
	define_guest own own br0
	virsh -q dumpxml --inactive --security-info own >/tmp/own
}

try_export() {
	everything /tmp/a
	run 0 virsh-export --list
	verdict 'what there is' test "$(grep -c . /tmp/said)" -eq 16
	run 0 virsh-export /tmp/old
	verdict 'all is exported' says -x "16 exported, 0 failed: '/tmp/old'"
	verdict 'the files of the guests' test "$(cut -f 1,2 /tmp/old/files.tsv | sort -u | tr '\t\n' '| ')" = \
		'/var/digits.qcow2|image /var/tree.qcow2|image /var/web.qcow2|image '
	verdict 'the XML of the volume' grep -q '<name>a volume</name>' /tmp/old/volumes/images/1.xml
	everything /tmp/looked
	verdict 'an export changes nothing' diff -r /tmp/a /tmp/looked
}

try_import() {
	run 0 virsh-import /tmp/old
	verdict 'it is told what would be done' says -x \
		'16 would be defined, 0 replaced, 0 already there, 0 in the way, 0 left, 0 failed; nothing was done \(--apply\)'
	for calls in 8 13 18 22 25; do
		killer $calls 0 '*' # all of the group
		PATH=/tmp/killer:$PATH
		run 137 setsid -w virsh-import --apply --autostart /tmp/old
		PATH=${PATH#/tmp/killer:}
	done
	run 0 virsh-import --apply --autostart /tmp/old
	verdict 'killed and run again' says -x '[1-9][0-9]* defined, 0 replaced, [1-9][0-9]* already there, 0 in the way, 0 left, 0 failed'
	run 0 virsh-import --apply --autostart /tmp/old
	verdict 'nothing is left to do' says -x '0 defined, 0 replaced, 16 already there, 0 in the way, 0 left, 0 failed'
	virsh -q dumpxml --inactive --security-info own | cmp - /tmp/own || failed=$((failed + 1))
	virsh -q undefine own
	everything /tmp/b
	sed -i "s/<source bridge='eth0'/<source bridge='br0'/; s/<bridge name='eth0'/<bridge name='br0'/" /tmp/a/*.xml
	verdict 'every document, tree, current snapshot and autostart is the same, but for the bridge' diff -r /tmp/a /tmp/b
	run 0 virsh-export --no-volumes /tmp/new
	verdict 'and exports alike' diff -r -x imported -x index.tsv -x volumes -x images.xml -x host.xml /tmp/old /tmp/new
}

try_guests() {
	virsh -q start -- "$web" >/tmp/said 2>&1 || :
	# libvirt 11 makes a job of QEMU of a running guest's snapshot, by a name that QEMU refuses
	if [ -n "${JUDGE:-}" ]; then
		virsh -q snapshot-revert --running "$tree" leaf >>/tmp/said 2>&1 || :
	else
		virsh -q snapshot-revert "$tree" "it's running" >>/tmp/said 2>&1 || :
	fi
	verdict 'started, and reverted to a snapshot, on the new bridge' on br0 2
}

inside() {
	private_begin
	PATH=$BUILD:$top/tools:$PATH
	start_daemon
	prepare
	try_export
	another_host
	find /tmp/old/domains /tmp/old/networks /tmp/old/snapshots /tmp/old/checkpoints -name '*.xml' \
		-exec bridgemap -q -i -b eth0:br0 {} +
	try_import
	try_guests
	private_end 20
}

private_main "$@"
