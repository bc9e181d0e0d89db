#include "domain/paths.h"

#include <string.h>

static bool
covers(const char *old, struct str path)
{
	size_t n = strlen(old);

	return n > 0 && str_starts(path, old) &&
	       (path.n == n || path.p[n] == '/' || old[n - 1] == '/');
}

const char *
path_map(struct arena *a, const struct setting_pairs *maps, struct str path)
{
	const struct setting_pair *best = NULL;
	struct str rest;

	for (size_t i = 0; i < maps->count; i++)
		if (covers(maps->list[i].from, path) &&
		    (best == NULL || strlen(maps->list[i].from) > strlen(best->from)))
			best = &maps->list[i];
	if (best == NULL)
		return NULL;
	rest = str_skip(path, strlen(best->from));
	return arena_printf(a, "%s%.*s", best->to, STR_FMT(rest));
}
