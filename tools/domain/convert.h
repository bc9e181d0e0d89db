#ifndef DOMAIN_CONVERT_H
#define DOMAIN_CONVERT_H

#include "domain/settings.h"
#include "rules/run.h"

/*
 * Converts the domain at root, the document's root or a part of a snapshot, to QEMU/KVM: adds edits
 * and findings to the run. peer: another domain of the document that is the same guest, whose disks
 * get the same names, or NONE. The run's rules must include domain_table. Marks each --disk-format
 * of set that is used.
 */
void domain_convert(struct run *r, uint32_t root, uint32_t peer, struct settings *set);
/*
 * Judges a domain that was converted by the new host, and adapts it, where settings.target
 * describes that host. Call it when all other rules have run, also those of maps.
 */
void domain_meet_target(struct run *r, const struct domain *d);

#endif
