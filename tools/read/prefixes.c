#include "read/prefixes.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SIZE 16 /* a power of two, like every size */

static struct str
text_of(const struct prefixes *p, size_t i)
{
	return (struct str){ p->text.p + p->list[i].at, p->list[i].len };
}

/* The slot of the prefix, or the free slot for it. */
static size_t *
slot_of(const struct prefixes *p, struct str prefix)
{
	size_t i = (size_t)hash_str(prefix) & (p->size - 1);

	while (p->slots[i] != 0 && !str_equal(text_of(p, p->slots[i] - 1), prefix))
		i = (i + 1) & (p->size - 1);
	return &p->slots[i];
}

static void
grow(struct prefixes *p)
{
	p->size = p->size > 0 ? p->size * 2 : FIRST_SIZE;
	p->slots = mem_resize(p->slots, p->size * sizeof(*p->slots));
	memset(p->slots, 0, p->size * sizeof(*p->slots));
	for (size_t i = 0; i < p->count; i++)
		*slot_of(p, text_of(p, i)) = i + 1;
}

bool
prefixes_find(const struct prefixes *p, struct str prefix, unsigned *space)
{
	size_t number = p->count > 0 ? *slot_of(p, prefix) : 0;

	if (number > 0)
		*space = p->list[number - 1].space;
	return number > 0;
}

void
prefixes_add(struct prefixes *p, struct str prefix, unsigned space)
{
	size_t *slot;

	if (p->count >= p->size / 2)
		grow(p);
	slot = slot_of(p, prefix);
	if (*slot != 0 && p->list[*slot - 1].space == space)
		return;
	MEM_GROW(p->list, p->count, p->cap);
	p->list[p->count] = (struct prefix){ p->text.len, prefix.n, *slot, space };
	buf_str(&p->text, prefix);
	*slot = ++p->count;
}

/* The latest can simply be removed: no later one has moved past its slot. */
void
prefixes_cut(struct prefixes *p, size_t count)
{
	while (p->count > count) {
		struct str last = text_of(p, p->count - 1);

		*slot_of(p, last) = p->list[p->count - 1].outer;
		p->count--;
		p->text.len -= last.n;
	}
}

void
prefixes_free(struct prefixes *p)
{
	buf_free(&p->text);
	free(p->list);
	free(p->slots);
	*p = (struct prefixes){ 0 };
}
