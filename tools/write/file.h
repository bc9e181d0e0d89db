#ifndef WRITE_FILE_H
#define WRITE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Writes all of it; false: errno says why. */
bool write_all(int fd, const char *p, size_t len);

/*
 * A file that replaces another, or appears, in one step: written under a temporary name in the same
 * directory, then renamed. If the process ends before that, the temporary file is removed (except
 * by SIGKILL).
 */
struct new_file {
	char *path; /* NULL: none is open */
	char *temporary;
	int fd;
};

/*
 * Creates the temporary file, with mode 0600. On failure these return false with errno set; call
 * new_file_abort() then.
 */
bool new_file_open(struct new_file *f, const char *path);
/* Gives it mode and owner. */
struct stat;
bool new_file_copy_owner(const struct new_file *f, const struct stat *like);
/* Gives it mode, owner, ACLs and other extended attributes of an open file. */
bool new_file_copy_metadata(const struct new_file *f, int like);
/* Syncs it and renames it to its final name; _new: only if that does not exist (EEXIST). */
bool new_file_commit(struct new_file *f);
bool new_file_commit_new(struct new_file *f);
/* Removes it; errno stays. */
void new_file_abort(struct new_file *f);

/*
 * The path of the file that writing to a path makes or replaces: behind all symbolic links, also
 * where there is none yet.  NULL: errno says why.  The caller frees it.
 */
char *path_behind_links(const char *path);
/* The open descriptor that /dev/stdout, /dev/fd/N and their like name, or -1. */
int path_descriptor(const char *path);

/* Removes a file; errno stays. */
void remove_quietly(const char *path);
/* Copies the first len bytes of one file to another. */
bool copy_bytes(int from, int to, off_t len);

#endif
