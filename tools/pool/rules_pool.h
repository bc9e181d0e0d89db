/* Group pool: what only describes a running pool goes; what the options ask for is set. */
/* clang-format off */
RULE(POOL_CAPACITY, "pool-capacity", POOL, ANY, CONVERT, DROP(P1(CAPACITY), NULL),
     "/pool/capacity", "goes: it describes a running pool", "",
     "libvirt storage_conf.c: only formatted, never parsed")
RULE(POOL_ALLOCATION, "pool-allocation", POOL, ANY, CONVERT, DROP(P1(ALLOCATION), NULL),
     "/pool/allocation", "goes: it describes a running pool", "",
     "libvirt storage_conf.c: only formatted, never parsed")
RULE(POOL_AVAILABLE, "pool-available", POOL, ANY, CONVERT, DROP(P1(AVAILABLE), NULL),
     "/pool/available", "goes: it describes a running pool", "",
     "libvirt storage_conf.c: only formatted, never parsed")
RULE(POOL_NAME, "pool-name", POOL, ASKED, OPTION, CALL(P0, edit_name),
     "/pool/name", "becomes what --name says", "", "the pool's name on the new host")
RULE(POOL_UUID, "pool-uuid", POOL, ASKED, OPTION, CALL(P0, edit_uuid),
     "/pool/uuid", "becomes what --uuid says", "",
     "define: pool 'p' already exists with uuid ...")
RULE(POOL_HOST, "pool-host", POOL, ASKED, OPTION, CALL(P0, edit_hosts),
     "/pool/source/host", "becomes what --source-host and --source-port say", "",
     "a server with another name or address")
RULE(POOL_DIR, "pool-dir", POOL, ASKED, OPTION, CALL(P0, edit_dir),
     "/pool/source/dir/@path", "becomes what --source-path says", "", "another export")
RULE(POOL_DEVICE, "pool-device", POOL, ASKED, OPTION, CALL(P0, edit_devices),
     "/pool/source/device/@path", "becomes what --source-dev says", "",
     "another iSCSI target or disk")
RULE(POOL_INITIATOR, "pool-initiator", POOL, ASKED, OPTION, CALL(P0, edit_initiator),
     "/pool/source/initiator/iqn/@name", "becomes what --source-initiator says", "",
     "every host has an initiator name of its own")
RULE(POOL_ADAPTER, "pool-adapter", POOL, ASKED, OPTION, CALL(P0, edit_adapter),
     "/pool/source/adapter", "becomes what the --adapter options say", "",
     "every host has adapters of its own")
RULE(POOL_AUTH, "pool-auth", POOL, ASKED, OPTION, CALL(P0, edit_auth),
     "/pool/source/auth", "becomes what --auth-type, --auth-username and --secret-* say", "",
     "a secret's UUID differs from host to host, its usage need not")
RULE(POOL_FORMAT, "pool-format", POOL, ASKED, OPTION, CALL(P0, edit_format),
     "/pool/source/format/@type", "becomes what --source-format says", "", "storage_conf.c")
RULE(POOL_SOURCE_NAME, "pool-source-name", POOL, ASKED, OPTION, CALL(P0, edit_source_name),
     "/pool/source/name", "becomes what --source-name says", "",
     "another volume group or Ceph pool")
RULE(POOL_PROTOCOL, "pool-protocol", POOL, ASKED, OPTION, CALL(P0, edit_protocol),
     "/pool/source/protocol/@ver", "becomes what --source-protocol-ver says", "",
     "mount: nfsvers=")
RULE(POOL_VENDOR, "pool-vendor", POOL, ASKED, OPTION, CALL(P0, edit_vendor),
     "/pool/source/vendor, product", "become what --source-vendor and --source-product say", "",
     "storage_conf.c: for people only")
RULE(POOL_TARGET, "pool-target", POOL, ASKED, OPTION, CALL(P0, edit_target),
     "/pool/target/path", "becomes what --target says", "", "where the new host mounts it")
RULE(POOL_PERMISSIONS, "pool-permissions", POOL, ASKED, OPTION, CALL(P0, edit_permissions),
     "/pool/target/permissions", "become what --permissions says", "",
     "owner and group are numbers, which differ from host to host")
RULE(POOL_COW, "pool-cow", POOL, ASKED, OPTION, CALL(P0, edit_cow),
     "/pool/features/cow/@state", "becomes what --cow says", "", "btrfs: chattr +C")
RULE(POOL_OPTIONS, "pool-options", POOL, ASKED, OPTION, CALL(P0, edit_options),
     "fs:mount_opts, rbd:config_opts", "become what --mount-option and --config-option say", "",
     "libvirt's namespaces storagepool/fs and storagepool/rbd")
RULE(POOL_OPTION_REFUSED, "pool-option-refused", POOL, ASKED, REFUSE, CALL(P0, refuse_options),
     "an option that pools of this type do not take, or a bad value",
     "is refused; forced, it is written as it was given", "",
     "storagepool.rng; libvirt drops or refuses what a type does not take")
RULE(POOL_OPTION_DOUBTFUL, "pool-option-doubtful", POOL, ASKED, WARN, CALL(P0, doubt_options),
     "a value that libvirt takes, but not its schema or the standard",
     "is written as it was given", "",
     "storagepool.rng, IscsiQualifiedName: iqn. names only; RFC 7143: lower case")
RULE(POOL_HOSTS, "pool-hosts", POOL, ANY, WARN, CALL(P0, warn_hosts),
     "/pool/source/host[2] of other types than rbd and sheepdog",
     "stays: the pool can be defined, but never started", "",
     "start: Expected exactly 1 host for the storage pool")
RULE(POOL_TARGET_NAME, "pool-target-name", POOL, ANY, WARN, CALL(P0, warn_target_name),
     "/pool[@type='iscsi' or @type='iscsi-direct']/source/device/@path",
     "stays: it is no iSCSI name by RFC 7143", "",
     "define and the schema take 'notaniqn'; no target has such a name")
RULE(POOL_TYPE, "pool-type", POOL, ANY, WARN, CALL(P0, warn_type),
     "/pool/@type that poolgen does not know", "stays: options are not checked against it", "",
     "define: unknown storage pool type")
/* clang-format on */
