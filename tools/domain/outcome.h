#ifndef DOMAIN_OUTCOME_H
#define DOMAIN_OUTCOME_H

#include "domain/disks/disk.h"
#include "rules/run.h"

/*
 * What the rules have made of the domain, for those who look at it afterwards: the rules of the new
 * host, the inventory, the plan. Of an attribute, edit_value() tells, and of an element that is
 * removed, edit_is_dropped() (edit/edit.h).
 */
struct str outcome_text(const struct run *r, uint32_t node);
/* The path of a source element (NONE: there is none) on the new host; absent: it has none. */
struct str outcome_path(const struct run *r, uint32_t source);
/* The format of the disk's image; raw where nothing says it. */
struct str outcome_format(const struct run *r, const struct disk *disk);

#endif
