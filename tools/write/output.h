#ifndef WRITE_OUTPUT_H
#define WRITE_OUTPUT_H

#include "base/sink.h"
#include "edit/edit.h"
#include "write/file.h"

/* Where converted documents go. */
enum output_mode {
	OUTPUT_NONE,     /* --check */
	OUTPUT_STDOUT,   /* each document when it is complete */
	OUTPUT_FILE,     /* -o: all of the inputs into one file, or none */
	OUTPUT_IN_PLACE, /* -i: each input file is replaced, or stays */
};

struct output {
	enum output_mode mode;
	const char *path;   /* -o */
	const char *suffix; /* -i: of the backup; NULL: none is kept */
	struct sink sink;
	struct new_file file;
	struct buf held; /* -o on something that is no regular file: all of it, until the end */
	int input;       /* -i: the file to be replaced */
	off_t unchanged; /* -i: bytes at its beginning that stay as they are */
	bool begun;      /* -i: from here on, the new file is written */
	const char *complaint; /* why the last function failed, or NULL: errno says it */
};

/*
 * All return false on failure; errno, or complaint, then says why.  output_begin: once for -o,
 * for every input file for -i (path and the open file are given), otherwise without effect.
 */
bool output_begin(struct output *o, const char *path, int input);
bool output_document(struct output *o, const struct edits *edits);
/* Puts the file in its place, or, if not good, leaves everything as it was. */
bool output_end(struct output *o, bool good);
void output_free(struct output *o);

#endif
