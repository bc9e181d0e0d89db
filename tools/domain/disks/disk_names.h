#ifndef DOMAIN_DISK_NAMES_H
#define DOMAIN_DISK_NAMES_H

#include "domain/disks/disk_name.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Disk naming is one allocation: a pure function from the disks to their buses and names. The rules
 * about disks are the reasons that it returns, not steps that it takes.
 */
enum disk_device { DEVICE_DISK, DEVICE_CDROM, DEVICE_FLOPPY };

/* Reasons, one per rule (disk_reason_rule()); REASON_NONE: the value stays. */
enum disk_reason {
	REASON_NONE,
	REASON_BUS_XEN,
	REASON_BUS_MISSING,
	REASON_PARTITION,
	REASON_NORMALISE,
	REASON_CDROM_BUS,
	REASON_IDE_READONLY,
	REASON_IDE_OVERFLOW,
	REASON_IDE_FULL,
	REASON_IDE_Q35,
	REASON_PV_EMULATED,
	REASON_HVM_BUS,
	REASON_COLLISION,
	REASON_UNKNOWN,
	REASON_COUNT
};

/* Whether the disk has an image that another disk has, too; then it gets no name. */
enum disk_repeat {
	REPEAT_NONE,
	REPEAT_PV,     /* a PV disk of an emulated one's image: Xen unplugged one of them */
	REPEAT_WRITER, /* two that write, or one that reads what another writes */
};

/* One of each per disk, 50,000 in a large document: keep both small. */
struct disk_old {
	struct str dev, bus; /* absent if the document has none */
	uint32_t node;       /* the disk in the document */
	uint8_t device;      /* enum disk_device */
	uint8_t repeat;      /* enum disk_repeat */
	bool readonly;
};

struct disk_policy {
	bool xen;                 /* a Xen domain: otherwise only leftovers change */
	bool pv;                  /* every disk is a PV disk, whatever its name */
	bool q35;                 /* the machine has no IDE */
	const char *disk_bus;     /* of former PV disks; keep: what their name says */
	const char *hvm_disk_bus; /* of IDE disks and xvdX of an HVM guest, or keep */
	bool on[REASON_COUNT];    /* reasons whose rule is on */
};

struct disk_new {
	const char *bus;                /* NULL: unchanged, or still absent */
	char dev[DISK_NAME_SIZE];       /* "": unchanged */
	uint8_t bus_reason, dev_reason; /* enum disk_reason */
	bool partition : 1; /* the target names a partition: without force, a reason to refuse */
	bool unknown : 1;   /* the target is not a disk name: the same */
	bool cdrom : 1;     /* the name says that it is a CD-ROM, the device attribute does not */
	bool was_xvd : 1;   /* an HVM guest's disk that Xen also showed as an emulated one */
	bool clash : 1;     /* two disks have the name, and the reason to move one is off */
};

/* out has room for n. */
void disk_names(const struct disk_policy *policy, const struct disk_old *in, size_t n,
                struct disk_new *out);

/* The family of names that a bus uses; FAMILY_OTHER: none in particular. */
enum disk_family disk_bus_family(struct str bus);

#endif
