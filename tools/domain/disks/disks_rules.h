/* Disks: bus, name, driver, format, source. */
/* clang-format off */
RULE(DISK_DRIVER_TAP2, BY(fix_disks),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='tap2'",
     .does = "becomes qemu",
     .why = "procedure 2.5.1, whose text swaps type and name; define: unsupported driver name")

RULE(DISK_FORMAT_AIO, BY(fix_disks),
     .group = GROUP_SEED, .scope = SCOPE_INERT, .level = LEVEL_CONVERT,
     .where = "disk/driver/@type='aio'",
     .does = "becomes raw: aio is not a format",
     .why = "procedure 2.5.1; libvirt reads aio as raw (domain_conf.c)")

RULE(DISK_CACHE, BY(fix_disks),
     .group = GROUP_SEED, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/driver[@name='tap' or @name='tap2' or @io='native'][not(@cache)]",
     .does = "cache=none is added; --cache=MODE sets the mode of every disk",
     .why = "procedure 2.5.1; io=native without cache=none: define fails")

RULE(DISK_BUS_XEN, BY(fix_disks),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/target[@bus='xen']",
     .does = "becomes virtio, or the bus of --disk-bus; xvda becomes vda",
     .why = "procedure 2.5.2; start: unsupported disk bus 'xen'")

RULE(DISK_DRIVER_UNKNOWN, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk/driver/@name other than qemu, tap, tap2, phy, file; disk/source/@dev such "
              "as drbd:r0",
     .does = "is refused: the disk came from a block script of Xen; forced, it becomes qemu",
     .why = "define: unsupported driver name 'drbd' for disk; start: Cannot access storage file "
            "'drbd:r0'")

RULE(DISK_BUS_PROPERTIES, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "wwn, vendor, product, geometry, target/@rotation_rate, @removable of a disk "
              "whose bus changes",
     .does = "are removed",
     .mind = "the new bus does not have this property",
     .why = "define: Only ide and scsi disk support wwn, and similar")

RULE(DISK_DRIVER_PHY, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='phy'",
     .does = "becomes qemu",
     .why = "define: unsupported driver name; Xen accepts raw only there (libxlMakeDisk)")

RULE(DISK_DRIVER_FILE, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='file'",
     .does = "becomes qemu",
     .why = "define: unsupported driver name; Xen accepts raw only there (libxlMakeDisk)")

RULE(DISK_DRIVER_TAP, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='tap'",
     .does = "becomes qemu; the format stays",
     .why = "define: unsupported driver name")

RULE(DISK_FORMAT_UNKNOWN, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk/driver/@type='ram', 'tapdisk:remus', 'cow' and others",
     .does = "a format that QEMU does not know is refused; forced, it becomes raw",
     .why = "define: unknown driver format value; a wrong guess can destroy data")

RULE(DISK_BUS_MISSING, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/target[not(@bus)]",
     .does = "the bus is added (in a kvm domain for xvd* only)",
     .why = "libvirt infers xen from xvd* (virDomainDiskDefPostParse); start: unsupported disk "
            "bus 'xen'")

RULE(DISK_PARTITION, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "disk/target/@dev such as xvda1",
     .does = "is refused: the target is a partition; forced, each becomes a disk of its own",
     .why = "define: partitions can't appear in disk targets; such an image has no boot sector")

RULE(DISK_TARGET_UNKNOWN, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk/target/@dev such as nbd0, cciss/c0d0, xvdA",
     .does = "is refused: no disk has this name; forced, the disk gets the next free letter",
     .why = "define: Unknown disk name 'nbd0' and no address specified; with an address: "
            "invalid disk target 'nbd0'")

RULE(DISK_TARGET_NORMALISE, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target/@dev such as 51712, 0xca00, d0p0, ioemu:hda, hda:disk, /dev/xvda",
     .does = "becomes libvirt's spelling",
     .why = "schema and define refuse 51712; xen docs/misc/vbd-interface.txt")

RULE(DISK_CDROM_BUS, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk[@device='cdrom']/target of a PV guest, or with bus xen or virtio",
     .does = "becomes a CD-ROM at a free place on IDE (SATA on q35)",
     .why = "define: disk type of 'vdb' does not support ejectable media")

RULE(DISK_IDE_READONLY, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk[@device='disk' and readonly]/target[@bus='ide']",
     .does = "becomes a virtio disk",
     .why = "start: readonly ide disks are not supported")

RULE(DISK_IDE_OVERFLOW, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target hde and up",
     .does = "becomes a virtio disk",
     .why = "define: Only 1 IDE controller is supported")

