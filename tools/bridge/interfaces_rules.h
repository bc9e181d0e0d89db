/* Interfaces: what the maps of the command line ask for, and whether the new host has it. */
/* clang-format off */
RULE(BRIDGE_MAC, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "interface[mac/@address=MAC], of type bridge or network",
     .does = "becomes the bridge of --mac=MAC:bridge:OUT",
     .why = "virt-v2v --mac: the MAC address is the surest name of an interface")

RULE(NETWORK_MAC, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "interface[mac/@address=MAC], of type bridge or network",
     .does = "becomes the network of --mac=MAC:network:OUT",
     .why = "virt-v2v --mac")

RULE(BRIDGE_TO_NETWORK, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "interface[@type='bridge']/source/@bridge",
     .does = "IN becomes the network OUT by --bridge-to-network=IN:OUT",
     .why = "a host whose guests are on libvirt's networks instead of its own bridges")

RULE(BRIDGE_NAMED, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "interface[@type='bridge']/source/@bridge",
     .does = "IN becomes OUT by --bridge=IN:OUT, also a prefix by IN*:OUT*",
     .why = "procedure 3.1; start: Cannot get interface MTU on 'eth0': No such device")

RULE(BRIDGE_OTHERS, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "interface[@type='bridge']/source/@bridge",
     .does = "becomes OUT by --bridge=OUT if nothing else maps it",
     .why = "virt-v2v --bridge OUT")

RULE(NETWORK_NAMED, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "interface[@type='network']/source/@network",
     .does = "IN becomes OUT by --network=IN:OUT",
     .why = "start: Network not found: no network with matching name")

RULE(NETWORK_OTHERS, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "interface[@type='network']/source/@network",
     .does = "becomes OUT by --network=OUT if nothing else maps it",
     .why = "virt-v2v --network OUT")

RULE(DEVICE_NAMED, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "interface[@type='direct']/source/@dev",
     .does = "IN becomes OUT by --dev=IN:OUT",
     .why = "macvtap; start: Cannot get interface MTU on 'eth0': No such device")

RULE(VIRTUALPORT_ADDED, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "interface[@type='bridge'], after mapping, without virtualport",
     .does = "gets virtualport type='openvswitch' by --virtualport=openvswitch",
     .why = "start: Unable to add bridge ovsbr0 port vnet0: Operation not supported")

RULE(VIRTUALPORT_REMOVED, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "virtualport[@type='openvswitch'] of an interface of type bridge or network",
     .does = "is removed by --virtualport=none",
     .why = "start: ovs-vsctl fails where the bridge is not Open vSwitch's")

RULE(MAC_OTHER_TYPE, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "interface[mac/@address=MAC], of another type",
     .does = "stays: --mac changes interfaces of type bridge and network only",
     .why = "the other types have no bridge or network to be replaced")

RULE(MAP_TOO_LONG, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_REFUSE,
     .where = "a name that a map of prefixes makes, which no device can have",
     .does = "is refused",
     .mind = "such a name has at most 15 bytes, no blank and no slash",
     .why = "Linux dev_valid_name: 1 to 15 bytes")

RULE(BRIDGE_UNLISTED, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "interface[@type='bridge']/source/@bridge, "
              "/network[forward/@mode='bridge']/bridge/@name",
     .does = "warns that the bridge, after mapping, is not listed by --allow and --allow-from",
     .why = "procedure 2.6.3; the guest would not start")

RULE(NETWORK_UNLISTED, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "interface[@type='network']/source/@network",
     .does = "warns that the network, after mapping, is not among those that --target describes",
     .why = "start: Network not found: no network with matching name")

RULE(DEVICE_UNLISTED, BY(map_interfaces),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "interface[@type='direct']/source/@dev",
     .does = "warns that the device, after mapping, is not among those that --target describes",
     .why = "start: Cannot get interface MTU on 'eth0': No such device")

RULE(BRIDGE_QEMU_ARG, BY(check_qemu_args),
     .group = GROUP_MAPS, .scope = SCOPE_OPTION, .level = LEVEL_WARN,
     .where = "qemu:commandline/qemu:arg/@value with br=IN",
     .does = "stays, with a warning: a person changes it",
     .why = "qemu-system(1): -netdev bridge,br=BRIDGE; start fails on a missing bridge")
/* clang-format on */
