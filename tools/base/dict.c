#include "base/dict.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* key.p == NULL: free */
struct dict_slot {
	struct str key;
	size_t value;
};

#define FIRST_SIZE 64 /* a power of two, like every size */

/* FNV-1a, 64 bits (Fowler, Noll, Vo) */
static uint64_t
hash(struct str s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return h ^ h >> 29;
}

/* The slot that has the key, or the free one where it would be. */
static struct dict_slot *
slot_of(const struct dict *d, struct str key)
{
	size_t i = (size_t)hash(key) & (d->size - 1);

	while (d->slots[i].key.p != NULL && !str_equal(d->slots[i].key, key))
		i = (i + 1) & (d->size - 1);
	return &d->slots[i];
}

static void
grow(struct dict *d)
{
	struct dict old = *d;

	d->size = old.size > 0 ? old.size * 2 : FIRST_SIZE;
	d->slots = mem_alloc(d->size * sizeof(*d->slots));
	memset(d->slots, 0, d->size * sizeof(*d->slots));
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].key.p != NULL)
			*slot_of(d, old.slots[i].key) = old.slots[i];
	free(old.slots);
}

bool
dict_add(struct dict *d, struct str key, size_t value)
{
	struct dict_slot *slot;

	if (d->count >= d->size / 2)
		grow(d);
	slot = slot_of(d, key);
	if (slot->key.p != NULL)
		return false;
	*slot = (struct dict_slot){ key, value };
	d->count++;
	return true;
}

void
dict_set(struct dict *d, struct str key, size_t value)
{
	if (!dict_add(d, key, value))
		slot_of(d, key)->value = value;
}

bool
dict_find(const struct dict *d, struct str key, size_t *value)
{
	const struct dict_slot *slot;

	if (d->count == 0 || key.p == NULL)
		return false;
	slot = slot_of(d, key);
	if (slot->key.p == NULL)
		return false;
	*value = slot->value;
	return true;
}

void
dict_free(struct dict *d)
{
	free(d->slots);
	*d = (struct dict){ 0 };
}
