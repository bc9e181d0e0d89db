/* Drivers of disks: format, cache, sharing. */
/* clang-format off */
RULE(DISK_DRIVER_TAP2, BY(fix_drivers),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='tap2'",
     .does = "becomes qemu",
     .why = "procedure 2.5.1, whose text swaps type and name; define: unsupported driver name")

RULE(DISK_FORMAT_AIO, BY(fix_drivers),
     .group = GROUP_SEED, .scope = SCOPE_INERT, .level = LEVEL_CONVERT,
     .where = "disk/driver/@type='aio'",
     .does = "becomes raw: aio is not a format",
     .why = "procedure 2.5.1, and libvirt reads aio as raw (domain_conf.c)")

RULE(DISK_CACHE, BY(fix_drivers),
     .group = GROUP_SEED, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk/driver[@name='tap' or @name='tap2' or @io='native'][not(@cache)]",
     .does = "cache=none is added; --cache=MODE sets the mode of every disk",
     .why = "procedure 2.5.1; io=native without cache=none: define fails")

RULE(DISK_DRIVER_UNKNOWN, BY(fix_drivers),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk/driver/@name other than qemu, tap, tap2, phy, file; disk/source/@dev such "
              "as drbd:r0",
     .does = "is refused: the disk came from a block script of Xen; forced, it becomes qemu",
     .why = "define: unsupported driver name 'drbd' for disk; start: Cannot access storage file "
            "'drbd:r0'")

RULE(DISK_DRIVER_PHY, BY(fix_drivers),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='phy'",
     .does = "becomes qemu",
     .why = "define: unsupported driver name; Xen accepts raw only there (libxlMakeDisk)")

RULE(DISK_DRIVER_FILE, BY(fix_drivers),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='file'",
     .does = "becomes qemu",
     .why = "define: unsupported driver name; Xen accepts raw only there (libxlMakeDisk)")

RULE(DISK_DRIVER_TAP, BY(fix_drivers),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/driver/@name='tap'",
     .does = "becomes qemu; the format stays",
     .why = "define: unsupported driver name")

RULE(DISK_FORMAT_UNKNOWN, BY(fix_drivers),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk/driver/@type='ram', 'tapdisk:remus', 'cow' and others",
     .does = "a format that QEMU does not know is refused; forced, it becomes raw",
     .why = "define: unknown driver format value; a wrong guess can destroy data")

RULE(DISK_DIR_FAT, BY(fix_drivers),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disk[@type='dir']",
     .does = "gets the format fat and readonly",
     .why = "start: storage type 'dir' requires use of storage format 'fat'; define: virtual FAT "
            "storage can't be accessed in read-write mode")

RULE(DISK_SHAREABLE_FORMAT, BY(fix_drivers),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "disk[shareable]/driver[@type!='raw']",
     .does = "is refused: only raw disks can be shared; forced, the disk is no longer shared",
     .mind = "convert the image to raw (qemu-img convert), or stop sharing with --force",
     .why = "start: shared access for disk requires use of supported storage format")

RULE(DISK_FORMAT_VHD, BY(fix_drivers),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_CONVERT,
     .where = "disk/driver/@type='vhd'",
     .does = "becomes vpc, QEMU's name of the format",
     .why = "libvirt passes vhd as vhdx (qemu_block.c), and start with a real VHD fails")

RULE(DISK_FORMAT_DEFAULT, BY(fix_drivers),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_CONVERT,
     .where = "disk without driver or driver/@type",
     .does = "raw is added",
     .why = "both mean raw: if it is written, nothing probes the image")

RULE(DISK_FORMAT, BY(fix_drivers),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "disk/driver/@type with --disk-format=DISK=FORMAT",
     .does = "becomes that format",
     .why = "procedure 2.1, step 5: the image was converted with qemu-img")

RULE(DISK_TRANSIENT, DROP(AT(NAME_DEVICES, NAME_DISK, NAME_TRANSIENT)),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "disk/transient",
     .does = "is removed",
     .mind = "Xen never made the disk transient, so nothing changes",
     .why = "libxlMakeDisk ignores it; QEMU accepts it for file disks only")
/* clang-format on */
