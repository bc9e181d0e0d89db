#!/bin/sh
# Prepares a Debian guest for QEMU/KVM while it still runs on Xen.  Run it in the guest as root:
#
#     sh debian.sh [NAME=MAC]...
#
# It asks nothing, stops at the first failure, and can be run again.  Of each file that it changes, the
# old one is kept as FILE.xen.  Interfaces keep their names: those that are given, else those that the
# guest has now.
set -eu
PATH=$PATH:/usr/sbin:/sbin
export PATH

fail() {
	echo "debian.sh: $*" >&2
	exit 1
}

# keep FILE: as it was before the first run
keep() {
	[ -e "$1.xen" ] || cp -p "$1" "$1.xen"
}

# disk_of DEVICE: the whole disk that a partition or volume is on, without /dev/
disk_of() {
	lsblk -nrso NAME,TYPE "$1" | awk '$2 == "disk" { print $1; exit }'
}

# by_uuid FILE: device names of Xen in it become UUID=; what has no UUID, such as a CD-ROM, stays
by_uuid() {
	[ -e "$1" ] || return 0
	keep "$1"
	# shellcheck disable=SC2013  # device names have no blanks
	for device in $(grep -v '^[[:space:]]*#' "$1" | grep -oE '/dev/(xvd|hd|sd)[a-z]+[0-9]*' | sort -u); do
		uuid=$(blkid -s UUID -o value "$device") || uuid=
		if [ -n "$uuid" ]; then
			sed -i -E "s,$device([^a-z0-9]|\$),UUID=$uuid\\1,g" "$1"
		else
			echo "debian.sh: $device in $1 has no UUID and stays" >&2
		fi
	done
}

# The file is read by sh, so what is added at its end comes on top.
boot_loader() {
	file=/etc/default/grub
	[ -e "$file" ] || fail "install grub-pc first: there is no $file"
	keep "$file"
	sed -i -E '/^GRUB_CMDLINE_LINUX/{s/console=[hx]vc0[^ "]*//g; s,root=/dev/[^ "]*,,g}' "$file"
	grep -q 'console=ttyS0' "$file" || cat >>"$file" <<-'EOF'
		GRUB_CMDLINE_LINUX="${GRUB_CMDLINE_LINUX:-} console=tty0 console=ttyS0,115200"
		GRUB_TERMINAL="serial console"
		GRUB_SERIAL_COMMAND="serial --unit=0 --speed=115200"
	EOF
}

getty() {
	if [ -e /etc/inittab ]; then
		keep /etc/inittab
		sed -i -E 's/\<[hx]vc0\>/ttyS0/g' /etc/inittab
	fi
	if [ -e /etc/securetty ] && ! grep -qx ttyS0 /etc/securetty; then
		keep /etc/securetty
		echo ttyS0 >>/etc/securetty
	fi
	if command -v systemctl >/dev/null; then
		systemctl enable serial-getty@ttyS0.service
		systemctl disable serial-getty@hvc0.service || :
	fi
}

# name_interface NAME MAC: also before systemd, whose udev reads rules
name_interface() {
	mkdir -p /etc/systemd/network
	printf '[Match]\nMACAddress=%s\n\n[Link]\nName=%s\n' "$2" "$1" >"/etc/systemd/network/10-$1.link"
	[ ! -e /etc/udev/rules.d/70-persistent-net.rules ] ||
		grep -q "$2" /etc/udev/rules.d/70-persistent-net.rules ||
		printf 'SUBSYSTEM=="net", ACTION=="add", ATTR{address}=="%s", NAME="%s"\n' "$2" "$1" \
			>>/etc/udev/rules.d/70-persistent-net.rules
}

interfaces() {
	for pair; do
		name_interface "${pair%%=*}" "${pair#*=}"
	done
	[ $# -eq 0 ] || return 0
	for link in /sys/class/net/*/device; do
		[ -e "$link" ] || continue
		link=${link%/device}
		name_interface "${link##*/}" "$(cat "$link/address")"
	done
}

# has_virtio VERSION: the kernel, or its initramfs, can read the disk
has_virtio() {
	grep -q '/virtio_blk\.ko' "/lib/modules/$1/modules.builtin" ||
		lsinitramfs "/boot/initrd.img-$1" | grep -q '/virtio_blk\.ko'
}

initramfs() {
	good=no
	for image in /boot/initrd.img-*; do
		version=${image#/boot/initrd.img-}
		[ -e "/lib/modules/$version/modules.builtin" ] || continue
		if ! has_virtio "$version"; then
			file=/etc/initramfs-tools/modules
			keep "$file"
			for module in virtio_pci virtio_blk virtio_net; do
				grep -qx "$module" "$file" || echo "$module" >>"$file"
			done
			update-initramfs -u -k "$version"
		fi
		if has_virtio "$version"; then
			good=yes
		else
			echo "debian.sh: the kernel $version does not boot on KVM: it has no virtio_blk" >&2
		fi
	done
	[ "$good" = yes ] || fail "no kernel boots on KVM: install linux-image-amd64 and run this again"
}

root=$(findmnt -no SOURCE /)
disk=$(disk_of "$root")
[ -n "$disk" ] || fail "no disk is found for $root"
[ "/dev/$disk" != "$root" ] ||
	fail "$root has no partition table, so it does not boot on KVM: copy the file system into a partition"
by_uuid /etc/fstab
by_uuid /etc/initramfs-tools/conf.d/resume
boot_loader
getty
interfaces "$@"
initramfs
command -v grub-install >/dev/null || fail "install grub-pc and run this again"
grub-install "/dev/$disk"
update-grub
sync
echo "debian.sh: done, the guest boots on KVM from /dev/$disk"
