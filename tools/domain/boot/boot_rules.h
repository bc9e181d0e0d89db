/* What the guest boots from: the order of devices, the disk. */
/* clang-format off */
RULE(BOOT_TEXT, EACH(AT(NAME_OS, NAME_BOOT), convert_boot_text),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain/os/boot with text and no @dev",
     .does = "the text becomes @dev",
     .why = "libvirt wrote it so in January 2007; define: Missing required attribute 'dev'")

RULE(BOOT_ORDER_CONFLICT, BY(fix_boot),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain/os/boot of a PV guest beside */boot/@order",
     .does = "is removed; the devices' order stays",
     .why = "libvirt reads os/boot for hvm only; define: per-device boot elements cannot be "
            "used together with os/boot elements")

RULE(BOOTLOADER_PYPXEBOOT, BY(fix_boot),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "bootloader pypxeboot",
     .does = "becomes boot dev='network'",
     .why = "pypxeboot boots from the network, unlike pygrub")

RULE(BOOT_DEV_ADDED, BY(fix_boot),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "PV guest without os/boot and */boot/@order",
     .does = "boot dev='hd' is added",
     .why = "PV domains have no boot order")

RULE(BOOT_NO_HD, BY(add_boot_disk),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "os/boot, or the order of the devices, without a hard disk, where there is one",
     .does = "boot dev='hd' is added last, or the disk that Xen booted gets the last order",
     .why = "libvirt adds strict=on: SeaBIOS stops after the CD, where Xen went on to the disk")

RULE(BOOT_OTHER_DISK, BY(check_boot_disk),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "HVM guest that boots from hd, where hda or xvda is not the first disk of the "
              "first bus",
     .does = "warns that QEMU boots another disk than Xen",
     .why = "Xen's BIOS boots hda; libvirt sorts each bus (virDomainDiskInsert) and gives "
            "bootindex=1 to the first disk")

RULE(DISK_NONE, BY(check_boot_disk),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "a domain without a hard disk that boots from one",
     .does = "warns that the document names no disk",
     .why = "xenapi_driver.c writes no disks: every dump of XenServer and XCP lacks them")
/* clang-format on */
