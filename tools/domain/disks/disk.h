#ifndef DOMAIN_DISKS_DISK_H
#define DOMAIN_DISKS_DISK_H

#include "domain/disks/disk_names.h"
#include "domain/settings.h"
#include "rules/run.h"

struct disk {
	uint32_t node, driver, source, target, address; /* NONE: has none */
	/* name in a Linux guest: vdX by PCI slot, sdX by order on its bus; "": unknown */
	char guest_name[DISK_NAME_SIZE];
	const struct disk_old *old;
	const struct disk_new *new;
};

/* Reads the domain's disks and finds their new names (disk_names.h). */
void disks_read(const struct run *r, struct domain *d);
/* Whether the conversion removes the disk: a floppy drive of a PV guest, an image that is there
 * twice. */
bool disk_is_removed(const struct run *r, const struct disk *disk);

/* The name that the disk has after the conversion, "" if it has none. */
struct str disk_new_name(const struct disk *disk);
struct str disk_new_bus(const struct disk *disk);
/* The names of a disk, or of its partition, in a Linux guest under Xen and after the conversion. */
struct disk_renaming {
	char old[DISK_NAME_SIZE + 24];
	const char *new;
};
/* false: the name stays the same, or is unknown. */
bool disk_renaming(const struct domain *d, const struct disk *disk, struct disk_renaming *names);
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
/*
 * The key of what a source element (NONE: there is none) opens on the Xen host: an image's plain
 * path, or that of target_image(); absent: nothing.
 */
struct str disk_image_key(const struct domain *d, uint32_t source);
/* The same after --map-path. */
struct str disk_new_image(const struct run *r, const struct domain *d, struct str key);
/* The path of a source element (NONE: there is none) as it is written; absent: it has none. */
struct str disk_source_path(const struct document *doc, uint32_t source);
/* Whether the path is of a device, not of a file: /dev/shm and /dev/hugepages hold files. */
bool disk_is_device_path(struct str path);
/*
 * A disk, or an image behind it, of type file whose path is of a device, or the other way round, is
 * written as what it is. path: the new one, or NULL: the old one stays. Returns whether it did so.
 */
bool disk_convert_kind(struct run *r, uint16_t rule, uint32_t node, uint32_t source,
                       const char *path);
/* The rule of a reason of the allocation. */
uint16_t disk_reason_rule(enum disk_reason reason);

#endif
