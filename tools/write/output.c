#include "write/output.h"

#include "base/mem.h"
#include "edit/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
to_fd(void *to, const char *p, size_t len)
{
	return write_all(*(const int *)to, p, len);
}

/* The open descriptor that a path leads to, such as /dev/stdout, or -1. */
static int
find_descriptor(const char *path, const struct stat *st)
{
	int fd = path_descriptor(path);
	struct stat out;

	if (fd < 0 && fstat(STDOUT_FILENO, &out) == 0 && out.st_dev == st->st_dev &&
	    out.st_ino == st->st_ino)
		return STDOUT_FILENO;
	return fd;
}

/* -o: a new file, one that replaces another, or something that is written directly. */
static bool
begin_file(struct output *o)
{
	struct stat st;
	char *real;
	bool there = stat(o->path, &st) == 0, ok;

	if (!there && errno != ENOENT)
		return false;
	if (there && S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return false;
	}
	o->descriptor = there ? find_descriptor(o->path, &st) : -1;
	if (there && (!S_ISREG(st.st_mode) || o->descriptor >= 0)) {
		o->sink = sink_to(&o->held);
		return true;
	}
	real = path_behind_links(o->path); /* a link stays one */
	ok = real != NULL && new_file_open(&o->file, real);
	free(real);
	o->sink.write = to_fd;
	o->sink.to = &o->file.fd;
	return ok;
}

bool
output_begin(struct output *o, const char *path, int input)
{
	static const int out = STDOUT_FILENO;
	struct stat st;

	o->problem = NULL;
	o->sink.failed = false;
	o->sink.pending.len = 0;
	if (o->mode == OUTPUT_FILE)
		return begin_file(o);
	if (o->mode == OUTPUT_DIR) {
		o->base = str_base(str_from(path));
		files_next_input(o->files, path);
		return true;
	}
	if (o->mode == OUTPUT_HELD) {
		o->sink = sink_to(&o->held);
		return true;
	}
	if (o->mode != OUTPUT_IN_PLACE) {
		o->sink.write = to_fd;
		o->sink.to = (void *)&out;
		return true;
	}
	o->path = path;
	o->input = input;
	o->unchanged = 0;
	o->begun = false;
	if (fstat(input, &st) < 0)
		return false;
	if (!S_ISREG(st.st_mode))
		o->problem = "not a regular file, which --in-place needs";
	else if (st.st_nlink > 1)
		o->problem = "it has several hard links, which --in-place would separate";
	return o->problem == NULL;
}

/* The first document that changes: from here on a new file is written. */
static bool
begin_change(struct output *o)
{
	if (!new_file_open(&o->file, o->path))
		return false;
	o->begun = true;
	o->sink.write = to_fd;
	o->sink.to = &o->file.fd;
	return copy_bytes(o->input, o->file.fd, o->unchanged);
}

/*
 * Copies the metadata of the file that is replaced, or, if it cannot be read, its mode and owner.
 * Refuses to replace anything but a regular file (and does not block on a FIFO). A symbolic link in
 * -d's directory is replaced; its target's mode is not copied.
 */
static bool
end_file(struct output *o)
{
	int old = open(o->file.path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW);
	struct stat st;
	bool ok, hidden = old < 0 && errno == EACCES;

	if (old < 0 && !hidden)
		ok = errno == ENOENT || errno == ELOOP; /* nothing there */
	else if ((old >= 0 ? fstat(old, &st) : lstat(o->file.path, &st)) < 0)
		ok = false;
	else if (!S_ISREG(st.st_mode)) {
		o->problem = "it exists and is not a regular file";
		ok = false;
	} else
		ok = old >= 0 ? new_file_copy_metadata(&o->file, old)
		              : new_file_copy_owner(&o->file, &st);
	if (old >= 0)
		close(old);
	return ok && new_file_commit(&o->file);
}

/* DIR/NAMESUFFIX, or without a DIR; the caller frees it. */
static char *
path_of(const char *dir, struct str name, const char *suffix)
{
	size_t size = (dir != NULL ? strlen(dir) : 0) + name.n + strlen(suffix) + 2;
	char *path = mem_alloc(size);

	snprintf(path, size, "%s%s%.*s%s", dir != NULL ? dir : "", dir != NULL ? "/" : "",
	         STR_FMT(name), suffix);
	return path;
}

