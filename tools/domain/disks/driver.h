#ifndef DOMAIN_DISKS_DRIVER_H
#define DOMAIN_DISKS_DRIVER_H

#include "base/str.h"

/* Whether the driver of a disk is neither QEMU's nor one that QEMU replaces. */
bool disk_driver_is_foreign(struct str name);

#endif
