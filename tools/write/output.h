#ifndef WRITE_OUTPUT_H
#define WRITE_OUTPUT_H

#include "base/sink.h"
#include "edit/edit.h"
#include "write/file.h"
#include "write/files.h"

/* Where converted documents go. */
enum output_mode {
	OUTPUT_NONE,     /* --check */
	OUTPUT_STDOUT,   /* each document when it is complete */
	OUTPUT_HELD,     /* to standard output at the end, if all documents were good */
	OUTPUT_FILE,     /* -o: all of the inputs into one file, or none */
	OUTPUT_IN_PLACE, /* -i: each input file is replaced, or stays */
	OUTPUT_DIR,      /* -d: a file for each input file, or for each document of a stream */
};

struct output {
	enum output_mode mode;
	const char *dir;     /* -d */
	struct str base;     /* -d: of the input file; absent for standard input */
	struct files *files; /* -d: what must not be replaced */
	char *target;        /* -d: of the next document */
	const char *path;    /* -o */
	int descriptor;      /* -o: the open one that path names, or -1 */
	const char *suffix;  /* -i: of the backup; NULL: none is kept */
	struct sink sink;
	struct new_file file;
	struct buf held;     /* all output until the end; also for -o if it is written directly */
	int input;           /* -i: the file to be replaced */
	off_t unchanged;     /* -i: bytes at its beginning that stay as they are */
	bool begun;          /* -i: whether the new file has been begun */
	const char *problem; /* why the last function failed; NULL: see errno */
};

/*
 * All return false on failure, with the reason in problem or errno. Call output_begin once for
 * -o, for each input file for -i (with path and open file); otherwise it does nothing.
 */
bool output_begin(struct output *o, const char *path, int input);
/*
 * -d: chooses the file of the next document: the input file's name if the document is alone in it,
 * otherwise the document's own name. Returns NULL, or why there is none.
 */
const char *output_choose(struct output *o, bool alone, struct str name);
bool output_document(struct output *o, const struct edits *edits);
/* The same for a generated document; not for -i. */
bool output_text(struct output *o, struct str text);
/* Renames the file to its final name, or, if not good, leaves everything unchanged. */
bool output_end(struct output *o, bool good);
void output_free(struct output *o);

#endif
