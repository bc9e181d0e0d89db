/* Group accept: what the QEMU driver needs besides to take the domain and to start it. */
/* clang-format off */
RULE(OS_MACHINE, "os-machine", ACCEPT, ANY, CONVERT, CALL(P2(OS, TYPE), convert_machine),
     "/domain/os/type/@machine", "xenpv, xenfv, xenpvh become pc, or --machine", "",
     "define: No PCI buses available; pc keeps IDE, which q35 has not")
RULE(OS_MISSING, "os-missing", ACCEPT, SUBJECT, CONVERT, CALL(P0, add_os),
     "/domain[not(os/type)]", "os and its type are added", "",
     "libvirt 0.8 dumps have a boot loader and no os; define: an os <type> must be specified")
RULE(KERNEL_HVMLOADER, "kernel-hvmloader", ACCEPT, ANY, CONVERT, PLANNED,
     "os/kernel hvmloader", "kernel, initrd and cmdline go: it is Xen's firmware", "",
     "xen_xl.c copies kernel= of an HVM guest's file, there hvmloader; start: unable to stat, and with"
     " such a file: Error loading uncompressed kernel without PVH ELF Note")
RULE(KERNEL_EMPTY, "kernel-empty", ACCEPT, SUBJECT, CONVERT, PLANNED,
     "os/kernel, os/initrd, os/cmdline without text, where there is no kernel", "go", "",
     "define --validate fails: the schema wants a path")
RULE(BOOT_TEXT, "boot-text", ACCEPT, SUBJECT, CONVERT, CALL(P2(OS, BOOT), convert_boot_text),
     "/domain/os/boot with text and no @dev", "the text becomes dev", "",
     "libvirt of January 2007 wrote it so; define: Missing required attribute 'dev'")
RULE(BOOT_ORDER_CONFLICT, "boot-order-conflict", ACCEPT, SUBJECT, CONVERT, PLANNED,
     "/domain/os/boot of a PV guest beside */boot/@order", "goes; the devices' order stays", "",
     "libvirt looks at it for hvm only; define: per-device boot elements cannot be used together"
     " with os/boot elements")
RULE(DISK_DRIVER_UNKNOWN, "disk-driver-unknown", ACCEPT, SUBJECT, REFUSE, PLANNED,
     "disk/driver/@name other than qemu, tap, tap2, phy, file; disk/source/@dev such as drbd:r0",
     "is refused: a block script of Xen's gave the disk; forced, it becomes qemu", "",
     "define: unsupported driver name 'drbd' for disk; start: Cannot access storage file 'drbd:r0'")
RULE(DISK_SCRIPT, "disk-script", ACCEPT, ANY, DROP, DROP(P3(DEVICES, DISK, SCRIPT), NULL),
     "disk/script", "goes",
     "the old host's block script set up the device: see that the new one has it",
     "Qubes' libvirt writes it; define --validate: it is not in the schema, and QEMU runs no script")
RULE(DISK_BUS_PROPERTIES, "disk-bus-properties", ACCEPT, ANY, DROP, PLANNED,
     "wwn, vendor, product, geometry, target/@rotation_rate, @removable of a disk that moves",
     "go", "the new bus has no such thing", "define: Only ide and scsi disk support wwn, and its like")
RULE(DISK_DRIVER_PHY, "disk-driver-phy", ACCEPT, ANY, CONVERT, PLANNED,
     "disk/driver/@name='phy'", "becomes qemu", "",
     "define: unsupported driver name; Xen takes raw only there (libxlMakeDisk)")
RULE(DISK_DRIVER_FILE, "disk-driver-file", ACCEPT, ANY, CONVERT, PLANNED,
     "disk/driver/@name='file'", "becomes qemu", "",
     "define: unsupported driver name; Xen takes raw only there (libxlMakeDisk)")
RULE(DISK_DRIVER_TAP, "disk-driver-tap", ACCEPT, ANY, CONVERT, PLANNED,
     "disk/driver/@name='tap'", "becomes qemu; the format stays", "",
     "define: unsupported driver name")
