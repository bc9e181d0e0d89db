#ifndef WRITE_FILES_H
#define WRITE_FILES_H

#include "base/buf.h"
#include "base/dict.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a run does with a file. */
enum file_use {
	FILE_NONE,
	FILE_READ,
	FILE_WRITTEN, /* made, or replaced in one step */
	FILE_OPEN,    /* written at a descriptor that is open already: several may be one file */
};

/*
 * What a file is known by: its inode, and its name, which is the inode of its directory and its
 * base name.  Hashes; 0: it has none.
 */
struct file_keys {
	uint64_t inode, name;
};

/*
 * The account of all files that a run reads and writes.  What is no regular file (a pipe, a
 * terminal, /dev/null) is not in it.  A zeroed struct is an empty account.
 */
struct files {
	struct file *list;
	size_t count, room;
	struct dict
	    keys; /* hashes of files that are written; with -d, also of those that are read */
	struct arena names; /* of options, backups and targets; the keys */
	struct buf message;
	const char *dir; /* the directory looked at last, of this length, or NULL */
	size_t dir_length;
	uint64_t dir_hash;
	size_t own;    /* -d: the file that the input being read has by its name */
	bool own_free; /* no document has got it yet */
};

/* What becomes of the inputs of a run. */
struct files_job {
	char **inputs;      /* ended by NULL; "-": standard input */
	bool in_place;      /* -i */
	const char *suffix; /* -i: of the backups; NULL: none are kept */
	const char *dir;    /* -d, or NULL */
	bool named;         /* -d: files are called after inputs, not only after documents */
	const char *ending; /* and .xml takes the place of this ending of theirs; NULL: of none */
	bool claims;        /* other files than those of -d are claimed, too */
	bool prints;        /* to standard output */
};

/*
 * Notes the file that an option names; both strings must outlive the run.  If an option is given
 * again, only the last file is written.
 */
void files_note(struct files *f, enum file_use use, const char *option, const char *path);

/*
 * Looks, before anything is written, whether a file would be written twice, or written and read, or
 * replace an existing backup.  Returns NULL, or what is wrong, which names both files and lasts
 * as long as the account.  To be called once.
 */
const char *files_conflict(struct files *f, const struct files_job *job);

/* -d: the next documents are those of this input, one of job->inputs; NULL: standard input. */
void files_next_input(struct files *f, const char *file);
/*
 * -d, claims: claims the file for a document.  Returns NULL, or why it must not be written, valid
 * until the next call.
 */
const char *files_claim(struct files *f, const char *target);
/* The file that was claimed last is this one now. */
void files_wrote(struct files *f, int fd);

void files_free(struct files *f);

#endif
