#include "domain/move/steps.h"

#include "domain/rules.h"

const char *const phase_titles[PHASE_COUNT] = {
	[PHASE_BACKUP] = "Back up the definition and the images.",
	[PHASE_PREPARE] = "Prepare the guest while it runs on Xen.",
	[PHASE_OFF] = "Shut it down (suspending is not enough), and wait until it is off.",
	[PHASE_COPY] = "Copy the images to the new host (NEW) while the guest is shut off.",
	[PHASE_DEFINE] = "Define it on the new host, and start it there.",
	[PHASE_AFTER] = "After the first boot.",
	[PHASE_BACK] = "The way back, if it does not run there.",
};

const char *const phase_names[PHASE_COUNT] = {
	[PHASE_BACKUP] = "backup", [PHASE_PREPARE] = "prepare", [PHASE_OFF] = "off",
	[PHASE_COPY] = "copy",     [PHASE_DEFINE] = "define",   [PHASE_AFTER] = "after",
	[PHASE_BACK] = "back",
};

const char *const place_names[] = {
	[PLACE_OLD] = "old-host",
	[PLACE_GUEST] = "guest",
	[PLACE_HERE] = "workstation",
	[PLACE_NEW] = "new-host",
};

#define FILES (WAY_BIT(WAY_FILE) | WAY_BIT(WAY_CONVERT))
#define DEVICES (WAY_BIT(WAY_DEVICE) | WAY_BIT(WAY_VOLUME))
#define COPIED (FILES | DEVICES)
#define BY_HAND (WAY_BIT(WAY_HAND) | WAY_BIT(WAY_TREE))
/* Prints it if it is there; fails as well where libvirt does not say. */
#define ABSENT                                                          \
	"all=$(virsh list --all --name && virsh list --all --uuid) && " \
	"! printf \"%s\\n\" \"$all\" | grep -xF -- {guest}"
#define IS_OFF "test \"$(LC_ALL=C virsh domstate -- {guest})\" = 'shut off'"