RULE(DISK_FORMAT_UNKNOWN, "disk-format-unknown", ACCEPT, SUBJECT, REFUSE, PLANNED,
     "disk/driver/@type='ram', 'tapdisk:remus', 'cow' and others",
     "a format QEMU does not know is refused; forced, it becomes raw", "",
     "define: unknown driver format value; to guess a format can destroy data")
RULE(DISK_BUS_MISSING, "disk-bus-missing", ACCEPT, ANY, CONVERT, PLANNED,
     "disk/target[not(@bus)]", "the bus is written down (in a kvm domain for xvd* only)", "",
     "libvirt infers xen from xvd* (virDomainDiskDefPostParse); start: unsupported disk bus 'xen'")
RULE(DISK_PARTITION, "disk-partition", ACCEPT, ANY, REFUSE, PLANNED,
     "disk/target/@dev such as xvda1",
     "a partition as target is refused; forced, each becomes a disk of its own", "",
     "define: partitions can't appear in disk targets; such an image has no boot sector")
RULE(DISK_TARGET_UNKNOWN, "disk-target-unknown", ACCEPT, SUBJECT, REFUSE, PLANNED,
     "disk/target/@dev such as nbd0, cciss/c0d0, xvdA",
     "a name that no disk has is refused; forced, the disk gets the next free letter", "",
     "define: Unknown disk name 'nbd0' and no address specified, or with one: invalid disk target 'nbd0'")
RULE(DISK_TARGET_NORMALISE, "disk-target-normalise", ACCEPT, SUBJECT, CONVERT, PLANNED,
     "disk/target/@dev such as 51712, 0xca00, d0p0, ioemu:hda, hda:disk, /dev/xvda",
     "the target is spelled as libvirt spells it", "",
     "schema and define refuse 51712; xen docs/misc/vbd-interface.txt")
RULE(DISK_CDROM_BUS, "disk-cdrom-bus", ACCEPT, ANY, CONVERT, PLANNED,
     "disk[@device='cdrom']/target of a PV guest, or with bus xen or virtio",
     "the CD-ROM moves to a free place on IDE (SATA on q35)", "",
     "define: disk type of 'vdb' does not support ejectable media")
RULE(DISK_IDE_READONLY, "disk-ide-readonly", ACCEPT, SUBJECT, CONVERT, PLANNED,
     "disk[@device='disk' and readonly]/target[@bus='ide']", "moves to virtio", "",
     "start: readonly ide disks are not supported")
RULE(DISK_IDE_OVERFLOW, "disk-ide-overflow", ACCEPT, SUBJECT, CONVERT, PLANNED,
     "disk/target hde and up", "moves to virtio", "",
     "define: Only 1 IDE controller is supported")
RULE(DISK_IDE_FULL, "disk-ide-full", ACCEPT, SUBJECT, CONVERT, PLANNED,
     "the fifth device on IDE", "moves to SATA", "",
     "define: Only 1 IDE controller is supported")
RULE(DISK_IDE_Q35, "disk-ide-q35", ACCEPT, SUBJECT, CONVERT, PLANNED,
     "disk/target[@bus='ide'] with --machine=q35", "moves to SATA", "",
     "define: IDE controllers are unsupported for this QEMU binary or machine type")
RULE(DISK_ADDRESS_STALE, "disk-address-stale", ACCEPT, ANY, CONVERT, PLANNED,
     "disk/address of a disk that moved", "the address goes; libvirt gives a new one", "",
     "define: virtio disk cannot have an address of type drive")
RULE(DISK_NAME_COLLISION, "disk-name-collision", ACCEPT, ANY, CONVERT, PLANNED,
     "two disks that map to one name", "xvdX keeps its letter, others get the next free one", "",
     "define: target 'vda' duplicated")
RULE(DISK_SHAREABLE_FORMAT, "disk-shareable-format", ACCEPT, SUBJECT, REFUSE, PLANNED,
     "disk[shareable]/driver[@type!='raw']",
     "sharing a disk that is not raw is refused; forced, it is no longer shared", "",
     "start: shared access for disk requires use of supported storage format")
