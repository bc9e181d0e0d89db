#include "base/dict.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SIZE 64 /* a power of two, like every size */

/* The slot of the key, or the free slot for it. */
static struct dict_entry *
slot_hashed(const struct dict *d, struct str key, uint64_t hash)
{
	size_t i = (size_t)hash & (d->size - 1);

	while (d->slots[i].key != NULL &&
	       (d->slots[i].len != key.n || memcmp(d->slots[i].key, key.p, key.n) != 0))
		i = (i + 1) & (d->size - 1);
	return &d->slots[i];
}

static struct dict_entry *
slot_of(const struct dict *d, struct str key)
{
	return slot_hashed(d, key, hash_str(key));
}

/* At most two thirds of the slots are taken. */
static bool
is_full(const struct dict *d)
{
	return d->count >= d->size - d->size / 3;
}

static void
grow(struct dict *d)
{
	struct dict old = *d;

	d->size = d->size > 0 ? d->size * 2 : FIRST_SIZE;
	d->slots = mem_alloc(d->size * sizeof(*d->slots));
	memset(d->slots, 0, d->size * sizeof(*d->slots));
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].key != NULL)
			*slot_of(d, (struct str){ old.slots[i].key, old.slots[i].len }) =
			    old.slots[i];
	free(old.slots);
}

bool
dict_add(struct dict *d, struct str key, size_t number)
{
	struct dict_entry *slot;

	if (is_full(d))
		grow(d);
	slot = slot_of(d, key);
	if (slot->key != NULL)
		return false;
	*slot = (struct dict_entry){ key.p, (uint32_t)key.n, (uint32_t)number };
	d->count++;
	return true;
}

void
dict_set(struct dict *d, struct str key, size_t number)
{
	if (!dict_add(d, key, number))
		slot_of(d, key)->number = (uint32_t)number;
}

size_t
dict_count(struct dict *d, struct str key)
{
	size_t number = 0;

	dict_find(d, key, &number);
	dict_set(d, key, ++number);
	return number;
}

const struct dict_entry *
dict_entry_hashed(const struct dict *d, struct str key, uint64_t hash)
{
	const struct dict_entry *slot = d->count > 0 ? slot_hashed(d, key, hash) : NULL;

	return slot != NULL && slot->key != NULL ? slot : NULL;
}

const struct dict_entry *
dict_entry(const struct dict *d, struct str key)
{
	return d->count > 0 && key.p != NULL ? dict_entry_hashed(d, key, hash_str(key)) : NULL;
}

bool
dict_find(const struct dict *d, struct str key, size_t *number)
{
	const struct dict_entry *entry = dict_entry(d, key);

	if (entry == NULL)
		return false;
	*number = entry->number;
	return true;
}

void
dict_free(struct dict *d)
{
	free(d->slots);
	*d = (struct dict){ 0 };
}
