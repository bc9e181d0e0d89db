/* The new host: networks and bridges of interfaces. */
/* clang-format off */
RULE(TARGET_NETWORK, EACH(AT(NAME_DEVICES, NAME_INTERFACE), meet_network),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "interface of a network that the new host lacks",
     .does = "stays; warns",
     .why = "start: Network not found: no network with matching name")

RULE(TARGET_LINK, EACH(AT(NAME_DEVICES, NAME_INTERFACE), meet_link),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "interface on a bridge or network device that the new host lacks",
     .does = "stays; warns",
     .why = "start: Cannot get interface MTU on 'xenbr0': No such device")

RULE(TARGET_FILTER, EACH(AT(NAME_DEVICES, NAME_INTERFACE, NAME_FILTERREF), meet_filter),
     .group = GROUP_TARGET, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "interface/filterref of a network filter that the new host lacks",
     .does = "stays; warns",
     .why = "start: internal error: referenced filter is missing")
/* clang-format on */
