/* Consoles, serial ports, channels. */
/* clang-format off */
RULE(CONSOLE_XEN, BY(fix_consoles),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "console[1]/target[@type='xen' or not(@type)]",
     .does = "becomes a serial port, or the console of --console; beside a serial port, a "
             "virtio console",
     .why = "procedure 2.7; define: unsupported console target type xen (qemu_validate.c); the "
            "first serial console is an alias of the first serial port (domain_conf.c)")

RULE(SERIAL_WIREMODE, BY(fix_consoles),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "serial, parallel, console [@type='tcp']/source/@wiremode",
     .does = "becomes protocol/@type",
     .why = "libvirt before 0.4.3 wrote it; today's ignores it, so telnet would become raw")

RULE(CONSOLE_XEN_VIRTIO, BY(fix_consoles),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "console[position()>1]/target[@type='xen']",
     .does = "becomes a virtio console",
     .why = "define: Only the first console can be a serial port")

RULE(CONSOLE_PV_IMPLICIT, BY(fix_consoles),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "PV guest without console and serial",
     .does = "a console is added",
     .why = "libxlDomainDefPostParse always adds one")

RULE(CONSOLE_EXTRA_SERIAL, BY(fix_consoles),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "console[position()>1]/target[@type='serial']",
     .does = "is removed: it repeats a serial port",
     .why = "define: Only the first console can be a serial port")

RULE(SERIAL_OPEN, BY(check_serial_ports),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "serial, parallel, console, channel, redirdev, smartcard, rng/backend [@type='tcp' or "
              "@type='udp'] bound to all addresses",
     .does = "stays; warns",
     .why = "anybody who reaches the host has the guest's console, or device")

RULE(SERIAL_CONNECT, BY(check_serial_ports),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "serial, parallel, console, channel, redirdev, smartcard, rng/backend "
              "[@type='tcp']/source[@mode='connect'], without reconnect",
     .does = "stays; notes that a program must listen there",
     .why = "start: Failed to connect to '127.0.0.1:7777': Connection refused")

RULE(CHANNEL_XEN,
     SET_ATTR(AT(NAME_DEVICES, NAME_CHANNEL, NAME_TARGET), "type", VALUES("xen"), "virtio"),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "channel/target/@type='xen'",
     .does = "becomes a virtio channel",
     .why = "start: An error occurred, but the cause is unknown")

RULE(CHANNEL_AGENT_UNIX, EACH(AT(NAME_DEVICES, NAME_CHANNEL), convert_agent),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "channel[@type='pty']/target[@name='org.qemu.guest_agent.0']",
     .does = "becomes type='unix'",
     .why = "qemu_agent.c uses unix sockets only: on a pty the agent does not work")
/* clang-format on */
