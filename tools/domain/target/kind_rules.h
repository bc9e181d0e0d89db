/* The new host: what runs there at all. */
/* clang-format off */
RULE(TARGET_ARCH, BY(meet_arch),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "os/type/@arch that --target's capabilities do not list",
     .does = "is refused; forced, it stays",
     .mind = "install QEMU for that architecture there, or choose another host",
     .why = "define: No emulator found for arch; or Cannot check QEMU binary")

RULE(TARGET_TYPE, BY(meet_type),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "domain type (kvm, qemu) that the new host lacks for the architecture",
     .does = "is refused; forced, it stays",
     .mind = "use --type, or enable virtualization there",
     .why = "define: could not find capabilities for domaintype=kvm; start: KVM is not available")

RULE(TARGET_MACHINE, EACH(AT(NAME_OS, NAME_TYPE), meet_machine),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "os/type/@machine that the new host lacks",
     .does = "is refused; forced, it stays",
     .mind = "use --machine, or a newer QEMU there",
     .why = "define: Emulator does not support machine type")

RULE(TARGET_MACHINE_XEN, BY(replace_machine),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "a xen domain whose machine, or pc in place of Xen's, the new host lacks",
     .does = "becomes pc, or q35 where the host has no pc: the guest sees another chipset, and its "
             "disks on SATA instead of IDE",
     .why = "define: Emulator does not support machine type; Xen emulated the one machine")

RULE(TARGET_EMULATOR, EACH(AT(NAME_DEVICES, NAME_EMULATOR), meet_emulator),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_CONVERT,
     .where = "emulator where a distribution has QEMU, and the new host has it elsewhere",
     .does = "becomes the path that the new host names",
     .why = "define: Cannot check QEMU binary /usr/libexec/qemu-kvm: No such file or directory")

RULE(TARGET_EMULATOR_OWN, EACH(AT(NAME_DEVICES, NAME_EMULATOR), warn_emulator),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "any other emulator that the new host does not name",
     .does = "becomes the path that the new host names; that of --emulator stays",
     .why = "define: Cannot check QEMU binary: No such file or directory")

RULE(TARGET_FIRMWARE, EACH(AT(NAME_OS), meet_firmware),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "os/@firmware that the new host lacks",
     .does = "is refused; forced, it stays",
     .mind = "install it there, such as OVMF",
     .why = "define: Unable to find any firmware to satisfy 'efi'")

RULE(TARGET_CPU_MODE, EACH(AT(NAME_CPU), meet_cpu_mode),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "cpu/@mode that the new host lacks for the domain's type",
     .does = "becomes the nearest mode that it has",
     .why = "define: CPU mode 'maximum' is not supported by hypervisor; Invalid cpu mode")

RULE(TARGET_CPU_MODEL, EACH(AT(NAME_CPU, NAME_MODEL), meet_cpu_model),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "cpu/model that the new host does not list, or cannot run in a kvm domain",
     .does = "stays; warns",
     .why = "start: the CPU is incompatible with host CPU; unknown CPU model")

RULE(TARGET_CPUS, BY(meet_cpus),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "more vcpus than the machine can have on the new host",
     .does = "is refused; forced, they stay",
     .mind = "give the guest fewer vcpus, or use --machine",
     .why = "define: Maximum CPUs greater than specified machine type limit")

RULE(TARGET_CPUS_HOST, BY(meet_cpus),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_NOTE,
     .where = "more vcpus than the new host has CPUs",
     .does = "stays; a note",
     .why = "libvirt starts the guest, and its CPUs wait for each other")

RULE(TARGET_MEMORY, BY(meet_memory),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "more memory than the new host has",
     .does = "stays; warns",
     .why = "start: cannot set up guest memory: Cannot allocate memory; or the host swaps")
/* clang-format on */
