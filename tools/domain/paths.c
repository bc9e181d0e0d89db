#include "domain/paths.h"

#include "base/hash.h"
#include "base/path.h"

/* The pair of the longest OLD that the path is, or is below; each is looked up as it is reached. */
static const struct setting_pair *
find_pair(const struct setting_pairs *maps, struct str path)
{
	const struct dict_entry *found = NULL, *entry;
	uint64_t hash = hash_begin();

	for (size_t n = 1; n <= path.n && n <= maps->longest; n++) {
		hash = hash_add(hash, path.p[n - 1]);
		if (n < path.n && path.p[n] != '/' && path.p[n - 1] != '/')
			continue;
		entry = dict_entry_hashed(&maps->by_old, (struct str){ path.p, n }, hash_end(hash));
		if (entry != NULL)
			found = entry;
	}
	return found != NULL ? &maps->list[found->number] : NULL;
}

const char *
path_map(struct arena *a, const struct setting_pairs *maps, struct str path)
{
	const struct setting_pair *pair;
	struct str rest, to;

	if (maps->count == 0)
		return NULL;
	path = path_plain(a, path);
	pair = find_pair(maps, path);
	if (pair == NULL)
		return NULL;
	maps->list[pair - maps->list].used = true;
	rest = str_skip(path, strlen(pair->from));
	to = str_from(pair->to);
	if (rest.n > 0 && str_ends(to, "/"))
		to.n--;
	return arena_printf(a, "%.*s%s%.*s", STR_FMT(to), rest.n > 0 && rest.p[0] != '/' ? "/" : "",
	                    STR_FMT(rest));
}
