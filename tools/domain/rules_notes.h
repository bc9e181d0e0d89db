/* Group notes: what is left to a person, in the guest and on the hosts. */
/* clang-format off */
RULE(GUEST_FSTAB, "guest-fstab", NOTES, SUBJECT, NOTE, PLANNED,
     "a disk whose name changed", "lists old and new names; advises UUID= or LABEL=", "",
     "procedure 2.1, step 3.1")
RULE(GUEST_GRUB_MBR, "guest-grub-mbr", NOTES, SUBJECT, NOTE, PLANNED,
     "a PV or PVH guest", "grub-install and update-grub in the guest", "",
     "procedure 2.1, steps 3.2 and 3.3")
RULE(GUEST_INITRAMFS, "guest-initramfs", NOTES, SUBJECT, NOTE, PLANNED,
     "a PV or PVH guest, or a disk that moves to virtio",
     "the initramfs needs the virtio drivers, the kernel has to boot without Xen", "",
     "the most frequent reason that a moved guest finds no disk")
RULE(GUEST_NIC_NAME, "guest-nic-name", NOTES, SUBJECT, NOTE, PLANNED,
     "a guest with network interfaces", "the guest may call them otherwise", "",
     "names follow model and PCI slot; a static address may hang on the old one")
RULE(GUEST_GETTY, "guest-getty", NOTES, SUBJECT, NOTE, PLANNED,
     "console that was Xen's", "getty: hvc0, xvc0 become ttyS0", "", "procedure 2.1, step 3.4")
RULE(GUEST_GPLPV, "guest-gplpv", NOTES, SUBJECT, WARN, PLANNED,
     "HVM guest", "Windows: remove the GPLPV drivers before the conversion", "",
     "procedure 2.1: otherwise Windows crashes")
RULE(GUEST_PVHVM_NAMES, "guest-pvhvm-names", NOTES, SUBJECT, NOTE, PLANNED,
     "HVM guest with IDE disks", "Linux may know them as /dev/xvdX already", "",
     "PV drivers in an HVM guest take over the emulated disks")
RULE(GUEST_UCR, "guest-ucr", NOTES, SUBJECT, NOTE, PLANNED,
     "a PV or PVH guest", "UCS: Univention Configuration Registry variables with Xen's devices", "",
     "procedure 2.1, steps 3.5 and 3.6")
RULE(GUEST_PCI_ADDRESS, "guest-pci-address", NOTES, SUBJECT, NOTE, PLANNED,
     "a device with a PCI address", "stays; the slot may be taken on the new machine", "",
     "the addresses of Xen's platform are not those of i440fx")
RULE(TIMER_TSC, "timer-tsc", NOTES, DOUBT, NOTE, CALL(P2(CLOCK, TIMER), note_tsc),
     "clock/timer[@name='tsc']/@mode", "stays; QEMU ignores the mode", "",
     "start succeeds, the mode reaches nothing")
RULE(CLOCK_ADJUSTMENT, "clock-adjustment", NOTES, SUBJECT, NOTE, CALL(P1(CLOCK), note_adjustment),
     "clock/@adjustment", "stays; tells that Xen's correction of the clock comes along", "",
     "for Xen reset is the default, on KVM it resets the clock at each start")
RULE(IMAGE_CONVERT, "image-convert", NOTES, SUBJECT, NOTE, PLANNED,
     "a raw disk image", "can become qcow2 with qemu-img convert and --disk-format", "",
     "procedure 2.1, step 5")
RULE(DISK_FORMAT_LEGACY, "disk-format-legacy", NOTES, SUBJECT, NOTE, PLANNED,
     "disk of format qcow, vmdk, vdi, vhd, qed", "advises qemu-img convert", "",
     "blktap's qcow is not quite QEMU's")
RULE(HOST_SHUTDOWN, "host-shutdown", NOTES, SUBJECT, NOTE, PLANNED,
     "every Xen domain", "shut down before copying; never run both", "", "procedure 2.1, step 4")
RULE(HOSTDEV_PCI, "hostdev-pci", NOTES, SUBJECT, NOTE, CALL(P2(DEVICES, HOSTDEV), note_hostdev_pci),
     "hostdev[@type='pci']", "address and IOMMU group are the new host's affair", "",
     "the device is not there at that address")
RULE(HOSTDEV_USB, "hostdev-usb", NOTES, SUBJECT, NOTE, CALL(P2(DEVICES, HOSTDEV), note_hostdev_usb),
     "hostdev[@type='usb'] by bus and device", "name it by vendor and product", "",
     "bus and device numbers change with every plugging")
RULE(GRAPHICS_PASSWD, "graphics-passwd", NOTES, SUBJECT, NOTE, CALL(P2(DEVICES, GRAPHICS), note_passwd),
     "graphics/@passwd", "the output holds a password: keep it private", "", "security")
/* clang-format on */
