#include "write/files.h"

#include "base/hash.h"
#include "base/shell.h"
#include "write/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How messages call a file that no option names. */
static const char input[] = "input", backup[] = "backup", output[] = "output";

struct file {
	enum file_use use;
	const char *what; /* one of the above, an option, or a standard descriptor */
	const char *path; /* NULL: a standard descriptor */
	const char *of;   /* backup, output: the input that it belongs to */
	struct file_keys keys;
};

/* --- keys ----------------------------------------------------------------------------------- */

static uint64_t
hash_id(const struct stat *st)
{
	uint64_t id[2] = { (uint64_t)st->st_dev, (uint64_t)st->st_ino };

	return hash_str((struct str){ (const char *)id, sizeof(id) });
}

/* 0 is a free slot. */
static uint64_t
not_zero(uint64_t key)
{
	return key != 0 ? key : 1;
}

static uint64_t
inode_key(const struct stat *st)
{
	return S_ISREG(st->st_mode) ? not_zero(hash_id(st)) : 0;
}

/* Of the path as it stands, a link being itself; 0: there is no such directory. */
static uint64_t
name_key(struct files *f, const char *path)
{
	struct str base = str_base(str_from(path));
	size_t n = (size_t)(base.p - path);
	struct stat st;

	if (f->dir == NULL || n != f->dir_length || memcmp(path, f->dir, n) != 0) {
		f->dir = arena_copy(&f->names, n > 0 ? path : ".", n > 0 ? n : 1);
		f->dir_length = n;
		if (stat(f->dir, &st) == 0)
			f->dir_hash = hash_id(&st) * 0x9e3779b97f4a7c15u;
		else
			f->dir = NULL;
	}
	return f->dir != NULL ? not_zero(hash_str(base) ^ f->dir_hash) : 0;
}

/* link_stays: a symbolic link itself would be replaced, not the file behind it. */
static struct file_keys
keys_of(struct files *f, const char *path, bool link_stays)
{
	struct file_keys keys = { 0, 0 };
	struct stat st;
	bool there = lstat(path, &st) == 0, link = there && S_ISLNK(st.st_mode);
	char *real = link && !link_stays ? path_behind_links(path) : NULL;

	if (link)
		there = stat(path, &st) == 0;
	if (there)
		keys.inode = inode_key(&st);
	if (link_stays || !there || keys.inode != 0)
		keys.name = name_key(f, real != NULL ? real : path);
	free(real);
	return keys;
}

static struct str
key_text(const uint64_t *key)
{
	return (struct str){ (const char *)key, sizeof(*key) };
}

static bool
has_key(const struct dict *set, uint64_t key)
{
	return key != 0 && dict_entry(set, key_text(&key)) != NULL;
}

static void
add_key(struct files *f, uint64_t key)
{
	struct str text = key_text(&key);

	if (key != 0 && !has_key(&f->keys, key))
		dict_add(&f->keys, (struct str){ arena_copy(&f->names, text.p, text.n), text.n },
		         0);
}

static bool
has_keys(const struct dict *set, struct file_keys keys)
{
	return has_key(set, keys.inode) || has_key(set, keys.name);
}

static void
add_keys(struct files *f, struct file_keys keys)
{
	add_key(f, keys.inode);
	add_key(f, keys.name);
}

static bool
share_key(struct file_keys a, struct file_keys b)
{
	return (a.inode != 0 && a.inode == b.inode) || (a.name != 0 && a.name == b.name);
}

/* --- the files of a run --------------------------------------------------------------------- */

static struct file *
add(struct files *f, enum file_use use, const char *what, const char *path, const char *of)
{
	MEM_GROW(f->list, f->count, f->room);
	f->list[f->count] = (struct file){ use, what, path, of, { 0, 0 } };
	return &f->list[f->count++];
}

void
files_note(struct files *f, enum file_use use, const char *option, const char *path)
{
	const char *what = arena_printf(&f->names, "--%s", option);

	if (use == FILE_WRITTEN && path_descriptor(path) >= 0)
		use = FILE_OPEN;
	for (size_t i = 0; use != FILE_READ && i < f->count; i++)
		if (strcmp(f->list[i].what, what) == 0) {
			f->list[i].use = use;
			f->list[i].path = path;
			return;
		}
	add(f, use, what, path, NULL);
}

static void
add_descriptor(struct files *f, enum file_use use, int fd, const char *what)
{
	struct stat st;

	if (fstat(fd, &st) == 0 && inode_key(&st) != 0)
		add(f, use, what, NULL, NULL)->keys.inode = inode_key(&st);
}

static void
add_inputs(struct files *f, enum file_use use, char **inputs)
{
	for (; *inputs != NULL; inputs++)
		if (strcmp(*inputs, "-") == 0)
			add_descriptor(f, use, STDIN_FILENO, "standard input");
		else
			add(f, use, input, *inputs, NULL)->keys = keys_of(f, *inputs, false);
}

static void
add_backups(struct files *f, const char *suffix)
{
	for (size_t i = 0, n = f->count; i < n; i++) {
		const char *path = f->list[i].path;
		char *real, *name;

		if (f->list[i].what != input || f->list[i].keys.inode == 0)
			continue; /* it cannot be rewritten */
		real = path_behind_links(path);
		name = arena_printf(&f->names, "%s%s", real != NULL ? real : path, suffix);
		free(real);
		add(f, FILE_WRITTEN, backup, name, path)->keys = keys_of(f, name, true);
	}
}