RULE(DISK_TRANSIENT, "disk-transient", ACCEPT, SUBJECT, DROP,
     DROP(P3(DEVICES, DISK, TRANSIENT), NULL),
     "disk/transient", "goes", "Xen never made the disk transient, so nothing changes",
     "libxlMakeDisk ignores it; QEMU takes it on file disks only")
RULE(INTERFACE_IP, "interface-ip", ACCEPT, ANY, DROP, CALL(P2(DEVICES, INTERFACE), drop_ip),
     "interface/ip, interface/route", "guest-side addresses go",
     "QEMU cannot set them; the filter clean-traffic restricts the guest to an address",
     "define: Invalid attempt to set network interface guest-side IP route and/or address info")
RULE(INTERFACE_ETHERNET_SOURCE, "interface-ethernet-source", ACCEPT, SUBJECT, DROP,
     CALL(P2(DEVICES, INTERFACE), drop_ethernet_source),
     "interface[@type='ethernet']/source/@dev", "goes (with --default-bridge: becomes bridge)",
     "the old host's script routed through that device",
     "define --validate fails; define forgets it")
RULE(INTERFACE_BRIDGE_MISSING, "interface-bridge-missing", ACCEPT, SUBJECT, REFUSE,
     CALL(P2(DEVICES, INTERFACE), require_bridge),
     "interface[@type='bridge'][not(source/@bridge)]",
     "is refused; with --default-bridge it gets that bridge; forced, it stays", "",
     "xend took its first bridge; define: interface type='bridge' requires a 'source' element")
RULE(SERIAL_WIREMODE, "serial-wiremode", ACCEPT, SUBJECT, CONVERT, PLANNED,
     "serial, parallel, console [@type='tcp']/source/@wiremode", "becomes protocol/@type", "",
     "libvirt before 0.4.3 wrote it; today ignored, so telnet would become raw")
RULE(CONSOLE_XEN_VIRTIO, "console-xen-virtio", ACCEPT, ANY, CONVERT, PLANNED,
     "console[position()>1]/target[@type='xen']", "becomes a virtio console", "",
     "define: Only the first console can be a serial port")
RULE(CHANNEL_XEN, "channel-xen", ACCEPT, ANY, CONVERT,
     SET_ATTR(P3(DEVICES, CHANNEL, TARGET), "type", VALUES("xen"), "virtio"),
     "channel/target/@type='xen'", "becomes a virtio channel", "",
     "start: An error occurred, but the cause is unknown")
RULE(INPUT_XEN_KEYBOARD, "input-xen-keyboard", ACCEPT, ANY, CONVERT,
     CALL(P2(DEVICES, INPUT), convert_keyboard),
     "input[@type='keyboard' and @bus='xen']", "becomes a PS/2 keyboard", "",
     "define: unsupported input bus xen")
RULE(VIDEO_XEN, "video-xen", ACCEPT, ANY, CONVERT, CALL(P3(DEVICES, VIDEO, MODEL), convert_video),
     "video/model/@type='xen'", "becomes vga; its size goes", "",
     "define fails; on HVM xen means standard VGA (libxlMakeVideo), and 4 MiB are too few")
RULE(MEMBALLOON_XEN, "memballoon-xen", ACCEPT, ANY, CONVERT,
     SET_ATTR(P2(DEVICES, MEMBALLOON), "model", VALUES("xen"), "virtio"),
     "memballoon/@model='xen'", "becomes virtio", "", "define fails with a PCI address error")
RULE(CONTROLLER_XENBUS, "controller-xenbus", ACCEPT, ANY, CONVERT,
     CALL(P2(DEVICES, CONTROLLER), drop_xenbus),
     "controller[@type='xenbus']", "goes", "",
     "define: Cannot automatically add a new PCI bus")
RULE(CONTROLLER_XENBUS_LIMITS, "controller-xenbus-limits", ACCEPT, ANY, CONVERT,
     CALL(P2(DEVICES, CONTROLLER), drop_xenbus_limits),
     "controller[@type='xenbus'][@maxGrantFrames or @maxEventChannels]",
     "goes, and the limits with it: KVM has none of these", "",
     "as controller-xenbus; grant frames and event channels are Xen's")