const char *
output_choose(struct output *o, bool alone, struct str name)
{
	bool own = !alone || o->base.p == NULL;
	const char *why;

	free(o->target);
	o->target = NULL;
	if (own && name.p == NULL)
		return "the document has no name";
	if (own && !str_is_file_name(name))
		return "cannot name a file like the document: only letters, digits, '_', '.' and '-'";
	o->target = path_of(o->dir, own ? name : o->base, own ? ".xml" : "");
	why = files_claim(o->files, o->target);
	if (why != NULL) {
		free(o->target);
		o->target = NULL;
	}
	return why;
}

/* A document with its edits, or a text. */
struct content {
	const struct edits *edits; /* NULL: it is the text */
	struct str text;
};

static void
write_content(struct output *o, const struct content *c)
{
	if (c->edits != NULL)
		write_document(c->edits, &o->sink);
	else
		sink_add(&o->sink, c->text.p, c->text.n);
}

static bool
write_target(struct output *o, const struct content *c)
{
	bool ok = new_file_open(&o->file, o->target);

	o->sink.write = to_fd;
	o->sink.to = &o->file.fd;
	o->sink.failed = false;
	if (ok) {
		files_wrote(o->files, o->file.fd);
		write_content(o, c);
		ok = sink_flush(&o->sink) && end_file(o);
	}
	new_file_abort(&o->file);
	return ok;
}

/* Writes to an output that takes documents one after the other. */
static bool
put(struct output *o, const struct content *c)
{
	if (o->mode == OUTPUT_NONE)
		return true;
	if (o->mode == OUTPUT_DIR)
		return write_target(o, c);
	write_content(o, c);
	return o->mode != OUTPUT_STDOUT ? !o->sink.failed : sink_flush(&o->sink);
}

bool
output_text(struct output *o, struct str text)
{
	return put(o, &(struct content){ NULL, text });
}

bool
output_document(struct output *o, const struct edits *edits)
{
	if (o->mode == OUTPUT_IN_PLACE && !o->begun) {
		if (!edit_any(edits)) {
			o->unchanged += edits->doc->len;
			return true;
		}
		if (!begin_change(o))
			return false;
	}
	return put(o, &(struct content){ edits, STR_NONE });
}

/* Copies the file with its metadata to a name that does not exist. */
static bool
keep_backup(struct output *o, const char *name)
{
	struct new_file backup = { 0 };
	struct stat st;
	bool ok = fstat(o->input, &st) == 0 && new_file_open(&backup, name) &&
	          copy_bytes(o->input, backup.fd, st.st_size) &&
	          new_file_copy_metadata(&backup, o->input) && new_file_commit_new(&backup);

	if (!ok && errno == EEXIST)
		o->problem = "a file with the name of the backup has appeared meanwhile";
	new_file_abort(&backup);
	return ok;
}

static bool
end_direct(const struct output *o)
{
	int fd;
	bool ok;

	if (o->descriptor >= 0)
		return write_all(o->descriptor, o->held.p, o->held.len);
	fd = open(o->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	ok = fd >= 0 && write_all(fd, o->held.p, o->held.len);
	return (fd < 0 || close(fd) == 0) && ok;
}

static bool
end_in_place(struct output *o)
{
	char *backup;
	bool ok;

	if (!o->begun)
		return true;
	if (!new_file_copy_metadata(&o->file, o->input))
		return false;
	if (o->suffix == NULL)
		return new_file_commit(&o->file);
	backup = path_of(NULL, str_from(o->path), o->suffix);
	ok = keep_backup(o, backup);
	if (ok && !new_file_commit(&o->file)) {
		ok = false;
		if (o->file.path != NULL) /* the old file is still in its place */
			remove_quietly(backup);
	}
	free(backup);
	return ok;
}

bool
output_end(struct output *o, bool good)
{
	bool ok = true;

	if (o->mode == OUTPUT_NONE || o->mode == OUTPUT_STDOUT || o->mode == OUTPUT_DIR)
		return true;
	if (good && sink_flush(&o->sink)) {
		if (o->mode == OUTPUT_IN_PLACE)
			ok = end_in_place(o);
		else if (o->mode == OUTPUT_HELD)
			ok = write_all(STDOUT_FILENO, o->held.p, o->held.len);
		else
			ok = o->sink.to == &o->held ? end_direct(o) : end_file(o);
	} else
		ok = !good;
	new_file_abort(&o->file);
	return ok;
}

void
output_free(struct output *o)
{
	buf_free(&o->sink.pending);
	buf_free(&o->held);
	free(o->target);
}
