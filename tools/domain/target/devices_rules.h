/* The new host: devices that its emulator has. */
/* clang-format off */
RULE(TARGET_BUS, EACH(AT(NAME_DEVICES, NAME_DISK), meet_disk),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "disk/target/@bus, disk/@device that the new host lacks",
     .does = "is refused; forced, it stays",
     .mind = "use --disk-bus or --hvm-disk-bus, or install that part of QEMU there",
     .why = "define: disk bus is not supported with this QEMU binary")

RULE(TARGET_VIDEO, EACH(AT(NAME_DEVICES, NAME_VIDEO), meet_video),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "video/model/@type that the new host lacks, such as qxl and cirrus",
     .does = "becomes vga, or the first of virtio, bochs, cirrus that is there",
     .why = "define: domain configuration does not support video model 'qxl'")

RULE(TARGET_SPICE, BY(meet_spice),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "graphics[@type='spice'] where the new host has no SPICE",
     .does = "becomes VNC; what only works with SPICE is removed: channels, redirdev, smartcard",
     .why = "define: spice graphics are not supported with this QEMU")

RULE(TARGET_GRAPHICS, EACH(AT(NAME_DEVICES, NAME_GRAPHICS), meet_graphics),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "graphics of another type that the new host lacks",
     .does = "is refused; forced, it stays",
     .mind = "remove it, or install that part of QEMU there",
     .why = "define: graphics are not supported with this QEMU")

RULE(TARGET_TPM, BY(meet_devices),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "tpm/@model, tpm/backend/@type that the new host lacks",
     .does = "is refused; forced, it stays",
     .mind = "remove it, or install that part of QEMU there",
     .why = "define: The QEMU executable does not support TPM backend type; start: Unable to find "
            "'swtpm'")

RULE(TARGET_DEVICE, BY(meet_devices),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "rng, panic, filesystem, redirdev, crypto, channel that the new host lacks",
     .does = "is refused; forced, it stays",
     .mind = "remove it, or install that part of QEMU there",
     .why = "define: the device is not supported with this QEMU binary")

RULE(TARGET_VFIO, BY(meet_vfio),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "a PCI device of the host where the new host has no VFIO",
     .does = "stays; warns",
     .why = "start: host doesn't support passthrough of host PCI devices")
/* clang-format on */
