#!/bin/sh
# The first process of the PV guest, once: runs debian.sh as the plan prints it.  QEMU calls the disks vd,
# so they get the names that they have on Xen, too.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH HOME=/root
mount -o remount,rw /
mount -t tmpfs tmpfs /run
mount | grep -q ' on /proc ' || mount -t proc proc /proc
mount | grep -q ' on /sys ' || mount -t sysfs sysfs /sys
/lib/systemd/systemd-udevd --daemon
udevadm trigger
udevadm settle
for disk in /dev/vd[ab]*; do
	ln -s "$disk" "/dev/x${disk#/dev/}"
done
sh /root/move/debian.sh
echo "prepare: status $?"
sync
mount -o remount,ro /
echo o >/proc/sysrq-trigger
exec sleep infinity # until the power is off
