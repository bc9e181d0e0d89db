#ifndef WRITE_DIFF_H
#define WRITE_DIFF_H

#include "base/sink.h"
#include "base/str.h"

#include <stdbool.h>

/*
 * Two texts compared line by line, as patch(1) takes it.  Lines that differ far apart are found
 * with a window of lines, so time is in proportion to the texts.
 */
struct diff {
	struct sink *out;
	const char *file;    /* the name of both */
	unsigned long first; /* the line at which the old text begins in the file: 1, 2, ... */
	long shift;          /* lines that earlier texts of the file have got more */
	bool color;          /* for a terminal, which gets no control characters either */
	bool begun;          /* the file's name has been written */
};

/* Writes the changes, if there are any; shift is brought up to date. */
void diff_write(struct diff *d, struct str before, struct str after);

#endif
