/* The new host (--new-host): what it lacks, and pools that it has already. */
/* clang-format off */
RULE(TARGET_POOL_TYPE, BY(meet_host),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "/pool/@type that the new host's pool-capabilities do not support",
     .does = "is refused; forced, it stays",
     .mind = "install its storage driver there, or use another type",
     .why = "define: missing backend for pool type")

RULE(TARGET_POOL_FORMAT, BY(meet_host),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "/pool/source/format/@type that they do not list for the pool's type",
     .does = "is refused; forced, it stays",
     .mind = "give another one with --source-format",
     .why = "define: unknown pool format type")

RULE(TARGET_POOL_NAME, BY(meet_host),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "name of a pool of the new host that has another UUID, or that the document gives none",
     .does = "is refused; forced, it stays",
     .mind = "give the pool another name, or with --uuid the UUID of that pool, to redefine it",
     .why = "define: pool 'images' already exists with uuid ...")

RULE(TARGET_POOL_UUID, BY(meet_host),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "uuid of a pool of the new host that has another name",
     .does = "is refused; forced, it stays",
     .mind = "give the pool another one with --uuid, or undefine that pool",
     .why = "define: pool 'images' is already defined with uuid ...")

RULE(TARGET_POOL_SOURCE, BY(meet_host),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "source of another pool of the new host (poolgen(1) says what libvirt compares)",
     .does = "is refused; forced, it stays",
     .mind = "use that pool, or undefine it",
     .why = "define: Storage source conflict with pool: 'images'; "
            "virstorageobj.c virStoragePoolObjSourceFindDuplicate")

RULE(TARGET_POOL_SHARED, BY(meet_host),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "volume group, zpool, Ceph pool, target of iscsi-direct that another pool of the new host has",
     .does = "stays; warns",
     .why = "libvirt defines and starts both: a volume that is deleted in one is gone in the other; "
            "until 7.0 it refused the second pool of type iscsi-direct")

RULE(TARGET_POOL_PATH, BY(meet_host),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "target path of another pool of the new host, of the types dir, fs, netfs, vstorage",
     .does = "stays; warns",
     .why = "libvirt defines both; the start of one mounts over the volumes of the other")

RULE(TARGET_POOL_SECRET, BY(meet_host),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "secret of source/auth, by usage or uuid, that the new host lacks",
     .does = "stays; warns",
     .why = "start: Secret not found: no secret with matching usage")
/* clang-format on */
