#ifndef DOMAIN_FACTS_H
#define DOMAIN_FACTS_H

#include "domain/disks/disk_names.h"
#include "domain/settings.h"
#include "rules/run.h"

/* The guest's kind of machine under Xen. */
enum guest {
	GUEST_PV,  /* paravirtualised: no firmware, no emulated devices */
	GUEST_PVH, /* PV devices in a hardware container */
	GUEST_HVM, /* a PC */
};

struct disk {
	uint32_t node, driver, source, target, address; /* NONE: has none */
	/* name in a Linux guest: vdX by PCI slot, sdX by order on its bus; "": unknown */
	char guest_name[DISK_NAME_SIZE];
	const struct disk_old *old;
	const struct disk_new *new;
};

/* Facts of a domain, computed once from the unchanged document, before any rule runs. */
struct domain {
	struct document *doc;
	const struct settings *set;
	/* peer: another domain of the document that is the same guest, such as a snapshot's
	 * inactiveDomain; its disks get the same names */
	uint32_t root, peer, os, os_type, devices, features, cpu, bootloader; /* NONE: has none */
	bool xen;   /* type='xen': all rules apply; otherwise those for leftovers only */
	bool known; /* the type is xen, kvm or qemu */
	enum guest guest;
	bool q35; /* the new machine is q35, without IDE */
	/* among the devices: a serial port, such an input, USB's switch being off */
	bool serial, tablet, mouse, no_usb;
	struct disk *disks;
	size_t disks_count;
};

/*
 * Reads the domain whose element is root, with its peer (NONE: it has none); as_xen: as if its
 * type were xen.  Memory comes from the document's arena.
 */
struct domain *domain_read(const struct run *r, uint32_t root, uint32_t peer,
                           const struct settings *set, bool as_xen);

/* The facts of the run's domain. */
const struct domain *domain_of(const struct run *r);
/* PV or PVH: all of its devices were Xen's. */
bool domain_is_pv(const struct domain *d);

/* The os element, or the element after which libvirt would write it; NONE: neither exists. */
uint32_t domain_os_place(const struct domain *d);

/* Whether devices say in which order to boot from them. */
bool domain_has_device_order(const struct domain *d);
/* The device that a boot element names, in either spelling. */
struct str domain_boot_device(const struct domain *d, uint32_t boot);

/*
 * What Xen's console becomes: serial or virtio. libvirt takes a serial console for the guest's
 * first serial port, so beside a serial port it is virtio.
 */
const char *domain_console(const struct domain *d);

/* The name that the disk has after the conversion, "" if it has none. */
struct str disk_new_name(const struct disk *disk);
struct str disk_new_bus(const struct disk *disk);
/* The names of a disk, or of its partition, in a Linux guest under Xen and after the conversion. */
struct disk_renaming {
	char old[DISK_NAME_SIZE + 24];
	const char *new;
};
/* false: the name stays the same, or is unknown. */
bool disk_renaming(const struct disk *disk, struct disk_renaming *names);
/* Whether it is a CD-ROM or floppy drive, even if only its name says so. */
bool disk_is_removable(const struct disk *disk);
/* The --disk-format for the disk, by its target or its path, and its format; NULL: none. */
const struct setting_pair *disk_format_pair(const struct settings *set, const struct document *doc,
                                            const struct disk *disk);
const char *disk_format(const struct settings *set, const struct document *doc,
                        const struct disk *disk);
/*
 * The path of the disk's image on the Xen host: its file, or its device, which Xen looks up below
 * /dev. Absent: none, or made by a block script of Xen.
 */
struct str disk_image(const struct domain *d, const struct disk *disk);
/* The rule of a reason of the allocation. */
uint16_t disk_reason_rule(enum disk_reason reason);

#endif
