#ifndef INDEX_TAG_H
#define INDEX_TAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One attribute of a start tag; offsets from where the scan's bytes begin. */
struct attr {
	uint32_t name, name_len;
	uint32_t value, value_len; /* between the quotes, as written */
	char quote;
};

/*
 * Walks the attributes of a start tag that expat has accepted: it need only skip blanks, '='
 * and quotes.  Start with at = offset of the tag's '<'.
 */
struct tag_scan {
	const char *bytes;
	uint32_t at, end; /* end: behind the tag's '>' */
};

struct tag_scan tag_begin(const char *bytes, uint32_t start, uint32_t end);
bool tag_next(struct tag_scan *scan, struct attr *attr);
/* The first one of that name from there on; false: there is none, and attr is left alone. */
bool tag_find(struct tag_scan scan, const char *name, struct attr *attr);

#endif
