/* The device model, and arguments for it. */
/* clang-format off */
RULE(EMULATOR, EACH(AT(NAME_DEVICES, NAME_EMULATOR), convert_emulator),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/devices/emulator (in a kvm domain only Xen's qemu-dm)",
     .does = "becomes QEMU's device model, or that of --emulator",
     .why = "procedure 2.4; define: Cannot check QEMU binary")

RULE(XEN_COMMANDLINE, BY(fix_commandline),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "xen:commandline",
     .does = "is removed; --keep-qemu-args keeps the arguments for QEMU",
     .mind = "arguments for the device model have no effect any more",
     .why = "the QEMU driver drops it silently")

RULE(EMULATOR_ADDED, EACH(AT(NAME_DEVICES), add_emulator),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "no emulator, with --emulator=PATH",
     .does = "emulator is added",
     .why = "otherwise libvirt picks its own")
/* clang-format on */
