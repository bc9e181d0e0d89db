/* What happens when the guest ends. */
/* clang-format off */
RULE(LIFECYCLE_PRESERVE, BY(fix_lifecycle),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "on_poweroff, on_reboot = preserve",
     .does = "becomes destroy",
     .mind = "QEMU does not keep a domain that has ended",
     .why = "define: qemu driver doesn't support the 'preserve' action (qemu_validate.c)")

RULE(LIFECYCLE_RENAME_RESTART, BY(fix_lifecycle),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "on_* = rename-restart",
     .does = "becomes restart",
     .mind = "QEMU restarts under the same name",
     .why = "define: qemu driver doesn't support the 'rename-restart' action")

RULE(LIFECYCLE_COREDUMP, BY(fix_lifecycle),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "on_poweroff, on_reboot = coredump-destroy or coredump-restart",
     .does = "becomes destroy or restart",
     .mind = "QEMU dumps core on a crash only",
     .why = "the schema and define accept it for on_crash only")

RULE(LIFECYCLE_RESTART_DESTROY, BY(fix_lifecycle),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "on_poweroff=restart with on_reboot=destroy",
     .does = "on_poweroff becomes destroy",
     .mind = "QEMU cannot restart on power-off and end on reboot",
     .why = "define: qemu driver doesn't support on_reboot=destroy with on_poweroff=restart")

RULE(LIFECYCLE_CRASH_PANIC, BY(fix_crash),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "on_crash other than destroy",
     .does = "notes that KVM detects a crash with a panic device only; --panic adds one",
     .why = "pvpanic")
/* clang-format on */
