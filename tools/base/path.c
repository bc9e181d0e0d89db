#include "base/path.h"

/* Where the next name begins behind the slash at i. */
static size_t
next_name(const char *path, size_t n, size_t i)
{
	while (i < n && path[i] == '/') {
		i++;
		if (i < n && path[i] == '.' && (i + 1 == n || path[i + 1] == '/'))
			i++;
	}
	return i;
}

size_t
path_shorten(char *path, size_t n)
{
	size_t length = 0, i = 0;

	while (i < n) {
		bool slash = path[i] == '/';
		size_t next = slash ? next_name(path, n, i) : i + 1;

		if (!slash || next < n || length == 0)
			path[length++] = path[i];
		i = next;
	}
	return length;
}

static bool
is_plain(struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '/' &&
		    next_name(path.p, path.n, i) != i + (i + 1 < path.n || path.n == 1))
			return false;
	return true;
}

struct str
path_plain(struct arena *a, struct str path)
{
	char *copy;

	if (is_plain(path))
		return path;
	copy = arena_copy(a, path.p, path.n);
	return (struct str){ copy, path_shorten(copy, path.n) };
}

bool
path_is_below(struct str path, const char *dir)
{
	size_t i = 0;

	for (; *dir != '\0'; dir++) {
		if (i >= path.n || path.p[i] != *dir)
			return false;
		i = *dir == '/' ? next_name(path.p, path.n, i) : i + 1;
	}
	return i < path.n && path.p[i] == '/' && next_name(path.p, path.n, i) < path.n;
}
