/* Group meaning: accepted as it is, yet another machine without these. */
/* clang-format off */
RULE(DISK_FORMAT_VHD, "disk-format-vhd", MEANING, DOUBT, CONVERT, PLANNED,
     "disk/driver/@type='vhd'", "becomes vpc, QEMU's name of this format", "",
     "libvirt passes vhd as vhdx (qemu_block.c); start on a real VHD fails")
RULE(DISK_FORMAT_DEFAULT, "disk-format-default", MEANING, DOUBT, CONVERT, PLANNED,
     "disk without driver or driver/@type", "raw is written down", "",
     "both mean raw; written down, nobody ever probes the image")
RULE(DISK_FORMAT, "disk-format", MEANING, SUBJECT, OPTION, PLANNED,
     "disk/driver/@type with --disk-format=DISK=FORMAT", "becomes that format", "",
     "procedure 2.1, step 5: the image was converted with qemu-img")
RULE(DISK_PV_EMULATED_NAME, "disk-pv-emulated-name", MEANING, SUBJECT, CONVERT, PLANNED,
     "disk/target hdX or sdX of a PV guest", "moves to virtio, too", "",
     "every disk of a PV guest is a PV disk, whatever its name (xen_xl.c, xen_xm.c)")
RULE(DISK_HVM_XVD, "disk-hvm-xvd", MEANING, SUBJECT, WARN, PLANNED,
     "disk/target xvdX of an HVM guest", "warns that the disk was an IDE disk as well", "",
     "Xen emulates xvda to xvdd as IDE too: Windows without viostor will not boot")
RULE(DISK_HVM_BUS, "disk-hvm-bus", MEANING, SUBJECT, OPTION, PLANNED,
     "disk/target[@bus='ide'] of an HVM guest with --hvm-disk-bus", "moves to that bus", "",
     "faster than IDE; the guest needs the driver before it boots")
RULE(DISK_VIRTIO_GAP, "disk-virtio-gap", MEANING, SUBJECT, NOTE, PLANNED,
     "virtio disks whose letters have gaps", "tells the names that the guest will see", "",
     "libvirt numbers PCI slots by letter, and the guest names disks by slot")
RULE(DISK_BACKENDDOMAIN, "disk-backenddomain", MEANING, ANY, REFUSE,
     CALL(P3(DEVICES, DISK, BACKENDDOMAIN), refuse_backenddomain),
     "disk/backenddomain", "is refused; forced, or if it is dom0, it goes", "",
     "silently ignored by QEMU, though the image lies in another domain")
RULE(DISK_SOURCE_PREFIX, "disk-source-prefix", MEANING, ANY, CONVERT, PLANNED,
     "disk/source with tap:aio:, phy:, file: or a relative block path",
     "the prefix goes; a relative block path starts from /dev/", "",
     "define takes a relative path, start fails; xend meant /dev/")
RULE(MAP_PATH, "map-path", MEANING, SUBJECT, OPTION, PLANNED,
     "disk/source, os/kernel, os/initrd with --map-path=OLD=NEW", "the path becomes NEW", "",
     "images are elsewhere on the new host")
RULE(DISK_NETWORK, "disk-network", MEANING, SUBJECT, NOTE, CALL(P2(DEVICES, DISK), note_network_disk),
     "disk[@type='network']", "stays; its hosts and secrets have to exist", "",
     "rbd and its like are valid in both drivers")
RULE(INTERFACE_MODEL_PV, "interface-model-pv", MEANING, SUBJECT, CONVERT,
     CALL(P2(DEVICES, INTERFACE), convert_pv_model),
     "interface of a PV or PVH guest", "gets the model virtio, or --nic-model", "",
     "no model is netfront on PV (libxlMakeNic) but rtl8139 on QEMU (qemu_domain.c)")
RULE(INTERFACE_MODEL_IGNORED_PV, "interface-model-ignored-pv", MEANING, SUBJECT, WARN,
     CALL(P3(DEVICES, INTERFACE, MODEL), ignore_pv_model),
     "interface/model of a PV guest other than netfront", "the model is ignored, as Xen did", "",
     "libxlMakeNic refuses a model other than netfront on PV; xend ignored it")
