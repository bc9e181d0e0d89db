#ifndef DOMAIN_DISKS_LETTERS_H
#define DOMAIN_DISKS_LETTERS_H

#include "domain/disks/disk_name.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Letters in use: a hash set of numbers, with a cursor that keeps many disks linear. Its size
 * depends on the number of disks, not on their letters, since one disk may be named xvdbdwga.
 */
struct letters {
	uint32_t *slots; /* 0: free */
	uint32_t mask;   /* slots less one; they are a power of two */
	unsigned shift;  /* 64 less the bits of a slot's number */
	uint64_t factor; /* odd, and another one in each process, so that nobody can write names
	                  * that all want one slot */
	size_t cursor[FAMILY_OTHER];
};

/* An empty set for n disks, each of which takes one letter at most. */
struct letters letters_new(size_t n);
void letters_clear(struct letters *l);
void letters_free(struct letters *l);
bool letter_used(const struct letters *l, enum disk_family f, unsigned long i);
void letter_use(struct letters *l, enum disk_family f, unsigned long i);
/* The first letter that is not in use; to be called with growing sets. */
unsigned long letter_next(struct letters *l, enum disk_family f);

#endif
