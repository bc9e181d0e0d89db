/* What a snapshot or checkpoint has besides its domains. */
/* clang-format off */
RULE(SNAPSHOT_RUNNING, BY(fix_state),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "/domainsnapshot/state, of a guest that ran, and /domainsnapshot/memory",
     .does = "a running guest's memory is Xen's: refused; --disk-only keeps its disks",
     .why = "revert would hand Xen's memory image to QEMU; redefine takes it all the same")

RULE(SNAPSHOT_DISK_ONLY, BY(fix_state),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "/domainsnapshot/state, /domainsnapshot/memory, with --disk-only",
     .does = "the guest is shut off in it: disk-snapshot where a disk is external, else shutoff",
     .mind = "reverting is like switching the guest off at that moment",
     .why = "libvirt snapshot_conf.c virDomainSnapshotDefParse: memory none or no without a "
            "running state")

RULE(SNAPSHOT_NO_NAME, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*[not(name)]",
     .does = "a document without name is refused",
     .why = "redefine: a redefined snapshot must have a name")

RULE(SNAPSHOT_NO_STATE, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/domainsnapshot[not(state)]",
     .does = "a snapshot without a state that libvirt knows is refused",
     .why = "redefine: missing state from existing snapshot")

RULE(SNAPSHOT_NO_TIME, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*[not(creationTime)]",
     .does = "a document without creation time is refused",
     .why = "redefine: missing creationTime from existing snapshot")

RULE(SNAPSHOT_NO_DOMAIN, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*[not(domain)]",
     .does = "a document without domain is refused",
     .why = "redefine: missing domain in snapshot")

RULE(SNAPSHOT_BARE_DOMAIN, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*/domain[not(@type)]",
     .does = "a document whose domain is a uuid only is refused",
     .why = "libvirt before 0.9.5 kept no more; redefine: missing domain in snapshot")

RULE(SNAPSHOT_UUID, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*/domain/uuid, /*/inactiveDomain/uuid, with --uuid=UUID",
     .does = "another guest's document is refused",
     .why = "redefine: definition for snapshot s1 must use uuid ...")

RULE(SNAPSHOT_DISK_UNKNOWN, BY(fix_disk_names),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*/disks/disk/@name",
     .does = "a disk that the domain does not have is refused",
     .why = "redefine: no disk named 'vdx' (virDomainSnapshotAlignDisks)")

RULE(SNAPSHOT_DISK_NAME, BY(fix_disk_names),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/*/disks/disk/@name",
     .does = "follows the domain's disk: its target, or the path of its image",
     .why = "redefine: no disk named 'xvda'")

RULE(SNAPSHOT_PATH, BY(fix_disk_names),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_OPTION,
     .where = "/domainsnapshot/memory/@file, /*/disks/disk/source, with --map-path=OLD=NEW",
     .does = "the path becomes NEW",
     .why = "images and memory files are elsewhere on the new host")
/* clang-format on */