RULE(INTERFACE_MODEL_DEFAULT, "interface-model-default", MEANING, SUBJECT, OPTION,
     CALL(P2(DEVICES, INTERFACE), add_default_model),
     "interface without model of an HVM guest with --nic-model-default", "rtl8139 is written down",
     "", "libvirt takes what the binary has: rtl8139, e1000, virtio (qemu_domain.c)")
RULE(INTERFACE_MODEL_UNKNOWN, "interface-model-unknown", MEANING, SUBJECT, DROP,
     CALL(P3(DEVICES, INTERFACE, MODEL), convert_unknown_model),
     "interface/model of an HVM guest that QEMU does not have", "becomes rtl8139, Xen's default",
     "QEMU has no such model", "define takes it, start: not a valid device model name")
RULE(INTERFACE_MODEL_IOEMU, "interface-model-ioemu", MEANING, ANY, CONVERT,
     CALL(P3(DEVICES, INTERFACE, MODEL), strip_ioemu),
     "interface/model/@type='ioemu:...'", "the prefix goes", "", "xend's spelling")
RULE(INTERFACE_ETHERNET, "interface-ethernet", MEANING, SUBJECT, WARN,
     CALL(P2(DEVICES, INTERFACE), convert_ethernet),
     "interface[@type='ethernet']", "becomes a bridge with --default-bridge, otherwise stays", "",
     "on Xen a script picks the bridge, on QEMU it is a lone tap")
RULE(INTERFACE_SCRIPT_OVS, "interface-script-ovs", MEANING, ANY, CONVERT,
     CALL(P3(DEVICES, INTERFACE, SCRIPT), convert_ovs_script),
     "interface/script vif-openvswitch", "becomes virtualport type=openvswitch", "",
     "libxlMakeNic writes the script for that virtualport")
RULE(INTERFACE_OVS_VLAN, "interface-ovs-vlan", MEANING, ANY, CONVERT,
     CALL(P3(DEVICES, INTERFACE, SOURCE), split_ovs_vlan),
     "interface/source/@bridge='BRIDGE.VLAN:TRUNK' on Open vSwitch", "becomes bridge and vlan", "",
     "xl's syntax, documented in libxlMakeNic")
RULE(INTERFACE_SCRIPT_ROUTED, "interface-script-routed", MEANING, SUBJECT, DROP,
     CALL(P3(DEVICES, INTERFACE, SCRIPT), drop_routed_script),
     "interface/script vif-route, vif-routed, vif-nat", "goes",
     "set up routing or NAT on the new host", "the script did that on the old one")
RULE(INTERFACE_SCRIPT_CUSTOM, "interface-script-custom", MEANING, DOUBT, DROP,
     CALL(P3(DEVICES, INTERFACE, SCRIPT), drop_custom_script),
     "interface/script of any other name", "goes",
     "find out what it did on the old host; libvirt would run it as root on the new one",
     "start runs it (ethernet) or fails (bridge)")
RULE(INTERFACE_BACKENDDOMAIN, "interface-backenddomain", MEANING, ANY, DROP,
     DROP(P3(DEVICES, INTERFACE, BACKENDDOMAIN), NULL),
     "interface/backenddomain", "goes", "the bridge was another domain's; name one of the new host",
     "silently ignored by QEMU")
RULE(KERNEL_PVGRUB, "kernel-pvgrub", MEANING, ANY, CONVERT, PLANNED,
     "os/kernel pv-grub, pvgrub, grub.xen, grub-*-xen", "kernel, initrd and cmdline go", "",
     "PV-GRUB boots the guest's own menu.lst")
RULE(KERNEL_BOOTLOADER_RESIDUE, "kernel-bootloader-residue", MEANING, DOUBT, CONVERT, PLANNED,
     "os/kernel beside a bootloader", "kernel, initrd and cmdline go", "",
     "live xend dumps show the kernel that the boot loader took out of the image")
