#ifndef SNAPSHOT_CHECKS_H
#define SNAPSHOT_CHECKS_H

#include "snapshot/facts.h"

/* Refuses a name of disks/disk that no disk of the domain has. */
void check_disk_name(struct run *r, const struct snapshot *s, uint32_t node, struct str name);

#endif
