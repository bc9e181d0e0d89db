#ifndef READ_PARSER_H
#define READ_PARSER_H

#include "base/buf.h"
#include "index/document.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The only file that knows expat: bytes in, elements with their spans out. One parser reads one
 * document after another. It continues after the root element; the first thing that cannot belong
 * to the document may begin the next one (read/stream.c).
 */
struct parser;

enum parse_state {
	PARSE_MORE,   /* good so far, needs more bytes */
	PARSE_DONE,   /* the input ended after a complete document */
	PARSE_BEHIND, /* the root ended, and something else follows */
	PARSE_BAD,    /* see parser_fault() */
};

/* What is wrong with a document, and where: an offset from the document's start. */
struct fault {
	const char *message; /* lives until the next document */
	uint32_t offset;
};

/* Appends the name and version of the library, and the version at build time if it differs. */
void parser_library(struct buf *out);
/* roots: the element names that may be a document's root; NULL ends the list. */
struct parser *parser_new(const char *const *roots);
void parser_free(struct parser *p);
/* Other roots from the next document on. */
void parser_expect(struct parser *p, const char *const *roots);
/* Begins a document, whose elements go to doc. */
void parser_begin(struct parser *p, struct document *doc);
/*
 * Parses the next bytes. doc->bytes must point to the document's start and already contain them:
 * the handlers read them. last: the input ends.
 */
enum parse_state parser_feed(struct parser *p, const char *bytes, size_t len, bool last);
/* Parses a whole text, which lives as long as the document; forgets what doc held before. */
enum parse_state parser_read(struct parser *p, struct document *doc, struct str text);
struct fault parser_fault(const struct parser *p);
/* With PARSE_BEHIND: the end of the root and of the last comment or PI after it. */
uint32_t parser_root_end(const struct parser *p);
uint32_t parser_misc_end(const struct parser *p);
/* Whether the tool accepts this root element. */
bool parser_takes_root(const struct parser *p, const char *name, size_t len);

#endif
