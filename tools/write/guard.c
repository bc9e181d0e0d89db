#include "write/guard.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_id {
	dev_t dev;
	ino_t ino;
};

static int
by_id(const void *a, const void *b)
{
	const struct file_id *x = a, *y = b;

	if (x->dev != y->dev)
		return x->dev < y->dev ? -1 : 1;
	return (x->ino > y->ino) - (x->ino < y->ino);
}

static struct file_id
id_of(const struct stat *st)
{
	return (struct file_id){ st->st_dev, st->st_ino };
}

/* The directory of a path and, in *name, its last component. */
static bool
directory_of(const char *path, struct file_id *id, const char **name)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	char *dir = n > 0 ? mem_copy(path, n) : mem_copy(".", 1);
	struct stat st;
	bool ok = stat(dir, &st) == 0;

	free(dir);
	if (ok)
		*id = id_of(&st);
	*name = path + n;
	return ok;
}

bool
guard_same_file(const char *a, const char *b)
{
	struct file_id x, y;
	struct stat s, t;
	const char *m, *n;
	bool there = stat(a, &s) == 0;

	if (there != (stat(b, &t) == 0))
		return false;
	if (there) {
		x = id_of(&s);
		y = id_of(&t);
		return S_ISREG(s.st_mode) &&
		       by_id(&x, &y) == 0; /* several outputs may go to /dev/null */
	}
	return directory_of(a, &x, &m) && directory_of(b, &y, &n) && by_id(&x, &y) == 0 &&
	       strcmp(m, n) == 0;
}

void
guard_inputs(struct guard *g, char **files)
{
	struct stat st;
	size_t n = 0;
	bool in = *files == NULL;

	while (files[n] != NULL)
		n++;
	g->inputs = mem_alloc((n + 1) * sizeof(*g->inputs));
	for (; *files != NULL; files++) {
		if (strcmp(*files, "-") == 0)
			in = true;
		else if (stat(*files, &st) == 0)
			g->inputs[g->count++] = id_of(&st);
	}
	if (in && fstat(STDIN_FILENO, &st) == 0)
		g->inputs[g->count++] = id_of(&st);
	qsort(g->inputs, g->count, sizeof(*g->inputs), by_id);
}

bool
guard_has(const struct guard *g, const char *path)
{
	struct stat st;
	struct file_id id;

	for (size_t i = 0; i < sizeof(g->texts) / sizeof(g->texts[0]); i++)
		if (g->texts[i] != NULL && guard_same_file(path, g->texts[i]))
			return true;
	if (g->count == 0 || stat(path, &st) < 0)
		return false;
	id = id_of(&st);
	return bsearch(&id, g->inputs, g->count, sizeof(*g->inputs), by_id) != NULL;
}

void
guard_free(struct guard *g)
{
	free(g->inputs);
}
