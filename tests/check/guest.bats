# tools/guest: what is run in a guest before its last shutdown on Xen.  What it does in one that boots
# can be seen only there; here is what it refuses.
load helpers

# stand_in DISK ROOT: a guest whose / is on ROOT, a partition of DISK or that itself
stand_in() {
	mkdir -p "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/sh\necho %s\n' "$2" >"$BATS_TEST_TMPDIR/bin/findmnt"
	printf '#!/bin/sh\n[ -z "%s" ] || echo "%s disk"\n' "$1" "$1" >"$BATS_TEST_TMPDIR/bin/lsblk"
	for name in sed cp grub-install update-grub update-initramfs systemctl; do
		printf '#!/bin/sh\necho called >>"%s/log"\n' "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/bin/$name"
	done
	chmod +x "$BATS_TEST_TMPDIR"/bin/*
}

@test "debian.sh refuses a guest without a partition table, and one without a disk, and changes nothing" {
	local run="PATH=$BATS_TEST_TMPDIR/bin:$PATH sh $TOP/tools/guest/debian.sh"
	stand_in xvda /dev/xvda
	filter 1 sh -c "$run"
	grep -q '/dev/xvda has no partition table' "$BATS_TEST_TMPDIR/err"
	stand_in xvda1 /dev/xvda1
	filter 1 sh -c "$run"
	stand_in '' overlay
	filter 1 sh -c "$run"
	grep -q 'no disk is found for overlay' "$BATS_TEST_TMPDIR/err"
	[ ! -e "$BATS_TEST_TMPDIR/log" ]
}

# tree FILE...: a guest's / in root; of the programs, only those that such a guest has
tree() {
	local name
	ROOT=$BATS_TEST_TMPDIR/root BIN=$BATS_TEST_TMPDIR/only
	rm -rf "$ROOT" "$BIN"
	mkdir -p "$ROOT"/{boot/grub,boot/grub2,etc/default,etc/sysconfig/network-scripts,etc/udev/rules.d,lib/modules,sys/class/net/eth0} "$BIN"
	mkdir "$ROOT/sys/class/net/eth0/device"
	echo 00:16:3e:5a:00:21 >"$ROOT/sys/class/net/eth0/address"
	printf '/dev/xvda2 / ext3 defaults 1 1\n#/dev/xvda3 none\nLABEL=x /srv ext3 defaults 0 0\n/dev/xvdc /cd iso9660 ro 0 0\n' >"$ROOT/etc/fstab"
	printf 'co:2345:respawn:/sbin/agetty xvc0 9600\n' >"$ROOT/etc/inittab"
	echo tty1 >"$ROOT/etc/securetty"
	for name in sed grep awk cp mkdir cat sort env sh rm; do ln -s "$(command -v $name)" "$BIN/$name"; done
	for name in "$@" sync; do
		printf '#!/bin/sh\necho "%s $*" >>"%s/log"\n' "$name" "$BATS_TEST_TMPDIR" >"$BIN/$name"
	done
	rm -f "$BATS_TEST_TMPDIR/log"
	printf '#!/bin/sh\necho "Filesystem x"; echo "/dev/xvda1 1 1"\n' >"$BIN/df"
	printf '#!/bin/sh\n[ "$5" != /dev/xvdc ] && echo "uuid-of-${5#/dev/}"\n' >"$BIN/blkid"
	chmod +x "$BIN"/*
}

# kernel VERSION...: and an initrd that has virtio as soon as one is made
kernel() {
	local version
	for version; do
		mkdir "$ROOT/lib/modules/$version"
		: >"$ROOT/boot/vmlinuz-$version"
	done
	cat >"$BIN/lsinitrd" <<-END
		#!/bin/sh
		! grep -qs 'dracut\|mkinitrd' '$BATS_TEST_TMPDIR/log' || echo drivers/block/virtio_blk.ko
	END
	printf '#!/bin/sh\necho\n' >"$BIN/zcat"
	cp "$BIN/lsinitrd" "$BIN/cpio"
	chmod +x "$BIN"/*
}

# prepare STATUS SCRIPT [NAME=MAC]...
prepare() {
	local status=$1 script=$2
	shift 2
	filter "$status" env -i ROOT="$ROOT" PATH="$BIN" sh "$TOP/tools/guest/$script" "$@"
}

# in_file FILE LINE...: it has those lines
in_file() {
	local line file=$ROOT/$1
	shift
	for line; do
		grep -qxF -e "$line" "$file" || {
			echo "$file lacks: $line"
			cat "$file"
			return 1
		}
	done
}

logged() {
	grep -qxF -e "$1" "$BATS_TEST_TMPDIR/log" || {
		cat "$BATS_TEST_TMPDIR/log"
		return 1
	}
}

# twice SCRIPT [NAME=MAC]: the second run changes nothing, and the first kept what was there
twice() {
	cp -a "$ROOT" "$BATS_TEST_TMPDIR/first"
	prepare 0 "$@"
	diff -r "$BATS_TEST_TMPDIR/first" "$ROOT"
	grep -q '^/dev/xvda2 ' "$ROOT/etc/fstab.xen"
	rm -rf "$BATS_TEST_TMPDIR/first"
}

@test "rpm.sh: RHEL 5 with mkinitrd, modprobe.conf, GRUB of old, inittab" {
	tree mkinitrd grub-install grubby
	kernel 2.6.18-400.el5
	mkdir "$ROOT/lib/modules/2.6.18-400.el5xen"
	: >"$ROOT/boot/vmlinuz-2.6.18-400.el5xen"
	printf 'alias eth0 xennet\nalias scsi_hostadapter xenblk\n' >"$ROOT/etc/modprobe.conf"
	printf 'default=0\ntitle x\n\tkernel /vmlinuz-2.6.18-400.el5 ro root=LABEL=/ console=xvc0\n' >"$ROOT/boot/grub/grub.conf"
	printf 'DEVICE=eth0\n' >"$ROOT/etc/sysconfig/network-scripts/ifcfg-eth0"
	prepare 0 rpm.sh
	logged "mkinitrd -f --with=virtio_pci --with=virtio_blk $ROOT/boot/initrd-2.6.18-400.el5.img 2.6.18-400.el5"
	logged 'grubby --set-default=/boot/vmlinuz-2.6.18-400.el5'
	logged 'grub-install --recheck /dev/xvda'
	run ! grep el5xen "$BATS_TEST_TMPDIR/log"
	in_file etc/modprobe.conf 'alias eth0 virtio_net' 'alias scsi_hostadapter virtio_blk'
	in_file etc/fstab 'UUID=uuid-of-xvda2 / ext3 defaults 1 1' '#/dev/xvda3 none' '/dev/xvdc /cd iso9660 ro 0 0'
	said '/dev/xvdc in .*/etc/fstab has no UUID and stays'
	in_file etc/inittab 'co:2345:respawn:/sbin/agetty ttyS0 9600'
	in_file etc/securetty tty1 ttyS0
	in_file boot/grub/grub.conf 'serial --unit=0 --speed=115200' \
		$'\tkernel /vmlinuz-2.6.18-400.el5 ro root=LABEL=/  console=tty0 console=ttyS0,115200'
	in_file etc/sysconfig/network-scripts/ifcfg-eth0 HWADDR=00:16:3e:5a:00:21
	[ ! -e "$ROOT/etc/systemd" ]
	twice rpm.sh
}

