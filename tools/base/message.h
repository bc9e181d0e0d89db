#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include "base/buf.h"
#include "base/mem.h"

#include <stdarg.h>

/*
 * Text for people, made as printf makes it, of %s, %.*s, %d, %lu, %zu and %02x.  What stands
 * between single quotes in fmt is a value: its secrets are masked (base/shown.h), and it is quoted
 * as the shell reads it back.  So nothing of a document is live where people paste the line.  What
 * stands outside must be text of this program: without apostrophes, and without < > & | ; ` $ ".
 */
__attribute__((format(printf, 2, 3))) void message_add(struct buf *out, const char *fmt, ...);
__attribute__((format(printf, 2, 0))) void message_vadd(struct buf *out, const char *fmt,
                                                        va_list ap);
/* The same, in the arena. */
__attribute__((format(printf, 2, 3))) char *message(struct arena *a, const char *fmt, ...);
__attribute__((format(printf, 2, 0))) char *message_v(struct arena *a, const char *fmt, va_list ap);

/* A value that may be shown as it is: quoted as the shell reads it back, after most bytes cut. */
void message_quote(struct buf *out, struct str shown, size_t most);

#endif