RULE(KERNEL_TEMPORARY, "kernel-temporary", MEANING, DOUBT, DROP, PLANNED,
     "os/kernel below /var/lib/xen, /var/run/xen or xend of a PV guest",
     "kernel, initrd and cmdline go, unless --direct-kernel=keep", 
     "an installer or a boot loader put them there; arguments that matter belong into the guest's GRUB",
     "virt-install put it there (sexpr2xml test data), or pygrub, from the image (boot_kernel.x)")
RULE(DIRECT_KERNEL_PV, "direct-kernel-pv", MEANING, DOUBT, REFUSE, PLANNED,
     "os/kernel of a PV guest", "is refused; forced or with --direct-kernel it is kept or goes", "",
     "dom0's kernel may run on Xen only, and the disk may have no boot loader")
RULE(DIRECT_KERNEL_PVH, "direct-kernel-pvh", MEANING, DOUBT, REFUSE, PLANNED,
     "os/kernel of a PVH guest", "is refused; forced or with --direct-kernel it is kept or goes", "",
     "as direct-kernel-pv; more likely to work, being a bzImage")
RULE(DIRECT_KERNEL_HVM, "direct-kernel-hvm", MEANING, DOUBT, WARN, PLANNED,
     "os/kernel of an HVM guest", "is kept", "", "the same on QEMU; the file has to be there")
RULE(OS_ROOT, "os-root", MEANING, SUBJECT, CONVERT, PLANNED,
     "/domain/os/root", "goes; with a kernel that stays it becomes root= on its command line", "",
     "libvirt of 2006 had it; today's forgets it, and the kernel finds no root")
RULE(CMDLINE_REWRITE, "cmdline-rewrite", MEANING, SUBJECT, CONVERT, PLANNED,
     "os/cmdline with a kernel that stays",
     "names disks as they are now, and the console, for which a PV kernel needed no word on Xen", "",
     "by the disk plan, never textually: a wrong root= passes define and start; without console= a"
     " kernel says nothing on ttyS0")
RULE(CMDLINE_DEVICE_UNKNOWN, "cmdline-device-unknown", MEANING, SUBJECT, DROP, PLANNED,
     "os/cmdline naming a disk that the domain has not", "xvdX becomes vdX by its letter",
     "the domain has no such disk", "no disk to map to")
RULE(CMDLINE_WITHOUT_KERNEL, "cmdline-without-kernel", MEANING, SUBJECT, WARN, PLANNED,
     "os/cmdline, os/initrd without kernel", "go; a warning for an HVM guest", "",
     "define takes it, start: -append only allowed with -kernel option")
RULE(BOOTLOADER_PYPXEBOOT, "bootloader-pypxeboot", MEANING, SUBJECT, CONVERT, PLANNED,
     "bootloader pypxeboot", "becomes boot dev=network", "", "it was a network boot, not pygrub")
RULE(BOOT_DEV_ADDED, "boot-dev-added", MEANING, SUBJECT, CONVERT, PLANNED,
     "PV guest without os/boot and */boot/@order", "boot dev=hd is added", "",
     "PV domains have no boot order")
RULE(BOOT_OTHER_DISK, "boot-other-disk", MEANING, SUBJECT, WARN, PLANNED,
     "HVM guest that boots from hd, where hda or xvda is not the first disk of the first bus",
     "warns that QEMU boots from another disk than Xen", "",
     "Xen's BIOS starts hda; libvirt sorts each bus (virDomainDiskInsert) and gives bootindex=1 to the"
     " first disk")
RULE(DISK_NONE, "disk-none", MEANING, SUBJECT, WARN, PLANNED,
     "a domain without a hard disk that boots from one", "warns that the document names none", "",
     "xenapi_driver.c writes no disks: every dump of XenServer and XCP lacks them")
RULE(BOOT_NO_HD, "boot-no-hd", MEANING, SUBJECT, NOTE, CALL(P0, note_boot_order),
     "os/boot without hd", "tells that there is no way back to the disk", "",
     "libvirt adds strict=on")
