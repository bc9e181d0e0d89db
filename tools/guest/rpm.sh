#!/bin/sh
# Prepares a guest of RHEL 5 to 9 or one built from it (CentOS, Oracle Linux), or one of SLES 10 to 15 or
# openSUSE, for QEMU/KVM while it still runs on Xen.  Run it in the guest as root:
#
#     sh rpm.sh [NAME=MAC]...
#
# It asks nothing, stops at the first failure, and can be run again.  Of each file that it changes, the
# old one is kept as FILE.xen.  Interfaces keep their names: those that are given, else those that the
# guest has now.  ROOT is a directory in place of / (for tests).
set -eu
PATH=$PATH:/usr/sbin:/sbin
ROOT=${ROOT:-}
modules='virtio_pci virtio_blk virtio_net'
console='console=tty0 console=ttyS0,115200'

fail() {
	echo "rpm.sh: $*" >&2
	exit 1
}

# keep FILE: as it was before the first run
keep() {
	[ -e "$1.xen" ] || cp -p "$1" "$1.xen"
}

# by_uuid FILE: device names of Xen in it become names by UUID; what has no UUID, such as a CD-ROM, stays
by_uuid() {
	[ -e "$1" ] || return 0
	keep "$1"
	# shellcheck disable=SC2013  # device names have no blanks
	for device in $(grep -v '^[[:space:]]*#' "$1" | grep -oE '/dev/(xvd|hd|sd)[a-z]+[0-9]*' | sort -u); do
		uuid=$(blkid -s UUID -o value "$device") || uuid=
		if [ -n "$uuid" ]; then
			sed -i -r "s,$device([^a-z0-9]|\$),$by_uuid$uuid\\1,g" "$1"
		else
			echo "rpm.sh: $device in $1 has no UUID and stays" >&2
		fi
	done
}

# boot_disk: the whole disk that /boot is on.  RHEL 5 and SLES 11 have no lsblk.
boot_disk() {
	device=$(df -P "$ROOT/boot" | awk 'NR == 2 { print $1 }')
	case $device in
	/dev/xvd*[0-9] | /dev/hd*[0-9] | /dev/sd*[0-9]) echo "$device" | sed 's/[0-9]*$//' ;;
	/dev/xvd* | /dev/hd* | /dev/sd*)
		fail "$device has no partition table, so it does not boot on KVM: copy the file system into a partition"
		;;
	*) lsblk -nrso NAME,TYPE "$device" | awk '$2 == "disk" { print "/dev/" $1; exit }' ;;
	esac
}

# RHEL before dracut: what mkinitrd and modprobe read.
modprobe_conf() {
	file=$ROOT/etc/modprobe.conf
	[ -e "$file" ] || return 0
	keep "$file"
	sed -i -r 's/^(alias[[:space:]]+eth[0-9]+[[:space:]]+)xennet$/\1virtio_net/
		s/^(alias[[:space:]]+scsi_hostadapter[0-9]*[[:space:]]+)xenblk$/\1virtio_blk/' "$file"
	grep -q 'virtio_blk$' "$file" || echo 'alias scsi_hostadapter virtio_blk' >>"$file"
}

# SLES before dracut: what mkinitrd reads.
sysconfig_kernel() {
	file=$ROOT/etc/sysconfig/kernel
	if command -v dracut >/dev/null || [ ! -e "$file" ]; then return; fi
	keep "$file"
	sed -i -r '/^INITRD_MODULES=/s/\b(xenblk|xennet)\b *//g' "$file"
	for module in $modules; do
		grep -q "^INITRD_MODULES=.*\\b$module\\b" "$file" ||
			sed -i "s/^INITRD_MODULES=\"/&$module /" "$file"
	done
}

# lists_virtio COMMAND...: whether it lists the driver.  It is read to its end.
lists_virtio() {
	"$@" 2>/dev/null | grep -c '/virtio_blk\.ko' >/dev/null
}

list_cpio() {
	zcat "$1" | cpio -t
}

