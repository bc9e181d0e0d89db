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

#define SINK_ENOUGH 32768 /* bytes that are written at once */

void sink_spill(struct sink *s, const char *p, size_t len); /* of sink_add() */
static inline void
sink_add(struct sink *s, const char *p, size_t len)
{
	if (s->pending.len + len < SINK_ENOUGH)
		buf_add(&s->pending, p, len);
	else
		sink_spill(s, p, len);
}
void sink_text(struct sink *s, const char *z);
bool sink_flush(struct sink *s); /* false: something could not be written */
/* One that adds to a buf; sink_end() ends it. */
struct sink sink_to(struct buf *to);
void sink_end(struct sink *s);

#endif
