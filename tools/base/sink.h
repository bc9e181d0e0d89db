#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Output, gathered and written in larger pieces. write() returns false if it fails; after that it
 * is not called again.
 */
struct sink {
	bool (*write)(void *to, const char *p, size_t len);
	void *to;
	struct buf pending;
	bool failed;
};

void sink_add(struct sink *s, const char *p, size_t len);
void sink_text(struct sink *s, const char *z);
bool sink_flush(struct sink *s); /* false: something could not be written */
/* One that adds to a buf; sink_end() ends it. */
struct sink sink_to(struct buf *to);
void sink_end(struct sink *s);

#endif