# initrd VERSION: its file
initrd() {
	if [ -n "$suse" ]; then
		echo "$ROOT/boot/initrd-$1"
	elif command -v dracut >/dev/null; then
		echo "$ROOT/boot/initramfs-$1.img"
	else
		echo "$ROOT/boot/initrd-$1.img"
	fi
}

# has_virtio VERSION: the kernel, or its initramfs, can read the disk
has_virtio() {
	! grep -qs '/virtio_blk\.ko' "$ROOT/lib/modules/$1/modules.builtin" || return 0
	if command -v dracut >/dev/null; then
		lists_virtio lsinitrd "$(initrd "$1")"
	else
		lists_virtio list_cpio "$(initrd "$1")"
	fi
}

make_initramfs() {
	if command -v dracut >/dev/null; then
		dracut --force --add-drivers "$modules" "$(initrd "$1")" "$1"
	elif [ -n "$suse" ]; then
		mkinitrd -k "vmlinuz-$1" -i "initrd-$1"
	else
		mkinitrd -f --with=virtio_pci --with=virtio_blk "$(initrd "$1")" "$1"
	fi
}

# The newest kernel that boots without Xen is the default from now on.
initramfs() {
	good=
	if command -v dracut >/dev/null; then
		mkdir -p "$ROOT/etc/dracut.conf.d"
		echo "add_drivers+=\" $modules \"" >"$ROOT/etc/dracut.conf.d/kvm.conf"
	fi
	for image in "$ROOT"/boot/vmlinuz-*; do
		version=${image##*/vmlinuz-}
		case $version in *xen | *rescue*) continue ;; esac
		[ -d "$ROOT/lib/modules/$version" ] || continue
		has_virtio "$version" || make_initramfs "$version"
		if has_virtio "$version"; then
			good=$version
		else
			echo "rpm.sh: the kernel $version does not boot on KVM: it has no virtio_blk" >&2
		fi
	done
	[ -n "$good" ] ||
		fail "no kernel boots on KVM: install $a_kernel and run this again"
}

# clean FILE: the kernel's command line in it
clean() {
	keep "$1"
	sed -i -r '/^[[:space:]]*(kernel|GRUB_CMDLINE_LINUX)/s/console=[hx]vc0[^ "]*//g' "$1"
}

grub_legacy() {
	file=$ROOT/boot/grub/grub.conf
	[ -e "$file" ] || file=$ROOT/boot/grub/menu.lst
	[ -e "$file" ] || fail "install grub first: there is no $file"
	clean "$file"
	sed -i -r 's/ xencons=[a-z0-9]+//g' "$file"
	by_uuid_root "$file"
	sed -i -r "/console=ttyS0/!s/^([[:space:]]*kernel[[:space:]].*)/\\1 $console/" "$file"
	grep -q '^serial' "$file" ||
		sed -i '1i serial --unit=0 --speed=115200\nterminal --timeout=5 serial console' "$file"
	default_entry "$file"
	grub-install --recheck "$disk"
}

# default_entry FILE: of the good kernel, which grubby finds on RHEL
default_entry() {
	if [ -z "$suse" ]; then
		grubby --set-default="/boot/vmlinuz-$good"
		return
	fi
	entry=$(awk -v "kernel=vmlinuz-$good" '$1 == "title" { n++ } $1 == "kernel" && index($2 " ", kernel " ") { print n - 1; exit }' "$1")
	[ -n "$entry" ] || fail "$1 has no entry for vmlinuz-$good: add one and run this again"
	sed -i "s/^default .*/default $entry/" "$1"
}

# root=/dev/xvda2 becomes root=UUID=...: initrds of RHEL 5 know LABEL= and volumes only, so there it stays
by_uuid_root() {
	if [ -n "$suse" ] || command -v dracut >/dev/null; then
		by_uuid "$1"
	elif grep -q 'root=/dev/xvd' "$1"; then
		fail "$1 has root=/dev/xvd: set LABEL= with e2label, use it there and in /etc/fstab, and run this again"
	fi
}

