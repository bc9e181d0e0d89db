#include "report/names.h"

size_t
names_count(struct names *n, const char *source, struct str name)
{
	size_t count = 0;

	if (n->source == NULL || strcmp(n->source, source) != 0) {
		dict_free(&n->seen);
		arena_reset(&n->arena);
		n->source = arena_copy(&n->arena, source, strlen(source));
	}
	if (name.p == NULL)
		name = str_from("");
	if (!dict_find(&n->seen, name, &count))
		name.p = arena_copy(&n->arena, name.p, name.n);
	dict_set(&n->seen, name, ++count);
	return count;
}

void
names_free(struct names *n)
{
	dict_free(&n->seen);
	arena_free(&n->arena);
}
