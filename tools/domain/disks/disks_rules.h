/* Disks: bus, name, driver, format, source. */
/* clang-format off */
RULE(DISK_DRIVER_TAP2, BY(fix_disks),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='tap2'",
     .does = "blktap2 becomes qemu",
     .why = "procedure 2.5.1, whose prose swaps type and name; define: unsupported driver name")

RULE(DISK_FORMAT_AIO, BY(fix_disks),
     .group = GROUP_SEED, .scope = SCOPE_INERT, .level = LEVEL_CONVERT,
     .where = "disk/driver/@type='aio'",
     .does = "aio, which is no format, becomes raw",
     .why = "procedure 2.5.1; libvirt reads aio as raw (domain_conf.c)")

RULE(DISK_CACHE, BY(fix_disks),
     .group = GROUP_SEED, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/driver[@name='tap' or @name='tap2' or @io='native'][not(@cache)]",
     .does = "cache=none is added; --cache=MODE sets the mode of every disk",
     .why = "procedure 2.5.1; io=native without cache=none: define fails")

RULE(DISK_BUS_XEN, BY(fix_disks),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/target[@bus='xen']",
     .does = "the disk moves to virtio, or --disk-bus; xvda becomes vda",
     .why = "procedure 2.5.2; start: unsupported disk bus 'xen'")

RULE(DISK_DRIVER_UNKNOWN, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk/driver/@name other than qemu, tap, tap2, phy, file; disk/source/@dev such "
              "as drbd:r0",
     .does = "is refused: a block script of Xen's gave the disk; forced, it becomes qemu",
     .why = "define: unsupported driver name 'drbd' for disk; start: Cannot access storage file "
            "'drbd:r0'")

RULE(DISK_BUS_PROPERTIES, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "wwn, vendor, product, geometry, target/@rotation_rate, @removable of a disk that "
              "moves",
     .does = "go",
     .mind = "the new bus has no such thing",
     .why = "define: Only ide and scsi disk support wwn, and its like")

RULE(DISK_DRIVER_PHY, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='phy'",
     .does = "becomes qemu",
     .why = "define: unsupported driver name; Xen takes raw only there (libxlMakeDisk)")

RULE(DISK_DRIVER_FILE, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='file'",
     .does = "becomes qemu",
     .why = "define: unsupported driver name; Xen takes raw only there (libxlMakeDisk)")

RULE(DISK_DRIVER_TAP, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='tap'",
     .does = "becomes qemu; the format stays",
     .why = "define: unsupported driver name")

RULE(DISK_FORMAT_UNKNOWN, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk/driver/@type='ram', 'tapdisk:remus', 'cow' and others",
     .does = "a format QEMU does not know is refused; forced, it becomes raw",
     .why = "define: unknown driver format value; to guess a format can destroy data")

RULE(DISK_BUS_MISSING, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/target[not(@bus)]",
     .does = "the bus is written down (in a kvm domain for xvd* only)",
     .why = "libvirt infers xen from xvd* (virDomainDiskDefPostParse); start: unsupported disk "
            "bus 'xen'")

RULE(DISK_PARTITION, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "disk/target/@dev such as xvda1",
     .does = "a partition as target is refused; forced, each becomes a disk of its own",
     .why = "define: partitions can't appear in disk targets; such an image has no boot sector")

RULE(DISK_TARGET_UNKNOWN, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk/target/@dev such as nbd0, cciss/c0d0, xvdA",
     .does = "a name that no disk has is refused; forced, the disk gets the next free letter",
     .why = "define: Unknown disk name 'nbd0' and no address specified, or with one: invalid "
            "disk target 'nbd0'")

RULE(DISK_TARGET_NORMALISE, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target/@dev such as 51712, 0xca00, d0p0, ioemu:hda, hda:disk, /dev/xvda",
     .does = "the target is spelled as libvirt spells it",
     .why = "schema and define refuse 51712; xen docs/misc/vbd-interface.txt")

RULE(DISK_CDROM_BUS, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk[@device='cdrom']/target of a PV guest, or with bus xen or virtio",
     .does = "the CD-ROM moves to a free place on IDE (SATA on q35)",
     .why = "define: disk type of 'vdb' does not support ejectable media")

RULE(DISK_IDE_READONLY, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk[@device='disk' and readonly]/target[@bus='ide']",
     .does = "moves to virtio",
     .why = "start: readonly ide disks are not supported")

RULE(DISK_IDE_OVERFLOW, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target hde and up",
     .does = "moves to virtio",
     .why = "define: Only 1 IDE controller is supported")

