# shellcheck shell=sh
# A libvirtd of our own.  Sourced by what tries things under the real libvirt and QEMU, as root,
# but without systemd.
#
# Everything happens in mount, network and process namespaces of its own and in a root directory
# that holds the system's programs read-only and else only what is made here: paths can be created
# wherever they lie, and when the first process ends, nothing is left.  A script
#
#     sources this, may name programs in $needs, and ends with private_main "$@"
#     outside:  private_run, unless it has an outside() of its own
#     inside:   private_begin; start_daemon; verdict CLAIM COMMAND...; private_end
#
# What inside writes to / is in $work/root outside; the process to kill, should it have to end
# early, is in $work/root/pid.  Those who need more take the steps of private_run themselves.
self=$(cd "$(dirname "$0")" && pwd)/${0##*/} # the script
top=${self%/tests/*}
subject=$(basename "$self" .sh) # the first word of what it says
needs=
export LC_ALL=C
emulator=/usr/bin/qemu-system-x86_64

complain() {
	echo "$subject: $*" >&2
	exit 1
}

# private_check [PROGRAM...]: whether all is there, also the programs.
private_check() {
	[ "$(id -u)" -eq 0 ] || complain 'root is needed for the namespaces'
	for program in libvirtd virsh "$emulator" qemu-img ip unshare "$@"; do
		command -v "$program" >/dev/null || complain "$program is not installed"
	done
}

show() { # DIRECTORY: read-only at the same place of the new root
	mkdir -p "$root$1"
	mount --bind "$1" "$root$1"
	mount -o remount,ro,bind "$root$1"
}

# private_root DIRECTORY [SHOWN...]: makes it a root directory in which the directories SHOWN can
# be read, and goes there.
private_root() {
	root=$1
	shift
	cd "$root" || return
	read -r pid _ </proc/self/stat # as it is called outside
	echo "$pid" >pid
	for dir in bin sbin lib lib32 lib64 libx32 usr; do
		if [ -h "/$dir" ]; then
			cp -P "/$dir" .
		elif [ -d "/$dir" ]; then
			show "/$dir"
		fi
	done
	mkdir -p dev etc/libvirt home proc root run/libvirt sys tmp \
		var/cache/libvirt var/lib/libvirt var/log/libvirt
	chmod 1777 tmp
	ln -s /run var/run
	for file in alternatives group ld.so.cache ldap nsswitch.conf passwd protocols services; do
		[ ! -e "/etc/$file" ] || cp -a "/etc/$file" etc
	done
	for dir in "$@"; do
		show "$dir"
	done
	mount -t proc proc proc
	mount -t sysfs sysfs sys
	[ ! -d sys/firmware ] || mount -t tmpfs tmpfs sys/firmware # for ACPI tables
	mount -t tmpfs tmpfs dev
	cp -a /dev/full /dev/null /dev/random /dev/tty /dev/urandom /dev/zero /dev/loop* dev
	mkdir dev/net dev/pts dev/shm
	[ -c dev/net/tun ] || mknod dev/net/tun c 10 200
	mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
	ln -s pts/ptmx dev/ptmx
	ln -s /proc/self/fd dev/fd
	ln -s fd/0 dev/stdin
	ln -s fd/1 dev/stdout
	ln -s fd/2 dev/stderr
}

# What private_run leaves, also when it is interrupted.
private_sweep() {
	[ ! -s "$work/root/pid" ] || kill "$(cat "$work/root/pid")" 2>/dev/null || :
	wait
	rm -rf --one-file-system "$work"
}

# private_run: outside, runs SELF inside a root directory that shows TREE, BUILD, CORPUS and JUDGE.
private_run() {
	BUILD=$(cd "${BUILD:?directory of the programs}" && pwd)
	# shellcheck disable=SC2086 # a list
	private_check "$BUILD/domconv" $needs
	export BUILD
	work=$(mktemp -d "${TMPDIR:-/tmp}/$subject.XXXXXX")
	trap private_sweep EXIT
	trap 'exit 130' HUP INT TERM
	mkdir "$work/root"
	unshare -mnp --fork --kill-child sh "$self" furnish "$work/root" &
	wait "$!" || :
	[ -e "$work/root/done" ]
}

outside() {
	private_run
}

furnish() { # DIRECTORY
	private_root "$1" "$top" "$BUILD" ${CORPUS:+"$CORPUS"} ${JUDGE:+"$JUDGE"}
	exec chroot . sh "$self" inside
}

# private_main [FUNCTION ARGUMENT...]: outside, unless it is called by itself.
private_main() {
	case $# in
	0) outside ;;
	*) "$@" ;;
	esac
}

# private_begin: inside, the first thing to do.
private_begin() {
	trap 'exit 130' HUP INT TERM
	PATH=/stand-in:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
	export PATH HOME=/root XDG_RUNTIME_DIR=/run LIBVIRT_DEFAULT_URI=qemu:///system
	: >/tmp/said
	ip link set lo up
	# With loopback addresses only, getaddrinfo(AI_ADDRCONFIG) finds not even 127.0.0.1.
	ip address add 192.0.2.1/32 dev lo
	# Traffic shaping wants modules that a kernel may lack, and it is not what is tried here.
	mkdir /stand-in
	printf '#!/bin/sh\n' >/stand-in/tc
	chmod 755 /stand-in/tc
}

configure_daemon() {
	cat >/etc/libvirt/libvirtd.conf <<-'END'
		auth_unix_ro = "none"
		auth_unix_rw = "none"
	END
	cat >/etc/libvirt/qemu.conf <<-'END'
		user = "root"
		group = "root"
		dynamic_ownership = 0
		remember_owner = 0
		security_driver = "none"
		namespaces = []
		cgroup_controllers = []
		stdio_handler = "file"
	END
}

# enter_judge: with JUDGE, the root directory of another Debian, libvirtd and QEMU are that one's from now on;
# everything else is this root's.
enter_judge() {
	[ -n "${JUDGE:-}" ] || return 0
	mkdir -p /judge/bin /judge/root
	for dir in bin sbin lib lib32 lib64 libx32 usr; do
		if [ -h "$JUDGE/$dir" ]; then
			cp -P "$JUDGE/$dir" /judge/root
		elif [ -d "$JUDGE/$dir" ]; then
			mkdir "/judge/root/$dir"
			mount --bind "$JUDGE/$dir" "/judge/root/$dir"
		fi
	done
	printf '#!/bin/sh\nexec chroot /judge/root /usr/sbin/libvirtd "$@"\n' >/judge/bin/libvirtd
	chmod 755 /judge/bin/libvirtd
	PATH=/judge/bin:$PATH
	show_judge
	for name in alternatives group ld.so.cache passwd; do
		mount --bind "$JUDGE/etc/$name" "/judge/root/etc/$name"
	done
}

# show_judge: enter_judge's root has what has been made in / since
show_judge() {
	[ -d /judge ] || return 0
	for place in /*; do
		case $place in
		/bin | /sbin | /lib* | /usr | /judge) continue ;;
		esac
		[ ! -e "/judge/root$place" ] || continue
		if [ -d "$place" ]; then
			mkdir "/judge/root$place"
		else
			: >"/judge/root$place"
		fi
		mount --rbind "$place" "/judge/root$place"
	done
}

# lessen: libvirt says of QEMU that it has none of the devices LESS
lessen() {
	[ -n "${LESS:-}" ] || return 0
	for arch in x86_64 i686; do # a binary each
		virsh -q domcapabilities --virttype qemu --arch "$arch" >/dev/null
	done
	stop_daemon
	for less in $LESS; do
		sed -i "/<flag name='$less'\/>/d" /var/cache/libvirt/qemu/capabilities/*.xml
	done
	start_daemon
}

# start_daemon: libvirtd with what lies in /etc/libvirt; also again, after stop_daemon.
start_daemon() {
	configure_daemon
	libvirtd >>/tmp/libvirtd.log 2>&1 &
	daemon=$!
	await_daemon "$LIBVIRT_DEFAULT_URI" /tmp/libvirtd.log
}

await_daemon() { # URI LOG: until it answers there
	await 20 virsh -q -c "$1" list >/dev/null 2>&1 || {
		tail -n 20 "$2" >&2
		complain "libvirtd does not answer at $1"
	}
}

stop_daemon() {
	kill "$daemon"
	timeout 30 tail -s 0.05 -f --pid="$daemon" /dev/null || complain 'libvirtd does not end'
	wait "$daemon" || :
}

failed=0 tried=0

verdict() { # CLAIM COMMAND...: which has to succeed
	claim=$1
	shift
	tried=$((tried + 1))
	"$@" && return
	failed=$((failed + 1))
	echo "$subject: failed: $claim"
	cat /tmp/said
}

run() { # STATUS COMMAND...: claims that it ends so
	want=$1 status=0
	shift
	"$@" >/tmp/said 2>&1 </dev/null || status=$?
	verdict "$*: status $want" test "$status" -eq "$want"
}

says() { # [-x] PATTERN: a line of what was said has it, or is it (-x)
	grep -Eq "$@" /tmp/said
}

# await SECONDS COMMAND...: until it succeeds; false if that takes longer
await() {
	tries=$(($1 * 10))
	shift
	until "$@"; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || return 1
		sleep 0.1
	done
}

# private_end LEAST: the last thing inside; so many claims were tried at least, and none is wrong.
private_end() {
	[ -z "${daemon:-}" ] || stop_daemon
	echo "$subject: $((tried - failed)) of $tried outcomes as wanted"
	[ "$failed" -ne 0 ] || [ "$tried" -lt "$1" ] || : >/done
}

# define_guest NAME FILE BRIDGE...: a guest that needs nothing but these bridges, and has a password.
define_guest() {
	name=$1 file=/var/$2.qcow2
	shift 2
	qemu-img create -q -f qcow2 "$file" 1M
	{
		cat <<-END
			<domain type='qemu'>
			  <name>$(printf %s "$name" | sed 's/&/\&amp;/g')</name>
			  <memory unit='MiB'>32</memory>
			  <os><type arch='x86_64' machine='pc'>hvm</type></os>
			  <features><acpi/></features>
			  <devices>
			    <emulator>$emulator</emulator>
			    <disk type='file' device='disk'>
			      <driver name='qemu' type='qcow2'/>
			      <source file='$file'/>
			      <target dev='vda' bus='virtio'/>
			    </disk>
		END
		printf "    <interface type='bridge'><source bridge='%s'/><model type='virtio'/></interface>\n" "$@"
		cat <<-END
			    <graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1' passwd='geheim'/>
			  </devices>
			</domain>
		END
	} >/tmp/domain.xml
	virsh -q define --validate /tmp/domain.xml
}

# define_tree NAME FILE BRIDGE: a guest with a tree of snapshots that has a branch; two of them are of the
# running guest, and the current one is neither the newest nor a leaf.
define_tree() {
	define_guest "$@"
	virsh -q snapshot-create-as "$name" off >/dev/null
	virsh -q start "$name"
	virsh -q snapshot-create-as "$name" 'running, "one"' >/dev/null
	virsh -q snapshot-create-as "$name" "it's running" >/dev/null
	virsh -q snapshot-revert "$name" off
	virsh -q snapshot-create-as "$name" ' branch' >/dev/null
	virsh -q snapshot-create-as "$name" leaf >/dev/null
	virsh -q snapshot-revert "$name" ' branch'
}

# guests_to DIRECTORY: the documents of all guests with their passwords, a file each, and how they hang together
guests_to() {
	mkdir "$1"
	for guest in $(virsh -q list --all --uuid); do
		virsh -q dumpxml --inactive --security-info "$guest" >"$1/$guest.xml"
		{
			virsh snapshot-list "$guest" --tree
			virsh snapshot-current "$guest" --name
			virsh checkpoint-list "$guest" --tree
		} >"$1/$guest.tree" 2>&1 || :
		for kind in snapshot checkpoint; do
			virsh -q $kind-list "$guest" --name | sed '/^$/d' | while IFS= read -r part; do
				virsh -q $kind-dumpxml --security-info "$guest" "$part" </dev/null >"$1/$guest.$part.$kind.xml"
			done
		done
	done
}

# killer N VICTIM PATTERN: a virsh, in /tmp/killer, that kills VICTIM behind its Nth call with such words
killer() {
	mkdir -p /tmp/killer
	cat >/tmp/killer/virsh <<-END
		#!/bin/sh
		/usr/bin/virsh "\$@"
		status=\$?
		case " \$* " in
		$3)
			echo >>/tmp/killer/calls
			[ "\$(wc -l </tmp/killer/calls)" -ne $1 ] || kill -9 $2
			;;
		esac
		exit "\$status"
	END
	chmod 755 /tmp/killer/virsh
	: >/tmp/killer/calls
}

define_xml() { # COMMAND: standard input is the document
	cat >/tmp/document.xml
	virsh -q "$1" /tmp/document.xml >/dev/null
}

network_xml() { # NAME BRIDGE: of libvirt's, which plugs guests into a bridge of the host
	cat <<-END
		<network>
		  <name>$1</name>
		  <forward mode='bridge'/>
		  <bridge name='$2'/>
		</network>
	END
}

# on BRIDGE NUMBER: so many guests are plugged into it.
on() {
	[ "$(ip -o link show master "$1" | grep -c ': vnet')" -eq "$2" ]
}

# bridge NAME: a bridge of the host.
bridge() {
	ip link show "$1" >/dev/null 2>&1 || ip link add "$1" type bridge && ip link set "$1" up
}
