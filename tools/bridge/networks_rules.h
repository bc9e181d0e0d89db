/* Networks, which only bridgemap takes. */
/* clang-format off */
RULE(NET_BRIDGE, EACH(AT(NAME_BRIDGE), map_net_bridge),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/network/bridge/@name",
     .does = "IN becomes OUT by --bridge=IN:OUT; --bridge=OUT does not change it",
     .why = "two networks with one bridge: bridge name 'virbr7' already in use")

RULE(NET_FORWARD, EACH(AT(NAME_FORWARD), map_forward),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/network/forward/@dev",
     .does = "IN becomes OUT by --dev=IN:OUT",
     .why = "libvirt network_conf.c: the device that forwarding is bound to")

RULE(NET_FORWARD_INTERFACE, EACH(AT(NAME_FORWARD, NAME_INTERFACE), map_forward),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/network/forward/interface/@dev",
     .does = "IN becomes OUT by --dev=IN:OUT",
     .why = "libvirt network_conf.c: a pool of devices for macvtap and passthrough")

RULE(NET_NAME, EACH(AT(NAME_NAME), map_net_name),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "/network/name",
     .does = "IN becomes OUT by --network=IN:OUT with --rename-networks",
     .why = "net-define: network 'lan' already exists with uuid ...")
/* clang-format on */
