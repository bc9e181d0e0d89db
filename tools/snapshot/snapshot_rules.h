/* What a snapshot or checkpoint has besides its domains. */
/* clang-format off */
RULE(SNAPSHOT_RUNNING, BY(fix_state),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "/domainsnapshot/state, of a guest that ran, and /domainsnapshot/memory",
     .does = "is refused: the memory is Xen's; --disk-only keeps the disks",
     .why = "redefine accepts it, but revert would load Xen's memory image into QEMU")

RULE(SNAPSHOT_DISK_ONLY, BY(fix_state),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "/domainsnapshot/state, /domainsnapshot/memory, with --disk-only",
     .does = "becomes a snapshot of a guest that is shut off: disk-snapshot if a disk is "
             "external, else shutoff",
     .mind = "reverting is like switching the guest off at that moment",
     .why = "libvirt snapshot_conf.c virDomainSnapshotDefParse: memory none or no without a "
            "running state")

RULE(SNAPSHOT_NO_NAME, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*[not(name)]",
     .does = "is refused",
     .mind = "add '<name>', or dump it again on the old host",
     .why = "redefine: a redefined snapshot must have a name")

RULE(SNAPSHOT_NO_STATE, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/domainsnapshot/state that is missing, or that libvirt does not know",
     .does = "is refused",
     .mind = "set '<state>' to what the guest did, such as shutoff",
     .why = "redefine: missing state from existing snapshot")

RULE(SNAPSHOT_NO_TIME, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*[not(creationTime)]",
     .does = "is refused",
     .mind = "add '<creationTime>', in seconds since 1970",
     .why = "redefine: missing creationTime from existing snapshot")

RULE(SNAPSHOT_NO_DOMAIN, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/domainsnapshot[not(domain)]",
     .does = "is refused",
     .mind = "dump it again on the old host (virsh snapshot-dumpxml)",
     .why = "redefine: missing domain in snapshot; a checkpoint without one is redefined")

RULE(SNAPSHOT_BARE_DOMAIN, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*/domain[not(@type)]",
     .does = "is refused: the domain is only a uuid",
     .mind = "put the XML of the domain in its place",
     .why = "libvirt before 0.9.5 stored no more; redefine: missing domain in snapshot")

RULE(SNAPSHOT_UUID, BY(check_snapshot),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*/domain/uuid, /*/inactiveDomain/uuid other than --uuid=UUID",
     .does = "is refused: the document belongs to another guest",
     .mind = "leave the document out, or give --uuid of its guest",
     .why = "redefine: definition for snapshot s1 must use uuid ...")

RULE(SNAPSHOT_NEW_UUID, BY(fix_uuid),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "uuid of /*/domain, /*/inactiveDomain, and sysinfo/system/entry[@name='uuid'] in them",
     .does = "becomes the UUID of --new-uuid=UUID",
     .why = "redefine: definition for snapshot s1 must use uuid ...; define: UUID mismatch "
            "between <uuid> and <sysinfo>")

RULE(SNAPSHOT_PARENT, BY(fix_parent),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_OPTION, .level = LEVEL_DROP,
     .where = "/*/parent whose snapshot or checkpoint is not among the documents, with --reparent",
     .does = "is removed: the document begins a tree of its own",
     .mind = "an overlay still needs the images that it was made on, also those of the lost parent",
     .why = "redefine: parent s1 for moment s2 not found")

RULE(SNAPSHOT_MANUAL, BY(check_disks),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_NOTE,
     .where = "/domainsnapshot/disks/disk[@snapshot='manual']",
     .does = "is told: somebody else keeps the disk's contents, and libvirt does not revert it",
     .why = "libvirt 8.2 and later; formatsnapshot.html: manual; its images do not follow the dump")

RULE(SNAPSHOT_DELETING, BY(check_disks),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "/domainsnapshot/disks/disk/snapshotDeleteInProgress",
     .does = "is told: the image may be merged into another one already",
     .why = "libvirt 9.10 and later mark a disk whose deletion was interrupted; what is left of it "
            "is deleted on the old host")

