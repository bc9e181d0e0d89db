/* What only describes a running pool is removed; what the options ask for is set. */
/* clang-format off */
RULE(POOL_CAPACITY, DROP(AT(NAME_CAPACITY)),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/pool/capacity",
     .does = "is removed: it describes a running pool",
     .why = "libvirt storage_conf.c formats it, and never parses it")

RULE(POOL_ALLOCATION, DROP(AT(NAME_ALLOCATION)),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/pool/allocation",
     .does = "is removed: it describes a running pool",
     .why = "libvirt storage_conf.c formats it, and never parses it")

RULE(POOL_AVAILABLE, DROP(AT(NAME_AVAILABLE)),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/pool/available",
     .does = "is removed: it describes a running pool",
     .why = "libvirt storage_conf.c formats it, and never parses it")

RULE(POOL_NAME, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/name",
     .does = "becomes the name of --name",
     .why = "the pool's name on the new host")

RULE(POOL_UUID, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/uuid",
     .does = "becomes the UUID of --uuid",
     .why = "define: pool 'p' already exists with uuid ...")

RULE(POOL_COW, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/features/cow/@state",
     .does = "becomes the state of --cow",
     .why = "btrfs: chattr +C")

RULE(POOL_HOST, EACH(ROOT, edit_hosts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/host",
     .does = "becomes the server of --source-host and --source-port",
     .why = "a server with another name or address")

RULE(POOL_DIR, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/dir/@path",
     .does = "becomes the path of --source-path",
     .why = "another export")

RULE(POOL_DEVICE, EACH(ROOT, edit_devices),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/device/@path",
     .does = "becomes the device of --source-dev",
     .why = "another iSCSI target or disk")

RULE(POOL_INITIATOR, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/initiator/iqn/@name",
     .does = "becomes the name of --source-initiator",
     .why = "every host has its own initiator name")

RULE(POOL_ADAPTER, EACH(ROOT, edit_adapter),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/adapter",
     .does = "becomes the adapter of the --adapter options",
     .why = "every host has its own adapters")

RULE(POOL_AUTH, EACH(ROOT, edit_auth),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/auth",
     .does = "becomes the user and secret of --auth-type, --auth-username and --secret-*",
     .why = "a secret's UUID differs between hosts, its usage need not")

RULE(POOL_FORMAT, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/format/@type",
     .does = "becomes the format of --source-format",
     .why = "storage_conf.c")

RULE(POOL_SOURCE_NAME, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/name",
     .does = "becomes the name of --source-name",
     .why = "another volume group or Ceph pool")

RULE(POOL_PROTOCOL, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/protocol/@ver",
     .does = "becomes the version of --source-protocol-ver",
     .why = "mount: nfsvers=")

RULE(POOL_VENDOR, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/source/vendor, product",
     .does = "become those of --source-vendor and --source-product",
     .why = "storage_conf.c: for people only")

RULE(POOL_TARGET, EACH(ROOT, edit_parts),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/target/path",
     .does = "becomes the path of --target",
     .why = "where the new host mounts it")

RULE(POOL_PERMISSIONS, EACH(ROOT, edit_permissions),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/pool/target/permissions",
     .does = "become those of --permissions",
     .why = "owner and group are numbers, which differ between hosts")

RULE(POOL_OPTIONS, EACH(ROOT, edit_options),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "fs:mount_opts, rbd:config_opts",
     .does = "become those of --mount-option and --config-option",
     .why = "libvirt's namespaces storagepool/fs and storagepool/rbd")

RULE(POOL_OPTION_REFUSED, EACH(ROOT, refuse_options),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "an option that pools of this type do not accept, or a bad value",
     .does = "is refused; forced, it is written as given",
     .why = "storagepool.rng; libvirt drops or refuses what a type does not accept")

RULE(POOL_OPTION_DOUBTFUL, EACH(ROOT, doubt_options),
     .group = GROUP_POOL, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "a value that libvirt accepts, but its schema or the standard does not",
     .does = "is written as given, with a warning",
     .why = "storagepool.rng, IscsiQualifiedName: iqn. names only; RFC 7143: lower case")

RULE(POOL_HOSTS, EACH(ROOT, warn_hosts),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "/pool/source/host[2] of other types than rbd and sheepdog",
     .does = "stays: the pool can be defined, but not started",
     .why = "start: Expected exactly 1 host for the storage pool")

RULE(POOL_TARGET_NAME, EACH(ROOT, warn_target_name),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "/pool[@type='iscsi' or @type='iscsi-direct']/source/device/@path",
     .does = "stays: it is not an iSCSI name by RFC 7143",
     .why = "define and the schema accept 'notaniqn'; no target has such a name")

RULE(POOL_TYPE, EACH(ROOT, warn_type),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "/pool/@type that poolgen does not know",
     .does = "stays: options are not checked against it",
     .why = "define: unknown storage pool type")

RULE(POOL_PART_MISSING, EACH(ROOT, refuse_missing),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "a pool without a part that its type needs",
     .does = "is refused, unless an option adds it",
     .why = "define: missing storage pool target path, source host name, source path, ...")

RULE(POOL_OPTION_EMPTY, EACH(ROOT, refuse_empty_options),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "fs:option, rbd:option with an empty @name or @value",
     .does = "is refused",
     .mind = "remove it, or replace all with --mount-option or --config-option",
     .why = "define: empty rbd option value specified")

RULE(POOL_VALUE, EACH(ROOT, warn_values),
     .group = GROUP_POOL, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "a value of the pool that its option would refuse, a part without which it does not start",
     .does = "stays, with a warning",
     .why = "define: malformed octal mode, unknown pool format type, ...; start: no such host")
/* clang-format on */
