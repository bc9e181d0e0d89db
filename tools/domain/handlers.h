#ifndef DOMAIN_HANDLERS_H
#define DOMAIN_HANDLERS_H

#include "rules/run.h"

/*
 * What the rows of the table call, file by file.  A handler gets the rule in whose name it acts
 * and an element that the row's path leads to.
 */
#define HANDLER(name) void name(struct run *r, uint16_t rule, uint32_t node)

/* os.c: type, machine, architecture, boot order, firmware */
HANDLER(convert_type);
HANDLER(convert_machine);
HANDLER(add_arch);
HANDLER(refuse_arch);
HANDLER(add_os);
HANDLER(drop_hvmloader);
HANDLER(convert_ovmf);
HANDLER(convert_boot_text);
HANDLER(note_boot_order);
HANDLER(note_slic);
void plan_boot(struct run *r);

/* kernel.c: a kernel from the host, its arguments */
void plan_kernel(struct run *r);

/* features.c: features, CPU, clock, memory */
HANDLER(add_features);
/* Adds the features of a domain that has none. */
void insert_features(struct run *r);
HANDLER(add_acpi);
HANDLER(add_apic);
HANDLER(convert_viridian);
HANDLER(note_pae);
HANDLER(drop_max_memory);
HANDLER(add_cpu_model);
HANDLER(convert_passthrough);
HANDLER(convert_clock_sync);
HANDLER(drop_timer);
HANDLER(drop_tsc_frequency);
HANDLER(note_tsc);
HANDLER(note_adjustment);
HANDLER(note_pinning);
HANDLER(note_balloon);

/* cpu.c: what the guest is told of its processors */
HANDLER(check_topology);
HANDLER(rename_feature);
HANDLER(drop_feature);

/* lifecycle.c: what happens when the guest ends */
void plan_lifecycle(struct run *r);
HANDLER(note_crash);

/* disks.c */
void plan_disks(struct run *r);
HANDLER(note_network_disk);
HANDLER(refuse_backenddomain);

/* boot_disk.c: whether there is the disk that the guest boots from */
void plan_boot_disk(struct run *r);

/* interfaces.c */
HANDLER(convert_netfront);
HANDLER(convert_pv_model);
HANDLER(ignore_pv_model);
HANDLER(add_default_model);
HANDLER(convert_unknown_model);
HANDLER(strip_ioemu);
HANDLER(drop_script);
HANDLER(convert_ovs_script);
HANDLER(drop_routed_script);
HANDLER(drop_custom_script);
HANDLER(split_ovs_vlan);
HANDLER(convert_ethernet);
HANDLER(drop_ethernet_source);
HANDLER(require_bridge);
HANDLER(drop_ip);
HANDLER(note_bridge);
HANDLER(drop_vif_target);
HANDLER(convert_interface_hostdev);

/* consoles.c */
void plan_consoles(struct run *r);
HANDLER(convert_agent);

/* display.c: graphics, video, input */
HANDLER(convert_mouse);
HANDLER(convert_keyboard);
HANDLER(convert_video);
HANDLER(drop_second_video);
HANDLER(refuse_spice_tls);
HANDLER(convert_sdl);
HANDLER(reset_port);
HANDLER(note_passwd);
void plan_display(struct run *r);

/* hostdevs.c: controllers and devices of the host */
HANDLER(drop_xenbus);
HANDLER(drop_xenbus_limits);
HANDLER(convert_qusb);
HANDLER(drop_ide_controller);
HANDLER(convert_hostdev_driver);
HANDLER(refuse_capabilities);
HANDLER(drop_hostdev);
HANDLER(note_hostdev_pci);
HANDLER(note_hostdev_usb);
void plan_interface_hostdevs(struct run *r);

/* emulator.c: the device model and arguments for it */
HANDLER(convert_emulator);
HANDLER(add_emulator);
void plan_commandline(struct run *r);

/* live.c */
void plan_live(struct run *r);
void plan_seclabels(struct run *r);

/* chores.c: what is left to a person */
void plan_chores(struct run *r);

#endif
