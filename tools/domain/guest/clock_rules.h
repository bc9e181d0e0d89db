/* Clock and timers. */
/* clang-format off */
RULE(TIMER_PLATFORM, EACH(AT(NAME_CLOCK, NAME_TIMER), drop_timer),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "clock/timer[@name='platform']",
     .does = "is removed",
     .mind = "QEMU has no such timer",
     .why = "start: unsupported timer type (name) 'platform'")

RULE(TIMER_TSC_FREQUENCY, EACH(AT(NAME_CLOCK, NAME_TIMER), drop_tsc_frequency),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "clock/timer[@name='tsc']/@frequency",
     .does = "is removed: Xen ignored it",
     .why = "libxl_conf.c reads the mode only; start on a host without TSC scaling: Requested "
            "TSC frequency is outside tolerance range")

RULE(CLOCK_SYNC, EACH(AT(NAME_CLOCK), convert_clock_sync),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "clock/@sync",
     .does = "becomes offset",
     .why = "libvirt before 0.5 wrote it; define drops it, and localtime becomes utc")

RULE(CLOCK_WINDOWS, EACH(AT(NAME_CLOCK), add_windows_timers),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "clock of an HVM guest that is Windows (see guest-gplpv), without a timer rtc, pit or "
              "hpet",
     .does = "the timer is added: rtc catches up, pit delays, hpet is off",
     .why = "libosinfo and virt-install write these for Windows: its clock runs late if ticks are "
            "lost, and it reads hpet often")

RULE(TIMER_TSC, EACH(AT(NAME_CLOCK, NAME_TIMER), note_tsc),
     .group = GROUP_NOTES, .scope = SCOPE_SUSPECT, .level = LEVEL_NOTE,
     .where = "clock/timer[@name='tsc']/@mode",
     .does = "stays; QEMU ignores the mode",
     .why = "start succeeds, but the mode has no effect")

RULE(CLOCK_ADJUSTMENT, EACH(AT(NAME_CLOCK), note_adjustment),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "clock/@adjustment",
     .does = "stays; notes that Xen's correction of the clock stays with it",
     .why = "on Xen reset is the default; on KVM it resets the clock at each start")
/* clang-format on */