@test "rpm.sh: RHEL 7 to 9 with dracut, GRUB 2, systemd" {
	tree dracut grub2-install grub2-mkconfig grubby systemctl
	kernel 5.14.0-1.el9.x86_64
	printf 'GRUB_CMDLINE_LINUX="crashkernel=auto resume=/dev/xvda3 root=/dev/xvda2 console=hvc0"\n' >"$ROOT/etc/default/grub"
	prepare 0 rpm.sh lan0=00:16:3e:5a:00:99
	logged "dracut --force --add-drivers virtio_pci virtio_blk virtio_net $ROOT/boot/initramfs-5.14.0-1.el9.x86_64.img 5.14.0-1.el9.x86_64"
	logged 'grub2-install /dev/xvda'
	logged "grub2-mkconfig -o $ROOT/boot/grub2/grub.cfg"
	logged 'grubby --update-kernel=ALL --remove-args=console=hvc0 --args=console=tty0 console=ttyS0,115200'
	logged 'systemctl enable serial-getty@ttyS0.service'
	in_file etc/default/grub 'GRUB_CMDLINE_LINUX="crashkernel=auto resume=UUID=uuid-of-xvda3  "' \
		'GRUB_CMDLINE_LINUX="${GRUB_CMDLINE_LINUX:-} console=tty0 console=ttyS0,115200"'
	in_file etc/systemd/network/10-lan0.link MACAddress=00:16:3e:5a:00:99 Name=lan0
	in_file etc/dracut.conf.d/kvm.conf 'add_drivers+=" virtio_pci virtio_blk virtio_net "'
	twice rpm.sh lan0=00:16:3e:5a:00:99
}

