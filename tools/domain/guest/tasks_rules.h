/* What is left to a person, in the guest and on the hosts. */
/* clang-format off */
RULE(GUEST_FSTAB, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a disk whose name changed",
     .does = "lists old and new names; advises UUID= or LABEL=",
     .why = "procedure 2.1, step 3.1")

RULE(GUEST_GRUB_MBR, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a PV or PVH guest",
     .does = "grub-install and update-grub in the guest",
     .why = "procedure 2.1, steps 3.2 and 3.3")

RULE(GUEST_INITRAMFS, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a PV or PVH guest, or a disk that moves to virtio",
     .does = "the initramfs needs the virtio drivers, the kernel has to boot without Xen",
     .why = "the most frequent reason that a moved guest finds no disk")

RULE(GUEST_NIC_NAME, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a guest with network interfaces",
     .does = "the guest may call them otherwise",
     .why = "names follow model and PCI slot; a static address may hang on the old one")

RULE(GUEST_GETTY, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "console that was Xen's",
     .does = "getty: hvc0, xvc0 become ttyS0",
     .why = "procedure 2.1, step 3.4")

RULE(GUEST_GPLPV, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "HVM guest",
     .does = "Windows: remove the GPLPV drivers before the conversion",
     .why = "procedure 2.1: otherwise Windows crashes")

RULE(GUEST_PVHVM_NAMES, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "HVM guest with IDE disks",
     .does = "Linux may know them as /dev/xvdX already",
     .why = "PV drivers in an HVM guest take over the emulated disks")

RULE(GUEST_UCR, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a PV or PVH guest",
     .does = "UCS: Univention Configuration Registry variables with Xen's devices",
     .why = "procedure 2.1, steps 3.5 and 3.6")

RULE(GUEST_PCI_ADDRESS, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a device with a PCI address",
     .does = "stays; the slot may be taken on the new machine",
     .why = "the addresses of Xen's platform are not those of i440fx")

RULE(IMAGE_CONVERT, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "a raw disk image",
     .does = "can become qcow2 with qemu-img convert and --disk-format",
     .why = "procedure 2.1, step 5")

RULE(DISK_FORMAT_LEGACY, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "disk of format qcow, vmdk, vdi, vhd, qed",
     .does = "advises qemu-img convert",
     .why = "blktap's qcow is not quite QEMU's")

RULE(HOST_SHUTDOWN, BY(note_tasks),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "every Xen domain",
     .does = "shut down before copying; never run both",
     .why = "procedure 2.1, step 4")
/* clang-format on */
