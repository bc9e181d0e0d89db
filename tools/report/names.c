#include "report/names.h"

size_t
names_count(struct names *n, const char *source, struct str name)
{
	if (n->source == NULL || strcmp(n->source, source) != 0) {
		dict_free(&n->seen);
		arena_reset(&n->arena);
		n->source = arena_copy(&n->arena, source, strlen(source));
	}
	if (name.p == NULL)
		name = str_from("");
	if (dict_entry(&n->seen, name) == NULL)
		name.p = arena_copy(&n->arena, name.p, name.n);
	return dict_count(&n->seen, name);
}

void
names_free(struct names *n)
{
	dict_free(&n->seen);
	arena_free(&n->arena);
}
