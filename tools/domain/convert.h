#ifndef DOMAIN_CONVERT_H
#define DOMAIN_CONVERT_H

#include "domain/settings.h"
#include "rules/run.h"

/*
 * Makes the domain below root, which may be a document's root or a part of a snapshot, a
 * QEMU/KVM one: adds edits and findings to the run.
 */
void domain_convert(struct run *r, uint32_t root, const struct settings *set);

#endif