@test "rpm.sh refuses a guest with kernel-xen only, and one without a partition table" {
	tree mkinitrd grub-install grubby
	kernel 2.6.18-400.el5xen
	prepare 1 rpm.sh
	said 'no kernel boots on KVM: install one'
	kernel 2.6.18-400.el5
	printf '#!/bin/sh\necho\n' >"$BIN/cpio"
	prepare 1 rpm.sh
	said '2.6.18-400.el5 does not boot on KVM: it has no virtio_blk'
	printf '#!/bin/sh\necho "Filesystem x"; echo "/dev/xvda 1 1"\n' >"$BIN/df"
	prepare 1 rpm.sh
	said '/dev/xvda has no partition table'
}

@test "rpm.sh: SLES 11 with INITRD_MODULES, menu.lst, udev" {
	tree mkinitrd grub-install
	: >"$ROOT/etc/SuSE-release"
	kernel 3.0.101-63-default
	printf 'INITRD_MODULES="xenblk xennet ext3"\n' >"$ROOT/etc/sysconfig/kernel"
	printf '%s\n' 'default 0' 'title Xen' '    kernel /boot/vmlinuz-3.0.101-63-xen root=/dev/xvda2 xencons=tty console=xvc0' \
		'title SLES' '    kernel /boot/vmlinuz-3.0.101-63-default root=/dev/xvda2 resume=/dev/xvda3' >"$ROOT/boot/grub/menu.lst"
	prepare 0 rpm.sh
	in_file etc/sysconfig/kernel 'INITRD_MODULES="virtio_net virtio_blk virtio_pci ext3"'
	logged 'mkinitrd -k vmlinuz-3.0.101-63-default -i initrd-3.0.101-63-default'
	logged 'grub-install --recheck /dev/xvda'
	in_file boot/grub/menu.lst 'default 1' \
		'    kernel /boot/vmlinuz-3.0.101-63-default root=/dev/disk/by-uuid/uuid-of-xvda2 resume=/dev/disk/by-uuid/uuid-of-xvda3 console=tty0 console=ttyS0,115200'
	in_file etc/fstab '/dev/disk/by-uuid/uuid-of-xvda2 / ext3 defaults 1 1'
	in_file etc/udev/rules.d/70-persistent-net.rules \
		'SUBSYSTEM=="net", ACTION=="add", ATTR{address}=="00:16:3e:5a:00:21", NAME="eth0"'
	twice rpm.sh
	sed -i '/default root/d' "$ROOT/boot/grub/menu.lst"
	prepare 1 rpm.sh
	said 'no entry for vmlinuz-3.0.101-63-default'
}

@test "rpm.sh: SLES 15 with dracut, GRUB 2, systemd" {
	tree dracut grub2-install grub2-mkconfig systemctl
	echo 'ID_LIKE="suse"' >"$ROOT/etc/os-release"
	kernel 5.14.21-150500-default
	printf 'GRUB_CMDLINE_LINUX_DEFAULT="resume=/dev/xvda3 console=hvc0"\n' >"$ROOT/etc/default/grub"
	echo /dev/xvda >"$ROOT/etc/default/grub_installdevice"
	prepare 0 rpm.sh
	said 'grub_installdevice after the move'
	logged "dracut --force --add-drivers virtio_pci virtio_blk virtio_net $ROOT/boot/initrd-5.14.21-150500-default 5.14.21-150500-default"
	logged 'grub2-install /dev/xvda'
	in_file etc/default/grub 'GRUB_CMDLINE_LINUX_DEFAULT="resume=/dev/disk/by-uuid/uuid-of-xvda3 "'
	in_file etc/systemd/network/10-eth0.link Name=eth0
	twice rpm.sh
}
