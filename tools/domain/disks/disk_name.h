#ifndef DOMAIN_DISK_NAME_H
#define DOMAIN_DISK_NAME_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Families of target names.  libvirt numbers the disks of one family by their letters. */
enum disk_family { FAMILY_XVD, FAMILY_VD, FAMILY_HD, FAMILY_SD, FAMILY_FD, FAMILY_OTHER };

#define DISK_NAME_SIZE 12      /* xvd, seven letters */
#define DISK_INDEX_MAX 1000000 /* names with a larger index are not valid */

struct disk_name {
	enum disk_family family;
	unsigned long index;     /* 0 is 'a', 26 is "aa" */
	unsigned long partition; /* 0: the whole disk */
	bool odd;                /* not spelled as libvirt spells it */
	bool cdrom;              /* xend's suffix ":cdrom" */
};

/*
 * Reads a target name in any spelling that Xen accepted: xvda, /dev/xvda, ioemu:hda, hda:disk,
 * d0p1, 51712, 0xca00 (xen docs/misc/vbd-interface.txt; xen docs/man xl-disk-configuration.5).
 * FAMILY_OTHER: none of these.
 */
struct disk_name disk_name_read(struct str text);
/* Writes a name as libvirt spells it. */
void disk_name_write(char out[DISK_NAME_SIZE], enum disk_family family, unsigned long index);

#endif
