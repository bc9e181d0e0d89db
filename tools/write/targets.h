#ifndef WRITE_TARGETS_H
#define WRITE_TARGETS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* -d: the files of documents; no two documents get the same. */

/* The path in the directory; the caller frees it. */
char *target_path(const char *dir, struct str name, const char *suffix);
/*
 * Checks all input files (ended by NULL; "-" is skipped) before anything is written. Returns NULL,
 * or the first file whose target is another's, or an input, with *why.
 */
const char *targets_clash(const char *dir, char **files, const char **why);

/* The names used so far, as hashes: eight bytes a document. */
struct name_set {
	uint64_t *slots;
	size_t count, size;
};

/* Adds a name; false: it exists already. */
bool name_set_add(struct name_set *set, struct str name);
void name_set_free(struct name_set *set);

#endif