RULE(CONTROLLER_QUSB, "controller-qusb", ACCEPT, ANY, CONVERT,
     CALL(P2(DEVICES, CONTROLLER), convert_qusb),
     "controller/@model='qusb1' or 'qusb2'", "becomes piix3-uhci or nec-xhci", "",
     "start: USB controller model qusb1 or qusb2 is not supported in qemu")
RULE(CONTROLLER_IDE, "controller-ide", ACCEPT, SUBJECT, CONVERT,
     CALL(P2(DEVICES, CONTROLLER), drop_ide_controller),
     "controller[@type='ide'][@index>0], every one with --machine=q35", "goes", "",
     "define: Only a single IDE controller is supported for this machine type")
RULE(HOSTDEV_DRIVER_XEN, "hostdev-driver-xen", ACCEPT, ANY, CONVERT,
     CALL(P2(DEVICES, HOSTDEV), convert_hostdev_driver),
     "hostdev/driver/@name='xen' or none (PCI)", "becomes vfio", "",
     "start: invalid PCI passthrough type xen")
RULE(INTERFACE_HOSTDEV_DRIVER, "interface-hostdev-driver", ACCEPT, ANY, CONVERT,
     CALL(P2(DEVICES, INTERFACE), convert_interface_hostdev),
     "interface[@type='hostdev']/driver/@name='xen' or none", "becomes vfio", "",
     "the same backend as hostdev-driver-xen")
RULE(HOSTDEV_WRITEFILTERING, "hostdev-writefiltering", ACCEPT, ANY, DROP,
     DROP_ATTR(P3(DEVICES, HOSTDEV, SOURCE), "writeFiltering", NULL),
     "hostdev/source/@writeFiltering", "goes",
     "VFIO decides by itself which configuration writes it lets through",
     "define: Write filtering of PCI device configuration space is not supported by qemu")
RULE(HOSTDEV_NOSTRICTRESET, "hostdev-nostrictreset", ACCEPT, ANY, CONVERT,
     DROP_ATTR(P2(DEVICES, HOSTDEV), "nostrictreset", NULL),
     "hostdev/@nostrictreset", "goes", "",
     "Qubes' libvirt writes it; define --validate: it is not in the schema, and vfio has no such choice")
RULE(HOSTDEV_CAPABILITIES, "hostdev-capabilities", ACCEPT, SUBJECT, REFUSE,
     CALL(P2(DEVICES, HOSTDEV), refuse_capabilities),
     "hostdev/@mode='capabilities'", "is refused; forced, it goes", "",
     "define: hostdev mode 'capabilities' is not supported in QEMU (qemu_validate.c)")
RULE(LIFECYCLE_PRESERVE, "lifecycle-preserve", ACCEPT, ANY, DROP, PLANNED,
     "on_poweroff, on_reboot = preserve", "becomes destroy",
     "QEMU does not keep a domain that has ended",
     "define: qemu driver doesn't support the 'preserve' action (qemu_validate.c)")
RULE(LIFECYCLE_RENAME_RESTART, "lifecycle-rename-restart", ACCEPT, ANY, DROP, PLANNED,
     "on_* = rename-restart", "becomes restart", "QEMU restarts under the same name",
     "define: qemu driver doesn't support the 'rename-restart' action")
RULE(LIFECYCLE_COREDUMP, "lifecycle-coredump", ACCEPT, ANY, DROP, PLANNED,
     "on_poweroff, on_reboot = coredump-destroy or coredump-restart", "loses its coredump-",
     "a dump is made on a crash only", "the schema and define take it for on_crash only")
RULE(LIFECYCLE_RESTART_DESTROY, "lifecycle-restart-destroy", ACCEPT, ANY, DROP, PLANNED,
     "on_poweroff=restart with on_reboot=destroy", "on_poweroff becomes destroy",
     "QEMU cannot restart on power-off and end on reboot",
     "define: qemu driver doesn't support on_reboot=destroy with on_poweroff=restart")
