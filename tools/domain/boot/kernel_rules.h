/* A kernel from the host, its arguments. */
/* clang-format off */
RULE(KERNEL_HVMLOADER, BY(fix_kernel),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "os/kernel hvmloader",
     .does = "kernel, initrd and cmdline go: it is Xen's firmware",
     .why = "xen_xl.c copies kernel= of an HVM guest's file, there hvmloader; start: unable to "
            "stat, and with such a file: Error loading uncompressed kernel without PVH ELF Note")

RULE(KERNEL_EMPTY, BY(fix_kernel),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "os/kernel, os/initrd, os/cmdline without text, where there is no kernel",
     .does = "go",
     .why = "define --validate fails: the schema wants a path")

RULE(KERNEL_PVGRUB, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "os/kernel pv-grub, pvgrub, grub.xen, grub-*-xen",
     .does = "kernel, initrd and cmdline go",
     .why = "PV-GRUB boots the guest's own menu.lst")

RULE(KERNEL_BOOTLOADER_RESIDUE, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_CONVERT,
     .where = "os/kernel beside a bootloader",
     .does = "kernel, initrd and cmdline go",
     .why = "live xend dumps show the kernel that the boot loader took out of the image")

RULE(KERNEL_TEMPORARY, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_DROP,
     .where = "os/kernel below /var/lib/xen, /var/run/xen or xend of a PV guest",
     .does = "kernel, initrd and cmdline go, unless --direct-kernel=keep",
     .mind = "an installer or a boot loader put them there; arguments that matter belong into "
             "the guest's GRUB",
     .why = "virt-install put it there (sexpr2xml test data), or pygrub, from the image "
            "(boot_kernel.x)")

RULE(DIRECT_KERNEL_PV, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_REFUSE,
     .where = "os/kernel of a PV guest",
     .does = "is refused; forced or with --direct-kernel it is kept or goes",
     .why = "dom0's kernel may run on Xen only, and the disk may have no boot loader")

RULE(DIRECT_KERNEL_PVH, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_REFUSE,
     .where = "os/kernel of a PVH guest",
     .does = "is refused; forced or with --direct-kernel it is kept or goes",
     .why = "as direct-kernel-pv; more likely to work, being a bzImage")

RULE(DIRECT_KERNEL_HVM, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_WARN,
     .where = "os/kernel of an HVM guest",
     .does = "is kept",
     .why = "the same on QEMU; the file has to be there")

RULE(OS_ROOT, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain/os/root",
     .does = "goes; with a kernel that stays it becomes root= on its command line",
     .why = "libvirt of 2006 had it; today's forgets it, and the kernel finds no root")

RULE(CMDLINE_REWRITE, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "os/cmdline with a kernel that stays",
     .does = "names disks as they are now, and the console, for which a PV kernel needed no "
             "word on Xen",
     .why = "by the disk plan, never textually: a wrong root= passes define and start; without "
            "console= a kernel says nothing on ttyS0")

RULE(CMDLINE_DEVICE_UNKNOWN, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "os/cmdline naming a disk that the domain has not",
     .does = "xvdX becomes vdX by its letter",
     .mind = "the domain has no such disk",
     .why = "no disk to map to")

RULE(CMDLINE_WITHOUT_KERNEL, BY(fix_kernel),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "os/cmdline, os/initrd without kernel",
     .does = "go; a warning for an HVM guest",
     .why = "define takes it, start: -append only allowed with -kernel option")
/* clang-format on */
