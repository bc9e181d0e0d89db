/* Memory: hotplug, balloon, guarantees. */
/* clang-format off */
RULE(MEMBALLOON_XEN, EACH(AT(NAME_DEVICES, NAME_MEMBALLOON), convert_memballoon),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "memballoon/@model='xen'",
     .does = "becomes virtio",
     .why = "define fails with a PCI address error")

RULE(MEMTUNE_MIN_GUARANTEE, DROP(AT(NAME_MEMTUNE, NAME_MIN_GUARANTEE)),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "memtune/min_guarantee",
     .does = "is removed",
     .mind = "QEMU cannot guarantee memory",
     .why = "define: Parameter 'min_guarantee' not supported by QEMU")

RULE(MEMORY_HOTPLUG, BY(drop_max_memory),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "maxMemory without cpu/numa",
     .does = "is removed",
     .mind = "memory can be added to NUMA nodes only, and Xen never added any",
     .why = "define: At least one numa node has to be configured when enabling memory hotplug")

RULE(MEMORY_MISSING, BY(refuse_no_memory),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "/domain without memory, or with memory or currentMemory that libvirt cannot read",
     .does = "is refused; forced, it stays",
     .why = "define: unsupported configuration: domain has no memory size")

RULE(BALLOON_CURRENT_MEMORY, BY(note_balloon),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "currentMemory other than memory",
     .does = "stays; the guest needs the virtio balloon driver",
     .why = "without the driver the guest uses all of its memory")
/* clang-format on */
