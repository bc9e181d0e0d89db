#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/* "Did you mean ...?": the known word that a mistyped one is most like. */
struct nearest {
	struct str word;   /* as typed */
	const char *found; /* the best so far, or NULL: none is like it */
	const char *also;  /* another one that is as like it, or NULL */
	unsigned distance; /* letters to insert, remove, replace or swap */
};

/*
 * Compares with a known word.  A third of the letters may be wrong, at most two, and one of two;
 * words of more than 40 letters are like nothing.
 */
void nearest_try(struct nearest *n, const char *known);

#endif
