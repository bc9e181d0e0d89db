#!/bin/bash
# make interop JUDGE=SUITE: the libvirt and QEMU of another Debian release, in a root of its own, judge
# what domconv writes, and whether --target foresaw what they reject (judge.py), and are the host to which
# virsh-import moves another one (move.sh).  The root is made once
# and kept in $BUILD/judges.  Needs root and mmdebstrap.
# BUILD: directory of the programs; CORPUS: adds its domains.
set -euo pipefail
cd "$(dirname "$0")/../.."
top=$PWD

# enter ROOT COMMAND...: runs it in ROOT, which sees the sources, in namespaces of its own
inside() {
	local root=$1
	shift
	mount --bind "$root" "$root" # a mount of its own, for who unshares inside
	mount -t proc proc "$root/proc"
	mount --rbind /dev "$root/dev"
	for dir in "$top" "$BUILD" ${CORPUS:+"$CORPUS"}; do
		mkdir -p "$root$dir"
		mount --bind "$dir" "$root$dir"
	done
	cd "$root"
	# no exec: process 1 reaps the emulators that libvirt probes, or libvirt waits for each
	chroot . env HOME=/root PATH="$top/tools:/usr/sbin:/usr/bin:/sbin:/bin" LC_ALL=C \
		XDG_RUNTIME_DIR=/run "$@"
}

case ${1:?suite} in
enter)
	shift
	exec unshare -mp --fork --kill-child bash "$0" inside "$@"
	;;
inside)
	shift
	inside "$@"
	exit
	;;
esac

make_root() { # SUITE DIRECTORY
	local suite=$1 packages=libvirt-daemon,libvirt-daemon-driver-qemu,libvirt-clients driver
	case $suite in
	bullseye | bookworm) ;; # the other drivers are in libvirt-daemon
	*)
		packages=$packages,qemu-system-modules-spice
		for driver in network nodedev nwfilter secret storage; do
			packages=$packages,libvirt-daemon-driver-$driver
		done
		;;
	esac
	RELEASE=$suite sh tests/package/debian-root.sh "$2.new" --quiet --variant=essential --components=main \
		--aptopt='Acquire::Check-Valid-Until "false"' --include="$packages,qemu-system-x86,qemu-utils,ovmf"
	# libvirt looks up its own user even where qemu.conf names another
	grep -q '^libvirt-qemu:' "$2.new/etc/passwd" || {
		echo 'libvirt-qemu:x:64055:64055::/var/lib/libvirt:/usr/sbin/nologin' >>"$2.new/etc/passwd"
		printf 'libvirt-qemu:x:64055:\nkvm:x:64056:\n' >>"$2.new/etc/group"
	}
	mv "$2.new" "$2"
}

: "${BUILD:?}"
command -v mmdebstrap >/dev/null || {
	echo "interop: mmdebstrap is not installed"
	exit 1
}
export BUILD
root=$BUILD/judges/$1
mkdir -p "$BUILD/judges"
[ -d "$root" ] || make_root "$1" "$root"
status=0
python3 tests/interop/judge.py "$1" "$root" "$BUILD/judges/$1.work" || status=1
JUDGE=$root sh tests/interop/move.sh || status=1
exit "$status"
