#ifndef DOMAIN_MOVE_IMAGES_H
#define DOMAIN_MOVE_IMAGES_H

#include "domain/inventory.h"
#include "rules/run.h"

/* How a file or device of the old host comes to the new one. */
enum image_way {
	WAY_FILE,    /* a file is made */
	WAY_CONVERT, /* a file is made, in another format */
	WAY_DEVICE,  /* a device is filled that has no other content */
	WAY_VOLUME,  /* the same, an LVM volume that is made first */
	WAY_SHARED,  /* both hosts have it: it is not copied */
	WAY_DRIVE,   /* a drive of the host, such as /dev/cdrom: it is not copied */
	WAY_HAND,    /* a device is filled in another format, by a person */
	WAY_POOL,    /* a volume of a storage pool, POOL/VOLUME: copied by a person */
	WAY_TREE,    /* a directory with its files: copied by a person */
};

/* A file or device that the guest needs. Texts live as long as the document. */
struct image {
	enum image_way way;
	struct str from, to;           /* the paths on the old and on the new host */
	struct str target;             /* what the copy is called: to, or to.copy: WAY_CONVERT */
	struct str group, volume;      /* WAY_VOLUME, WAY_POOL: the parts of to */
	struct str old_format, format; /* WAY_CONVERT: of QEMU */
	/*
	 * The file behind a qcow2 image and its format, if its path changes: the image's header
	 * names the old one.
	 */
	struct str backing, backing_format;
	bool from_device;
	bool removable; /* a CD-ROM or floppy: the guest works without it */
};

/*
 * All of them, each path of the old host once: disks, their backing files, a kept kernel and its
 * initrd, UEFI's variables.  The list belongs to the document's arena.
 */
struct images {
	struct image *list;
	size_t count;
};

struct images images_of(const struct run *r);

#endif
