#include "base/sink.h"

/* Writes what is gathered; then adds the bytes, or writes them as well if they are many. */
void
sink_spill(struct sink *s, const char *p, size_t len)
{
	sink_flush(s);
	if (len < SINK_ENOUGH)
		buf_add(&s->pending, p, len);
	else
		s->failed = s->failed || !s->write(s->to, p, len);
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
