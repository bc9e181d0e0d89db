/* Graphics, video, input, sound. */
/* clang-format off */
RULE(INPUT_XEN_MOUSE, EACH(AT(NAME_DEVICES, NAME_INPUT), convert_mouse),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "input[@type!='keyboard' and @bus='xen'], in a PV guest also a mouse without bus",
     .does = "a pointer becomes a USB tablet, or is removed if there is one; other types lose "
             "the bus",
     .why = "procedure 2.8; a USB mouse is relative, so the type must change as well")

RULE(INPUT_XEN_KEYBOARD, EACH(AT(NAME_DEVICES, NAME_INPUT), convert_keyboard),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "input[@type='keyboard' and @bus='xen']",
     .does = "becomes a PS/2 keyboard",
     .why = "define: unsupported input bus xen")

RULE(VIDEO_XEN, EACH(AT(NAME_DEVICES, NAME_VIDEO, NAME_MODEL), convert_video),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "video/model/@type='xen'",
     .does = "becomes vga; its memory size is removed",
     .why = "define fails; on HVM xen means standard VGA (libxlMakeVideo), and 4 MiB are not "
            "enough")

RULE(VIDEO_SECOND, EACH(AT(NAME_DEVICES), drop_second_video),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "video after the first one, other than qxl",
     .does = "is removed",
     .why = "libxlMakeVideo uses the first; define: video type 'vga' is only valid as primary "
            "video device")

RULE(GRAPHICS_PASSWD_LONG, EACH(AT(NAME_DEVICES, NAME_GRAPHICS), cut_passwd),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "graphics[@type='vnc']/@passwd of more than 8 characters",
     .does = "is cut to 8",
     .mind = "it is cut to the 8 characters that libvirt takes: VNC compares no more of them, so "
             "viewers need no other password",
     .why = "define: VNC password is 9 characters long, only 8 permitted")

RULE(GRAPHICS_SPICE_TLS, EACH(AT(NAME_DEVICES, NAME_GRAPHICS), refuse_spice_tls),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "graphics[@type='spice'] with tlsPort or a secure mode",
     .does = "is refused; forced, tlsPort and secure channel modes are removed",
     .why = "start: spice TLS port set in XML configuration, but TLS is disabled in qemu.conf")

RULE(SOUND_ICH7, SET_ATTR(AT(NAME_DEVICES, NAME_SOUND), "model", VALUES("ich7"), "ich6"),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "sound/@model='ich7'",
     .does = "becomes ich6",
     .why = "define: unknown model value")

RULE(GRAPHICS_ADDED, BY(add_display),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "PV guest without graphics, with --vnc",
     .does = "VNC on the loopback address is added",
     .why = "otherwise there is no way in until the serial console works")

RULE(VIDEO_ADDED, BY(add_display),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "PV guest without video, with --vnc",
     .does = "vga is added",
     .why = "the default would be cirrus")

RULE(INPUT_TABLET_ADDED, BY(add_display),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "PV guest without tablet, with --vnc",
     .does = "a USB tablet is added",
     .why = "Xen adds its inputs implicitly (xen_common.c)")

RULE(GRAPHICS_SDL, EACH(AT(NAME_DEVICES), convert_windows),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "graphics[@type='sdl' or @type='qubes']",
     .does = "becomes VNC on the loopback address",
     .why = "define accepts sdl, start fails without QEMU's SDL module; only Qubes' libvirt "
            "knows qubes")

RULE(LIVE_GRAPHICS_PORT, EACH(AT(NAME_DEVICES, NAME_GRAPHICS), reset_port),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "graphics[@autoport='yes']/@port, in the dump of a running guest also without "
              "autoport",
     .does = "becomes -1, with autoport",
     .why = "the port of the running guest")

RULE(GRAPHICS_OPEN, EACH(AT(NAME_DEVICES, NAME_GRAPHICS), warn_open),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "graphics that listens on all addresses without a password",
     .does = "stays; warns",
     .why = "anybody who reaches the host has the guest's screen; a dump without --security-info "
            "lacks the password that is there")

RULE(GRAPHICS_FIXED_PORT, EACH(AT(NAME_DEVICES, NAME_GRAPHICS), note_fixed_port),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "graphics/@port that is fixed",
     .does = "stays; notes that it must be free",
     .why = "start of a second guest: Failed to reserve port 5900")

RULE(GRAPHICS_PASSWD, EACH(AT(NAME_DEVICES, NAME_GRAPHICS), note_passwd),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "graphics/@passwd",
     .does = "stays; notes that the output holds a password: keep it private",
     .why = "security")
/* clang-format on */
