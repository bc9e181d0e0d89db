/* What is left to a person, in the guest and on the hosts. */
/* clang-format off */
RULE(GUEST_FSTAB, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a disk whose name changed",
     .does = "notes the old and the new name; use UUID= or LABEL=",
     .why = "procedure 2.1, step 3.1")

RULE(GUEST_GRUB_MBR, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a PV or PVH guest",
     .does = "notes: grub-install and update-grub in the guest",
     .why = "procedure 2.1, steps 3.2 and 3.3")

RULE(GUEST_NO_PARTITION_TABLE, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "a PV or PVH guest whose kernel had a whole disk as root=, or with a boot loader such as "
              "pygrub",
     .does = "warns of root=: such an image has no partition table; of a boot loader, notes to look",
     .why = "pygrub and Xen's kernels boot a bare file system; SeaBIOS: Boot failed: not a bootable "
            "disk")

RULE(GUEST_INITRAMFS, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a PV or PVH guest, or a disk that becomes a virtio disk",
     .does = "notes: the initramfs needs the virtio drivers, and the kernel must boot without "
             "Xen",
     .why = "the most frequent reason that a moved guest finds no disk")

RULE(GUEST_VIRTIO_FALLBACK, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a PV or PVH guest, or a disk that becomes a virtio disk, or a netfront interface of "
              "Windows that becomes virtio, without --fallback",
     .does = "notes the way in for a guest without virtio: --fallback first, then the drivers",
     .why = "Linux before 2.6.25 and Windows have no virtio of their own")

RULE(GUEST_NIC_NAME, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a guest with network interfaces",
     .does = "notes that the guest may rename them",
     .why = "names depend on model and PCI slot; a static address may depend on the old one")

RULE(GUEST_NO_DISPLAY, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a PV or PVH guest without graphics, without --vnc",
     .does = "notes that only the serial console shows anything; --vnc adds a display",
     .why = "a guest whose kernel does not write to ttyS0 is silent, also if it fails to boot")

RULE(GUEST_CONSOLE_GRUB, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a PV or PVH guest without graphics, whose console becomes a serial port",
     .does = "notes: console=ttyS0 in the guest's GRUB, ttyS0 in its /etc/securetty",
     .why = "Xen's kernel writes to hvc0 by itself, KVM's to the screen; older login refuses "
            "root on a terminal that securetty lacks")

RULE(GUEST_GETTY, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a console that was Xen's",
     .does = "notes: the getty on hvc0 or xvc0 moves to ttyS0",
     .why = "procedure 2.1, step 3.4")

RULE(GUEST_GPLPV, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "an HVM guest that is Windows by libosinfo's metadata, viridian, hyperv or a clock "
              "in local time",
     .does = "warns: remove the PV drivers of Xen before the conversion; a note where the system "
             "is unknown",
     .why = "procedure 2.1: otherwise Windows crashes")

RULE(GUEST_WINDOWS_DRIVERS, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "an HVM guest that is Windows (see guest-gplpv)",
     .does = "notes by maker what to uninstall: GPLPV, XenServer, XCP-ng, xenproject, VMDP",
     .why = "the document does not tell whose PV drivers the guest has, and each maker's are removed in "
            "another way; what stays in the driver store is installed again")

RULE(GUEST_WINDOWS, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "an HVM guest that is Windows (see guest-gplpv)",
     .does = "notes: addresses, time and activation after the first boot",
     .why = "Windows binds addresses and activation to its devices, and reads the clock as local "
            "time unless RealTimeIsUniversal is set")

RULE(GUEST_PVHVM_NAMES, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "an HVM guest with IDE disks",
     .does = "notes that Linux may know them as /dev/xvdX, and that its initramfs may lack IDE",
     .why = "PV drivers in an HVM guest take over the emulated disks; an initramfs that dracut "
            "makes there has xen-blkfront and no ata_piix")

RULE(GUEST_UCR, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a PV or PVH guest",
     .does = "notes: UCS has Univention Configuration Registry variables with Xen's devices",
     .why = "procedure 2.1, steps 3.5 and 3.6")

RULE(GUEST_PCI_ADDRESS, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a device with a PCI address",
     .does = "stays; the slot may be in use on the new machine",
     .why = "Xen's platform has other addresses than i440fx")

RULE(IMAGE_CONVERT, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a raw disk image",
     .does = "notes: qemu-img convert makes it qcow2, then --disk-format",
     .why = "procedure 2.1, step 5")

RULE(DISK_FORMAT_LEGACY, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "disk of format qcow, vmdk, vdi, vhd, qed",
     .does = "notes: qemu-img convert makes it qcow2",
     .why = "blktap's qcow differs from QEMU's")

RULE(HOST_SHUTDOWN, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "every Xen domain",
     .does = "notes: shut it down before copying, and never run both",
     .why = "procedure 2.1, step 4")
/* clang-format on */
