#ifndef INDEX_TAG_H
#define INDEX_TAG_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Kinds of bytes.  Odd ones do not stand for themselves: in Latin-1 all above ASCII. */
enum { ODD_IN_TEXT = 1, ODD_IN_ATTRIBUTE = 2, ENDS_NAME = 4, ENDS_VALUE = 8 };

extern const unsigned char tag_bytes[256];

static inline bool
tag_is(char c, unsigned kinds)
{
	return (tag_bytes[(unsigned char)c] & kinds) != 0;
}

/* One attribute of a start tag; offsets from where the scan's bytes begin. */
struct attr {
	uint32_t name, name_len;   /* as written, with its prefix */
	uint32_t value, value_len; /* between the quotes, as written */
	char quote;
	bool plain; /* the value means itself: ASCII, no reference, no white space but blanks */
};

/*
 * Walks the attributes of a start tag that expat has accepted: it only skips blanks, '=' and
 * quotes, and relies on the '>' in front of the end. Begin with at = offset of the tag's '<'.
 */
struct tag_scan {
	const char *bytes;
	uint32_t at, end; /* end: behind the tag's '>' */
	bool prefixed;    /* whether names may have a prefix; false is faster */
};

struct tag_scan tag_begin(const char *bytes, uint32_t start, uint32_t end);
bool tag_next(struct tag_scan *scan, struct attr *attr);
/*
 * The first attribute of that local name from there on; false: none, and attr is left alone.
 * libvirt asks libxml2's xmlGetProp(), which looks at no prefix and takes the first.  A namespace
 * declaration is no attribute there: it is found by its whole name only.
 */
bool tag_find(struct tag_scan scan, const char *name, struct attr *attr);
/* The name without its prefix, as tag_find() compares it. */
struct str tag_local_name(const struct tag_scan *scan, const struct attr *attr);

#endif
