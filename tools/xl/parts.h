#ifndef XL_PARTS_H
#define XL_PARTS_H

#include "xl/guest.h"

/*
 * The parts of a domain, each by its keys.  They write what libvirt's own converter writes of
 * them (xen_common.c, xen_xl.c, xen_xm.c of libvirt 9.0), and the elements that it adds when the
 * domain is defined; where they write more or otherwise, a comment says so.
 */
void xl_read_type(struct xl_guest *g);
void xl_write_names(struct xl_guest *g);  /* name, uuid, genid, title, description */
void xl_write_memory(struct xl_guest *g); /* memory, currentMemory */
void xl_write_vcpus(struct xl_guest *g);  /* vcpu, cputune */
void xl_write_boot(struct xl_guest *g);   /* bootloader, os */
void xl_write_features(struct xl_guest *g);
void xl_write_cpu(struct xl_guest *g); /* cpu */
void xl_write_clock(struct xl_guest *g);
void xl_write_events(struct xl_guest *g); /* on_poweroff and so on */
void xl_write_emulator(struct xl_guest *g);
void xl_write_disks(struct xl_guest *g); /* with their controllers */
void xl_write_usb_controllers(struct xl_guest *g);
void xl_write_filesystems(struct xl_guest *g);
void xl_write_interfaces(struct xl_guest *g);
void xl_write_ports(struct xl_guest *g); /* serial, parallel, console, channel */
void xl_write_inputs(struct xl_guest *g);
void xl_write_display(struct xl_guest *g); /* graphics, sound, video */
void xl_write_hostdevs(struct xl_guest *g);
void xl_write_arguments(struct xl_guest *g);

/* The memory of all cells of vnuma in MiB, or 0 without: it is the guest's. */
long long xl_numa_memory(struct xl_guest *g);

#endif
