#ifndef READ_PREFIXES_H
#define READ_PREFIXES_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The namespace prefixes that the open elements declare, each with its namespace's number
 * (index/names.h): a map whose latest members are removed first. A zeroed struct is an empty one.
 */
struct prefixes {
	struct buf text; /* of all, concatenated */
	struct prefix {
		size_t at, len;
		size_t outer; /* number plus one of the same prefix's declaration around; 0: none */
		unsigned space;
	} * list; /* in the order in which they were declared */
	size_t count, cap;
	size_t *slots; /* numbers of the list plus one, each prefix's latest; 0: free */
	size_t size;
};

/* The namespace of a prefix; false: it is not declared. */
bool prefixes_find(const struct prefixes *p, struct str prefix, unsigned *space);
/* Adds one, which hides the same prefix around. */
void prefixes_add(struct prefixes *p, struct str prefix, unsigned space);
/* Forgets all but the first so many. */
void prefixes_cut(struct prefixes *p, size_t count);
void prefixes_free(struct prefixes *p);

#endif
