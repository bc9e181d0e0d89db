/* Group seed: the steps of the original procedure (Procedure 2.4), its errata mended. */
/* clang-format off */
RULE(DOMAIN_TYPE, "domain-type", SEED, SUBJECT, CONVERT, CALL(P0, convert_type),
     "/domain/@type", "xen becomes kvm, or what --type says", "",
     "procedure 2.4, 2.1; libvirt's QEMU driver takes kvm and qemu only")
RULE(OS_TYPE_PV, "os-type-pv", SEED, ANY, CONVERT,
     SET_TEXT(P2(OS, TYPE), VALUES("linux", "xen"), "hvm"),
     "/domain/os/type[.='linux' or .='xen']", "the guest becomes fully virtualised", "",
     "procedure 2.2.1; only a xen domain may say linux (libvirt domain_conf.c)")
RULE(OS_TYPE_PVH, "os-type-pvh", SEED, ANY, CONVERT,
     SET_TEXT(P2(OS, TYPE), VALUES("xenpvh", "pvh"), "hvm"),
     "/domain/os/type[.='xenpvh' or .='pvh']", "the guest becomes fully virtualised", "",
     "procedure 2.2.1; libxl_conf.c libxlMakeDomBuildInfo, pvh branch")
RULE(BOOTLOADER, "bootloader", SEED, ANY, CONVERT, DROP(P1(BOOTLOADER), NULL),
     "/domain/bootloader", "the host's boot loader goes; the guest needs its own", "",
     "procedure 2.2.2; define: bootloader is not supported by QEMU")
RULE(BOOTLOADER_ARGS, "bootloader-args", SEED, ANY, DROP, DROP(P1(BOOTLOADER_ARGS), NULL),
     "/domain/bootloader_args", "the boot loader's arguments go",
     "nothing reads them on QEMU; settle in the guest's GRUB what they chose",
     "procedure 2.2.2; define fails on it alone")
RULE(FEATURES_MISSING, "features-missing", SEED, SUBJECT, CONVERT, CALL(P0, add_features),
     "/domain[not(features)]", "acpi and apic are added", "",
     "procedure 2.2.3; shutdown by ACPI power button, interrupts on SMP")
RULE(LOADER_HVMLOADER, "loader-hvmloader", SEED, ANY, CONVERT, CALL(P2(OS, LOADER), drop_hvmloader),
     "/domain/os/loader hvmloader, pygrub, below /xen/; any of a PV guest",
     "Xen's firmware goes; QEMU brings its own", "",
     "procedure 2.3; define takes it, start: could not load PC BIOS; PV guests have no firmware, yet"
     " xenapi_driver.c writes pygrub: start: Path 'pygrub' is not accessible")
RULE(EMULATOR, "emulator", SEED, ANY, CONVERT, CALL(P2(DEVICES, EMULATOR), convert_emulator),
     "/domain/devices/emulator (in a kvm domain Xen's qemu-dm only)",
     "the device model becomes QEMU's, or --emulator's", "",
     "procedure 2.4; define: Cannot check QEMU binary")
RULE(DISK_DRIVER_TAP2, "disk-driver-tap2", SEED, ANY, CONVERT, PLANNED,
     "disk/driver/@name='tap2'", "blktap2 becomes qemu", "",
     "procedure 2.5.1, whose prose swaps type and name; define: unsupported driver name")
RULE(DISK_FORMAT_AIO, "disk-format-aio", SEED, IDLE, CONVERT, PLANNED,
     "disk/driver/@type='aio'", "aio, which is no format, becomes raw", "",
     "procedure 2.5.1; libvirt reads aio as raw (domain_conf.c)")
RULE(DISK_CACHE, "disk-cache", SEED, SUBJECT, CONVERT, PLANNED,
     "disk/driver[@name='tap' or @name='tap2' or @io='native'][not(@cache)]",
     "cache=none is added; --cache=MODE sets the mode of every disk", "",
     "procedure 2.5.1; io=native without cache=none: define fails")
RULE(DISK_BUS_XEN, "disk-bus-xen", SEED, ANY, CONVERT, PLANNED,
     "disk/target[@bus='xen']", "the disk moves to virtio, or --disk-bus; xvda becomes vda", "",
     "procedure 2.5.2; start: unsupported disk bus 'xen'")
RULE(INTERFACE_MODEL_NETFRONT, "interface-model-netfront", SEED, ANY, CONVERT,
     CALL(P3(DEVICES, INTERFACE, MODEL), convert_netfront),
     "interface/model/@type='netfront'", "netfront becomes virtio, or --nic-model", "",
     "procedure 2.6.1; define takes it, start: no such device")
RULE(INTERFACE_SCRIPT, "interface-script", SEED, ANY, CONVERT,
     CALL(P3(DEVICES, INTERFACE, SCRIPT), drop_script),
     "interface/script", "Xen's network script goes (in a kvm domain vif-*, and any of a bridge)", "",
     "procedure 2.6.2; start: scripts are not supported on interfaces of type bridge")
RULE(INTERFACE_BRIDGE_CHECK, "interface-bridge-check", SEED, SUBJECT, NOTE,
     CALL(P3(DEVICES, INTERFACE, SOURCE), note_bridge),
     "interface/source/@bridge", "names the bridge, which has to exist on the new host", "",
     "procedure 2.6.3; start: Cannot get interface MTU")
RULE(CONSOLE_XEN, "console-xen", SEED, ANY, CONVERT, PLANNED,
     "console[1]/target[@type='xen' or not(@type)]",
     "the console becomes a serial port, or --console; beside one, a virtio console", "",
     "procedure 2.7; define: unsupported console target type xen (qemu_validate.c); the first serial"
     " console is an alias of the first serial port (domain_conf.c)")
RULE(INPUT_XEN_MOUSE, "input-xen-mouse", SEED, ANY, CONVERT, CALL(P2(DEVICES, INPUT), convert_mouse),
     "input[@type='mouse'] with bus xen, in a PV guest without bus, too",
     "the absolute pointer becomes a USB tablet, or goes where there is one", "",
     "procedure 2.8; a USB mouse is relative, so the type has to change as well")
/* clang-format on */
