/* Network interfaces: model, script, bridge, VLAN. */
/* clang-format off */
RULE(INTERFACE_MODEL_NETFRONT, EACH(AT(NAME_DEVICES, NAME_INTERFACE, NAME_MODEL), convert_netfront),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "interface/model/@type='netfront'",
     .does = "becomes virtio, or the model of --nic-model",
     .why = "procedure 2.6.1; define accepts it, start: no such device")

RULE(INTERFACE_SCRIPT, EACH(AT(NAME_DEVICES, NAME_INTERFACE), drop_scripts),
     .group = GROUP_SEED, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "interface/script, interface/downscript",
     .does = "Xen's network script is removed (in a kvm domain vif-*, and any of a bridge)",
     .why = "procedure 2.6.2; start: scripts are not supported on interfaces of type bridge")

RULE(INTERFACE_BRIDGE_CHECK, EACH(AT(NAME_DEVICES, NAME_INTERFACE), note_bridge),
     .group = GROUP_SEED, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "interface/source/@bridge",
     .does = "stays; the bridge must exist on the new host",
     .why = "procedure 2.6.3; start: Cannot get interface MTU")

RULE(INTERFACE_IP, EACH(AT(NAME_DEVICES, NAME_INTERFACE), drop_ip),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "interface/ip, interface/route",
     .does = "the guest's addresses are removed",
     .mind = "QEMU sets no address in the guest: the network filter clean-traffic restricts the "
             "guest to one",
     .why = "define: Invalid attempt to set network interface guest-side IP route and/or "
            "address info")

RULE(INTERFACE_ETHERNET_SOURCE, EACH(AT(NAME_DEVICES, NAME_INTERFACE), drop_ethernet_source),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "interface[@type='ethernet']/source/@dev",
     .does = "is removed (with --default-bridge: becomes a bridge)",
     .mind = "the script of the old host routed through that device",
     .why = "define --validate fails; define drops it")

RULE(INTERFACE_BRIDGE_MISSING, EACH(AT(NAME_DEVICES, NAME_INTERFACE), require_bridge),
     .group = GROUP_ACCEPT, .scope = SCOPE_XEN, .level = LEVEL_REFUSE,
     .where = "interface[@type='bridge'][not(source/@bridge)]",
     .does = "is refused; with --default-bridge it gets that bridge; forced, it stays",
     .why = "xend used its first bridge; define: interface type='bridge' requires a 'source' "
            "element")

RULE(INTERFACE_HOSTDEV_DRIVER, EACH(AT(NAME_DEVICES, NAME_INTERFACE), convert_interface_hostdev),
     .group = GROUP_ACCEPT, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "interface[@type='hostdev']/driver/@name='xen' or none",
     .does = "becomes vfio",
     .why = "same backend as hostdev-driver-xen")

RULE(INTERFACE_MODEL_PV, EACH(AT(NAME_DEVICES, NAME_INTERFACE), convert_pv_model),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "interface of a PV or PVH guest",
     .does = "becomes virtio, or the model of --nic-model",
     .why = "without a model, PV has netfront (libxlMakeNic) and QEMU rtl8139 (qemu_domain.c)")

RULE(INTERFACE_MODEL_IGNORED_PV,
     EACH(AT(NAME_DEVICES, NAME_INTERFACE, NAME_MODEL), ignore_pv_model),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "interface/model of a PV guest other than netfront",
     .does = "becomes virtio, or the model of --nic-model: Xen ignored it",
     .why = "libxlMakeNic refuses a model other than netfront on PV; xend ignored it")

RULE(INTERFACE_MODEL_DEFAULT, EACH(AT(NAME_DEVICES, NAME_INTERFACE), add_default_model),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_OPTION,
     .where = "interface without model of an HVM guest with --nic-model-default",
     .does = "rtl8139 is added",
     .why = "libvirt picks what the binary has: rtl8139, e1000, virtio (qemu_domain.c)")

RULE(INTERFACE_MODEL_UNKNOWN,
     EACH(AT(NAME_DEVICES, NAME_INTERFACE, NAME_MODEL), convert_unknown_model),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "interface/model of an HVM guest that QEMU does not have",
     .does = "becomes rtl8139, Xen's default",
     .mind = "QEMU has no such model",
     .why = "define accepts it, start: not a valid device model name")