RULE(TIMER_PLATFORM, "timer-platform", ACCEPT, ANY, DROP, CALL(P2(CLOCK, TIMER), drop_timer),
     "clock/timer[@name='platform']", "goes", "QEMU has no such timer",
     "start: unsupported timer type (name) 'platform'")
RULE(MEMTUNE_MIN_GUARANTEE, "memtune-min-guarantee", ACCEPT, SUBJECT, DROP,
     DROP(P2(MEMTUNE, MIN_GUARANTEE), NULL),
     "memtune/min_guarantee", "goes", "QEMU cannot guarantee memory this way",
     "define: Parameter 'min_guarantee' not supported by QEMU")
RULE(MEMORY_HOTPLUG, "memory-hotplug", ACCEPT, SUBJECT, DROP,
     CALL(P1(MAX_MEMORY), drop_max_memory),
     "maxMemory without cpu/numa", "goes", "memory can be added to NUMA nodes only, and Xen never added any",
     "define: At least one numa node has to be configured when enabling memory hotplug")
RULE(VIDEO_SECOND, "video-second", ACCEPT, SUBJECT, CONVERT,
     CALL(P1(DEVICES), drop_second_video),
     "video behind the first one, other than qxl", "goes", "",
     "libxlMakeVideo takes the first; define: video type 'vga' is only valid as primary video device")
RULE(GRAPHICS_SPICE_TLS, "graphics-spice-tls", ACCEPT, SUBJECT, REFUSE,
     CALL(P2(DEVICES, GRAPHICS), refuse_spice_tls),
     "graphics[@type='spice'] with tlsPort or a mode secure",
     "is refused; forced, tlsPort and secure channel modes go", "",
     "start: spice TLS port set in XML configuration, but TLS is disabled in qemu.conf")
RULE(CPU_TOPOLOGY, "cpu-topology", ACCEPT, SUBJECT, DROP, CALL(P2(CPU, TOPOLOGY), check_topology),
     "cpu/topology that does not come to the number of vcpus", "goes",
     "Xen never showed it to the guest",
     "define: CPU topology doesn't match maximum vcpu count; libxl does not read it")
RULE(CPU_FEATURE_NAME, "cpu-feature-name", ACCEPT, SUBJECT, CONVERT,
     CALL(P2(CPU, FEATURE), rename_feature),
     "cpu/feature/@name that is Xen's, such as svm_npt", "becomes libvirt's, such as npt", "",
     "xen_xl.c passes names on that its table lacks; start: unknown CPU feature: svm_npt")
RULE(CPU_FEATURE_UNKNOWN, "cpu-feature-unknown", ACCEPT, SUBJECT, DROP,
     CALL(P2(CPU, FEATURE), drop_feature),
     "cpu/feature/@name with an underscore that is none of libvirt's", "goes",
     "libvirt has no such feature; the CPU model decides about it",
     "start: unknown CPU feature; libvirt's names are in its cpu_map/x86_features.xml")
RULE(TIMER_TSC_FREQUENCY, "timer-tsc-frequency", ACCEPT, SUBJECT, CONVERT,
     CALL(P2(CLOCK, TIMER), drop_tsc_frequency),
     "clock/timer[@name='tsc']/@frequency", "goes: Xen did not heed it", "",
     "libxl_conf.c reads the mode alone; start on a host without TSC scaling: Requested TSC frequency"
     " is outside tolerance range")
RULE(CPU_PASSTHROUGH_TCG, "cpu-passthrough-tcg", ACCEPT, SUBJECT, CONVERT, CALL(P1(CPU), convert_passthrough),
     "cpu/@mode='host-passthrough' with --type=qemu", "becomes maximum", "",
     "start: CPU mode 'host-passthrough' is only supported with kvm")
RULE(SOUND_ICH7, "sound-ich7", ACCEPT, SUBJECT, CONVERT,
     SET_ATTR(P2(DEVICES, SOUND), "model", VALUES("ich7"), "ich6"),
     "sound/@model='ich7'", "becomes ich6", "", "define: unknown model value")
/* clang-format on */