/* clang-format off */
const struct step_row step_rows[] = {
	{ .id = "reach", .phase = PHASE_BACKUP, .place = PLACE_NEW, .flags = STEP_ALWAYS,
	  .text = "see that the new host answers, and its libvirt",
	  .why = "nothing on the old host changes before", .done = "virsh prints the URI",
	  .hint = "NEW must be a host that ssh reaches without a password, with libvirt running",
	  .run = "virsh uri" },
	/* virsh define replaces the definition of a guest that has the same name and UUID */
	{ .id = "absent", .phase = PHASE_BACKUP, .place = PLACE_NEW,
	  .text = "see that the new host has no such guest",
	  .why = "its definition would be replaced, even while it runs",
	  .done = "virsh does not list it",
	  .hint = "the new host has a guest of this name or UUID: look whose it is",
	  .run = ABSENT },
	/* a dump has passwords, and the directory may have a file of that name */
	{ .id = "dump", .phase = PHASE_BACKUP, .place = PLACE_OLD,
	  .text = "back up the definition", .why = "the way back starts from it",
	  .done = "the file is there",
	  .hint = "virsh must know the guest, and the file must not exist",
	  .run = "virsh dumpxml --inactive --security-info -- {guest}", .save = "{backup}" },
	{ .id = "info", .phase = PHASE_BACKUP, .place = PLACE_OLD,
	  .text = "write down whether it has autostart",
	  .why = "the new host gets the same", .done = "the file is there",
	  .hint = "virsh must know the guest, and the file must not exist",
	  .run = "LC_ALL=C virsh dominfo -- {guest}", .save = "{info}" },
	{ .id = "convert", .phase = PHASE_BACKUP, .place = PLACE_HERE,
	  .text = "see that the definition converts", .why = "nothing is shut down before",
	  .done = "there is no error", .hint = "domconv, or the converted definition, must be there",
	  .run = "{conversion} >/dev/null" },
	/* libvirt writes a tag on one line; the definition names the bridges after any renaming */
	{ .id = "bridges", .phase = PHASE_BACKUP, .place = PLACE_NEW, .feed_at = PLACE_HERE,
	  .flags = STEP_SCRIPT,
	  .text = "see that the new host has the bridges",
	  .why = "the guest does not start without them", .done = "no bridge is named",
	  .hint = "make the bridge there, or rename it in the definition with bridgemap",
	  .feed = "{conversion}",
	  .run = "tr '<' '\\n' | sed -n \"s/^source .*bridge=[\\\"']\\([^\\\"']*\\).*/\\1/p\" | "
	         "while read -r bridge; do test -e \"/sys/class/net/$bridge\" || "
	         "{ echo \"there is no bridge $bridge\" >&2; exit 1; }; done" },
	{ .id = "image", .phase = PHASE_BACKUP, .place = PLACE_OLD, .each = EACH_IMAGE,
	  .ways = COPIED | WAY_BIT(WAY_SHARED) | BY_HAND, .flags = STEP_NOTE,
	  .text = "{from}", .why = "a copy that is not used by any host is the last resort" },
	/* what a sparse copy needs */
	{ .id = "room", .phase = PHASE_BACKUP, .place = PLACE_NEW, .each = EACH_IMAGE, .ways = FILES,
	  .flags = STEP_SCRIPT,
	  .text = "see that there is room for {target} on the new host",
	  .why = "the guest is still running", .done = "df shows it",
	  .hint = "its directory must exist there, and have room",
	  .feed = "du -Lk {from}",
	  .run = "read -r kib name && directory=$(dirname -- {target}) && test -d \"$directory\" && "
	         "test \"$(df -Pk -- \"$directory\" | awk 'END { print $4 }')\" -ge \"$kib\"",
	  .test = "test -e {target}" },
	{ .id = "room", .phase = PHASE_BACKUP, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_VOLUME), .flags = STEP_SCRIPT,
	  .text = "see that there is room for {to} on the new host",
	  .why = "the guest is still running", .done = "vgs shows it",
	  .hint = "its volume group must exist there, and have room",
	  .feed = "{size} {from}",
	  .run = "room=$(vgs --noheadings --nosuffix --units b -o vg_free {group}) && "
	         "test \"$room\" -ge \"$(cat)\"" },

	{ .id = "pv-drivers", .phase = PHASE_PREPARE, .place = PLACE_GUEST,
	  .rule = RULE_FOUND(GUEST_GPLPV),
	  .text = "Windows: write down static addresses, which are lost with the interface, then remove "
	          "the PV drivers of Xen in Programs and Features: GPLPV, Citrix or XenServer Tools, "
	          "XCP-ng Tools, Xen Project PV drivers, SUSE VMDP, Oracle PV drivers, and reboot",
	  .why = "otherwise it stops with 0x7B at the first boot",
	  .done = "Device Manager has no Xen device left" },
	{ .id = "ide-first", .phase = PHASE_PREPARE, .place = PLACE_GUEST,
	  .rule = RULE_FOUND(DISK_HVM_XVD),
	  .text = "Windows: convert with --disk-bus=ide, which needs no driver",
	  .why = "Windows has drivers for IDE, and none for virtio" },
	{ .id = "fallback", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .flags = STEP_NOTE,
	  .who = WHO_LINUX, .rule = RULE_FOUND(GUEST_VIRTIO_FALLBACK),
	  .text = "if its kernel has no virtio drivers: convert with --fallback, boot it so, install them, "
	          "then convert the Xen document again without --fallback",
	  .why = "--fallback gives it IDE, e1000 and VNC" },
	{ .id = "netkvm", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .flags = STEP_NOTE,
	  .who = WHO_WINDOWS, .rule = RULE_FOUND(GUEST_VIRTIO_FALLBACK),
	  .text = "Windows: install NetKVM of virtio-win.iso, or convert with --nic-model=e1000",
	  .why = "it has no driver for a virtio network interface" },
	{ .id = "renamed", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_FSTAB),
	  .text = "/etc/fstab and boot loader: use UUID= or LABEL= instead of device names:",
	  .why = "disks have other names there", .done = "grep -E '/dev/(xvd|hd|sd)' finds nothing" },
	{ .id = "renamed-disk", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_FSTAB), .each = EACH_RENAMED,
	  .text = "/dev/{old-name} becomes /dev/{new-name}", .why = "disks have other names there" },
	{ .id = "pv-names", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_PVHVM_NAMES),
	  .text = "Linux with PV drivers: use UUID= or LABEL= instead of /dev/xvd in /etc/fstab and boot loader",
	  .why = "PV drivers call the IDE disks so, and they are not there any more",
	  .done = "grep /dev/xvd finds nothing" },
	{ .id = "pv-initramfs", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_PVHVM_NAMES),
	  .text = "Linux with PV drivers: an initramfs with ata_piix, ahci and sd_mod: dracut --force --add-drivers "
	          "'ata_piix ahci sd_mod'",
	  .why = "dracut on Xen takes xen-blkfront only", .done = "lsinitrd lists ata_piix" },
	{ .id = "debian", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .family = FAMILY_DEBIAN, .rule = RULE_FOUND(GUEST_INITRAMFS),
	  .text = "Debian, UCS: copy debian.sh, which the page of domconv names below --plan, into the guest, and "
	          "sh debian.sh as root there does all of the following",
	  .why = "it stops where the guest would not boot", .done = "it says done" },
	{ .id = "rhel", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .family = FAMILY_RHEL, .rule = RULE_FOUND(GUEST_INITRAMFS),
	  .text = "RHEL, CentOS 5 to 9: copy rpm.sh, which the page of domconv names below --plan, into the "
	          "guest, and sh rpm.sh as root there does all of the following",
	  .why = "it stops where the guest would not boot", .done = "it says done" },
	{ .id = "sles", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .family = FAMILY_SLES, .rule = RULE_FOUND(GUEST_INITRAMFS),
	  .text = "SLES, openSUSE: copy rpm.sh, which the page of domconv names below --plan, into the guest, and "
	          "sh rpm.sh as root there does all of the following",
	  .why = "it stops where the guest would not boot", .done = "it says done" },
	{ .id = "initramfs", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_INITRAMFS),
	  .text = "install a kernel that boots without Xen, and an initramfs with virtio_pci, virtio_blk "
	          "and virtio_net",
	  .why = "the most frequent reason that a moved guest finds no disk" },
	{ .id = "initramfs-debian", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .family = FAMILY_DEBIAN, .rule = RULE_FOUND(GUEST_INITRAMFS),
	  .text = "Debian, UCS: add these three names to /etc/initramfs-tools/modules, then update-initramfs "
	          "-u -k all, and check with lsinitramfs /boot/initrd.img-VERSION",
	  .done = "lsinitramfs lists virtio_blk" },
	{ .id = "initramfs-rhel", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .family = FAMILY_RHEL, .rule = RULE_FOUND(GUEST_INITRAMFS),
	  .text = "RHEL 6 and later: dracut --force --add-drivers 'virtio_pci virtio_blk virtio_net', and "
	          "check with lsinitrd",
	  .done = "lsinitrd lists virtio_blk" },
	{ .id = "initramfs-rhel5", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .family = FAMILY_RHEL, .rule = RULE_FOUND(GUEST_INITRAMFS),
	  .text = "RHEL 5: /etc/modprobe.conf: alias eth0 virtio_net, alias scsi_hostadapter virtio_blk, a "
	          "kernel that is no kernel-xen, then mkinitrd --with=virtio_pci --with=virtio_blk, and "
	          "check with zcat IMAGE | cpio -t",
	  .done = "cpio lists virtio_blk" },
	{ .id = "initramfs-sles", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .family = FAMILY_SLES, .rule = RULE_FOUND(GUEST_INITRAMFS),
	  .text = "SLES 12 and later: dracut --force --add-drivers 'virtio_pci virtio_blk virtio_net', SLES "
	          "10 and 11: the three names in INITRD_MODULES of /etc/sysconfig/kernel, then mkinitrd, and install "
	          "kernel-default",
	  .done = "lsinitrd lists virtio_blk" },
	{ .id = "partitions", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_GRUB_MBR),
	  .text = "look with fdisk -l first: a disk without a partition table does not boot, whatever GRUB is "
	          "in it: copy its file system into a partition, or keep the kernel of the host with "
	          "--direct-kernel=keep, and GPT needs a BIOS boot partition",
	  .why = "Xen reads the kernel out of the file system, a BIOS does not" },
	{ .id = "grub", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_GRUB_MBR),
	  .text = "install GRUB in the MBR of the first disk: grub-install, then update-grub (RHEL, SLES: "
	          "grub2-install, grub2-mkconfig), and /boot/grub/device.map names the disk that it has now",
	  .why = "Xen needs no boot loader on the disk" },
	{ .id = "cmdline", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_GRUB_MBR),
	  .text = "kernel command line in /etc/default/grub or menu.lst: remove console=hvc0, console=xvc0 and "
	          "root=/dev/xvd, add console=tty0 console=ttyS0: without it the console shows nothing",
	  .why = "the kernel of Xen writes to hvc0 by itself" },
	{ .id = "getty", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_GETTY),
	  .text = "/etc/inittab or systemd: move the getty from hvc0 or xvc0 to ttyS0 (systemctl enable "
	          "serial-getty@ttyS0.service), and add ttyS0 to /etc/securetty if there is one",
	  .why = "otherwise nobody can log in on the console" },
	{ .id = "network", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_NIC_NAME),
	  .text = "configure the network by MAC address, not by interface name",
	  .why = "interfaces get other names there" },
	{ .id = "network-name", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .rule = RULE_FOUND(GUEST_NIC_NAME),
	  .text = "a file in /etc/systemd/network for each interface gives it its old name: 10-eth0.link with "
	          "MACAddress below Match and Name below Link, before systemd: "
	          "/etc/udev/rules.d/70-persistent-net.rules, RHEL: HWADDR in ifcfg-eth0",
	  .why = "interfaces get other names there" },
	{ .id = "ucr", .phase = PHASE_PREPARE, .place = PLACE_GUEST, .who = WHO_LINUX,
	  .family = FAMILY_DEBIAN, .rule = RULE_FOUND(GUEST_UCR),
	  .text = "UCS: ucr search --value '^(/dev/)?xvd[a-z]+[0-9]*$', and remove Xen modules from "
	          "kernel/modules",
	  .why = "UCS writes its files from these variables" },

	/* nothing may be copied before the guest is off, and the old host must not start it again */
	{ .id = "autostart-off", .phase = PHASE_OFF, .place = PLACE_OLD,
	  .text = "turn autostart off on the old host",
	  .why = "a reboot of the old host must not start it a second time",
	  .done = "virsh dominfo says disable", .hint = "see what virsh says",
	  .run = "virsh autostart --disable -- {guest}" },
	{ .id = "shutdown", .phase = PHASE_OFF, .place = PLACE_OLD, .flags = STEP_ALWAYS,
	  .text = "shut the guest down", .why = "a running guest changes its disks",
	  .done = "virsh domstate says shut off", .hint = "see what virsh says",
	  .run = "virsh shutdown -- {guest}", .test = IS_OFF },
	{ .id = "off", .phase = PHASE_OFF, .place = PLACE_OLD, .flags = STEP_ALWAYS | STEP_WAITS,
	  .text = "wait until the guest is off", .why = "virsh shutdown returns at once",
	  .done = "virsh domstate says shut off", .hint = "shut it down from inside",
	  .test = IS_OFF },

	{ .id = "no-disk", .phase = PHASE_COPY, .place = PLACE_OLD, .rule = RULE_FOUND(DISK_NONE),
	  .text = "the document names no hard disk: find the images on the old host, copy them, and add "
	          "them to the definition",
	  .why = "the guest boots from nothing else" },
	{ .id = "shared", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_SHARED),
	  .text = "{from}: shared storage is not copied: log in to it on the new host, and shut down all "
	          "guests that use it",
	  .why = "a copy would overwrite the disk with itself", .done = "{to} is there" },
	{ .id = "drive", .phase = PHASE_COPY, .place = PLACE_OLD, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_DRIVE), .flags = STEP_NOTE,
	  .text = "{from}: a drive of the old host is not copied",
	  .why = "the new host has drives of its own" },
	{ .id = "by-hand", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_HAND),
	  .text = "{from}: an image in a device keeps its format: make a volume, then fill it with qemu-img "
	          "convert -n",
	  .why = "how large it has to be depends on the format" },
	{ .id = "pool-volume", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_POOL),
	  .text = "copy the volume {volume} of the pool {group} with virsh vol-download on the old host and "
	          "virsh vol-upload on the new one, or make its pool there if the storage is shared",
	  .why = "only libvirt of the old host knows where it is", .done = "virsh vol-list has it" },
	{ .id = "directory", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_TREE),
	  .text = "{from}: copy the directory with all its files", .why = "the guest sees them as a disk",
	  .done = "{to} is there" },
	{ .id = "device", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_DEVICE),
	  .text = "make the device {to} on the new host first, as large as the old one, and empty",
	  .why = "dd must not make a file of that name", .done = "blkid -p finds nothing there" },
	/* blkid(8): status 2: neither a file system nor a partition table */
	{ .id = "empty", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_DEVICE), .flags = STEP_JOINED,
	  .text = "check that {to} is empty on the new host",
	  .why = "what another guest has there must not be lost",
	  .hint = "the device has other content, or is missing: look whose it is",
	  .run = "blkid -p {to} >&2; test $? = 2" },
	{ .id = "volume", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_VOLUME), .flags = STEP_JOINED,
	  .text = "make the volume {to} on the new host, as large as the old one",
	  .why = "where there is one already, lvcreate fails and nothing is written",
	  .hint = "the volume group must have room, and no volume of that name: if an earlier run made "
	          "it, remove it with lvremove",
	  .feed = "{size} {from}",
	  .run = "lvcreate --yes --name {volume} {group} --size \"$(cat)b\"" },
	{ .id = "fill", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE, .ways = DEVICES,
	  .text = "copy {from} into {to} on the new host", .why = "the new host needs the data",
	  .hint = "see what dd says", .feed = "dd bs=4M if={from}",
	  .run = "dd bs=4M iflag=fullblock conv=nocreat,fsync of={to}" },
	/* the volume may be larger than the old one */
	{ .id = "compare", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = DEVICES, .flags = STEP_COMPARES,
	  .text = "compare {from} with its copy", .why = "dd and ssh do not check what they copied",
	  .done = "the sums are equal", .hint = "the copy differs: if it does again, move it away on the new host, and remove this image's copy "
	          "or fill from STATE",
	  .feed = "{size} {from} && sha256sum <{from}",
	  .run = "read -r size && test \"$(head -c \"$size\" <{to} | sha256sum)\" = \"$(cat)\"" },
	/* what is there already is compared, never replaced; the size comes first, so that nothing is made of a file that cannot be read to its end */
	{ .id = "copy", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE, .ways = FILES,
	  .text = "copy {from} to {target} on the new host", .why = "the new host needs the data",
	  .hint = "the directory must exist there, and have room",
	  .feed = "{size} {from} && dd bs=4M if={from}",
	  .run = "read -r size && test ! -e {target} && "
	         "dd bs=4M iflag=fullblock conv=sparse,fsync of={target}.part && "
	         "test \"$(stat -c %s {target}.part)\" = \"$size\" && "
	         "mv -n {target}.part {target}",
	  .test = "test -e {target}" },
	{ .id = "compare", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE, .ways = FILES,
	  .flags = STEP_COMPARES,
	  .text = "compare {from} with its copy", .why = "dd and ssh do not check what they copied",
	  .done = "the sums are equal", .hint = "the copy differs: if it does again, move it away on the new host, and remove this image's copy "
	          "or fill from STATE",
	  .feed = "sha256sum <{from}",
	  .run = "test \"$(sha256sum <{target})\" = \"$(cat)\"" },
	{ .id = "rebase", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_FILE), .flags = STEP_CHAINED,
	  .text = "{to}: name the new path of the file behind it, {backing}",
	  .why = "the header of the copy names the path on the old host",
	  .hint = "see what qemu-img says",
	  .run = "qemu-img rebase -u -f qcow2 -F {backing-format} -b {backing} -- {to}" },
	/* to another name: never onto itself */
	{ .id = "convert", .phase = PHASE_COPY, .place = PLACE_NEW, .each = EACH_IMAGE,
	  .ways = WAY_BIT(WAY_CONVERT),
	  .text = "convert the copy {target} to {to}", .why = "--disk-format says so",
	  .hint = "there must be room for both, and no file of that name: if it is of no use, move it away",
	  .run = "test ! -e {to} && qemu-img convert -f {old-format} -O {format} -- {target} {to}.part && "
	         "mv -n {to}.part {to}" },
	{ .id = "raw", .phase = PHASE_COPY, .place = PLACE_OLD, .rule = RULE_FOUND(IMAGE_CONVERT),
	  .flags = STEP_NOTE,
	  .text = "raw images stay raw, unless this call has --disk-format: then they are converted under "
	          "a new name" },
	{ .id = "network-disk", .phase = PHASE_COPY, .place = PLACE_NEW,
	  .rule = RULE_FOUND(DISK_NETWORK), .flags = STEP_NOTE,
	  .text = "disks on the network stay there: the new host must reach them and have their secrets" },

	{ .id = "bridge", .phase = PHASE_DEFINE, .place = PLACE_NEW, .each = EACH_BRIDGE,
	  .flags = STEP_NOTE,
	  .text = "the bridge {bridge} must exist, or bridgemap renames it ({mac})",
	  .why = "the guest does not start without it", .done = "ip link show lists it" },
	{ .id = "pci", .phase = PHASE_DEFINE, .place = PLACE_NEW, .rule = RULE_FOUND(HOSTDEV_PCI),
	  .text = "PCI devices of the host have other addresses there: change them in the definition" },
	{ .id = "usb", .phase = PHASE_DEFINE, .place = PLACE_NEW, .rule = RULE_FOUND(HOSTDEV_USB),
	  .text = "USB devices of the host have other addresses there: change them in the definition" },
	{ .id = "define", .phase = PHASE_DEFINE, .place = PLACE_NEW, .feed_at = PLACE_HERE,
	  .text = "convert the definition, and define the guest on the new host",
	  .done = "virsh list --all has it",
	  .hint = "no guest there may have this name or UUID: if an earlier run defined this one, touch "
	          "define in STATE",
	  .feed = "{conversion}", .run = ABSENT " && virsh define /dev/stdin" },
	{ .id = "start", .phase = PHASE_DEFINE, .place = PLACE_NEW,
	  .text = "start it there", .done = "virsh domstate says running",
	  .hint = "see what virsh says: bridges and images must be there, and virsh edit changes the "
	          "definition there",
	  .run = "virsh start -- {guest}",
	  .test = "test \"$(LC_ALL=C virsh domstate -- {guest})\" = running" },

	{ .id = "warning", .phase = PHASE_AFTER, .place = PLACE_NEW, .each = EACH_WARNING,
	  .flags = STEP_NOTE, .text = "{message}" },
	{ .id = "works", .phase = PHASE_AFTER, .place = PLACE_GUEST, .flags = STEP_NOTE,
	  .text = "check that all file systems are mounted, the network is up, the clock is right, and "
	          "virsh shutdown works" },
	{ .id = "black", .phase = PHASE_AFTER, .place = PLACE_NEW, .flags = STEP_NOTE,
	  .who = WHO_LINUX,
	  .text = "if the screen stays black: virsh console needs console=ttyS0 in the guest" },
	{ .id = "display", .phase = PHASE_AFTER, .place = PLACE_NEW, .flags = STEP_NOTE,
	  .rule = RULE_FOUND(GUEST_NO_DISPLAY), .text = "the guest has no display: --vnc adds one" },
	{ .id = "virtio", .phase = PHASE_AFTER, .place = PLACE_GUEST, .flags = STEP_NOTE,
	  .rule = RULE_FOUND(GUEST_WINDOWS),
	  .text = "Windows: it runs with IDE: to change to virtio, add a second, empty virtio disk, install "
	          "the drivers of virtio-win.iso until Device Manager shows that disk, shut down, change "
	          "the first disk to virtio, and only then remove the second",
	  .why = "without a driver that has started once, it stops with 0x7B" },
	{ .id = "password", .phase = PHASE_AFTER, .place = PLACE_NEW, .flags = STEP_NOTE,
	  .rule = RULE_FOUND(GRAPHICS_PASSWD),
	  .text = "the definition contains a password: keep files with it private" },
	{ .id = "autostart", .phase = PHASE_AFTER, .place = PLACE_NEW, .feed_at = PLACE_HERE,
	  .text = "turn autostart on there, if the old host had it on",
	  .done = "virsh dominfo says the same as before", .hint = "see what virsh says",
	  .feed = "cat {info}",
	  .run = "if grep -q '^Autostart: *enable'; then virsh autostart -- {guest}; fi" },

	{ .id = "back-stop", .phase = PHASE_BACK, .place = PLACE_NEW,
	  .text = "stop it on the new host", .run = "virsh destroy -- {guest}" },
	{ .id = "back-autostart", .phase = PHASE_BACK, .place = PLACE_NEW,
	  .text = "turn autostart off there", .run = "virsh autostart --disable -- {guest}" },
	{ .id = "back-start", .phase = PHASE_BACK, .place = PLACE_OLD,
	  .text = "start it on the old host", .run = "virsh start -- {guest}" },
	{ .id = "back-on", .phase = PHASE_BACK, .place = PLACE_HERE,
	  .text = "turn autostart on again, if it was on",
	  .run = "if grep -q '^Autostart: *enable' {info}; then virsh autostart -- {guest}; fi" },
	{ .id = "both", .phase = PHASE_BACK, .place = PLACE_NEW, .flags = STEP_NOTE,
	  .text = "never run both copies: what the new one wrote meanwhile stays there" },
	{ .id = "later", .phase = PHASE_BACK, .place = PLACE_OLD, .flags = STEP_NOTE,
	  .text = "when everything works for some weeks: undefine the old guest by hand, then remove its "
	          "images" },
};
/* clang-format on */

const size_t step_rows_count = sizeof(step_rows) / sizeof(step_rows[0]);
