/* Processors: model, features, topology, pinning. */
/* clang-format off */
RULE(CPU_TOPOLOGY, BY(check_topology),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "cpu/topology that does not come to the number of vcpus",
     .does = "goes",
     .mind = "Xen never showed it to the guest",
     .why = "define: CPU topology doesn't match maximum vcpu count; libxl does not read it")

RULE(CPU_FEATURE_NAME, EACH(AT(NAME_CPU), rename_features),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "cpu/feature/@name that is Xen's, such as svm_npt",
     .does = "becomes libvirt's, such as npt",
     .why = "xen_xl.c passes names on that its table lacks; start: unknown CPU feature: svm_npt")

RULE(CPU_FEATURE_UNKNOWN, EACH(AT(NAME_CPU, NAME_FEATURE), drop_feature),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "cpu/feature/@name with an underscore that is none of libvirt's",
     .does = "goes",
     .mind = "libvirt has no such feature; the CPU model decides about it",
     .why = "start: unknown CPU feature; libvirt's names are in its cpu_map/x86_features.xml")

RULE(CPU_PASSTHROUGH_TCG, EACH(AT(NAME_CPU), convert_passthrough),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "cpu/@mode='host-passthrough' with --type=qemu",
     .does = "becomes maximum",
     .why = "start: CPU mode 'host-passthrough' is only supported with kvm")

RULE(CPU_MODEL_ADDED, BY(add_cpu_model),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "no cpu mode and no cpu/model",
     .does = "the host's CPU model is added; --cpu chooses or leaves it",
     .why = "without it the guest sees qemu64, on Xen it saw the host's CPU")

RULE(CPUTUNE_SHARES, DROP(AT(NAME_CPUTUNE, NAME_SHARES)),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "cputune/shares",
     .does = "go",
     .mind = "Xen's weights have no fixed scale on KVM; weigh the guests anew",
     .why = "credit weight, default 256 (libxl), versus cgroup shares")

RULE(HOST_PINNING, BY(note_pinning),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "vcpu/@cpuset, cputune/vcpupin, numatune",
     .does = "stays; tells that it is the old host's",
     .why = "the new host has other processors")
/* clang-format on */
