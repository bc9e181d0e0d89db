#!/bin/sh
# bridgemap as a hook of the real libvirt: guests are restored from images and migrated in, and
# are on the new bridge or not started at all; libvirtd is restarted beside a running guest,
# whatever is wrong with the hook.
# BUILD: directory of the programs.  Called by `make interop`; needs root, but no systemd.
set -eu
. "$(dirname "$0")/private-libvirtd.sh"

# --- inside: what is there --------------------------------------------------------------------

state() { # NAME STATE
	[ "$(virsh -q domstate "$1" 2>&1)" = "$2" ]
}

# Everything is in place, and all as it should be: the script, the program, the map.
install_hook() {
	mkdir -p /etc/libvirt/hooks/qemu.d /etc/virtxml-filters
	cp "$top/tools/hooks/qemu" /etc/libvirt/hooks/qemu
	cp "$BUILD/bridgemap" /stand-in/bridgemap
	printf '# the new host\nbridge eth0:br0\nallow br0\n' >/etc/virtxml-filters/bridgemap.conf
	rm -f /etc/libvirt/hooks/qemu.d/*
	# what libvirt called, without a say in it
	printf '#!/bin/sh\necho "$*" >>/tmp/calls\n' >/etc/libvirt/hooks/qemu.d/99-log
	chmod 755 /etc/libvirt/hooks/qemu.d/99-log
}

broken='map empty missing binary unlisted truncated prefix silent'

hook_before() { # COMMAND: another hook before ours
	mv "$hooks"/qemu "$hooks"/qemu.d/50-bridgemap
	printf '#!/bin/sh\n%s\n' "$1" >"$hooks"/qemu
	chmod 755 "$hooks"/qemu
}

spoil() { # WHAT
	conf=/etc/virtxml-filters/bridgemap.conf
	hooks=/etc/libvirt/hooks
	case $1 in
	map) printf 'bridge eth0:br0\nbridge eth1 br1\n' >$conf ;;
	empty) printf '# bridge eth0:br0\n' >$conf ;;
	missing) rm $conf ;;
	binary) rm /stand-in/bridgemap ;;
	unlisted) printf 'bridge eth0:br0\nallow br9\n' >$conf ;;
	truncated) hook_before 'head -c 300' ;;
	prefix) # what libvirt reads as the bridge; br0, which is listed, stands without a prefix
		hook_before "sed \"s/bridge='eth0'/xml:bridge='evil' bridge='br0'/\""
		;;
	silent) # a guest that is on neither bridge, so that no map applies
		printf 'bridge eth7:br0\nallow br0\n' >$conf
		;;
	esac
}

complaint() { # WHAT: what virsh's error has to tell
	case $1 in
	map) echo 'bridgemap\.conf:2:1: error: bad line: ' ;;
	empty) echo 'bridgemap\.conf: error: not a map file: ' ;;
	missing) echo 'bridgemap\.conf: error: cannot read: No such file or directory' ;;
	binary) echo 'bridgemap: not found' ;;
	unlisted) echo "<stdin>:[0-9]+:[0-9]+: error: the new host has no bridge 'br0' \\[bridge-unlisted\\]" ;;
	truncated) echo '<stdin>:[0-9]+:[0-9]+: error: the input ends inside ' ;;
	prefix) echo "error: the new host has no bridge 'evil' \\[bridge-unlisted\\]" ;;
	silent) echo "error: the new host has no bridge 'eth0' \\[bridge-unlisted\\]" ;;
	esac
}

# --- inside: restore ----------------------------------------------------------------------------

# refused WHAT COMMAND...: virsh's command, which would start the guest vm.
refused() {
	what=$1
	shift
	install_hook
	spoil "$what"
	status=0
	virsh "$@" >/tmp/said 2>&1 || status=$?
	verdict "$1, $what: it fails" test "$status" -ne 0
	verdict "$1, $what: virsh's error has our message" says "error: .*$(complaint "$what")"
	verdict "$1, $what: the guest is not started" state vm 'shut off'
	verdict "$1, $what: nobody is plugged in" on eth0 0
	verdict "$1, $what: nobody is plugged in" on br0 0
	verdict "$1, $what: nobody is plugged in" on evil 0
}

try_restore() {
	virsh -q start vm
	verdict 'the guest begins on eth0' on eth0 1
	virsh -q save vm /var/vm.save >/dev/null
	for what in $broken; do
		refused "$what" restore /var/vm.save
	done
	install_hook
	virsh restore /var/vm.save >/tmp/said 2>&1 || :
	verdict 'restored' state vm running
	verdict 'restored on br0' on br0 1
	verdict 'not on eth0' on eth0 0
	virsh -q dumpxml vm >/tmp/said
	verdict 'virsh knows it' says "<source bridge='br0'/>"
	verdict 'nothing else of eth0' test -z "$(grep eth0 /tmp/said)"
	verdict 'the other hook was called' grep -qx 'vm restore begin -' /tmp/calls
	virsh -q destroy vm
}

try_managed_save() {
	virsh -q start vm
	virsh -q managedsave vm >/dev/null
	for what in $broken; do
		refused "$what" start vm
	done
	install_hook
	virsh start vm >/tmp/said 2>&1 || :
	verdict 'started from its managed save' on br0 1
	virsh -q destroy vm
}

# --- inside: reconnect ------------------------------------------------------------------------

try_reconnect() {
	install_hook
	virsh -q start vm
	pid=$(cat /run/libvirt/qemu/vm.pid)
	for what in well $broken; do
		install_hook
		spoil "$what"
		: >/tmp/calls
		stop_daemon
		verdict "libvirtd stopped, $what" kill -0 "$pid"
		start_daemon
		virsh list --all >/tmp/said 2>&1
		verdict "reconnected, $what: it keeps running" state vm running
		verdict "reconnected, $what: the same process" kill -0 "$pid"
		[ "$what" = truncated ] ||
			verdict "reconnected, $what: the hook was called" await 10 grep -qx 'vm reconnect begin -' /tmp/calls
		virsh -q suspend vm >/dev/null && virsh -q resume vm >/dev/null
		verdict "reconnected, $what: it can be talked to" state vm running
	done
	install_hook
	virsh -q destroy vm
}

# --- inside: migration --------------------------------------------------------------------------

other='qemu+unix:///system?socket=/share/libvirt-sock'

# Another host: a libvirtd with directories of its own; it shares images and network.
other_host() {
	for dir in /etc/libvirt /run /var/lib/libvirt /var/cache/libvirt; do
		mount -t tmpfs tmpfs $dir
	done
	mkdir /etc/libvirt/hooks
	cp "$top/tools/hooks/qemu" /etc/libvirt/hooks/qemu
	configure_daemon
	cat >>/etc/libvirt/libvirtd.conf <<-'END'
		unix_sock_dir = "/share"
		host_uuid = "00112233-4455-6677-8899-aabbccddeeff"
	END
	exec libvirtd --pid-file /share/pid
}

start_other() {
	mkdir /share
	unshare -m --propagation unchanged sh "$self" other_host >>/tmp/other.log 2>&1 &
	other_daemon=$!
	await_daemon "$other" /tmp/other.log
}

migrate() { # OPTION...
	virsh migrate --unsafe "$@" vm "$other" >/tmp/said 2>&1
}

try_migration() {
	rm -r /etc/libvirt/hooks # of the host that it leaves
	start_other
	install_hook # for the map and the program, which both see
	rm -r /etc/libvirt/hooks
	for kind in live offline; do
		case $kind in
		live) virsh -q start vm && set -- --live --migrateuri tcp://127.0.0.1:49152 ;;
		offline) set -- --offline --persistent ;;
		esac
		# the script is the other host's, so it cannot be replaced here
		for what in map empty missing binary unlisted silent; do
			install_hook
			rm -r /etc/libvirt/hooks
			spoil "$what"
			status=0
			migrate "$@" || status=$?
			verdict "$kind migration, $what: it fails" test "$status" -ne 0
			verdict "$kind migration, $what: virsh's error has our message" says "error: .*$(complaint "$what")"
			verdict "$kind migration, $what: it is not there" test -z "$(virsh -q -c "$other" list --all --name)"
			[ $kind = offline ] || verdict "$kind migration, $what: it runs where it was" state vm running
		done
		install_hook
		rm -r /etc/libvirt/hooks
		status=0
		migrate "$@" || status=$?
		verdict "$kind migration: it succeeds" test "$status" -eq 0
		virsh -q -c "$other" dumpxml vm >/tmp/said
		verdict "$kind migration: on br0" says "<source bridge='br0'/>"
		verdict "$kind migration: not on eth0" test -z "$(grep eth0 /tmp/said)"
		[ $kind = offline ] || {
			verdict 'live migration: plugged into br0' on br0 1
			verdict 'live migration: not into eth0' on eth0 0
			virsh -q -c "$other" destroy vm
		}
	done
	kill "$other_daemon"
	wait "$other_daemon" || :
}

inside() {
	private_begin
	bridge eth0
	bridge br0
	bridge evil
	install_hook
	start_daemon
	define_guest vm vm eth0
	try_restore
	try_managed_save
	try_reconnect
	try_migration
	private_end 180
}

private_main "$@"
