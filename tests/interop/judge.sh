#!/bin/bash
# make interop JUDGE=SUITE|rhel: the libvirt and QEMU of a Debian release judge what domconv writes, and
# whether --target foresaw what they reject (judge.py); they start what is converted for them (start.sh); and
# they are the host to which virsh-import moves another one (move.sh).
#
# The release of this machine judges by itself.  Another one does it in a root of its own, which is made once
# and kept in $BUILD/judges; that needs mmdebstrap.  rhel is Debian 12 without the devices that RHEL's QEMU
# lacks.  All of it needs root.
# BUILD: directory of the programs; CORPUS: adds its domains.
set -euo pipefail
cd "$(dirname "$0")/../.."
top=$PWD

# inside ROOT COMMAND...: runs it in ROOT, which sees the sources, in namespaces of its own
inside() {
	local root=$1
	shift
	mount --bind "$root" "$root" # a mount of its own, for who unshares inside
	mount -t proc proc "$root/proc"
	mount --rbind /dev "$root/dev"
	mount --rbind /sys "$root/sys"
	for dir in "$top" "$BUILD"; do
		mkdir -p "$root$dir"
		mount --bind "$dir" "$root$dir"
	done
	cd "$root"
	# no exec: process 1 reaps the emulators that libvirt probes, or libvirt waits for each
	chroot . env HOME=/root PATH="$top/tools:/usr/sbin:/usr/bin:/sbin:/bin" LC_ALL=C \
		XDG_RUNTIME_DIR=/run "$@"
}

case ${1:?suite} in
enter) # ROOT COMMAND...; with an empty ROOT in this machine's own
	shift
	if [ -z "$1" ]; then
		shift
		exec unshare -n "$@"
	fi
	exec unshare -mnp --fork --kill-child bash "$0" inside "$@"
	;;
inside)
	shift
	inside "$@"
	exit
	;;
esac

make_root() { # SUITE DIRECTORY
	local suite=$1 packages=libvirt-daemon,libvirt-daemon-driver-qemu,libvirt-clients driver
	sh tests/package/deps.sh judge
	case $suite in
	bullseye | bookworm) ;; # the other drivers are in libvirt-daemon
	*)
		packages=$packages,qemu-system-modules-spice
		for driver in network nodedev nwfilter secret storage storage-logical; do
			packages=$packages,libvirt-daemon-driver-$driver
		done
		;;
	esac
	rm -rf --one-file-system "$2.new"
	RELEASE=$suite sh tests/package/debian-root.sh "$2.new" --quiet --variant=essential --components=main \
		--aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt=force-unsafe-io \
		--include="$packages,qemu-system-x86,qemu-utils,ovmf"
	# libvirt looks up its own user even where qemu.conf names another
	grep -q '^libvirt-qemu:' "$2.new/etc/passwd" || {
		echo 'libvirt-qemu:x:64055:64055::/var/lib/libvirt:/usr/sbin/nologin' >>"$2.new/etc/passwd"
		printf 'libvirt-qemu:x:64055:\nkvm:x:64056:\n' >>"$2.new/etc/group"
	}
	mv "$2.new" "$2"
}

: "${BUILD:?}"
judge=$1 suite=$1 LESS=
[ "$judge" != rhel ] || {
	suite=bookworm
	LESS='spice qxl cirrus-vga vmware-svga sdl lsi megasas usb-audio pvscsi'
}
work=$BUILD/judges/$judge.work JUDGE=
mkdir -p "$BUILD/judges"
if [ "$suite" != "$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" ]; then
	JUDGE=$BUILD/judges/$suite
	[ -d "$JUDGE" ] || make_root "$suite" "$JUDGE"
fi
export BUILD JUDGE LESS TARGET="$work/host"
status=0
python3 tests/interop/judge.py "$judge" "$work" "$JUDGE" || status=1
sh tests/interop/start.sh || status=1
# A host is moved to a later release: an earlier one does not read all that libvirt writes by itself.  With this
# machine's release on both sides, make interop does it.
there=$(sed -n 's/.*<libvirt version="\(.*\)".*/\1/p' "$work/host")
[ -z "$JUDGE" ] || [ "$(printf '%s\n' "$(virsh --version)" "$there" | sort -V | head -n 1)" = "$there" ] ||
	sh tests/interop/move.sh || status=1
exit "$status"
