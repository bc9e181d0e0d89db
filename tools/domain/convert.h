#ifndef DOMAIN_CONVERT_H
#define DOMAIN_CONVERT_H

#include "domain/settings.h"
#include "rules/run.h"

/*
 * Makes the domain below root, which may be a document's root or a part of a snapshot, a
 * QEMU/KVM one: adds edits and findings to the run.  peer: another domain of the document that is
 * the same guest, whose disks get the same names, or NONE.  The rules of domain_rules have to be
 * the run's first.
 */
void domain_convert(struct run *r, uint32_t root, uint32_t peer, struct settings *set);

#endif
