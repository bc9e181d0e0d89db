/* Type of the domain, machine, architecture, boot loader, firmware. */
/* clang-format off */
RULE(NOT_XEN, BY(refuse_type),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/domain/@type other than xen, kvm, qemu",
     .does = "is refused; forced, only leftovers of Xen are changed",
     .why = "no rule knows other hypervisors")

RULE(DOMAIN_ZERO, BY(refuse_domain_zero),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "/domain named Domain-0, or with a uuid or id of zero",
     .does = "is refused, also with --force: it is the Xen host itself",
     .mind = "leave this document out",
     .why = "virsh list --all names it on every Xen host (libxl_driver.c libxlAddDom0); define "
            "would accept it")

RULE(ELEMENT_REPEATED, BY(refuse_repeated),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "/domain/devices, os, on_poweroff, on_reboot, on_crash, os/type, disk/source, "
              "disk/target, console/target, more than once",
     .does = "is refused; forced, the first one is converted",
     .mind = "leave one",
     .why = "libvirt reads the devices of all devices elements and the loader of all os elements, but "
            "the first one of the others (domain_conf.c): a second one would stay Xen's")

RULE(DOMAIN_TYPE, BY(fix_type),
     .group = GROUP_SEED, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain/@type",
     .does = "xen becomes kvm, or the type of --type",
     .why = "procedure 2.4, 2.1; libvirt's QEMU driver accepts kvm and qemu only")

RULE(OS_TYPE_PV, SET_TEXT(AT(NAME_OS, NAME_TYPE), VALUES("linux", "xen"), "hvm"),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/os/type[.='linux' or .='xen']",
     .does = "becomes hvm: the guest is fully virtualized",
     .why = "procedure 2.2.1; only a xen domain may say linux (libvirt domain_conf.c)")

RULE(OS_TYPE_PVH, SET_TEXT(AT(NAME_OS, NAME_TYPE), VALUES("xenpvh", "pvh"), "hvm"),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/os/type[.='xenpvh' or .='pvh']",
     .does = "becomes hvm: the guest is fully virtualized",
     .why = "procedure 2.2.1; libxl_conf.c libxlMakeDomBuildInfo, pvh branch")

RULE(BOOTLOADER, DROP(AT(NAME_BOOTLOADER)),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/bootloader",
     .does = "is removed: the guest needs a boot loader of its own",
     .why = "procedure 2.2.2; define: bootloader is not supported by QEMU")

RULE(BOOTLOADER_ARGS_QUIET, EACH(AT(NAME_BOOTLOADER_ARGS), drop_quiet_args),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/bootloader_args that select nothing: -q of pygrub, those of pypxeboot",
     .does = "is removed",
     .why = "procedure 2.2.2; pypxeboot's mac= is the interface's")

RULE(BOOTLOADER_ARGS, EACH(AT(NAME_BOOTLOADER_ARGS), drop_selecting_args),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "/domain/bootloader_args, others",
     .does = "is removed",
     .mind = "QEMU does not read them: select what they select in GRUB in the guest",
     .why = "procedure 2.2.2; define fails on it alone")

RULE(LOADER_HVMLOADER, EACH(AT(NAME_OS, NAME_LOADER), drop_hvmloader),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/os/loader hvmloader, pygrub, below /xen/; any of a PV guest",
     .does = "is removed: it is Xen's firmware, and QEMU brings its own",
     .why = "procedure 2.3; define accepts it, start: could not load PC BIOS; PV guests have no "
            "firmware, yet xenapi_driver.c writes pygrub: start: Path 'pygrub' is not accessible")

RULE(OS_MACHINE, EACH(AT(NAME_OS, NAME_TYPE), convert_machine),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/os/type/@machine",
     .does = "xenpv, xenfv, xenpvh and none become pc, or the machine of --machine",
     .why = "define: No PCI buses available; pc has IDE, q35 has not")

RULE(OS_MISSING, BY(add_os),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain[not(os/type)]",
     .does = "os and its type are added",
     .why = "libvirt 0.8 dumps a boot loader without os; define: an os <type> must be specified")

RULE(LOADER_OVMF, EACH(AT(NAME_OS), convert_ovmf),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "os/loader ovmf, os/loader/@type='pflash'",
     .does = "becomes os firmware='efi'",
     .why = "libxlMakeDomBuildInfo uses OVMF for pflash; without it a UEFI guest would get a "
            "BIOS")

RULE(LOADER_NVRAM, DROP(AT(NAME_OS, NAME_NVRAM)),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "os/nvram",
     .does = "is removed",
     .mind = "the guest loses its UEFI variables, among them its boot entries",
     .why = "a file of the old host in its format")

RULE(ACPI_SLIC, EACH(AT(NAME_OS, NAME_ACPI, NAME_TABLE), note_slic),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "os/acpi/table",
     .does = "stays; the file must exist on the new host",
     .why = "a file below /sys belongs to the old host")

RULE(OS_ARCH_MISSING, EACH(AT(NAME_OS, NAME_TYPE), add_arch),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "os/type[not(@arch)]",
     .does = "x86_64 is added, or the architecture of --arch",
     .why = "libvirt would use the host's architecture")

RULE(OS_ARCH_FOREIGN, EACH(AT(NAME_OS, NAME_TYPE), refuse_arch),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "os/type/@arch other than x86_64, i686",
     .does = "is refused; forced, it stays",
     .mind = "move the guest to a host of its architecture, or keep it with --force",
     .why = "QEMU for these has no machine pc")
/* clang-format on */
