/* A kernel from the host, its arguments. */
/* clang-format off */
RULE(KERNEL_HVMLOADER, BY(fix_kernel),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "os/kernel hvmloader",
     .does = "kernel, initrd and cmdline are removed: it is Xen's firmware",
     .why = "xen_xl.c copies kernel= of an HVM guest's file, which names hvmloader; start: "
            "unable to stat, and if the file exists: Error loading uncompressed kernel without "
            "PVH ELF Note")

RULE(KERNEL_EMPTY, BY(fix_kernel),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "os/kernel, os/initrd, os/cmdline without text, if there is no kernel",
     .does = "are removed",
     .why = "define --validate fails: the schema requires a path")

RULE(KERNEL_PVGRUB, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "os/kernel pv-grub, pvgrub, grub.xen, grub-*-xen",
     .does = "kernel, initrd and cmdline are removed",
     .why = "PV-GRUB boots the guest's own menu.lst")

RULE(KERNEL_BOOTLOADER_RESIDUE, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_CONVERT,
     .where = "os/kernel beside a bootloader",
     .does = "kernel, initrd and cmdline are removed",
     .why = "live xend dumps show the kernel that the boot loader extracted from the image")

RULE(KERNEL_TEMPORARY, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_CONVERT,
     .where = "os/kernel below /var/lib/xen, /var/run/xen or xend of a PV guest",
     .does = "kernel, initrd and cmdline are removed, unless --direct-kernel=keep",
     .why = "virt-install put it there (sexpr2xml test data), or pygrub, from the image "
            "(boot_kernel.x)")

RULE(DIRECT_KERNEL_PV, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_REFUSE,
     .where = "os/kernel of a PV guest",
     .does = "is refused; forced or with --direct-kernel it is kept or removed",
     .why = "the kernel of dom0 may boot on Xen only, and the disk may have no boot loader")

RULE(DIRECT_KERNEL_PVH, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_REFUSE,
     .where = "os/kernel of a PVH guest",
     .does = "is refused; forced or with --direct-kernel it is kept or removed",
     .why = "same as direct-kernel-pv, but as a bzImage it is more likely to boot")

RULE(DIRECT_KERNEL_HVM, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_WARN,
     .where = "os/kernel of an HVM guest",
     .does = "is kept; the file must exist on the new host",
     .why = "works the same on QEMU")

RULE(OS_ROOT, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain/os/root",
     .does = "is removed; if the kernel stays, it becomes root= on the command line",
     .why = "libvirt had it in 2006; today's drops it, and the kernel finds no root")

RULE(CMDLINE_REWRITE, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "os/cmdline with a kernel that stays",
     .does = "disks get their new names; the console is added, which a PV kernel finds by "
             "itself on Xen",
     .why = "rewritten from the disks' names, not by text: a wrong root= passes define and "
            "start; without console= the kernel prints nothing on ttyS0")

RULE(CMDLINE_DEVICE_UNKNOWN, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "os/cmdline naming a disk that the domain does not have",
     .does = "xvdX becomes vdX by its letter",
     .mind = "the domain has no such disk",
     .why = "there is no disk whose new name could be used")

RULE(CMDLINE_WITHOUT_KERNEL, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "os/cmdline, os/initrd without kernel",
     .does = "are removed; for an HVM guest with a warning",
     .why = "define accepts it, start: -append only allowed with -kernel option")
/* clang-format on */
