/* Type of the domain, machine, architecture, boot loader, firmware. */
/* clang-format off */
RULE(NOT_XEN, BY(refuse_type),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_REFUSE,
     .where = "/domain/@type other than xen, kvm, qemu",
     .does = "is refused; forced, only left-overs are mended",
     .why = "no rule here knows other hypervisors")

RULE(DOMAIN_TYPE, BY(fix_type),
     .group = GROUP_SEED, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain/@type",
     .does = "xen becomes kvm, or what --type says",
     .why = "procedure 2.4, 2.1; libvirt's QEMU driver takes kvm and qemu only")

RULE(OS_TYPE_PV, SET_TEXT(AT(NAME_OS, NAME_TYPE), VALUES("linux", "xen"), "hvm"),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/os/type[.='linux' or .='xen']",
     .does = "the guest becomes fully virtualised",
     .why = "procedure 2.2.1; only a xen domain may say linux (libvirt domain_conf.c)")

RULE(OS_TYPE_PVH, SET_TEXT(AT(NAME_OS, NAME_TYPE), VALUES("xenpvh", "pvh"), "hvm"),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/os/type[.='xenpvh' or .='pvh']",
     .does = "the guest becomes fully virtualised",
     .why = "procedure 2.2.1; libxl_conf.c libxlMakeDomBuildInfo, pvh branch")

RULE(BOOTLOADER, DROP(AT(NAME_BOOTLOADER)),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/bootloader",
     .does = "the host's boot loader goes; the guest needs its own",
     .why = "procedure 2.2.2; define: bootloader is not supported by QEMU")

RULE(BOOTLOADER_ARGS, DROP(AT(NAME_BOOTLOADER_ARGS)),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "/domain/bootloader_args",
     .does = "the boot loader's arguments go",
     .mind = "nothing reads them on QEMU; settle in the guest's GRUB what they chose",
     .why = "procedure 2.2.2; define fails on it alone")

RULE(LOADER_HVMLOADER, EACH(AT(NAME_OS, NAME_LOADER), drop_hvmloader),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/os/loader hvmloader, pygrub, below /xen/; any of a PV guest",
     .does = "Xen's firmware goes; QEMU brings its own",
     .why = "procedure 2.3; define takes it, start: could not load PC BIOS; PV guests have no "
            "firmware, yet xenapi_driver.c writes pygrub: start: Path 'pygrub' is not accessible")

RULE(OS_MACHINE, EACH(AT(NAME_OS, NAME_TYPE), convert_machine),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "/domain/os/type/@machine",
     .does = "xenpv, xenfv, xenpvh become pc, or --machine",
     .why = "define: No PCI buses available; pc keeps IDE, which q35 has not")

RULE(OS_MISSING, BY(add_os),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain[not(os/type)]",
     .does = "os and its type are added",
     .why = "libvirt 0.8 dumps have a boot loader and no os; define: an os <type> must be "
            "specified")

RULE(LOADER_OVMF, EACH(AT(NAME_OS), convert_ovmf),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "os/loader ovmf, os/loader/@type='pflash'",
     .does = "becomes os firmware=efi",
     .why = "libxlMakeDomBuildInfo takes pflash as OVMF; without it a UEFI guest meets a BIOS")

RULE(LOADER_NVRAM, DROP(AT(NAME_OS, NAME_NVRAM)),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "os/nvram",
     .does = "goes",
     .mind = "the guest's UEFI variables, boot entries among them, start anew",
     .why = "a file of the old host in its format")

RULE(ACPI_SLIC, EACH(AT(NAME_OS, NAME_ACPI, NAME_TABLE), note_slic),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "os/acpi/table",
     .does = "stays; the file has to be there",
     .why = "below /sys it is the old host's")

RULE(OS_ARCH_MISSING, EACH(AT(NAME_OS, NAME_TYPE), add_arch),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "os/type[not(@arch)]",
     .does = "x86_64 is written down, or --arch",
     .why = "libvirt would take the architecture of whatever host it is")

RULE(OS_ARCH_FOREIGN, EACH(AT(NAME_OS, NAME_TYPE), refuse_arch),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "os/type/@arch other than x86_64, i686",
     .does = "is refused; forced, it stays",
     .why = "other machine types: QEMU there has no pc")
/* clang-format on */
