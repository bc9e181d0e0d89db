#ifndef DOMAIN_FACTS_H
#define DOMAIN_FACTS_H

#include "domain/disks/disk_names.h"
#include "domain/settings.h"
#include "rules/run.h"

/* How the guest saw its machine under Xen. */
enum guest {
	GUEST_PV,  /* paravirtualised: no firmware, no emulated devices */
	GUEST_PVH, /* PV devices in a hardware container */
	GUEST_HVM, /* a PC */
};

struct disk {
	uint32_t node, driver, source, target, address; /* NONE: has none */
	/* what a Linux guest will call it: vdX by PCI slot, sdX in the order of its bus; "":
	 * unknown */
	char guest_name[DISK_NAME_SIZE];
	const struct disk_old *old;
	const struct disk_new *new;
};

/*
 * What the rules have to know of a domain, computed once from the untouched document before any
 * of them runs.
 */
struct domain {
	struct document *doc;
	const struct settings *set;
	/* peer: another domain of the document that is the same guest, such as a snapshot's
	 * inactiveDomain; its disks get the same names */
	uint32_t root, peer, os, os_type, devices, features, cpu, bootloader; /* NONE: has none */
	bool xen;   /* type='xen': everything applies; otherwise left-overs only */
	bool known; /* the type is xen, kvm or qemu */
	enum guest guest;
	bool q35; /* the machine it becomes has no IDE */
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
/* PV or PVH: what was there was Xen's. */
bool domain_is_pv(const struct domain *d);

/* The os element, or the element behind which libvirt would write it; NONE: neither is there. */
uint32_t domain_os_place(const struct domain *d);

/* Whether devices say in which order to boot from them. */
bool domain_has_device_order(const struct domain *d);
/* The device that a boot element names, in either spelling. */
struct str domain_boot_device(const struct domain *d, uint32_t boot);

/*
 * What Xen's console becomes: serial or virtio.  It is not the serial port that the guest may have
 * besides, which libvirt would take it for.
 */
const char *domain_console(const struct domain *d);

/* The name that the disk has after the conversion, "" if it has none. */
struct str disk_new_name(const struct disk *disk);
struct str disk_new_bus(const struct disk *disk);
/* Whether it is a CD-ROM or floppy drive, be it by its name only. */
bool disk_is_removable(const struct disk *disk);
/* The --disk-format that is about the disk, by its target or its path, and its format; NULL: none.
 */
const struct setting_pair *disk_format_pair(const struct settings *set, const struct document *doc,
                                            const struct disk *disk);
const char *disk_format(const struct settings *set, const struct document *doc,
                        const struct disk *disk);
/*
 * Where the disk's image is on the Xen host: its file, or its device, whose path Xen looks up below
 * /dev.  Absent: it is none, or one that a block script of Xen's makes.
 */
struct str disk_image(const struct domain *d, const struct disk *disk);
/* The rule behind a reason of the disk plan. */
uint16_t disk_reason_rule(enum disk_reason reason);

#endif
