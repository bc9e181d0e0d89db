#include "domain/disks/letters.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The slot of the letter, or the free slot for it. */
static uint32_t *
slot_of(const struct letters *l, enum disk_family f, unsigned long i, uint32_t *key)
{
	uint32_t at;

	*key = (uint32_t)(i * FAMILY_OTHER + f) + 1;
	at = (uint32_t)(*key * l->factor >> l->shift);
	while (l->slots[at] != 0 && l->slots[at] != *key)
		at = (at + 1) & l->mask;
	return &l->slots[at];
}

bool
letter_used(const struct letters *l, enum disk_family f, unsigned long i)
{
	uint32_t key;

	return *slot_of(l, f, i, &key) != 0;
}

void
letter_use(struct letters *l, enum disk_family f, unsigned long i)
{
	uint32_t key, *slot = slot_of(l, f, i, &key);

	*slot = key;
}

unsigned long
letter_next(struct letters *l, enum disk_family f)
{
	while (letter_used(l, f, l->cursor[f]))
		l->cursor[f]++;
	return l->cursor[f];
}

void
letters_clear(struct letters *l)
{
	memset(l->slots, 0, (l->mask + (size_t)1) * sizeof(*l->slots));
}

struct letters
letters_new(size_t n)
{
	struct letters l = { .mask = 15, .shift = 60, .factor = hash_salt() | 1 };

	for (; l.mask < 2 * n; l.shift--)
		l.mask = 2 * l.mask + 1;
	l.slots = mem_alloc((l.mask + (size_t)1) * sizeof(*l.slots));
	letters_clear(&l);
	return l;
}

void
letters_free(struct letters *l)
{
	free(l->slots);
}