RULE(DISK_IDE_FULL, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "the fifth device on IDE",
     .does = "becomes a SATA drive",
     .why = "define: Only 1 IDE controller is supported")

RULE(DISK_IDE_Q35, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target[@bus='ide'] with --machine=q35",
     .does = "becomes a SATA drive",
     .why = "define: IDE controllers are unsupported for this QEMU binary or machine type")

RULE(DISK_ADDRESS_STALE, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/address of a disk whose bus or name changes",
     .does = "is removed; libvirt assigns a new one",
     .why = "define: virtio disk cannot have an address of type drive")

RULE(DISK_NAME_COLLISION, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "two disks that get the same name",
     .does = "xvdX keeps its letter, the others get the next free one",
     .why = "define: target 'vda' duplicated")

RULE(DISK_SHAREABLE_FORMAT, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk[shareable]/driver[@type!='raw']",
     .does = "is refused: only raw disks can be shared; forced, the disk is no longer shared",
     .why = "start: shared access for disk requires use of supported storage format")

RULE(DISK_FORMAT_VHD, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_CONVERT,
     .where = "disk/driver/@type='vhd'",
     .does = "becomes vpc, QEMU's name of the format",
     .why = "libvirt passes vhd as vhdx (qemu_block.c); start with a real VHD fails")

RULE(DISK_FORMAT_DEFAULT, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_CONVERT,
     .where = "disk without driver or driver/@type",
     .does = "raw is added",
     .why = "both mean raw; if it is written, nothing probes the image")

RULE(DISK_FORMAT, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "disk/driver/@type with --disk-format=DISK=FORMAT",
     .does = "becomes that format",
     .why = "procedure 2.1, step 5: the image was converted with qemu-img")

RULE(DISK_PV_EMULATED_NAME, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target hdX or sdX of a PV guest",
     .does = "becomes a virtio disk, too",
     .why = "every disk of a PV guest is a PV disk, whatever its name (xen_xl.c, xen_xm.c)")

RULE(DISK_HVM_XVD, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "disk/target xvdX of an HVM guest",
     .does = "warns that the disk was an IDE disk as well",
     .why = "Xen also emulates xvda to xvdd as IDE: Windows without viostor does not boot")

RULE(DISK_HVM_BUS, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "disk/target[@bus='ide'] of an HVM guest with --hvm-disk-bus",
     .does = "becomes a disk on that bus",
     .why = "faster than IDE; the guest needs the driver before it boots")

RULE(DISK_VIRTIO_GAP, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "virtio disks whose letters have gaps",
     .does = "notes the names that the guest will see",
     .why = "libvirt numbers PCI slots by letter, and the guest names disks by slot")

RULE(DISK_SOURCE_PREFIX, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/source with tap:aio:, phy:, file: or a relative block path",
     .does = "the prefix is removed; a relative block path starts from /dev/",
     .why = "define accepts a relative path, start fails; xend meant /dev/")

RULE(MAP_PATH, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "disk/source, os/kernel, os/initrd with --map-path=OLD=NEW",
     .does = "the path becomes NEW",
     .why = "images are elsewhere on the new host")

RULE(DISK_FLOPPY_PV, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "disk[@device='floppy'] of a PV guest",
     .does = "is removed",
     .mind = "a PV guest had no floppy controller",
     .why = "no emulated devices on PV")

RULE(DISK_SCRIPT, DROP(AT(NAME_DEVICES, NAME_DISK, NAME_SCRIPT)),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "disk/script",
     .does = "is removed",
     .mind = "the old host's block script set up the device: check that the new host has it",
     .why = "Qubes' libvirt writes it; define --validate: it is not in the schema, and QEMU "
            "runs no script")

RULE(DISK_TRANSIENT, DROP(AT(NAME_DEVICES, NAME_DISK, NAME_TRANSIENT)),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "disk/transient",
     .does = "is removed",
     .mind = "Xen never made the disk transient, so nothing changes",
     .why = "libxlMakeDisk ignores it; QEMU accepts it for file disks only")

RULE(DISK_BACKENDDOMAIN,
     EACH(AT(NAME_DEVICES, NAME_DISK, NAME_BACKENDDOMAIN), refuse_backenddomain),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "disk/backenddomain",
     .does = "is refused; forced, or if it is dom0, it is removed",
     .why = "QEMU ignores it silently, although the image is in another domain")

RULE(DISK_NETWORK, EACH(AT(NAME_DEVICES, NAME_DISK), note_network_disk),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "disk[@type='network']",
     .does = "stays; its hosts must be reachable and its secrets defined",
     .why = "rbd and others are valid in both drivers")
/* clang-format on */
