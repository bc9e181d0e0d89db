/* Devices of the host. */
/* clang-format off */
RULE(HOSTDEV_DRIVER_XEN, EACH(AT(NAME_DEVICES, NAME_HOSTDEV), convert_hostdev_driver),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "hostdev/driver/@name='xen' or none (PCI)",
     .does = "becomes vfio",
     .why = "start: invalid PCI passthrough type xen")

RULE(HOSTDEV_WRITEFILTERING,
     DROP_ATTR(AT(NAME_DEVICES, NAME_HOSTDEV, NAME_SOURCE), "writeFiltering"),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "hostdev/source/@writeFiltering",
     .does = "goes",
     .mind = "VFIO decides by itself which configuration writes it lets through",
     .why = "define: Write filtering of PCI device configuration space is not supported by qemu")

RULE(HOSTDEV_NOSTRICTRESET, DROP_ATTR(AT(NAME_DEVICES, NAME_HOSTDEV), "nostrictreset"),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "hostdev/@nostrictreset",
     .does = "goes",
     .why = "Qubes' libvirt writes it; define --validate: it is not in the schema, and vfio has "
            "no such choice")

RULE(HOSTDEV_CAPABILITIES, EACH(AT(NAME_DEVICES, NAME_HOSTDEV), refuse_capabilities),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "hostdev/@mode='capabilities'",
     .does = "is refused; forced, it goes",
     .why = "define: hostdev mode 'capabilities' is not supported in QEMU (qemu_validate.c)")

RULE(HOSTDEV_DROPPED, EACH(AT(NAME_DEVICES), drop_hostdevs),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "hostdev, interface[@type='hostdev'] with --hostdev=drop",
     .does = "goes",
     .why = "the new host has other devices")

RULE(HOSTDEV_PCI, EACH(AT(NAME_DEVICES), note_pci),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "hostdev[@type='pci']",
     .does = "address and IOMMU group are the new host's affair",
     .why = "the device is not there at that address")

RULE(HOSTDEV_USB, EACH(AT(NAME_DEVICES, NAME_HOSTDEV), note_usb),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "hostdev[@type='usb'] by bus and device",
     .does = "name it by vendor and product",
     .why = "bus and device numbers change with every plugging")
/* clang-format on */
