#include "domain/move/advice.h"

#include "domain/rules.h"

const struct advice advice[] = {
	{ ADVICE_WINDOWS, GUEST_GPLPV,
	  "Windows: remove the PV drivers of Xen (GPLPV, XenServer, XCP-ng, xenproject, VMDP) and "
	  "reboot before you continue, otherwise it crashes: write down static addresses, which are "
	  "lost with the interface" },
	{ ADVICE_WINDOWS, DISK_HVM_XVD,
	  "Windows: convert with --disk-bus=ide, which needs no driver: later add a second, empty "
	  "virtio disk, install the virtio driver for it, and only then move the first disk" },
	{ ADVICE_LINUX, GUEST_INITRAMFS,
	  "Debian: guest/debian.sh of the data directory, run in the guest as root, does all of the "
	  "following" },
	{ ADVICE_LINUX, GUEST_INITRAMFS,
	  "install a kernel that boots without Xen, and an initramfs with virtio_pci, virtio_blk "
	  "and virtio_net" },
	{ ADVICE_LINUX, GUEST_INITRAMFS,
	  "Debian, UCS: add the three names to /etc/initramfs-tools/modules, then update-initramfs -u "
	  "-k all, and check with lsinitramfs /boot/initrd.img-VERSION" },
	{ ADVICE_LINUX, GUEST_INITRAMFS,
	  "RHEL 6 and later, SLES 12 and later: dracut --force --add-drivers with the three names, "
	  "and check with lsinitrd" },
	{ ADVICE_LINUX, GUEST_INITRAMFS,
	  "RHEL 5: /etc/modprobe.conf: alias eth0 virtio_net, alias scsi_hostadapter virtio_blk, a "
	  "kernel that is no kernel-xen, then mkinitrd --with=virtio_pci --with=virtio_blk" },
	{ ADVICE_LINUX, GUEST_INITRAMFS,
	  "SLES 10 and 11: the three names in INITRD_MODULES of /etc/sysconfig/kernel, then mkinitrd, and "
	  "install kernel-default" },
	{ ADVICE_LINUX, GUEST_GRUB_MBR,
	  "look with fdisk -l first: a disk without a partition table does not boot, whatever GRUB is "
	  "in it: copy its file system into a partition, or keep the kernel of the host with "
	  "--direct-kernel=keep, and GPT needs a BIOS boot partition" },
	{ ADVICE_LINUX, GUEST_GRUB_MBR,
	  "install GRUB in the MBR of the first disk: grub-install, then update-grub (RHEL, SLES: "
	  "grub2-install, grub2-mkconfig), and /boot/grub/device.map names the disk that it has now" },
	{ ADVICE_LINUX, GUEST_GRUB_MBR,
	  "kernel command line in /etc/default/grub or menu.lst: remove console=hvc0, console=xvc0 and "
	  "root=/dev/xvd, add console=tty0 console=ttyS0: without it the console shows nothing" },
	{ ADVICE_LINUX, GUEST_GETTY,
	  "/etc/inittab or systemd: move the getty from hvc0 or xvc0 to ttyS0 (systemctl enable "
	  "serial-getty@ttyS0.service), and add ttyS0 to /etc/securetty if there is one" },
	{ ADVICE_LINUX, GUEST_NIC_NAME,
	  "configure the network by MAC address, not by interface name" },
	{ ADVICE_LINUX, GUEST_NIC_NAME,
	  "a file in /etc/systemd/network for each interface gives it its old name: 10-eth0.link with "
	  "MACAddress below Match and Name below Link, before systemd: "
	  "/etc/udev/rules.d/70-persistent-net.rules, RHEL: HWADDR in ifcfg-eth0" },
	{ ADVICE_LINUX, GUEST_UCR,
	  "UCS: ucr search --value '^(/dev/)?xvd[a-z]+[0-9]*$', and remove Xen modules "
	  "from kernel/modules" },
	{ ADVICE_COPY, DISK_NONE,
	  "the document names no hard disk: find the images on the old host, copy them, and add them "
	  "to the definition" },
	{ ADVICE_COPY, IMAGE_CONVERT,
	  "raw images stay raw, unless this call has --disk-format: then they are converted under a "
	  "new name" },
	{ ADVICE_COPY, DISK_NETWORK,
	  "disks on the network stay there: the new host must reach them and have their secrets" },
	{ ADVICE_DEFINE, HOSTDEV_PCI, "PCI devices of the host have other addresses there" },
	{ ADVICE_DEFINE, HOSTDEV_USB, "USB devices of the host have other addresses there" },
	{ ADVICE_AFTERWARDS, ADVICE_ALWAYS,
	  "check that all file systems are mounted, the network is up, the clock is right, and "
	  "virsh shutdown works" },
	{ ADVICE_AFTERWARDS, ADVICE_ALWAYS,
	  "if the screen stays black: virsh console needs console=ttyS0 in the guest, and --vnc adds a "
	  "display" },
	{ ADVICE_AFTERWARDS, GRAPHICS_PASSWD,
	  "the definition contains a password: keep files with it private" },
	{ ADVICE_AFTERWARDS, ADVICE_ALWAYS, "autostart there, if it had that on the old host:" },
	{ ADVICE_BACK, ADVICE_ALWAYS,
	  "never run both copies: what the new one wrote meanwhile stays there" },
	{ ADVICE_BACK, ADVICE_ALWAYS,
	  "when everything works for some weeks: undefine the old guest by hand, then remove its images" },
};

const size_t advice_count = sizeof(advice) / sizeof(advice[0]);
