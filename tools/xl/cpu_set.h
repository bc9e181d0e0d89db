#ifndef XL_CPU_SET_H
#define XL_CPU_SET_H

#include "xl/guest.h"

#include <stdint.h>

#define CPU_SET_MOST 4096

/* CPUs of the host, or of the guest in vnuma. */
struct cpu_set {
	uint64_t bits[CPU_SET_MOST / 64];
	bool all; /* no limit at all */
};

/*
 * Reads a list such as '0-3,^2' or 'all'.  false: it is not one, or names nodes of the host,
 * which the file does not know; it has been said.
 */
bool xl_cpu_set_read(struct xl_guest *g, enum xl_key key, const struct xl_value *item,
                     struct cpu_set *set);
/* The same for text; false: it is no list of CPUs, or names nodes; NULL why: of nodes. */
bool cpu_set_parse(struct str text, struct cpu_set *set, bool *nodes);
unsigned cpu_set_count(const struct cpu_set *set);
/* As an attribute: ascending, '0-1,3'. */
void xl_cpu_set_write(struct xl_xml *x, const char *attribute, const struct cpu_set *set);

#endif
