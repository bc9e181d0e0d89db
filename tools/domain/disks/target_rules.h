/* Bus and name of disks, and what depends on them. */
/* clang-format off */
RULE(DISK_BUS_XEN, BY(fix_targets),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/target[@bus='xen']",
     .does = "becomes virtio, or the bus of --disk-bus; xvda becomes vda",
     .why = "procedure 2.5.2; start: unsupported disk bus 'xen'")

RULE(DISK_BUS_PROPERTIES, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "wwn, vendor, product, geometry, target/@rotation_rate, @removable of a disk "
              "whose bus changes",
     .does = "are removed",
     .mind = "the new bus does not have this property",
     .why = "define: Only ide and scsi disk support wwn, and similar")

RULE(DISK_BUS_MISSING, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/target[not(@bus)]",
     .does = "the bus is added (in a kvm domain for xvd* only)",
     .why = "libvirt infers xen from xvd* (virDomainDiskDefPostParse); start: unsupported disk "
            "bus 'xen'")

RULE(DISK_PARTITION, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "disk/target/@dev such as xvda1",
     .does = "is refused: the target is a partition; forced, each becomes a disk of its own",
     .why = "define: partitions can't appear in disk targets; such an image has no boot sector")

RULE(DISK_TARGET_UNKNOWN, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk/target/@dev such as nbd0, cciss/c0d0, xvdA",
     .does = "is refused: no disk has this name; forced, the disk gets the next free letter",
     .why = "define: Unknown disk name 'nbd0' and no address specified; with an address: "
            "invalid disk target 'nbd0'")

RULE(DISK_TARGET_NORMALISE, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target/@dev such as 51712, 0xca00, d0p0, ioemu:hda, hda:disk, /dev/xvda",
     .does = "becomes libvirt's spelling",
     .why = "schema and define refuse 51712; xen docs/misc/vbd-interface.txt")

RULE(DISK_CDROM_BUS, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk[@device='cdrom']/target of a PV guest, or with bus xen or virtio",
     .does = "becomes a CD-ROM at a free place on IDE (SATA on q35)",
     .why = "define: disk type of 'vdb' does not support ejectable media")

RULE(DISK_IDE_READONLY, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk[@device='disk' and readonly]/target[@bus='ide']",
     .does = "becomes a virtio disk",
     .why = "start: readonly ide disks are not supported")

RULE(DISK_IDE_OVERFLOW, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target hde and up",
     .does = "becomes a virtio disk",
     .why = "define: Only 1 IDE controller is supported")

RULE(DISK_IDE_FULL, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "the fifth device on IDE",
     .does = "becomes a SATA drive",
     .why = "define: Only 1 IDE controller is supported")

RULE(DISK_IDE_Q35, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target[@bus='ide'] with --machine=q35",
     .does = "becomes a SATA drive",
     .why = "define: IDE controllers are unsupported for this QEMU binary or machine type")

RULE(DISK_ADDRESS_STALE, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/address of a disk whose bus or name changes",
     .does = "is removed; libvirt assigns a new one",
     .why = "define: virtio disk cannot have an address of type drive")

RULE(DISK_NAME_COLLISION, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "two disks that get the same name",
     .does = "xvdX keeps its letter, the others get the next free one",
     .why = "define: target 'vda' duplicated")

RULE(DISK_PV_EMULATED_NAME, BY(fix_targets),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target hdX or sdX of a PV guest",
     .does = "becomes a virtio disk, too",
     .why = "every disk of a PV guest is a PV disk, whatever its name (xen_xl.c, xen_xm.c)")

RULE(DISK_HVM_XVD, BY(fix_targets),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "disk/target xvdX of an HVM guest",
     .does = "warns that the disk was an IDE disk as well",
     .why = "Xen also emulates xvda to xvdd as IDE: Windows without viostor does not boot")

RULE(DISK_HVM_BUS, BY(fix_targets),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "disk/target[@bus='ide'] of an HVM guest with --hvm-disk-bus",
     .does = "becomes a disk on that bus",
     .why = "faster than IDE; the guest needs the driver before it boots")

RULE(DISK_IDE_LEFT_OVER, BY(fix_targets),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "hard disk that has no place on IDE, with --fallback or a bus of ide",
     .does = "warns that the guest needs another driver for it",
     .why = "IDE has four places, and start: readonly ide disks are not supported")

RULE(DISK_VIRTIO_GAP, BY(fix_targets),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "virtio disks whose letters have gaps",
     .does = "notes the names that the guest will see",
     .why = "libvirt numbers PCI slots by letter, and the guest names disks by slot")

RULE(DISK_IMAGE_TWICE, BY(fix_targets),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "two disks with one image that are neither both read-only nor both shareable",
     .does = "the PV disk of an image that is an emulated disk, too, is removed; others are "
             "refused, or forced, the later one is removed",
     .why = "start: Failed to get shared \"write\" lock; Is another process using the image; Xen "
            "unplugs the emulated disk when the guest's PV drivers start")

RULE(DISK_FLOPPY_PV, BY(fix_targets),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "disk[@device='floppy'] of a PV guest",
     .does = "is removed",
     .mind = "a PV guest had no floppy controller",
     .why = "no emulated devices on PV")
/* clang-format on */
