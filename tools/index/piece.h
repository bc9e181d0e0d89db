#ifndef INDEX_PIECE_H
#define INDEX_PIECE_H

#include <stdbool.h>
#include <stdint.h>

/* What an element's content consists of, byte by byte. */
enum piece_kind { PIECE_TEXT, PIECE_CDATA, PIECE_COMMENT, PIECE_PI, PIECE_TAG };

struct piece {
	enum piece_kind kind;
	uint32_t from, to;        /* all of it */
	uint32_t inner, inner_to; /* without what marks its kind; of a tag, all of it */
};

/* Walks content that expat has accepted.  Offsets count from bytes. */
struct piece_scan {
	const char *bytes;
	uint32_t at, end;
};

bool piece_next(struct piece_scan *scan, struct piece *piece); /* false: that was all */

#endif
