/* Group snapshot: what a snapshot or checkpoint has besides its domains. */
/* clang-format off */
RULE(SNAPSHOT_RUNNING, "snapshot-running", SNAPSHOT, SUBJECT, REFUSE, PLANNED,
     "/domainsnapshot/state, of a guest that ran, and /domainsnapshot/memory",
     "a running guest's memory is Xen's: refused; --disk-only keeps its disks", "",
     "revert would hand Xen's memory image to QEMU; redefine takes it all the same")
RULE(SNAPSHOT_DISK_ONLY, "snapshot-disk-only", SNAPSHOT, SUBJECT, DROP, PLANNED,
     "/domainsnapshot/state, /domainsnapshot/memory, with --disk-only",
     "the guest is shut off in it: disk-snapshot where a disk is external, else shutoff",
     "reverting is like switching the guest off at that moment",
     "libvirt snapshot_conf.c virDomainSnapshotDefParse: memory none or no without a running state")
RULE(SNAPSHOT_NO_NAME, "snapshot-no-name", SNAPSHOT, ANY, REFUSE, PLANNED,
     "/*[not(name)]", "a document without name is refused", "",
     "redefine: a redefined snapshot must have a name")
RULE(SNAPSHOT_NO_STATE, "snapshot-no-state", SNAPSHOT, ANY, REFUSE, PLANNED,
     "/domainsnapshot[not(state)]", "a snapshot without a state that libvirt knows is refused", "",
     "redefine: missing state from existing snapshot")
RULE(SNAPSHOT_NO_TIME, "snapshot-no-time", SNAPSHOT, ANY, REFUSE, PLANNED,
     "/*[not(creationTime)]", "a document without creation time is refused", "",
     "redefine: missing creationTime from existing snapshot")
RULE(SNAPSHOT_NO_DOMAIN, "snapshot-no-domain", SNAPSHOT, ANY, REFUSE, PLANNED,
     "/*[not(domain)]", "a document without domain is refused", "",
     "redefine: missing domain in snapshot")
RULE(SNAPSHOT_BARE_DOMAIN, "snapshot-bare-domain", SNAPSHOT, ANY, REFUSE, PLANNED,
     "/*/domain[not(@type)]", "a document whose domain is a uuid only is refused", "",
     "libvirt before 0.9.5 kept no more; redefine: missing domain in snapshot")
RULE(SNAPSHOT_UUID, "snapshot-uuid", SNAPSHOT, ANY, REFUSE, PLANNED,
     "/*/domain/uuid, /*/inactiveDomain/uuid, with --uuid=UUID", "another guest's document is refused",
     "", "redefine: definition for snapshot s1 must use uuid ...")
RULE(SNAPSHOT_DISK_UNKNOWN, "snapshot-disk-unknown", SNAPSHOT, ANY, REFUSE, PLANNED,
     "/*/disks/disk/@name", "a disk that the domain does not have is refused", "",
     "redefine: no disk named 'vdx' (virDomainSnapshotAlignDisks)")
RULE(SNAPSHOT_DISK_NAME, "snapshot-disk-name", SNAPSHOT, ANY, CONVERT, PLANNED,
     "/*/disks/disk/@name", "follows the domain's disk: its target, or the path of its image", "",
     "redefine: no disk named 'xvda'")
RULE(SNAPSHOT_PATH, "snapshot-path", SNAPSHOT, ANY, OPTION, PLANNED,
     "/domainsnapshot/memory/@file, /*/disks/disk/source, with --map-path=OLD=NEW",
     "the path becomes NEW", "", "images and memory files are elsewhere on the new host")
/* clang-format on */
