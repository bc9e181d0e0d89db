/* The new host: its pools, volumes and secrets. */
/* clang-format off */
RULE(TARGET_FORMAT, BY(meet_storage),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "a disk whose image is a volume of another format, or of another kind, file or block",
     .does = "is refused; forced, it stays",
     .mind = "correct type of the disk or of its driver (--disk-format)",
     .why = "a qcow2 image that is taken for raw is overwritten; start: Image is not in qcow2 format; "
            "'file' driver requires a regular file")

RULE(TARGET_VOLUME, BY(meet_storage),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "image, kernel, initrd, nvram in a pool of the new host that has no such volume",
     .does = "stays; warns",
     .why = "start: Cannot access storage file: No such file or directory; UEFI variables start empty")

RULE(TARGET_POOL, BY(meet_storage),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "disk/source/@pool that the new host lacks",
     .does = "stays; warns",
     .why = "start: Storage pool not found: no storage pool with matching name")

RULE(TARGET_SECRET, BY(meet_secrets),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "secret of a disk, by uuid or usage, that the new host lacks",
     .does = "stays; warns",
     .why = "start: Secret not found: no secret with matching uuid")
/* clang-format on */
