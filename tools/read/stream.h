#ifndef READ_STREAM_H
#define READ_STREAM_H

#include "index/document.h"
#include "read/parser.h"

#include <stdbool.h>

/*
 * Splits an input into its documents. Memory grows with the largest document only. A document is
 * returned when what follows it is known: the end of the input, or, after blanks, comments and PIs,
 * an XML declaration or a root element that the tool accepts.
 */
struct stream;

enum stream_result {
	STREAM_DOCUMENT, /* a whole document */
	STREAM_END,      /* no more documents */
	STREAM_BAD,      /* malformed or unreadable; nothing more comes from this input */
};

extern size_t stream_chunk; /* bytes passed to expat at a time; tests change it */

struct stream *stream_new(struct parser *parser, struct arena *arena, size_t max_size);
void stream_free(struct stream *s);
/* Begins an input. */
void stream_begin(struct stream *s, int fd);
/*
 * The next document, valid until the next call. With STREAM_BAD, *fault is the reason; its offset
 * refers to *doc, whose elements are invalid then. *io: the input could not be read.
 */
enum stream_result stream_next(struct stream *s, struct document **doc, struct fault *fault,
                               bool *io);
/* Whether the last document was the input's first, and whether another one follows it. */
bool stream_is_first(const struct stream *s);
bool stream_goes_on(const struct stream *s);

#endif
