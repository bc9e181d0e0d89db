#!/bin/sh
# virsh-bridgemap on a host of the real libvirt's: a guest that runs, one with a tree of snapshots,
# one with managed save, one with checkpoints, a network.  It is killed half-way and run again;
# afterwards every document is what it was but for the bridge, and the guests come up on it.
# BUILD: directory of the programs.  Called by `make interop`; needs root, but no systemd.
set -eu
. "$(dirname "$0")/private-libvirtd.sh"

# --- inside: the host -------------------------------------------------------------------------

web="web server's \"one\""
tree='a & b'

prepare() {
	bridge eth0
	bridge br0
	define_guest "$web" web eth0
	virsh -q start "$web"
	define_tree "$tree" tree eth0
	define_guest saved saved eth0
	virsh -q start saved
	virsh -q managedsave saved >/dev/null
	define_guest checked checked eth0
	virsh -q start checked
	virsh -q checkpoint-create-as checked monday >/dev/null
	virsh -q checkpoint-create-as checked tuesday >/dev/null
	virsh -q destroy checked
	network_xml net eth0 | define_xml net-define
}

# everything DIRECTORY: all documents with their passwords, a file each, and how they hang together
everything() {
	guests_to "$1"
	for guest in "$web" "$tree" saved checked; do
		virsh domstate "$guest"
		virsh dominfo "$guest" | grep '^Managed save'
	done >"$1/states"
	virsh -q managedsave-dumpxml --security-info saved >"$1/managedsave.xml"
	virsh -q net-dumpxml net >"$1/net.xml"
}

# --- inside: what is tried --------------------------------------------------------------------

rename() { # STATUS OPTION...
	want=$1
	shift
	run "$want" virsh-bridgemap -b eth0:br0 "$@"
}

sums() { # FILE...: of their contents, whatever they are called
	sha256sum "$@" | cut -d ' ' -f 1 | sort
}

try() {
	everything /tmp/before
	verdict 'there are passwords' test "$(grep -l "passwd='geheim'" /tmp/before/*.xml | wc -l)" -eq 12
	verdict 'everything is on eth0' test "$(grep -lE "(source bridge|bridge name)='eth0'" \
		/tmp/before/*.xml | wc -l)" -eq 13
	rename 0 --networks
	verdict 'it is told what would be done' says -x \
		'13 would be changed, 0 left, 0 failed, 0 with nothing to do; nothing was done \(--apply\)'
	everything /tmp/looked
	verdict 'without --apply nothing is done' diff -r /tmp/before /tmp/looked

	killer 4 '"$PPID"' "*' define '* | *'-define '* | *'-create '*" # of those that change something
	PATH=/tmp/killer:$PATH
	rename 137 --apply --backup-dir=/tmp/backup
	PATH=${PATH#/tmp/killer:}
	verdict 'the backup has what was there' test \
		"$(sums /tmp/backup/*/*.xml)" = "$(rm /tmp/looked/net.xml && sums /tmp/looked/*.xml)"
	everything /tmp/killed
	verdict 'killed half-way' test "$(grep -l eth0 /tmp/killed/*.xml | wc -l)" -eq 9
	rename 0 --apply --backup-dir=/tmp/second
	verdict 'run again' says -x \
		'8 changed, 0 left, 0 failed, 4 with nothing to do; backup: '\''/tmp/second'\'''

	everything /tmp/after
	for file in /tmp/before/*.xml; do
		sed -i "s/<source bridge='eth0'/<source bridge='br0'/" "$file"
	done
	verdict 'documents, trees, current snapshots, states are as before, but for the bridge' \
		diff -r /tmp/before /tmp/after
	verdict 'only the network names eth0' test "$(grep -l eth0 /tmp/after/*)" = /tmp/after/net.xml
	verdict 'the backup cannot be read by others' test "$(stat -c %a /tmp/backup)" = 700

	rename 0 --apply --networks --backup-dir=/tmp/third
	verdict 'the network' says -x '1 changed, 0 left, 0 failed, 12 with nothing to do; backup: '\''/tmp/third'\'''
	rename 0 --apply --networks --backup-dir=/tmp/fourth
	verdict 'nothing is left to do' says -x '0 changed, 0 left, 0 failed, 13 with nothing to do'
	everything /tmp/last
	verdict 'no document names eth0' sh -c '! grep -r eth0 /tmp/last'
}

try_guests() {
	verdict 'the guest that ran is where it was' on eth0 1
	virsh -q destroy "$web"
	virsh -q destroy "$tree" 2>/dev/null || :
	ip link delete eth0
	virsh -q start "$web" >/tmp/said 2>&1 || :
	virsh -q start saved >>/tmp/said 2>&1 || :
	verdict 'started, and started from managed save' on br0 2
	virsh -q snapshot-revert "$tree" "it's running" >>/tmp/said 2>&1 || :
	verdict 'reverted to a snapshot of the running guest' on br0 3
}

# A guest with snapshots and checkpoints: libvirt redefines its snapshots only while it is started.
try_both() {
	bridge eth0
	define_guest both both eth0
	virsh -q start both
	virsh -q snapshot-create-as both early >/dev/null
	virsh -q checkpoint-create-as both monday >/dev/null
	virsh -q destroy both
	virsh -q dumpxml --inactive both >/tmp/both
	rename 1 --apply --backup-dir=/tmp/fifth
	verdict 'shut off, it is reported' says -x "failed: domain 'both': libvirt does not redefine snapshots .*"
	verdict 'and nothing of it is changed' sh -c 'virsh -q dumpxml --inactive both | cmp - /tmp/both'
	virsh -q start --paused both
	rename 0 --apply --backup-dir=/tmp/sixth
	verdict 'started, it is changed' says -x '3 changed, 0 left, 0 failed, 11 with nothing to do; backup: .*'
	virsh -q destroy both
	rename 0 --apply --backup-dir=/tmp/seventh
	verdict 'all of it' says -x '0 changed, 0 left, 0 failed, 14 with nothing to do'
}

inside() {
	private_begin
	PATH=$BUILD:$top/tools:$PATH
	start_daemon
	prepare
	try
	try_guests
	try_both
	private_end 27
}

private_main "$@"
