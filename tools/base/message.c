#include "base/message.h"

#include "base/shell.h"
#include "base/shown.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN 200 /* bytes of a value */

/* Adds what the conversion at fmt, behind its %, makes of its argument; returns where it ends. */
static const char *
add_argument(struct buf *out, const char *fmt, va_list *ap)
{
	size_t most = SIZE_MAX;
	const char *s;

	if (strncmp(fmt, ".*", 2) == 0) {
		most = (size_t)va_arg(*ap, int);
		fmt += 2;
	}
	if (*fmt == 's') {
		s = va_arg(*ap, const char *);
		if (most > 0) /* an absent text is NULL */
			buf_add(out, s, most == SIZE_MAX ? strlen(s) : strnlen(s, most));
	} else if (*fmt == 'd')
		buf_printf(out, "%d", va_arg(*ap, int));
	else if (strncmp(fmt, "02x", 3) == 0) {
		buf_printf(out, "%02x", va_arg(*ap, unsigned));
		fmt += 2;
	} else if (*fmt == 'l')
		buf_printf(out, "%lu", va_arg(*ap, unsigned long));
	else
		buf_printf(out, "%zu", va_arg(*ap, size_t));
	return fmt + (*fmt == 'l' || *fmt == 'z' ? 2 : 1);
}

/* Adds what stands before the next single quote, or the end; returns where that is. */
static const char *
add_piece(struct buf *out, const char *fmt, va_list *ap)
{
	while (*fmt != '\0' && *fmt != '\'') {
		size_t n = strcspn(fmt, "'%");

		buf_add(out, fmt, n);
		fmt += n;
		if (*fmt == '%')
			fmt = add_argument(out, fmt + 1, ap);
	}
	return fmt;
}

void
message_quote(struct buf *out, struct str shown, size_t most)
{
	struct buf cut = { 0 };

	if (shown.n <= most) {
		shell_quoted(out, shown);
		return;
	}
	buf_str(&cut, str_cut(shown, most));
	buf_text(&cut, "...");
	shell_quoted(out, buf_view(&cut));
	buf_free(&cut);
}

static const char *
add_value(struct buf *out, const char *fmt, va_list *ap)
{
	struct buf value = { 0 }, shown = { 0 };

	fmt = add_piece(&value, fmt, ap);
	shown_value(&shown, buf_view(&value));
	message_quote(out, buf_view(&shown), SHOWN);
	buf_free(&value);
	buf_free(&shown);
	return *fmt != '\0' ? fmt + 1 : fmt;
}

void
message_vadd(struct buf *out, const char *fmt, va_list ap)
{
	va_list arguments;

	va_copy(arguments, ap);
	while (*(fmt = add_piece(out, fmt, &arguments)) != '\0')
		fmt = add_value(out, fmt + 1, &arguments);
	va_end(arguments);
}

void
message_add(struct buf *out, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	message_vadd(out, fmt, ap);
	va_end(ap);
}

char *
message_v(struct arena *a, const char *fmt, va_list ap)
{
	struct buf text = { 0 };
	char *copy;

	message_vadd(&text, fmt, ap);
	copy = arena_copy(a, buf_view(&text).p, text.len);
	buf_free(&text);
	return copy;
}

char *
message(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = message_v(a, fmt, ap);
	va_end(ap);
	return text;
}
