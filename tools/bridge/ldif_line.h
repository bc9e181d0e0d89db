#ifndef BRIDGE_LDIF_LINE_H
#define BRIDGE_LDIF_LINE_H

#include "base/buf.h"
#include "index/document.h"

#include <stdbool.h>

/* Lines of LDIF (RFC 2849), unfolded, without comments. */

struct ldif_fault {
	struct position at;
	const char *why;
};

struct ldif_reader {
	struct str rest;      /* not read yet */
	unsigned long number; /* of the line that rest begins with, 1-based */
	struct str raw;       /* the line read last, as it stands in the text */
	unsigned long at;     /* its number */
	struct buf line;      /* the same, unfolded */
};

enum ldif_result { LDIF_LINE, LDIF_BLANK, LDIF_END, LDIF_BAD };

/* Begins a text. The caller frees line in the end. */
void ldif_begin(struct ldif_reader *r, struct str text);
/* The next line that is no comment, in r->line. */
enum ldif_result ldif_next(struct ldif_reader *r, struct ldif_fault *fault);
/* The position in the text of an offset into r->line. */
struct position ldif_position(const struct ldif_reader *r, size_t offset);

/* NAME: VALUE, or NAME:: BASE64; parts of a line. */
struct ldif_pair {
	struct str name, value;
	char kind; /* ' ', ':' base64, '<' a URL of the value */
};

bool ldif_pair(const struct ldif_reader *r, struct ldif_pair *pair, struct ldif_fault *fault);
/* Adds the decoded value to out. */
bool ldif_value(const struct ldif_reader *r, const struct ldif_pair *pair, struct buf *out,
                struct ldif_fault *fault);
/* Adds a line with this value, in base64 if necessary (SAFE-STRING; no blank at its end). */
void ldif_put(struct buf *out, const char *name, struct str value);

#endif
