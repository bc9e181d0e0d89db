#include "write/targets.h"

#include "base/hash.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

char *
target_path(const char *dir, struct str name, const char *suffix)
{
	size_t size = strlen(dir) + name.n + strlen(suffix) + 2;
	char *path = mem_alloc(size);

	snprintf(path, size, "%s/%.*s%s", dir, STR_FMT(name), suffix);
	return path;
}

/* An input file, by base name and by identity. */
struct input {
	const char *file;
	struct str base;
	dev_t dev;
	ino_t ino;
	bool there;
};

static int
by_base(const void *a, const void *b)
{
	const struct input *x = a, *y = b;
	size_t n = x->base.n < y->base.n ? x->base.n : y->base.n;
	int order = memcmp(x->base.p, y->base.p, n);

	return order != 0 ? order : (x->base.n > y->base.n) - (x->base.n < y->base.n);
}

static int
by_inode(const void *a, const void *b)
{
	const struct input *x = a, *y = b;

	if (x->dev != y->dev)
		return x->dev < y->dev ? -1 : 1;
	return (x->ino > y->ino) - (x->ino < y->ino);
}

static size_t
read_inputs(char **files, struct input *inputs)
{
	struct stat st;
	size_t n = 0;

	for (; *files != NULL; files++) {
		struct input in = { .file = *files, .base = str_base(str_from(*files)) };

		if (strcmp(*files, "-") == 0)
			continue;
		in.there = stat(*files, &st) == 0;
		if (in.there) {
			in.dev = st.st_dev;
			in.ino = st.st_ino;
		}
		inputs[n++] = in;
	}
	return n;
}

static const char *
find_clash(const char *dir, struct input *inputs, size_t n, const char **why)
{
	qsort(inputs, n, sizeof(*inputs), by_base);
	*why = "another input file has the same name";
	for (size_t i = 1; i < n; i++)
		if (str_equal(inputs[i - 1].base, inputs[i].base))
			return inputs[i].file;
	*why = "its target in the directory is an input file";
	qsort(inputs, n, sizeof(*inputs), by_inode);
	for (size_t i = 0; i < n; i++) {
		char *path = target_path(dir, inputs[i].base, "");
		struct input target = { 0 };
		struct stat st;
		bool there = stat(path, &st) == 0;

		free(path);
		if (!there)
			continue;
		target.dev = st.st_dev;
		target.ino = st.st_ino;
		if (bsearch(&target, inputs, n, sizeof(*inputs), by_inode) != NULL)
			return inputs[i].file;
	}
	return NULL;
}

const char *
targets_clash(const char *dir, char **files, const char **why)
{
	struct input *inputs;
	const char *clash;
	size_t n = 0;

	while (files[n] != NULL)
		n++;
	inputs = mem_alloc(n * sizeof(*inputs));
	n = read_inputs(files, inputs);
	clash = find_clash(dir, inputs, n, why);
	free(inputs);
	return clash;
}

static bool
put(struct name_set *set, uint64_t h)
{
	size_t at = h % set->size;

	for (; set->slots[at] != 0; at = (at + 1) % set->size)
		if (set->slots[at] == h)
			return false;
	set->slots[at] = h;
	set->count++;
	return true;
}

static void
grow(struct name_set *set)
{
	struct name_set bigger = { .size = set->size ? set->size * 2 : 64 };

	bigger.slots = mem_alloc(bigger.size * sizeof(*bigger.slots));
	memset(bigger.slots, 0, bigger.size * sizeof(*bigger.slots));
	for (size_t i = 0; i < set->size; i++)
		if (set->slots[i] != 0)
			put(&bigger, set->slots[i]);
	free(set->slots);
	*set = bigger;
}

bool
name_set_add(struct name_set *set, struct str name)
{
	uint64_t h;

	if (set->count * 4 >= set->size * 3)
		grow(set);
	h = hash_str(name);
	return put(set, h != 0 ? h : 1); /* 0 is a free slot */
}

void
name_set_free(struct name_set *set)
{
	free(set->slots);
	*set = (struct name_set){ 0 };
}