static void
add_targets(struct files *f, const char *dir, char **inputs, const char *ending)
{
	for (; *inputs != NULL; inputs++) {
		struct str base = str_base(str_from(*inputs));
		char *target;

		if (strcmp(*inputs, "-") == 0)
			continue; /* its documents' names are not known yet */
		if (ending != NULL)
			base = str_stem(base, ending);
		target = arena_printf(&f->names, "%s/%.*s%s", dir, STR_FMT(base),
		                      ending != NULL ? ".xml" : "");
		add(f, FILE_WRITTEN, output, target, *inputs)->keys = keys_of(f, target, true);
	}
}

/* --- conflicts ------------------------------------------------------------------------------ */

static void
describe(struct buf *out, const struct file *file)
{
	buf_text(out, file->what);
	if (file->path != NULL) {
		buf_char(out, ' ');
		shell_quoted(out, str_from(file->path));
	}
	if (file->of != NULL) {
		buf_text(out, " of ");
		shell_quoted(out, str_from(file->of));
	}
}

/* The message BEFORE FILE BEHIND, with another file behind that if it is not NULL. */
static const char *
say(struct files *f, const char *before, const struct file *file, const char *behind,
    const struct file *other)
{
	f->message.len = 0;
	buf_text(&f->message, before);
	describe(&f->message, file);
	buf_text(&f->message, behind);
	if (other != NULL) {
		describe(&f->message, other);
		buf_text(&f->message, " are the same file");
	}
	buf_char(&f->message, '\0');
	return f->message.p;
}

/* Another file with one of these keys; of two that are only read, none is meant. */
static const struct file *
find(const struct files *f, struct file_keys keys, enum file_use use, const struct file *but)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct file *file = &f->list[i];

		if (file != but && (use != FILE_READ || file->use != FILE_READ) &&
		    share_key(file->keys, keys))
			return file;
	}
	return NULL;
}

/* Those of one use: NULL, or the first conflict with one that was looked at before. */
static const char *
look_at(struct files *f, enum file_use use)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct file *file = &f->list[i];

		if (file->use != use)
			continue;
		if (use != FILE_OPEN && has_keys(&f->keys, file->keys))
			return say(f, "", find(f, file->keys, use, file), " and ", file);
		if (use != FILE_READ)
			add_keys(f, file->keys);
	}
	return NULL;
}

static const char *
look_at_backups(struct files *f)
{
	struct stat st;

	for (size_t i = 0; i < f->count; i++)
		if (f->list[i].what == backup && lstat(f->list[i].path, &st) == 0)
			return say(f, "", &f->list[i], " exists already", NULL);
	return NULL;
}

const char *
files_conflict(struct files *f, const struct files_job *job)
{
	const char *why;
	bool claims = job->dir != NULL || job->claims;

	for (size_t i = 0; i < f->count; i++) /* the options' */
		f->list[i].keys = keys_of(f, f->list[i].path, false);
	if (job->prints)
		add_descriptor(f, FILE_OPEN, STDOUT_FILENO, "standard output");
	add_descriptor(f, FILE_OPEN, STDERR_FILENO, "standard error");
	if (job->in_place)
		add_inputs(f, FILE_WRITTEN, job->inputs);
	if (job->in_place && job->suffix != NULL)
		add_backups(f, job->suffix);
	if (job->dir != NULL && job->named)
		add_targets(f, job->dir, job->inputs, job->ending);
	if ((why = look_at(f, FILE_OPEN)) != NULL || (why = look_at(f, FILE_WRITTEN)) != NULL)
		return why;
	if (!job->in_place && (f->keys.count > 0 || claims))
		add_inputs(f, FILE_READ, job->inputs);
	if ((why = look_at(f, FILE_READ)) != NULL)
		return why;
	for (size_t i = 0; claims && i < f->count; i++)
		add_keys(f, f->list[i].keys);
	return look_at_backups(f);
}

/* --- -d: targets that are known only when a document has been read --------------------------- */

void
files_next_input(struct files *f, const char *file)
{
	f->own_free = false;
	for (size_t i = f->own; file != NULL && i < f->count; i++)
		if (f->list[i].what == output && f->list[i].of == file) {
			f->own = i;
			f->own_free = true;
			return;
		}
}

const char *
files_claim(struct files *f, const char *target)
{
	struct file_keys keys = keys_of(f, target, true);
	const struct file *other;

	if (f->own_free && strcmp(target, f->list[f->own].path) == 0) {
		f->own_free = false;
		keys.name = 0;
		if (keys.inode == f->list[f->own].keys.inode)
			keys.inode = 0;
	}
	if (!has_keys(&f->keys, keys)) {
		add_key(f, keys.name);
		return NULL;
	}
	other = find(f, keys, FILE_WRITTEN, NULL);
	return other == NULL ? "another document has the same name"
	                     : say(f, "it would replace ", other, "", NULL);
}

void
files_wrote(struct files *f, int fd)
{
	struct stat st;

	if (fstat(fd, &st) == 0)
		add_key(f, inode_key(&st));
}

void
files_free(struct files *f)
{
	free(f->list);
	dict_free(&f->keys);
	arena_free(&f->names);
	buf_free(&f->message);
}
