/* Processors: model, features, topology, pinning. */
/* clang-format off */
RULE(CPU_TOPOLOGY, BY(check_topology),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "cpu/topology that differs from the number of vcpus",
     .does = "is removed",
     .mind = "Xen never showed it to the guest",
     .why = "define: CPU topology doesn't match maximum vcpu count; libxl does not read it")

RULE(CPU_FEATURE_NAME, EACH(AT(NAME_CPU), rename_features),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "cpu/feature/@name in Xen's spelling, such as svm_npt",
     .does = "becomes libvirt's name, such as npt",
     .why = "xen_xl.c copies names that its table lacks; start: unknown CPU feature: svm_npt")

RULE(CPU_FEATURE_UNKNOWN, EACH(AT(NAME_CPU, NAME_FEATURE), drop_feature),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "cpu/feature/@name with an underscore that libvirt does not know",
     .does = "is removed",
     .mind = "libvirt has no such feature: the CPU model decides",
     .why = "start: unknown CPU feature; libvirt's names are in its cpu_map/x86_features.xml")

RULE(CPU_PASSTHROUGH_TCG, EACH(AT(NAME_CPU), convert_passthrough),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "cpu/@mode='host-passthrough' with --type=qemu",
     .does = "becomes maximum",
     .why = "start: CPU mode 'host-passthrough' is only supported with kvm")

RULE(CPU_MODEL_ADDED, BY(add_cpu_model),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "no cpu mode and no cpu/model",
     .does = "the host's CPU model is added; --cpu chooses another or none",
     .why = "without it the guest sees qemu64; on Xen it saw the host's CPU")

RULE(CPUTUNE_SHARES, DROP(AT(NAME_CPUTUNE, NAME_SHARES)),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "cputune/shares",
     .does = "is removed",
     .mind = "weights of Xen have no fixed scale on KVM: set new shares",
     .why = "credit weight, default 256 (libxl), versus cgroup shares")

RULE(HOST_PINNING, BY(note_pinning),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "vcpu/@cpuset, cputune/vcpupin, numatune",
     .does = "stays; notes that it is about the old host's CPUs",
     .why = "the new host has other CPUs")
/* clang-format on */
