/* Images of disks: paths, prefixes of xend, Xen's scripts. */
/* clang-format off */
RULE(DISK_ENCRYPTION_QCOW, BY(refuse_encryption),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "encryption of a disk, its source or a backingStore with @format='qcow' or 'default', "
              "or another format than luks (with engine='librbd' luks2, luks-any)",
     .does = "is refused; forced, it stays",
     .why = "define, start: old qcow/qcow2 encryption is not supported; luks2 is currently not "
            "supported by the qemu encryption engine (qemu_domain.c)")

RULE(DISK_SOURCE_PREFIX, BY(fix_sources),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk/source with tap:aio:, phy:, file: or a relative block path",
     .does = "the prefix is removed; a relative block path starts from /dev/",
     .why = "define accepts a relative path, start fails; xend meant /dev/")

RULE(DISK_SOURCE_KIND, BY(fix_sources),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "disk, backingStore, mirror, dataStore [@type='file'] with a device below /dev, or "
              "[@type='block'] with another path (in a kvm domain one such as x.img), also after "
              "--map-path",
     .does = "becomes type block with source dev, or type file with source file",
     .why = "define accepts both; start: 'file' driver requires '/dev/vg0/guest' to be a regular "
            "file; 'host_device' driver requires a device")

RULE(DISK_SCRIPT, DROP(AT(NAME_DEVICES, NAME_DISK, NAME_SCRIPT)),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "disk/script",
     .does = "is removed",
     .mind = "the block script of the old host set up the device: check that the new host has it",
     .why = "Qubes' libvirt writes it; define --validate: it is not in the schema, and QEMU "
            "runs no script")

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
