#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

/*
 * Hashes with a random salt for each process: nobody can prepare a document whose names all fall
 * into one slot.
 */
uint64_t hash_salt(void); /* the same for the whole process */
uint64_t hash_str(struct str s);
/* The same byte by byte, for a text and what it begins with. */
uint64_t hash_begin(void);
uint64_t hash_add(uint64_t hash, char c);
uint64_t hash_end(uint64_t hash);

#endif
