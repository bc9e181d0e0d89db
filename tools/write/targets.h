#ifndef WRITE_TARGETS_H
#define WRITE_TARGETS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* -d: which file a document goes to, and that no two go to one. */

/* The path in the directory; the caller frees it. */
char *target_path(const char *dir, struct str name, const char *suffix);
/*
 * Looks at all input files (ended by NULL, "-" is passed over) before anything is written: NULL
 * if each has a target of its own that is no input, otherwise the file that has not, with *why.
 */
const char *targets_clash(const char *dir, char **files, const char **why);

/* The names given out so far, as hashes: eight bytes a document. */
struct name_set {
	uint64_t *slots;
	size_t count, size;
};

/* Adds a name; false: it is there already. */
bool name_set_add(struct name_set *set, struct str name);
void name_set_free(struct name_set *set);

#endif
