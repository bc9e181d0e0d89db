#ifndef XL_DISK_H
#define XL_DISK_H

#include "xl/guest.h"

enum xl_disk_device { XL_DISK, XL_CDROM, XL_FLOPPY };

/* An element of the list disk, understood. */
struct xl_disk {
	const struct xl_value *from;
	struct str target; /* image or device; absent: an empty drive */
	struct str vdev;   /* as the guest sees it: hda, xvda1 */
	enum xl_disk_device device;
	const char *driver; /* of the XML: phy, file, tap, tap2, qemu */
	const char *format; /* raw, qcow2 and so on */
	bool block, readonly, shareable;
	struct str backend; /* name of a driver domain */
	int discard;        /* 0: not said, 1: yes, -1: no */
};

/*
 * Reads an element in either syntax: that of xl (xl-disk-configuration(5)), or, if it begins with
 * a prefix such as phy: or has the form SOURCE,DEVICE,MODE, that of xm.  false: it cannot be
 * understood, and why has been said.
 */
bool xl_disk_read(struct xl_guest *g, const struct xl_value *from, struct xl_disk *disk);

#endif
