#ifndef BASE_DICT_H
#define BASE_DICT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Texts, each with a number.  The keys are not copied and must live as long as the dictionary; a
 * zeroed struct is an empty one.
 */
struct dict {
	struct dict_slot *slots;
	size_t count, size;
};

/* Adds a key; false: it is there already, and keeps its number. */
bool dict_add(struct dict *d, struct str key, size_t value);
/* Gives a key another number, or adds it. */
void dict_set(struct dict *d, struct str key, size_t value);
/* The number of a key; false: it is not there. */
bool dict_find(const struct dict *d, struct str key, size_t *value);
void dict_free(struct dict *d);

#endif
