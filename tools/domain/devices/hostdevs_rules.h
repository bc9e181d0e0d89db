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
     .does = "is removed",
     .mind = "VFIO decides which writes to the configuration space it allows",
     .why = "define: Write filtering of PCI device configuration space is not supported by qemu")

RULE(HOSTDEV_NOSTRICTRESET, DROP_ATTR(AT(NAME_DEVICES, NAME_HOSTDEV), "nostrictreset"),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "hostdev/@nostrictreset",
     .does = "is removed",
     .why = "Qubes' libvirt writes it; define --validate: it is not in the schema, and vfio has "
            "no such option")

RULE(HOSTDEV_CAPABILITIES, EACH(AT(NAME_DEVICES, NAME_HOSTDEV), refuse_capabilities),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "hostdev/@mode='capabilities'",
     .does = "is refused; forced, it is removed",
     .mind = "remove the device, as --force does",
     .why = "define: hostdev mode 'capabilities' is not supported in QEMU (qemu_validate.c)")

RULE(HOSTDEV_DROPPED, EACH(AT(NAME_DEVICES), drop_hostdevs),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "hostdev, interface[@type='hostdev'] with --hostdev=drop",
     .does = "is removed",
     .why = "the new host has other devices")

RULE(HOSTDEV_PCI, EACH(AT(NAME_DEVICES), note_pci),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "hostdev[@type='pci']",
     .does = "stays; look up the address and the IOMMU group on the new host",
     .why = "the new host has another device at that address")

RULE(HOSTDEV_USB_ADDRESS, EACH(AT(NAME_DEVICES, NAME_HOSTDEV), refuse_usb),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "hostdev[@type='usb'] without vendor and product, and without an address",
     .does = "is refused; forced, it stays",
     .why = "define: XML error: vendor cannot be 0; or missing vendor and address: usb hostdev "
            "requires source element (domain_conf.c)")

RULE(HOSTDEV_USB, EACH(AT(NAME_DEVICES, NAME_HOSTDEV), note_usb),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "hostdev[@type='usb'] by bus and device",
     .does = "stays; name it by vendor and product",
     .why = "bus and device numbers change whenever the device is plugged in")
/* clang-format on */