grub2() {
	file=$ROOT/etc/default/grub
	[ -e "$file" ] || fail "install grub2 first: there is no $file"
	clean "$file"
	sed -i -r '/^GRUB_CMDLINE_LINUX/s,root=/dev/[^ "]*,,g' "$file"
	by_uuid "$file" # resume=
	grep -q 'console=ttyS0' "$file" || cat >>"$file" <<-EOF
		GRUB_CMDLINE_LINUX="\${GRUB_CMDLINE_LINUX:-} $console"
		GRUB_TERMINAL="serial console"
		GRUB_SERIAL_COMMAND="serial --unit=0 --speed=115200"
	EOF
	grub2-install "$disk"
	grub2-mkconfig -o "$ROOT/boot/grub2/grub.cfg"
	if grep -qs '/dev/xvd' "$ROOT/etc/default/grub_installdevice"; then
		echo "rpm.sh: name the disk in /etc/default/grub_installdevice after the move" >&2
	fi
	# the entries of RHEL 8 and later are files of their own
	[ -n "$suse" ] || grubby --update-kernel=ALL --remove-args='console=hvc0' --args="$console"
}

getty() {
	if [ -e "$ROOT/etc/inittab" ]; then
		keep "$ROOT/etc/inittab"
		sed -i -r 's/\b[hx]vc0\b/ttyS0/g' "$ROOT/etc/inittab"
	fi
	if [ -e "$ROOT/etc/securetty" ] && ! grep -qx ttyS0 "$ROOT/etc/securetty"; then
		keep "$ROOT/etc/securetty"
		echo ttyS0 >>"$ROOT/etc/securetty"
	fi
	if command -v systemctl >/dev/null; then
		systemctl enable serial-getty@ttyS0.service
		systemctl disable serial-getty@hvc0.service || :
	fi
}

# name_interface NAME MAC: for systemd, for udev before it, and for the network scripts
name_interface() {
	if command -v systemctl >/dev/null; then
		mkdir -p "$ROOT/etc/systemd/network"
		printf '[Match]\nMACAddress=%s\n\n[Link]\nName=%s\n' "$2" "$1" >"$ROOT/etc/systemd/network/10-$1.link"
	fi
	file=$ROOT/etc/udev/rules.d/70-persistent-net.rules
	if [ -n "$suse" ] && [ -d "${file%/*}" ] && ! grep -qs "$2" "$file"; then
		printf 'SUBSYSTEM=="net", ACTION=="add", ATTR{address}=="%s", NAME="%s"\n' "$2" "$1" >>"$file"
	fi
	file=$ROOT/etc/sysconfig/network-scripts/ifcfg-$1
	if [ -e "$file" ] && ! grep -q '^HWADDR=' "$file"; then
		keep "$file"
		echo "HWADDR=$2" >>"$file"
	fi
}

interfaces() {
	for pair; do
		name_interface "${pair%%=*}" "${pair#*=}"
	done
	[ $# -eq 0 ] || return 0
	for link in "$ROOT"/sys/class/net/*/device; do
		[ -e "$link" ] || continue
		link=${link%/device}
		name_interface "${link##*/}" "$(cat "$link/address")"
	done
}

suse='' by_uuid=UUID= a_kernel='one that is no kernel-xen (RHEL 5: 5.3 or later)'
if [ -e "$ROOT/etc/SuSE-release" ] || grep -qs '^ID.*suse' "$ROOT/etc/os-release"; then
	suse=1 by_uuid=/dev/disk/by-uuid/ a_kernel=kernel-default
fi
disk=$(boot_disk)
[ -n "$disk" ] || fail "no disk is found for /boot"
if [ -n "$suse" ]; then sysconfig_kernel; else modprobe_conf; fi
initramfs
by_uuid "$ROOT/etc/fstab"
getty
interfaces "$@"
if command -v grub2-install >/dev/null; then grub2; else grub_legacy; fi
sync
echo "rpm.sh: done, the guest boots on KVM from $disk with the kernel $good"
