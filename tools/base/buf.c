#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buf_room(struct buf *b, size_t extra)
{
	size_t cap = b->cap ? b->cap : 512;

	if (b->cap - b->len >= extra)
		return;
	while (cap - b->len < extra)
		cap *= 2;
	b->p = mem_resize(b->p, cap);
	b->cap = cap;
}

void
buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_text(struct buf *b, const char *z)
{
	buf_add(b, z, strlen(z));
}

void
buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	buf_room(b, (size_t)len + 1);
	vsnprintf(b->p + b->len, (size_t)len + 1, fmt, again);
	va_end(again);
	b->len += (size_t)len;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void
buf_shown(struct buf *b, struct str s)
{
	size_t run = 0;

	while (run < s.n) {
		size_t n = str_showable(str_skip(s, run));

		run += n;
		if (n > 0)
			continue;
		buf_add(b, s.p, run);
		buf_printf(b, "\\x%02x", (unsigned char)s.p[run]);
		s = str_skip(s, run + 1);
		run = 0;
	}
	buf_str(b, s);
}

struct str
buf_view(const struct buf *b)
{
	return (struct str){ b->p != NULL ? b->p : "", b->len };
}

struct str
buf_keep(struct buf *b, struct arena *a)
{
	struct str kept = { arena_copy(a, b->p, b->len), b->len };

	buf_free(b);
	return kept;
}

void
buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}
