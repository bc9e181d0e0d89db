#ifndef BASE_DICT_H
#define BASE_DICT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Texts, each with a number. Keys are not copied and must live as long as the dictionary. A zeroed
 * struct is an empty one.
 */
struct dict {
	struct dict_entry *slots;
	size_t count, size;
};

/* A key as it was added, with its number. */
struct dict_entry {
	const char *key; /* NULL: the slot is free */
	uint32_t len, number;
};

/* Adds a key; false: it exists, and keeps its number. */
bool dict_add(struct dict *d, struct str key, size_t number);
/* Gives a key another number, or adds it. */
void dict_set(struct dict *d, struct str key, size_t number);
/* Adds one to a key's number, which begins with 0; returns the new one. */
size_t dict_count(struct dict *d, struct str key);
/* The key that was added, or NULL. */
const struct dict_entry *dict_entry(const struct dict *d, struct str key);
/* The same with the key's hash, as hash_end() gives it (base/hash.h). */
const struct dict_entry *dict_entry_hashed(const struct dict *d, struct str key, uint64_t hash);
/* The number of a key; false: no such key. */
bool dict_find(const struct dict *d, struct str key, size_t *number);
void dict_free(struct dict *d);

#endif
