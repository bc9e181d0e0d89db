/* Features of the machine: ACPI, APIC, what Windows looks for. */
/* clang-format off */
RULE(FEATURES_MISSING, BY(add_features),
     .group = GROUP_SEED, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "/domain[not(features)]",
     .does = "acpi and apic are added, without the one that --skip=features-acpi or features-apic "
             "names; warns of a Windows that had none",
     .why = "procedure 2.2.3; needed for shutdown by ACPI power button and for interrupts on SMP; "
            "libxlMakeDomBuildInfo gives an HVM guest ACPI only if the feature stands there")

RULE(FEATURES_ACPI, EACH(AT(NAME_FEATURES), add_acpi),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "features without acpi",
     .does = "acpi is added; warns of a Windows that had none",
     .why = "without it libvirt passes -no-acpi (qemu_command.c)")

RULE(FEATURES_APIC, EACH(AT(NAME_FEATURES), add_apic),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "features without apic",
     .does = "apic is added",
     .why = "procedure 2.2.3: interrupts on SMP")

RULE(FEATURE_VIRIDIAN, EACH(AT(NAME_FEATURES), convert_viridian),
     .group = GROUP_MEANING, .scope = SCOPE_INERT, .level = LEVEL_CONVERT,
     .where = "features/viridian",
     .does = "becomes hyperv features and the timer hypervclock",
     .why = "QEMU ignores it silently, while the converted form reaches -cpu")

RULE(HYPERV_DEPENDENCIES, EACH(AT(NAME_FEATURES, NAME_HYPERV), complete_hyperv),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "features/hyperv with stimer, synic, tlbflush, ipi or evmcs, and not what it needs",
     .does = "the feature that it needs is added, for stimer also the timer hypervclock",
     .why = "start: Hyper-V synthetic timers (hv-stimer) requires Hyper-V synthetic interrupt "
            "controller (hv-synic); libvirt 11.9 checks it at define")

RULE(FEATURE_PAE, EACH(AT(NAME_FEATURES, NAME_PAE), note_pae),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "features/pae",
     .does = "stays, without effect",
     .why = "QEMU's CPUs always have PAE")

RULE(FEATURE_HAP, DROP(AT(NAME_FEATURES, NAME_HAP)),
     .group = GROUP_MEANING, .scope = SCOPE_INERT, .level = LEVEL_CONVERT,
     .where = "features/hap",
     .does = "is removed",
     .why = "no effect on QEMU: nested paging is a setting of the host")

RULE(FEATURE_XEN, DROP(AT(NAME_FEATURES, NAME_XEN)),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "features/xen",
     .does = "is removed",
     .why = "no effect on QEMU")
/* clang-format on */
