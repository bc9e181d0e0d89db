/* What is lost, missing or unknown in a guest's configuration file. */
/* clang-format off */
RULE(XL_KEY_UNKNOWN, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "KEY = VALUE",
     .does = "is ignored: neither xl nor xm knows the key",
     .why = "xl ignores it as well, so a typing error goes unnoticed; variables of scripts for xm "
            "look the same")

RULE(XL_KEY_DROPPED, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "KEY = VALUE, for some 90 keys (--list-keys)",
     .does = "is ignored: libvirt's XML has no place for it",
     .why = "libvirt's converter (xen_common.c, xen_xl.c) ignores it without a word")

RULE(XL_KEY_REPEATED, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "KEY = VALUE, with the same KEY further down",
     .does = "is ignored: the last value counts",
     .why = "xl (libxlu_cfg.c) and Python take the last one, libvirt's converter the first")

RULE(XL_KEY_IDLE, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_NOTE,
     .where = "KEY = VALUE",
     .does = "is left out, and nothing is lost: it has no effect on this guest, or concerns the "
             "tools of the old host",
     .why = "xl.cfg(5)")

RULE(XL_PART_UNKNOWN, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "vif = [ 'KEY=VALUE' ], and the same for disk, vfb, pci and so on",
     .does = "is ignored: the device has no such key",
     .why = "xl refuses it, libvirt's converter ignores it without a word")

RULE(XL_PART_DROPPED, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "vif = [ 'KEY=VALUE' ], and the same for disk, vfb, pci and so on",
     .does = "is ignored: libvirt's XML has no place for it",
     .why = "xl-disk-configuration(5), xl-network-configuration(5), xl-pci-configuration(5); "
            "libvirt's converter ignores it without a word")

RULE(XL_VALUE_DROPPED, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "KEY = VALUE, such as cpus = 'nodes:0'",
     .does = "is ignored: libvirt's XML has no place for this value, or it depends on the host",
     .why = "libvirt's converter refuses such a file, or ignores the value without a word")

RULE(XL_MEMORY, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "memory, maxmem, vnuma",
     .does = "is replaced where it is missing or contradicts the others",
     .why = "libvirt xen_common.c xenParseMem: 128 MiB where none is given")

RULE(XL_UUID_MISSING, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_NOTE,
     .where = "uuid",
     .does = "is missing: libvirt makes one when the domain is defined",
     .why = "Xen makes a new one at each start; defined a second time, the guest would have another")

RULE(XL_MAC_MISSING, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_NOTE,
     .where = "vif = [ '...' ] without mac=",
     .does = "is written without a MAC address: libvirt makes one when the domain is defined",
     .why = "Xen makes a new one at each start; libvirt's converter writes 00:00:00:00:00:00")

RULE(XL_BRIDGE_MISSING, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "vif = [ '...' ] with neither bridge= nor script=",
     .does = "becomes an interface of type ethernet, connected to nothing",
     .why = "libvirt's converter does so; xl connects it to xenbr0 or to vif.default.bridge of "
            "xl.conf(5)")

RULE(XL_BOOT_MISSING, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "a PV or PVH guest with neither kernel nor bootloader",
     .does = "is written as it is",
     .why = "xl.cfg(5): either kernel or bootloader must be specified for PV guests; a missing "
            "type or builder = 'hvm' has the same effect")

RULE(XL_DISPLAY_MISSING, READ,
     .group = GROUP_CONFIG, .scope = SCOPE_ALWAYS, .level = LEVEL_NOTE,
     .where = "an HVM guest with none of vnc, sdl, spice and nographic",
     .does = "is written without a display",
     .why = "libvirt xen_common.c xenParseVfb: vnc is off where it is missing; for xl it is on")
/* clang-format on */