RULE(LOADER_OVMF, "loader-ovmf", MEANING, SUBJECT, CONVERT, CALL(P2(OS, LOADER), convert_ovmf),
     "os/loader ovmf, os/loader/@type='pflash'", "becomes os firmware=efi", "",
     "libxlMakeDomBuildInfo takes pflash as OVMF; without it a UEFI guest meets a BIOS")
RULE(LOADER_NVRAM, "loader-nvram", MEANING, SUBJECT, DROP, DROP(P2(OS, NVRAM), NULL),
     "os/nvram", "goes", "the guest's UEFI variables, boot entries among them, start anew",
     "a file of the old host in its format")
RULE(ACPI_SLIC, "acpi-slic", MEANING, SUBJECT, NOTE, CALL(P3(OS, ACPI, TABLE), note_slic),
     "os/acpi/table", "stays; the file has to be there", "", "below /sys it is the old host's")
RULE(FEATURES_ACPI, "features-acpi", MEANING, SUBJECT, CONVERT, CALL(P1(FEATURES), add_acpi),
     "features without acpi", "acpi is added", "", "without it -no-acpi (qemu_command.c)")
RULE(FEATURES_APIC, "features-apic", MEANING, SUBJECT, CONVERT, CALL(P1(FEATURES), add_apic),
     "features without apic", "apic is added", "", "procedure 2.2.3: interrupts on SMP")
RULE(FEATURE_VIRIDIAN, "feature-viridian", MEANING, IDLE, CONVERT,
     CALL(P2(FEATURES, VIRIDIAN), convert_viridian),
     "features/viridian", "becomes hyperv features and the timer hypervclock", "",
     "silently ignored by QEMU; the converted form reaches -cpu")
RULE(FEATURE_PAE, "feature-pae", MEANING, SUBJECT, NOTE, CALL(P2(FEATURES, PAE), note_pae),
     "features/pae", "stays", "", "no-op in QEMU, whose CPUs have PAE")
RULE(FEATURE_HAP, "feature-hap", MEANING, IDLE, CONVERT, DROP(P2(FEATURES, HAP), NULL),
     "features/hap", "goes", "", "without effect on QEMU; nested paging is the host's setting")
RULE(FEATURE_XEN, "feature-xen", MEANING, ANY, CONVERT, DROP(P2(FEATURES, XEN), NULL),
     "features/xen", "goes", "", "without effect on QEMU")
RULE(CPU_MODEL_ADDED, "cpu-model-added", MEANING, SUBJECT, WARN, CALL(P0, add_cpu_model),
     "no cpu mode and no cpu/model", "the host's CPU model is added; --cpu chooses or leaves it",
     "", "without it the guest sees qemu64, on Xen it saw the host's CPU")
RULE(CLOCK_SYNC, "clock-sync", MEANING, SUBJECT, CONVERT, CALL(P1(CLOCK), convert_clock_sync),
     "clock/@sync", "becomes offset", "",
     "libvirt before 0.5 wrote it; define forgets it, and localtime becomes utc")
RULE(CPUTUNE_SHARES, "cputune-shares", MEANING, SUBJECT, DROP, DROP(P2(CPUTUNE, SHARES), NULL),
     "cputune/shares", "go", "Xen's weights have no fixed scale on KVM; weigh the guests anew",
     "credit weight, default 256 (libxl), versus cgroup shares")
RULE(HOST_PINNING, "host-pinning", MEANING, SUBJECT, NOTE, CALL(P0, note_pinning),
     "vcpu/@cpuset, cputune/vcpupin, numatune", "stays; tells that it is the old host's", "",
     "the new host has other processors")
RULE(BALLOON_CURRENT_MEMORY, "balloon-current-memory", MEANING, SUBJECT, NOTE, CALL(P0, note_balloon),
     "currentMemory other than memory", "stays; needs virtio-balloon in the guest", "",
     "without the driver the guest uses all of its memory")
RULE(LIFECYCLE_CRASH_PANIC, "lifecycle-crash-panic", MEANING, SUBJECT, NOTE, CALL(P0, note_crash),
     "on_crash other than destroy", "tells that KVM sees a crash through a panic device only;"
     " --panic adds one", "", "pvpanic")
