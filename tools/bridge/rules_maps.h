/* Group maps: what the maps of the command line ask for, and whether the new host has it. */
/* clang-format off */
RULE(BRIDGE_MAC, "bridge-mac", MAPS, ASKED, OPTION, PLANNED,
     "interface[mac/@address=MAC], of type bridge or network",
     "the interface goes to the bridge of --mac=MAC:bridge:OUT", "",
     "virt-v2v --mac: the MAC address is the surest name of an interface")
RULE(NETWORK_MAC, "network-mac", MAPS, ASKED, OPTION, PLANNED,
     "interface[mac/@address=MAC], of type bridge or network",
     "the interface goes to the network of --mac=MAC:network:OUT", "",
     "virt-v2v --mac")
RULE(BRIDGE_NAMED, "bridge-named", MAPS, ASKED, OPTION, PLANNED,
     "interface[@type='bridge']/source/@bridge", "IN becomes OUT by --bridge=IN:OUT", "",
     "procedure 3.1; start: Cannot get interface MTU on 'eth0': No such device")
RULE(BRIDGE_OTHERS, "bridge-others", MAPS, ASKED, OPTION, PLANNED,
     "interface[@type='bridge']/source/@bridge", "becomes OUT by --bridge=OUT if nothing else maps it",
     "", "virt-v2v --bridge OUT")
RULE(NETWORK_NAMED, "network-named", MAPS, ASKED, OPTION, PLANNED,
     "interface[@type='network']/source/@network", "IN becomes OUT by --network=IN:OUT", "",
     "start: Network not found: no network with matching name")
RULE(NETWORK_OTHERS, "network-others", MAPS, ASKED, OPTION, PLANNED,
     "interface[@type='network']/source/@network",
     "becomes OUT by --network=OUT if nothing else maps it", "", "virt-v2v --network OUT")
RULE(DEVICE_NAMED, "device-named", MAPS, ASKED, OPTION, PLANNED,
     "interface[@type='direct']/source/@dev", "IN becomes OUT by --dev=IN:OUT", "",
     "macvtap; start: Cannot get interface MTU on 'eth0': No such device")
RULE(MAC_OTHER_TYPE, "mac-other-type", MAPS, ASKED, WARN, PLANNED,
     "interface[mac/@address=MAC], of another type",
     "stays: --mac changes interfaces of type bridge and network only", "",
     "the other types have no bridge or network to be replaced")
RULE(BRIDGE_UNLISTED, "bridge-unlisted", MAPS, ASKED, WARN, PLANNED,
     "interface[@type='bridge']/source/@bridge, /network[forward/@mode='bridge']/bridge/@name",
     "after mapping, the bridge is not among those of --allow and --allow-from", "",
     "procedure 2.6.3; the guest would not start")
/* clang-format on */
