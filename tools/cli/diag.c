#include "cli/diag.h"

#include "write/file.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool
to_stderr(void *to, const char *p, size_t len)
{
	(void)to;
	return write_all(STDERR_FILENO, p, len);
}

void
diag_init(struct diag *d)
{
	*d = (struct diag){ .least = SEVERITY_WARNING, .out = { .write = to_stderr } };
}

/* Length of the UTF-8 character at s that may be shown; 0: the byte has to be escaped. */
static size_t
showable(struct str s)
{
	const unsigned char *u = (const unsigned char *)s.p;
	size_t n = u[0] < 0x80 ? 1 : u[0] < 0xc2 ? 0 : u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;

	if (u[0] < 0x20 || u[0] == 0x7f || u[0] > 0xf4 || n > s.n)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((u[i] & 0xc0) != 0x80)
			return 0;
	return n == 2 && u[0] == 0xc2 && u[1] < 0xa0 ? 0 : n; /* U+0080 to U+009F control too */
}

static void
add_escaped(struct sink *out, struct str s)
{
	while (s.n > 0) {
		size_t n = showable(s);
		char hex[8];

		if (n > 0)
			sink_add(out, s.p, n);
		else {
			snprintf(hex, sizeof(hex), "\\x%02x", (unsigned char)s.p[0]);
			sink_text(out, hex);
			n = 1;
		}
		s = str_skip(s, n);
	}
}

void
diag_print(struct diag *d, enum severity severity, const char *file, const struct position *at,
           const char *rule, const char *fmt, ...)
{
	static const char *const words[] = { ": note: ", ": warning: ", ": error: " };
	struct buf message = { 0 };
	char place[64] = "";
	va_list ap;

	if (severity < d->least)
		return;
	va_start(ap, fmt);
	buf_vprintf(&message, fmt, ap);
	va_end(ap);
	if (at != NULL)
		snprintf(place, sizeof(place), ":%lu:%lu", at->line, at->column);
	add_escaped(&d->out, str_from(file));
	sink_text(&d->out, place);
	sink_text(&d->out, words[severity]);
	add_escaped(&d->out, buf_view(&message));
	if (rule != NULL) {
		sink_text(&d->out, " [");
		sink_text(&d->out, rule);
		sink_text(&d->out, "]");
	}
	sink_text(&d->out, "\n");
	buf_free(&message);
}

void
file_error(const char *file, const struct position *at, const char *what, const char *why)
{
	struct diag d;

	diag_init(&d);
	diag_print(&d, SEVERITY_ERROR, file, at, NULL, "%s%s%s", what, why != NULL ? ": " : "",
	           why != NULL ? why : "");
	diag_flush(&d);
	buf_free(&d.out.pending);
}

void
usage_error(const char *tool, const char *fmt, ...)
{
	struct arena words = { 0 };
	struct diag d;
	va_list ap;

	diag_init(&d);
	va_start(ap, fmt);
	diag_print(&d, SEVERITY_ERROR, tool, NULL, NULL, "%s", arena_vprintf(&words, fmt, ap));
	va_end(ap);
	sink_text(&d.out, "Try '");
	sink_text(&d.out, tool);
	sink_text(&d.out, " --help'.\n");
	diag_flush(&d);
	buf_free(&d.out.pending);
	arena_free(&words);
}

void
diag_status(struct diag *d, enum status status)
{
	if (status > d->status)
		d->status = status;
}

void
diag_flush(struct diag *d)
{
	sink_flush(&d->out);
}