RULE(SNAPSHOT_DISK_UNKNOWN, BY(fix_disk_names),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/*/disks/disk/@name of a disk that the domain does not have",
     .does = "is refused",
     .mind = "remove it from '<disks>', or add it to the domain",
     .why = "redefine: no disk named 'vdx' (virDomainSnapshotAlignDisks)")

RULE(SNAPSHOT_DISK_NAME, BY(fix_disk_names),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/*/disks/disk/@name, /domainsnapshot/revertDisks/disk/@name",
     .does = "becomes the new name of the domain's disk, or the new path of its image",
     .why = "redefine: no disk named 'xvda'")

RULE(SNAPSHOT_PATH, BY(fix_disk_names),
     .group = GROUP_SNAPSHOT, .scope = SCOPE_ALWAYS, .level = LEVEL_OPTION,
     .where = "/domainsnapshot/memory/@file, source of /*/disks/disk and revertDisks/disk, with "
              "--map-path=OLD=NEW",
     .does = "the path becomes NEW",
     .why = "images and memory files are elsewhere on the new host")

RULE(SNAPSHOT_GUEST_MISSING, BY(meet_guest_there),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "/*/domain whose guest the new host does not have, with --target that lists guests",
     .does = "stays; warns: the guest is defined before its snapshots and checkpoints",
     .why = "virsh snapshot-create: failed to get domain 'mail'")

RULE(SNAPSHOT_GUEST_OTHER, BY(meet_guest_there),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "/*/domain/uuid other than that of the new host's domain of that name",
     .does = "is refused; forced, it stays",
     .mind = "if that is the guest, give its UUID as --new-uuid",
     .why = "redefine: definition for snapshot s1 must use uuid ... (libvirt snapshot_conf.c "
            "virDomainSnapshotRedefineValidate, checkpoint_conf.c virDomainCheckpointRedefinePrep)")

RULE(SNAPSHOT_NAME_IN_USE, BY(meet_guest_there),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "/*/name of a snapshot or checkpoint that the guest has on the new host, with another "
              "creationTime",
     .does = "is refused; forced, it stays",
     .mind = "delete the one that is there, or rename this one and the parent of its children",
     .why = "redefine replaces it without a word (libvirt virDomainSnapshotRedefinePrep, "
            "virDomainCheckpointRedefineCommit), and nothing describes its disks any more")

RULE(SNAPSHOT_FILE_MISSING, BY(meet_files),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "source of disks/disk and revertDisks/disk, memory/@file in a pool of the new host that "
              "has no such volume",
     .does = "stays; warns",
     .why = "redefine does not look at it; snapshot-revert: Cannot access storage file")

RULE(SNAPSHOT_FILE_IN_USE, BY(meet_files),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "source of disks/disk and revertDisks/disk that another guest of the new host may write "
              "to",
     .does = "is refused; forced, it stays",
     .mind = "copy it to a path of its own, and map the path (--map-path)",
     .why = "redefine does not look at it; snapshot-revert and snapshot-delete write to the other "
            "guest's image, or start: Failed to get \"write\" lock")

RULE(SNAPSHOT_REVERT, BY(meet_form),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "an external disk or memory, where capabilities list no externalSnapshot",
     .does = "stays; warns",
     .why = "libvirt before 9.9: revert to external snapshot not supported yet (qemu_snapshot.c "
            "qemuSnapshotRevertValidate)")

RULE(SNAPSHOT_CHECKPOINT, BY(meet_form),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "/domaincheckpoint, where libvirt of the new host is older than 5.6",
     .does = "is refused; forced, it stays",
     .mind = "leave the checkpoints out, and make the next backup a full one",
     .why = "virsh: unknown command checkpoint-create; libvirt 5.6 and later have checkpoints")

RULE(SNAPSHOT_BACKUP, BY(meet_form),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "/domaincheckpoint, where domcapabilities say that backup is not supported",
     .does = "stays; warns: the next backup is a full one",
     .why = "libvirt qemu_backup.c qemuBackupBegin: incremental backup is not supported yet")
/* clang-format on */
