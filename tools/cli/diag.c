#include "cli/diag.h"

#include "base/message.h"
#include "base/shell.h"
#include "write/file.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
to_stderr(void *to, const char *p, size_t len)
{
	(void)to;
	return write_all(STDERR_FILENO, p, len);
}

static bool colored; /* one standard error, one answer for all that print on it */

bool
color_wanted(enum color color, int fd)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return color == COLOR_ALWAYS || (color == COLOR_AUTO && (no == NULL || no[0] == '\0') &&
	                                 term != NULL && strcmp(term, "dumb") != 0 && isatty(fd));
}

void
diag_color(enum color color)
{
	colored = color_wanted(color, STDERR_FILENO);
}

void
diag_init(struct diag *d)
{
	*d = (struct diag){ .least = SEVERITY_WARNING, .out = { .write = to_stderr } };
}

/* <stdin> and <stdout> are not quoted: a shell that is given them fails to read from stdin. */
static void
add_file(struct buf *out, const char *file)
{
	struct buf name = { 0 };

	if (strcmp(file, "<stdin>") == 0 || strcmp(file, "<stdout>") == 0)
		buf_text(&name, file);
	else
		shell_file(&name, str_from(file));
	buf_shown(out, buf_view(&name));
	buf_free(&name);
}

void
diag_vprint(struct diag *d, enum severity severity, const char *file, const struct position *at,
            const char *rule, const char *fmt, va_list ap)
{
	static const char *const words[] = { "note:", "warning:", "error:" };
	static const char *const colors[] = { "\033[1;36m", "\033[1;35m", "\033[1;31m" };
	const char *plain = colored ? "\033[0m" : "";
	struct buf message = { 0 }, line = { 0 };

	if (severity < d->least)
		return;
	message_vadd(&message, fmt, ap);
	add_file(&line, file);
	if (at != NULL)
		buf_printf(&line, ":%lu:%lu", at->line, at->column);
	buf_printf(&line, ": %s%s%s ", colored ? colors[severity] : "", words[severity], plain);
	buf_shown(&line, buf_view(&message));
	if (rule != NULL)
		buf_printf(&line, " %s[%s]%s", colored ? "\033[1m" : "", rule, plain);
	buf_char(&line, '\n');
	sink_add(&d->out, line.p, line.len);
	buf_free(&line);
	buf_free(&message);
}

void
diag_print(struct diag *d, enum severity severity, const char *file, const struct position *at,
           const char *rule, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_vprint(d, severity, file, at, rule, fmt, ap);
	va_end(ap);
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
	struct diag d;
	va_list ap;

	diag_init(&d);
	va_start(ap, fmt);
	diag_vprint(&d, SEVERITY_ERROR, tool, NULL, NULL, fmt, ap);
	va_end(ap);
	sink_text(&d.out, "Try '");
	sink_text(&d.out, tool);
	sink_text(&d.out, " --help'.\n");
	diag_flush(&d);
	buf_free(&d.out.pending);
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
