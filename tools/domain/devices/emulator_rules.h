/* The device model, and arguments for it. */
/* clang-format off */
RULE(EMULATOR, EACH(AT(NAME_DEVICES, NAME_EMULATOR), convert_emulator),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/devices/emulator (in a kvm domain Xen's qemu-dm only)",
     .does = "the device model becomes QEMU's, or --emulator's",
     .why = "procedure 2.4; define: Cannot check QEMU binary")

RULE(XEN_COMMANDLINE, BY(fix_commandline),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "xen:commandline",
     .does = "goes; --keep-qemu-args keeps the arguments for QEMU",
     .mind = "arguments for the device model have no effect any more",
     .why = "silently dropped by the QEMU driver")

RULE(EMULATOR_ADDED, EACH(AT(NAME_DEVICES), add_emulator),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "no emulator, with --emulator=PATH",
     .does = "it is added",
     .why = "without one libvirt picks its own")
/* clang-format on */
