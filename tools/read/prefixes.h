#ifndef READ_PREFIXES_H
#define READ_PREFIXES_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The namespace prefixes that the open elements declare: a set whose latest members are removed
 * first. A zeroed struct is an empty one.
 */
struct prefixes {
	struct buf text; /* of all, concatenated */
	struct prefix {
		size_t at, len;
	} * list; /* in the order in which they were declared */
	size_t count, cap;
	size_t *slots; /* numbers of the list plus one; 0: free */
	size_t size;
};

bool prefixes_have(const struct prefixes *p, struct str prefix);
/* Adds one, if it is not there. */
void prefixes_add(struct prefixes *p, struct str prefix);
/* Forgets all but the first so many. */
void prefixes_cut(struct prefixes *p, size_t count);
void prefixes_free(struct prefixes *p);

#endif
