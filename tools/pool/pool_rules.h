/* What only describes a running pool is removed; what the options ask for is set. */
/* clang-format off */
RULE(POOL_CAPACITY, DROP(AT(NAME_CAPACITY)),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/pool/capacity",
     .does = "goes: it describes a running pool",
     .why = "libvirt storage_conf.c: only formatted, never parsed")

RULE(POOL_ALLOCATION, DROP(AT(NAME_ALLOCATION)),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/pool/allocation",
     .does = "goes: it describes a running pool",
     .why = "libvirt storage_conf.c: only formatted, never parsed")

RULE(POOL_AVAILABLE, DROP(AT(NAME_AVAILABLE)),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/pool/available",
     .does = "goes: it describes a running pool",
     .why = "libvirt storage_conf.c: only formatted, never parsed")

RULE(POOL_NAME, EACH(ROOT, edit_name),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/name",
     .does = "becomes what --name says",
     .why = "the pool's name on the new host")

RULE(POOL_UUID, EACH(ROOT, edit_uuid),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/uuid",
     .does = "becomes what --uuid says",
     .why = "define: pool 'p' already exists with uuid ...")

RULE(POOL_HOST, EACH(ROOT, edit_hosts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/host",
     .does = "becomes what --source-host and --source-port say",
     .why = "a server with another name or address")

RULE(POOL_DIR, EACH(ROOT, edit_dir),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/dir/@path",
     .does = "becomes what --source-path says",
     .why = "another export")

RULE(POOL_DEVICE, EACH(ROOT, edit_devices),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/device/@path",
     .does = "becomes what --source-dev says",
     .why = "another iSCSI target or disk")

RULE(POOL_INITIATOR, EACH(ROOT, edit_initiator),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/initiator/iqn/@name",
     .does = "becomes what --source-initiator says",
     .why = "every host has an initiator name of its own")

RULE(POOL_ADAPTER, EACH(ROOT, edit_adapter),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/adapter",
     .does = "becomes what the --adapter options say",
     .why = "every host has adapters of its own")

RULE(POOL_AUTH, EACH(ROOT, edit_auth),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/auth",
     .does = "becomes what --auth-type, --auth-username and --secret-* say",
     .why = "a secret's UUID differs from host to host, its usage need not")

RULE(POOL_FORMAT, EACH(ROOT, edit_format),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/format/@type",
     .does = "becomes what --source-format says",
     .why = "storage_conf.c")

RULE(POOL_SOURCE_NAME, EACH(ROOT, edit_source_name),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/name",
     .does = "becomes what --source-name says",
     .why = "another volume group or Ceph pool")

RULE(POOL_PROTOCOL, EACH(ROOT, edit_protocol),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/protocol/@ver",
     .does = "becomes what --source-protocol-ver says",
     .why = "mount: nfsvers=")

RULE(POOL_VENDOR, EACH(ROOT, edit_vendor),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/vendor, product",
     .does = "become what --source-vendor and --source-product say",
     .why = "storage_conf.c: for people only")

RULE(POOL_TARGET, EACH(ROOT, edit_target),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/target/path",
     .does = "becomes what --target says",
     .why = "where the new host mounts it")

RULE(POOL_PERMISSIONS, EACH(ROOT, edit_permissions),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/target/permissions",
     .does = "become what --permissions says",
     .why = "owner and group are numbers, which differ from host to host")

RULE(POOL_COW, EACH(ROOT, edit_cow),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/features/cow/@state",
     .does = "becomes what --cow says",
     .why = "btrfs: chattr +C")

RULE(POOL_OPTIONS, EACH(ROOT, edit_options),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "fs:mount_opts, rbd:config_opts",
     .does = "become what --mount-option and --config-option say",
     .why = "libvirt's namespaces storagepool/fs and storagepool/rbd")

RULE(POOL_OPTION_REFUSED, EACH(ROOT, refuse_options),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "an option that pools of this type do not take, or a bad value",
     .does = "is refused; forced, it is written as it was given",
     .why = "storagepool.rng; libvirt drops or refuses what a type does not take")

RULE(POOL_OPTION_DOUBTFUL, EACH(ROOT, doubt_options),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "a value that libvirt takes, but not its schema or the standard",
     .does = "is written as it was given",
     .why = "storagepool.rng, IscsiQualifiedName: iqn. names only; RFC 7143: lower case")

RULE(POOL_HOSTS, EACH(ROOT, warn_hosts),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "/pool/source/host[2] of other types than rbd and sheepdog",
     .does = "stays: the pool can be defined, but never started",
     .why = "start: Expected exactly 1 host for the storage pool")

RULE(POOL_TARGET_NAME, EACH(ROOT, warn_target_name),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "/pool[@type='iscsi' or @type='iscsi-direct']/source/device/@path",
     .does = "stays: it is no iSCSI name by RFC 7143",
     .why = "define and the schema take 'notaniqn'; no target has such a name")

RULE(POOL_TYPE, EACH(ROOT, warn_type),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "/pool/@type that poolgen does not know",
     .does = "stays: options are not checked against it",
     .why = "define: unknown storage pool type")
/* clang-format on */