RULE(CONSOLE_PV_IMPLICIT, "console-pv-implicit", MEANING, SUBJECT, CONVERT, PLANNED,
     "PV guest without console and serial", "a console is added", "",
     "libxlDomainDefPostParse always adds one")
RULE(CONSOLE_EXTRA_SERIAL, "console-extra-serial", MEANING, SUBJECT, CONVERT, PLANNED,
     "console[position()>1]/target[@type='serial']", "goes: it repeats a serial port", "",
     "define: Only the first console can be a serial port")
RULE(CHANNEL_AGENT_UNIX, "channel-agent-unix", MEANING, SUBJECT, CONVERT,
     CALL(P2(DEVICES, CHANNEL), convert_agent),
     "channel[@type='pty']/target[@name='org.qemu.guest_agent.0']", "becomes type=unix", "",
     "qemu_agent.c talks over unix sockets only: on a pty the agent is dead")
RULE(GRAPHICS_ADDED, "graphics-added", MEANING, SUBJECT, OPTION, PLANNED,
     "PV guest without graphics, with --vnc", "VNC on the loopback address is added", "",
     "otherwise no way in until the serial console works")
RULE(VIDEO_ADDED, "video-added", MEANING, SUBJECT, OPTION, PLANNED,
     "PV guest without video, with --vnc", "vga is added", "", "the default would be cirrus")
RULE(INPUT_TABLET_ADDED, "input-tablet-added", MEANING, SUBJECT, OPTION, PLANNED,
     "PV guest without tablet, with --vnc", "a USB tablet is added", "",
     "Xen adds its inputs implicitly (xen_common.c)")
RULE(GRAPHICS_SDL, "graphics-sdl", MEANING, SUBJECT, WARN, CALL(P2(DEVICES, GRAPHICS), convert_sdl),
     "graphics[@type='sdl' or @type='qubes']", "becomes vnc on the loopback address", "",
     "define takes sdl, start fails without QEMU's SDL module; only Qubes' libvirt knows qubes")
RULE(XEN_COMMANDLINE, "xen-commandline", MEANING, ANY, DROP, PLANNED,
     "xen:commandline", "goes; --keep-qemu-args keeps the arguments for QEMU",
     "arguments for the device model have no effect any more", "silently dropped by the QEMU driver")
RULE(EMULATOR_ADDED, "emulator-added", MEANING, SUBJECT, OPTION, CALL(P1(DEVICES), add_emulator),
     "no emulator, with --emulator=PATH", "it is added", "", "without one libvirt picks its own")
RULE(OS_ARCH_MISSING, "os-arch-missing", MEANING, SUBJECT, CONVERT, CALL(P2(OS, TYPE), add_arch),
     "os/type[not(@arch)]", "x86_64 is written down, or --arch", "",
     "libvirt would take the architecture of whatever host it is")
RULE(OS_ARCH_FOREIGN, "os-arch-foreign", MEANING, SUBJECT, REFUSE, CALL(P2(OS, TYPE), refuse_arch),
     "os/type/@arch other than x86_64, i686", "is refused; forced, it stays", "",
     "other machine types: QEMU there has no pc")
RULE(DISK_FLOPPY_PV, "disk-floppy-pv", MEANING, SUBJECT, DROP, PLANNED,
     "disk[@device='floppy'] of a PV guest", "goes", "a PV guest had no floppy controller",
     "no emulated devices on PV")
RULE(HOSTDEV_DROPPED, "hostdev-dropped", MEANING, SUBJECT, OPTION, CALL(P2(DEVICES, HOSTDEV), drop_hostdev),
     "hostdev, interface[@type='hostdev'] with --hostdev=drop", "goes", "", "the new host has other devices")
RULE(NOT_XEN, "not-xen", MEANING, ANY, REFUSE, PLANNED,
     "/domain/@type other than xen, kvm, qemu", "is refused; forced, only left-overs are mended", "",
     "no rule here knows other hypervisors")
/* clang-format on */
