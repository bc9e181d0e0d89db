/* UEFI: firmware, Secure Boot, where it boots from. */
/* clang-format off */
RULE(FIRMWARE_SECURE_BOOT, EACH(AT(NAME_OS), fix_secure_boot),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "os/@firmware='efi', os/loader ovmf: Secure Boot by loader/@secure or "
              "firmware/feature",
     .does = "if asked for, the machine becomes q35 (refused with another one; forced, it is off); "
             "otherwise it is written as off; where the new host's libvirt has no os/firmware, that is "
             "removed, and a loader asks for it",
     .why = "start on pc: Unable to find any firmware to satisfy 'efi'; on q35 libvirt takes the "
            "first firmware, which may enforce Secure Boot; libvirt 7.0 has no os/firmware: "
            "define --validate fails")

RULE(FIRMWARE_Q35, EACH(AT(NAME_OS), warn_q35),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "a hard disk on IDE of a guest that Secure Boot puts on q35",
     .does = "warns that it becomes a SATA disk",
     .why = "q35 has no IDE; Windows on AHCI without the driver enabled stops with 0x7B")
/* clang-format on */
