/* Group maps: documents of networks, which only bridgemap takes. */
/* clang-format off */
RULE(NET_BRIDGE, "net-bridge", MAPS, ASKED, OPTION, CALL(P1(BRIDGE), map_net_bridge),
     "/network/bridge/@name", "IN becomes OUT by --bridge=IN:OUT; --bridge=OUT leaves it", "",
     "two networks with one bridge: bridge name 'virbr7' already in use")
RULE(NET_FORWARD, "net-forward", MAPS, ASKED, OPTION, CALL(P1(FORWARD), map_forward),
     "/network/forward/@dev", "IN becomes OUT by --dev=IN:OUT", "",
     "libvirt network_conf.c: the device that forwarding is bound to")
RULE(NET_FORWARD_INTERFACE, "net-forward-interface", MAPS, ASKED, OPTION,
     CALL(P2(FORWARD, INTERFACE), map_forward),
     "/network/forward/interface/@dev", "IN becomes OUT by --dev=IN:OUT", "",
     "libvirt network_conf.c: a pool of devices for macvtap and passthrough")
/* clang-format on */
