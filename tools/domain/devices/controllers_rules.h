/* Controllers of devices, watchdogs. */
/* clang-format off */
RULE(CONTROLLER_XENBUS, EACH(AT(NAME_DEVICES, NAME_CONTROLLER), drop_xenbus),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "controller[@type='xenbus']",
     .does = "is removed",
     .why = "define: Cannot automatically add a new PCI bus")

RULE(CONTROLLER_XENBUS_LIMITS, EACH(AT(NAME_DEVICES, NAME_CONTROLLER), drop_xenbus_limits),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "controller[@type='xenbus'][@maxGrantFrames or @maxEventChannels]",
     .does = "is removed with its limits, which KVM does not have",
     .why = "same as controller-xenbus; grant frames and event channels exist on Xen only")

RULE(CONTROLLER_QUSB, EACH(AT(NAME_DEVICES, NAME_CONTROLLER), convert_qusb),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "controller/@model='qusb1' or 'qusb2'",
     .does = "becomes piix3-uhci or nec-xhci",
     .why = "start: USB controller model qusb1 or qusb2 is not supported in qemu")

RULE(CONTROLLER_IDE, EACH(AT(NAME_DEVICES, NAME_CONTROLLER), drop_ide_controller),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "controller[@type='ide'][@index>0]; with --machine=q35 any",
     .does = "is removed",
     .why = "define: Only a single IDE controller is supported for this machine type")
RULE(WATCHDOG_IB700_Q35, EACH(AT(NAME_DEVICES, NAME_WATCHDOG), convert_watchdog),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "watchdog/@model='ib700' with --machine=q35",
     .does = "becomes i6300esb",
     .why = "ib700 is a device of the ISA bus; libvirt from 10.0 on refuses it on q35")
/* clang-format on */
