#include "base/sink.h"

#include <string.h>

#define ENOUGH 32768 /* write() when this many bytes are gathered */

void
sink_add(struct sink *s, const char *p, size_t len)
{
	if (s->pending.len + len >= ENOUGH) {
		sink_flush(s);
		if (len >= ENOUGH) {
			s->failed = s->failed || !s->write(s->to, p, len);
			return;
		}
	}
	buf_add(&s->pending, p, len);
}

void
sink_text(struct sink *s, const char *z)
{
	sink_add(s, z, strlen(z));
}

bool
sink_flush(struct sink *s)
{
	if (s->pending.len > 0 && !s->failed)
		s->failed = !s->write(s->to, s->pending.p, s->pending.len);
	s->pending.len = 0;
	return !s->failed;
}

static bool
keep(void *to, const char *p, size_t len)
{
	buf_add(to, p, len);
	return true;
}

struct sink
sink_to(struct buf *to)
{
	return (struct sink){ .write = keep, .to = to };
}

void
sink_end(struct sink *s)
{
	sink_flush(s);
	buf_free(&s->pending);
}
