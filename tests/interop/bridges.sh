#!/bin/sh
# bridgemap as the editor of virsh, under the real libvirt: every command that opens an editor on
# what names a bridge, with an editor that changes nothing, one that fails, and one that renames
# the bridge; then the pipelines that need no editor.  What libvirt has afterwards is compared with
# what it had, so nothing but the bridge may differ, and passwords survive.
# BUILD: directory of the programs.  Called by `make interop`; needs root, but no systemd.
set -eu
. "$(dirname "$0")/private-libvirtd.sh"

# --- inside: what names a bridge ----------------------------------------------------------------

prepare() {
	for name in eth0 eth1 br0; do
		bridge $name
	done
	define_guest vm vm eth0 eth1
	virsh -q snapshot-create-as vm off >/dev/null
	virsh -q start vm
	virsh -q snapshot-create-as vm running >/dev/null
	virsh -q managedsave vm >/dev/null
	define_guest saved saved eth0 eth1
	virsh -q start saved
	virsh -q save saved /var/saved.save >/dev/null
	define_guest checked checked eth0 eth1
	virsh -q start checked
	virsh -q checkpoint-create-as checked monday >/dev/null
	virsh -q destroy checked
	network_xml net eth0 | define_xml net-define
}

# dump EDIT-COMMAND OPERAND...: what the command is about, with its passwords
dump() {
	command=$1
	shift
	case $command in
	edit) virsh -q dumpxml --inactive --security-info "$@" ;;
	net-edit) virsh -q net-dumpxml --inactive "$@" ;;
	*) virsh -q "${command%-edit}-dumpxml" --security-info "$@" ;;
	esac
}

# --- inside: editors --------------------------------------------------------------------------

# as_wanted STATUS WORDS: virsh ended so and said this, what is there now is as in /tmp/want, and nothing
# is left of the files that were edited.
as_wanted() {
	[ "$status" -eq "$1" ] && says "$2" && diff -u /tmp/want /tmp/now && [ -z "$(ls /tmp/edited)" ]
}

edit() { # EDITOR COMMAND OPERAND...
	status=0
	editor=$1
	shift
	VISUAL=$editor TMPDIR=/tmp/edited virsh "$@" >/tmp/said 2>&1 </dev/null || status=$?
	dump "$@" >/tmp/now
}

# try COMMAND OPERAND...: all editors, the one that succeeds last
try() {
	dump "$@" >/tmp/before
	cp /tmp/before /tmp/want
	edit 'bridgemap -i -b nosuchbridge:br0' "$@"
	verdict "$*: nothing matched" as_wanted 0 'not changed'
	for bad in '-b eth0:' '-b eth0:br/0' '-b eth0:br0 -f /tmp/broken.conf' '-f /tmp/none.conf' \
		'-b eth0:br0 --allow=br9 --strict' '-b eth0:br0 --nonsense'; do
		edit "bridgemap -i $bad" "$@"
		verdict "$*: $bad" as_wanted 1 'unexpected exit status'
	done
	sed -E "s/(<source bridge|<bridge name)='eth0'/\\1='br0'/" /tmp/before >/tmp/want
	cmp -s /tmp/before /tmp/want && complain "$*: nothing to rename"
	edit 'bridgemap -i -b eth0:br0' "$@"
	verdict "$*: renamed" as_wanted 0 'edited'
	[ "$1" = net-edit ] || verdict "$*: password" grep -q "passwd='geheim'" /tmp/now
	cp /tmp/now /tmp/want
	edit 'bridgemap -i -b eth0:br0' "$@"
	verdict "$*: once more" as_wanted 0 'not changed'
}

# --- inside: pipelines --------------------------------------------------------------------------

# pipe DEFINE-COMMAND DUMP-COMMAND OPERAND...: eth1 becomes br0, and nothing else changes.  The
# define command is a text, in which virsh sees its own options.
pipe() {
	define=$1
	shift
	dump "$@" >/tmp/before
	sed "s/\\(<source bridge=\\|<bridge name=\\)'\\(eth1\\|br0\\)'/\\1'eth0'/" /tmp/before >/tmp/want
	status=0
	bridgemap -b eth1:eth0 -b br0:eth0 --require-match </tmp/before 2>/tmp/said |
		virsh "$define" >>/tmp/said 2>&1 || status=$?
	dump "$@" >/tmp/now
	verdict "$define" as_wanted 0 '/dev/stdin|updated'
}

inside() {
	private_begin
	PATH=$BUILD:$PATH
	mkdir /tmp/edited
	printf 'bridge eth1:br1\nbridge a b\n' >/tmp/broken.conf
	start_daemon
	prepare
	try edit vm
	try snapshot-edit vm off
	try snapshot-edit vm running
	try managedsave-edit vm
	try save-image-edit /var/saved.save
	try checkpoint-edit checked monday
	try net-edit net
	# without eth0, the guests are back from their images and on the new bridge
	ip link delete eth0
	run 0 virsh -q 'start vm; restore /var/saved.save'
	verdict 'guests resume on the new bridge' on br0 2
	bridge eth0
	virsh -q "managedsave vm; destroy saved" >/dev/null
	pipe 'define --validate /dev/stdin' edit vm
	pipe 'managedsave-define vm /dev/stdin' managedsave-edit vm
	pipe 'net-define /dev/stdin' net-edit net
	pipe 'snapshot-create vm /dev/stdin --redefine' snapshot-edit vm running
	private_end 60
}

private_main "$@"
