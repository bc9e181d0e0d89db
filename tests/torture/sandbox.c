#define _GNU_SOURCE
#include "sandbox.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define PATH_SIZE 512

_Noreturn void
trouble(const char *what)
{
	fprintf(stderr, "torture: %s: %s\n", what, strerror(errno));
	exit(2);
}

char *
read_whole(const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *data;

	if (fd < 0 || fstat(fd, &st) != 0 || (data = malloc((size_t)st.st_size + 1)) == NULL ||
	    read(fd, data, (size_t)st.st_size) != (ssize_t)st.st_size)
		trouble(path);
	close(fd);
	data[st.st_size] = '\0';
	*size = (size_t)st.st_size;
	return data;
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st, (void)kind;
	return where->level > 0 ? remove(path) : 0;
}

static void
copy_file(const char *from, const char *to, const struct stat *st)
{
	size_t size;
	char *data = read_whole(from, &size), note[32];
	int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t len = getxattr(from, "user.note", note, sizeof(note));

	if (fd < 0 || write(fd, data, size) != (ssize_t)size ||
	    (len >= 0 && fsetxattr(fd, "user.note", note, (size_t)len, 0) != 0) ||
	    fchmod(fd, st->st_mode & 07777) != 0)
		trouble(to);
	close(fd);
	free(data);
}

static const char *copy_from, *copy_to;

static int
copy_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	char to[PATH_SIZE], link[PATH_SIZE];
	ssize_t len;

	(void)kind;
	if (where->level == 0)
		return 0;
	snprintf(to, sizeof(to), "%s%s", copy_to, path + strlen(copy_from));
	if (S_ISDIR(st->st_mode)) {
		if (mkdir(to, 0755) != 0)
			trouble(to);
	} else if (S_ISLNK(st->st_mode)) {
		len = readlink(path, link, sizeof(link) - 1);
		link[len > 0 ? len : 0] = '\0';
		if (symlink(link, to) != 0)
			trouble(to);
	} else
		copy_file(path, to, st);
	return 0;
}

void
sandbox_reset(const char *sandbox, const char *from)
{
	if (nftw(sandbox, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
		trouble(sandbox);
	copy_from = from;
	copy_to = sandbox;
	if (nftw(from, copy_one, 16, FTW_PHYS) != 0)
		trouble(from);
}

static struct state found; /* by nftw() */

static int
find_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	struct entry *e;
	char link[PATH_SIZE] = "";

	(void)kind;
	if (where->level == 0)
		return 0;
	found.entries = realloc(found.entries, (found.count + 1) * sizeof(*found.entries));
	if (found.entries == NULL)
		trouble(path);
	e = &found.entries[found.count++];
	*e = (struct entry){ .name = mem_copy(path, strlen(path)), .mode = st->st_mode };
	if (S_ISREG(st->st_mode)) {
		e->data = read_whole(path, &e->size);
		if (getxattr(path, "user.note", e->note, sizeof(e->note) - 1) < 0)
			e->note[0] = '\0';
	} else if (S_ISLNK(st->st_mode)) {
		if (readlink(path, link, sizeof(link) - 1) < 0)
			trouble(path);
		e->size = strlen(link);
		e->data = mem_copy(link, e->size);
	}
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

struct state
sandbox_state(const char *sandbox)
{
	found = (struct state){ 0 };
	if (nftw(sandbox, find_one, 16, FTW_PHYS) != 0)
		trouble(sandbox);
	for (size_t i = 0; i < found.count; i++) {
		char *name = found.entries[i].name, *below = name + strlen(sandbox) + 1;

		memmove(name, below, strlen(below) + 1);
	}
	if (found.count > 0)
		qsort(found.entries, found.count, sizeof(*found.entries), by_name);
	return found;
}

void
state_free(struct state *s)
{
	for (size_t i = 0; i < s->count; i++) {
		free(s->entries[i].name);
		free(s->entries[i].data);
	}
	free(s->entries);
	*s = (struct state){ 0 };
}

const struct entry *
state_find(const struct state *s, const char *name)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->entries[i].name, name) == 0)
			return &s->entries[i];
	return NULL;
}

bool
entry_equal(const struct entry *a, const struct entry *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a->name, b->name) == 0 && a->mode == b->mode && a->size == b->size &&
	       (a->size == 0 || memcmp(a->data, b->data, a->size) == 0) &&
	       strcmp(a->note, b->note) == 0;
}