RULE(DISK_IDE_FULL, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "the fifth device on IDE",
     .does = "moves to SATA",
     .why = "define: Only 1 IDE controller is supported")

RULE(DISK_IDE_Q35, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target[@bus='ide'] with --machine=q35",
     .does = "moves to SATA",
     .why = "define: IDE controllers are unsupported for this QEMU binary or machine type")

RULE(DISK_ADDRESS_STALE, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/address of a disk that moved",
     .does = "the address goes; libvirt gives a new one",
     .why = "define: virtio disk cannot have an address of type drive")

RULE(DISK_NAME_COLLISION, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "two disks that map to one name",
     .does = "xvdX keeps its letter, others get the next free one",
     .why = "define: target 'vda' duplicated")

RULE(DISK_SHAREABLE_FORMAT, BY(fix_disks),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk[shareable]/driver[@type!='raw']",
     .does = "sharing a disk that is not raw is refused; forced, it is no longer shared",
     .why = "start: shared access for disk requires use of supported storage format")

RULE(DISK_FORMAT_VHD, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_CONVERT,
     .where = "disk/driver/@type='vhd'",
     .does = "becomes vpc, QEMU's name of this format",
     .why = "libvirt passes vhd as vhdx (qemu_block.c); start on a real VHD fails")

RULE(DISK_FORMAT_DEFAULT, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_CONVERT,
     .where = "disk without driver or driver/@type",
     .does = "raw is written down",
     .why = "both mean raw; written down, nobody ever probes the image")

RULE(DISK_FORMAT, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "disk/driver/@type with --disk-format=DISK=FORMAT",
     .does = "becomes that format",
     .why = "procedure 2.1, step 5: the image was converted with qemu-img")

RULE(DISK_PV_EMULATED_NAME, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/target hdX or sdX of a PV guest",
     .does = "moves to virtio, too",
     .why = "every disk of a PV guest is a PV disk, whatever its name (xen_xl.c, xen_xm.c)")

RULE(DISK_HVM_XVD, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "disk/target xvdX of an HVM guest",
     .does = "warns that the disk was an IDE disk as well",
     .why = "Xen emulates xvda to xvdd as IDE too: Windows without viostor will not boot")

RULE(DISK_HVM_BUS, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "disk/target[@bus='ide'] of an HVM guest with --hvm-disk-bus",
     .does = "moves to that bus",
     .why = "faster than IDE; the guest needs the driver before it boots")

RULE(DISK_VIRTIO_GAP, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "virtio disks whose letters have gaps",
     .does = "tells the names that the guest will see",
     .why = "libvirt numbers PCI slots by letter, and the guest names disks by slot")

RULE(DISK_SOURCE_PREFIX, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/source with tap:aio:, phy:, file: or a relative block path",
     .does = "the prefix goes; a relative block path starts from /dev/",
     .why = "define takes a relative path, start fails; xend meant /dev/")

RULE(MAP_PATH, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "disk/source, os/kernel, os/initrd with --map-path=OLD=NEW",
     .does = "the path becomes NEW",
     .why = "images are elsewhere on the new host")

RULE(DISK_FLOPPY_PV, BY(fix_disks),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "disk[@device='floppy'] of a PV guest",
     .does = "goes",
     .mind = "a PV guest had no floppy controller",
     .why = "no emulated devices on PV")

RULE(DISK_SCRIPT, DROP(AT(NAME_DEVICES, NAME_DISK, NAME_SCRIPT)),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "disk/script",
     .does = "goes",
     .mind = "the old host's block script set up the device: see that the new one has it",
     .why = "Qubes' libvirt writes it; define --validate: it is not in the schema, and QEMU "
            "runs no script")

RULE(DISK_TRANSIENT, DROP(AT(NAME_DEVICES, NAME_DISK, NAME_TRANSIENT)),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "disk/transient",
     .does = "goes",
     .mind = "Xen never made the disk transient, so nothing changes",
     .why = "libxlMakeDisk ignores it; QEMU takes it on file disks only")

RULE(DISK_BACKENDDOMAIN,
     EACH(AT(NAME_DEVICES, NAME_DISK, NAME_BACKENDDOMAIN), refuse_backenddomain),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "disk/backenddomain",
     .does = "is refused; forced, or if it is dom0, it goes",
     .why = "silently ignored by QEMU, though the image lies in another domain")

RULE(DISK_NETWORK, EACH(AT(NAME_DEVICES, NAME_DISK), note_network_disk),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "disk[@type='network']",
     .does = "stays; its hosts and secrets have to exist",
     .why = "rbd and its like are valid in both drivers")
/* clang-format on */
