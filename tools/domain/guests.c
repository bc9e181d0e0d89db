#include "domain/guests.h"

#include "index/value.h"

#include <stdlib.h>

const char *
guests_add(struct guests *guests, const struct run *r, const char *input)
{
	const struct document *doc = run_doc(r);
	struct str name = node_text(doc, node_child(doc, 0, NAME_NAME));
	size_t other;

	if (name.n == 0)
		return NULL;
	if (dict_find(&guests->by_name, name, &other))
		return guests->inputs[other];
	MEM_GROW(guests->inputs, guests->count, guests->room);
	dict_add(&guests->by_name, str_from(arena_copy(&guests->names, name.p, name.n)),
	         guests->count);
	guests->inputs[guests->count++] = input;
	return NULL;
}

void
guests_free(struct guests *guests)
{
	dict_free(&guests->by_name);
	arena_free(&guests->names);
	free(guests->inputs);
}
