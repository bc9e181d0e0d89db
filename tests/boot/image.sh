#!/bin/sh
# image.sh DIRECTORY: makes disks of Debian guests there, as they are before a move from Xen.
#
#     pv-before.raw  a PV guest: one partition and no boot loader (pygrub reads menu.lst); fstab, kernel
#                    line and getty have Xen's names; the initramfs has Xen's drivers only; the network
#                    is configured by interface name
#     hvm.raw        an HVM guest with IDE disks: GRUB in the MBR, fstab by UUID, the network by MAC
#     data.raw       the second disk of both: a file system without partitions
#     vmlinuz        the kernel, with initrd-xen, the PV guest's initramfs, and initrd-all with all drivers
#
# The packages are this machine's release of Debian (debian-root.sh).  Needs root.
set -eu
PATH=$PATH:/usr/sbin:/sbin
export PATH LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
dir=$1
tree=$dir/tree
. "$here/facts.sh"

# Debian, without documents and without drivers for hardware that QEMU does not emulate.
debian() {
	set --
	for path in /usr/share/doc /usr/share/man /usr/share/locale /usr/share/info \
		'/lib/modules/*/kernel/sound' '/lib/modules/*/kernel/drivers/gpu' \
		'/lib/modules/*/kernel/drivers/media' '/lib/modules/*/kernel/drivers/infiniband' \
		'/lib/modules/*/kernel/drivers/iio' '/lib/modules/*/kernel/drivers/staging' \
		'/lib/modules/*/kernel/drivers/net/wireless' '/lib/modules/*/kernel/drivers/scsi/*/'; do
		set -- "$@" "--dpkgopt=path-exclude=$path/*"
	done
	sh "$here/../package/debian-root.sh" "$tree" "$@" \
		--include=systemd-sysv,udev,dbus,linux-image-amd64,initramfs-tools,zstd,kmod,grub-pc,iproute2
}

# initramfs FILE MODULES [MODULE...]: makes it anew with the guest's programs
initramfs() {
	file=$1
	echo "MODULES=$2" >"$tree/etc/initramfs-tools/conf.d/modules"
	shift 2
	printf '%s\n' "$@" >>"$tree/etc/initramfs-tools/modules"
	chroot "$tree" update-initramfs -u
	cp "$tree"/boot/initrd.img-* "$dir/$file"
}

# network NAME MATCH ADDRESS: for systemd-networkd
network() {
	rm -f "$tree"/etc/systemd/network/*
	printf '[Match]\n%s\n\n[Network]\nAddress=%s\n' "$2" "$3" >"$tree/etc/systemd/network/$1.network"
	chroot "$tree" systemctl -q enable systemd-networkd.service
}

# disk FILE UUID: the tree in the only partition
disk() {
	truncate -s 1G "$dir/$1"
	echo '2048,,L,*' | sfdisk -q "$dir/$1"
	mke2fs -q -t ext4 -U "$2" -d "$tree" -E offset=$((2048 * 512)) "$dir/$1" \
		$((1024 * 1024 - 1024))k
}

common() {
	echo "root:$PASSWORD" | chroot "$tree" chpasswd
	ln -s "$(cd "$tree/boot" && echo vmlinuz-*)" "$tree/boot/vmlinuz"
	ln -s "$(cd "$tree/boot" && echo initrd.img-*)" "$tree/boot/initrd.img"
	cp "$tree/boot/vmlinuz" "$dir/vmlinuz"
}

# grub-install needs a block device; these are the files that it writes, at their places.
hvm() {
	echo hvm >"$tree/etc/hostname"
	printf 'UUID=%s / ext4 errors=remount-ro 0 1\nUUID=%s /srv ext4 defaults 0 2\n' \
		"$HVM_UUID" "$DATA_UUID" >"$tree/etc/fstab"
	network lan "MACAddress=$HVM_MAC" "$ADDRESS"
	initramfs initrd-all most
	mkdir -p "$tree/boot/grub"
	cat >"$tree/boot/grub/grub.cfg" <<-END
		set timeout=1
		menuentry Debian {
			linux /boot/vmlinuz root=UUID=$HVM_UUID ro console=tty0 console=ttyS0
			initrd /boot/initrd.img
		}
	END
	disk hvm.raw "$HVM_UUID"
	chroot "$tree" grub-mkimage -O i386-pc -p '(hd0,msdos1)/boot/grub' -o /tmp/core.img \
		biosdisk part_msdos ext2 normal linux
	dd if="$tree/usr/lib/grub/i386-pc/boot.img" of="$dir/hvm.raw" bs=440 count=1 conv=notrunc status=none
	dd if="$tree/tmp/core.img" of="$dir/hvm.raw" bs=512 seek=1 conv=notrunc status=none
	rm -r "$tree/boot/grub" "$tree/tmp/core.img"
}

pv() {
	echo pv >"$tree/etc/hostname"
	printf '/dev/xvda1 / ext4 errors=remount-ro 0 1\n/dev/xvdb /srv ext4 x-systemd.device-timeout=45 0 2\n' \
		>"$tree/etc/fstab"
	network eth0 Name=eth0 "$ADDRESS"
	chroot "$tree" systemctl -q enable serial-getty@hvc0.service
	cat >"$tree/etc/default/grub" <<-'END'
		GRUB_DEFAULT=0
		GRUB_TIMEOUT=1
		GRUB_DISTRIBUTOR=Debian
		GRUB_CMDLINE_LINUX_DEFAULT=""
		GRUB_CMDLINE_LINUX="root=/dev/xvda1 console=hvc0"
	END
	mkdir -p "$tree/boot/grub"
	cat >"$tree/boot/grub/menu.lst" <<-'END'
		default 0
		timeout 1
		title Debian
		root (hd0,0)
		kernel /boot/vmlinuz root=/dev/xvda1 ro console=hvc0
		initrd /boot/initrd.img
	END
	initramfs initrd-xen list xen_blkfront xen_netfront ext4
	mkdir "$tree/root/move"
	cp -R "$here/prepare.sh" "$here/../../tools/guest/." "$tree/root/move"
	disk pv-before.raw "$PV_UUID"
}

debian
common
hvm
pv
truncate -s 64M "$dir/data.raw"
mke2fs -q -t ext4 -U "$DATA_UUID" "$dir/data.raw"
rm -rf --one-file-system "$tree"
