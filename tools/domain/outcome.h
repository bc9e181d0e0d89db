#ifndef DOMAIN_OUTCOME_H
#define DOMAIN_OUTCOME_H

#include "domain/disks/disk.h"
#include "rules/run.h"

/*
 * What the rules have made of the domain, for those who look at it afterwards: the rules of the new
 * host, the inventory. Of an attribute, edit_value() tells (edit/edit.h).
 */
struct str outcome_text(const struct run *r, uint32_t node);
/* Whether the element, or one around it, is removed. */
bool outcome_is_gone(const struct run *r, uint32_t node);
/* Removes the element, unless it is gone already. */
void outcome_drop(struct run *r, uint16_t rule, uint32_t node);
/* The path in a source on the new host, and of the disk's image; absent: there is none. */
struct str outcome_path(const struct run *r, uint32_t source);
struct str outcome_image(const struct run *r, const struct disk *disk);
/* The format of its image; raw where nothing says it. */
struct str outcome_format(const struct run *r, const struct disk *disk);

#endif
