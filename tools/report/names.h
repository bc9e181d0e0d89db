#ifndef REPORT_NAMES_H
#define REPORT_NAMES_H

#include "base/dict.h"
#include "base/mem.h"

/* The names of the documents in the present input.  A zeroed struct is an empty one. */
struct names {
	struct arena arena;
	struct dict seen; /* by name: how many documents of the input have it */
	const char *source;
};

/* Which of the input's documents of that name it is: 1, 2, ... */
size_t names_count(struct names *n, const char *source, struct str name);
void names_free(struct names *n);

#endif