RULE(INTERFACE_MODEL_IOEMU, EACH(AT(NAME_DEVICES, NAME_INTERFACE, NAME_MODEL), strip_ioemu),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "interface/model/@type='ioemu:...'",
     .does = "the prefix is removed",
     .why = "xend's spelling")

RULE(INTERFACE_ETHERNET, EACH(AT(NAME_DEVICES, NAME_INTERFACE), convert_ethernet),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "interface[@type='ethernet']",
     .does = "becomes a bridge with --default-bridge, otherwise it stays",
     .why = "on Xen a script picks the bridge; on QEMU it is a tap device connected to nothing")

RULE(INTERFACE_SCRIPT_OVS, EACH(AT(NAME_DEVICES, NAME_INTERFACE), convert_ovs_scripts),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "interface/script vif-openvswitch",
     .does = "becomes virtualport type='openvswitch'",
     .why = "libxlMakeNic writes the script for that virtualport")

RULE(INTERFACE_OVS_VLAN, EACH(AT(NAME_DEVICES, NAME_INTERFACE), split_ovs_vlan),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "interface/source/@bridge='BRIDGE.VLAN:TRUNK' on Open vSwitch",
     .does = "becomes bridge and vlan",
     .why = "xl's syntax, documented in libxlMakeNic")

RULE(INTERFACE_SCRIPT_ROUTED,
     EACH(AT(NAME_DEVICES, NAME_INTERFACE, NAME_SCRIPT), drop_routed_script),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_DROP,
     .where = "interface/script vif-route, vif-routed, vif-nat",
     .does = "is removed",
     .mind = "set up routing or NAT on the new host",
     .why = "the script did that on the old host")

RULE(INTERFACE_SCRIPT_CUSTOM,
     EACH(AT(NAME_DEVICES, NAME_INTERFACE, NAME_SCRIPT), drop_custom_script),
     .group = GROUP_MEANING, .scope = SCOPE_SUSPECT, .level = LEVEL_DROP,
     .where = "interface/script of any other name",
     .does = "is removed",
     .mind = "find out what it did on the old host: libvirt would run it as root on the new one",
     .why = "start runs it (ethernet) or fails (bridge)")

RULE(INTERFACE_BACKENDDOMAIN, DROP(AT(NAME_DEVICES, NAME_INTERFACE, NAME_BACKENDDOMAIN)),
     .group = GROUP_MEANING, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "interface/backenddomain",
     .does = "is removed",
     .mind = "the bridge was in another domain: name one of the new host",
     .why = "QEMU ignores it silently")

RULE(INTERFACE_MODEL_MISSING, EACH(AT(NAME_DEVICES, NAME_INTERFACE), note_no_model),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "interface without model, or model without type, of an HVM guest",
     .does = "stays; notes what the guest will see",
     .why = "Xen gives rtl8139 and netfront; libvirt picks rtl8139, e1000 or virtio by what the "
            "QEMU has (qemu_domain.c)")

RULE(INTERFACE_MAC_MISSING, EACH(AT(NAME_DEVICES, NAME_INTERFACE), warn_no_mac),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "interface without a MAC address",
     .does = "stays; warns that each define makes a new one",
     .why = "virDomainNetGenerateMAC; DHCP leases and the guest's interface names depend on it")

RULE(INTERFACE_VLAN, EACH(AT(NAME_DEVICES, NAME_INTERFACE), warn_vlan),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "interface[@type='bridge']/vlan without an Open vSwitch virtualport; that of the "
              "types direct (but for mode passthrough), ethernet and user",
     .does = "stays; warns that libvirt starts it from 11.0 on only, or not at all",
     .why = "start: vlan tag not supported for this connection type; on a bridge before libvirt "
            "11.0 only")

RULE(LIVE_VIF_TARGET, EACH(AT(NAME_DEVICES, NAME_INTERFACE, NAME_TARGET), drop_vif_target),
     .group = GROUP_LIVE, .scope = SCOPE_ALWAYS, .level = LEVEL_CONVERT,
     .where = "interface/target/@dev='vifN.M', 'vif-N.M', 'tapN.M', also with -emu",
     .does = "is removed",
     .why = "libvirt strips vnet* only (domain_conf.c), so vif6.0 becomes a fixed tap name")
/* clang-format on */
