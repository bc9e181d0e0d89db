#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* Bytes that grow.  A zeroed struct is an empty one; not NUL-terminated. */
struct buf {
	char *p;
	size_t len, cap;
};

void buf_room(struct buf *b, size_t extra); /* makes sure that extra more bytes fit */
static inline void
buf_add(struct buf *b, const char *p, size_t len)
{
	if (len > b->cap - b->len)
		buf_room(b, len);
	if (len > 0) /* p may be NULL then, which memcpy may not be given */
		memcpy(b->p + b->len, p, len);
	b->len += len;
}
void buf_char(struct buf *b, char c);
void buf_text(struct buf *b, const char *z);
void buf_str(struct buf *b, struct str s);
__attribute__((format(printf, 2, 3))) void buf_printf(struct buf *b, const char *fmt, ...);
__attribute__((format(printf, 2, 0))) void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
/* Text in one line for a terminal: what that could obey is written as \xNN, byte by byte. */
void buf_shown(struct buf *b, struct str s);
struct str buf_view(const struct buf *b); /* valid until the next change */
/* Moves the text into the arena: frees the buffer. */
struct str buf_keep(struct buf *b, struct arena *a);
void buf_free(struct buf *b);

#endif
