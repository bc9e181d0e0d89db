/* The new host: what its guests have already. */
/* clang-format off */
RULE(TARGET_NAME, BY(meet_guests),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "name of a domain that --target describes, with another UUID",
     .does = "is refused; forced, it stays",
     .mind = "rename the guest, or undefine that domain",
     .why = "define: domain 'mail' already exists with uuid ...")

RULE(TARGET_UUID, BY(meet_guests),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "uuid of a domain of the new host that has another name",
     .does = "is refused; forced, it stays",
     .mind = "give the guest another uuid, or undefine that domain",
     .why = "define: domain 'web' is already defined with uuid ...")

RULE(TARGET_MAC, EACH(AT(NAME_DEVICES, NAME_INTERFACE, NAME_MAC), meet_mac),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "MAC address that another guest of the new host has",
     .does = "stays; warns",
     .why = "libvirt defines and starts both; on one network, frames for one reach the other")

RULE(TARGET_IMAGE, BY(meet_images),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "a disk's image that another guest of the new host may write to",
     .does = "is refused; forced, it stays",
     .mind = "give each of them an image of its own",
     .why = "start: Failed to get \"write\" lock; where there are no locks, both damage it")

RULE(TARGET_PORT, EACH(AT(NAME_DEVICES, NAME_GRAPHICS), meet_port),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "graphics/@port that another guest of the new host fixes, too",
     .does = "stays; warns",
     .why = "start: Failed to reserve port 5900")
/* clang-format on */
