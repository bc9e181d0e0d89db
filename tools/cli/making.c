/* Documents that a tool makes instead of filtering some. */
#include "base/message.h"
#include "cli/state.h"
#include "report/report.h"

#include <stdarg.h>

bool
session_say(struct session *s, enum severity severity, const char *file, const struct position *at,
            const char *rule, const char *fmt, ...)
{
	struct buf message = { 0 };
	bool strict = severity == SEVERITY_WARNING && s->common->strict;
	va_list ap;

	if (severity == SEVERITY_WARNING && (strict || s->common->check))
		session_status(s, STATUS_FOUND);
	va_start(ap, fmt);
	message_vadd(&message, fmt, ap);
	va_end(ap);
	diag_print(&s->diag, strict ? SEVERITY_ERROR : severity, file, at, rule, "%.*s",
	           STR_FMT(buf_view(&message)));
	buf_free(&message);
	return severity != SEVERITY_ERROR && !strict;
}

void
session_change(struct session *s, const char *file, const struct position *at, const char *rule,
               const char *fmt, ...)
{
	enum severity least = s->diag.least;
	struct buf message = { 0 };
	va_list ap;

	if (s->common->check) {
		session_status(s, STATUS_FOUND);
		if (!s->common->quiet)
			s->diag.least = SEVERITY_NOTE;
	}
	va_start(ap, fmt);
	message_vadd(&message, fmt, ap);
	va_end(ap);
	diag_print(&s->diag, SEVERITY_NOTE, file, at, rule, "%.*s", STR_FMT(buf_view(&message)));
	buf_free(&message);
	s->diag.least = least;
}

void
session_status(struct session *s, enum status status)
{
	diag_status(&s->diag, status);
}

bool
session_open(struct session *s)
{
	if (output_begin(&s->output, NULL, -1))
		return true;
	session_unwritable(s, s->output.path);
	s->broken = true;
	return false;
}

bool
session_emit(struct session *s, const char *file, struct str name, struct str text)
{
	const char *why = NULL;

	if (s->output.mode == OUTPUT_DIR)
		why = output_choose(&s->output, false, name);
	if (why != NULL) {
		session_say(s, SEVERITY_ERROR, file, NULL, NULL, "'%.*s': %s", STR_FMT(name), why);
		session_status(s, STATUS_FOUND);
		return true;
	}
	if (!s->broken && output_text(&s->output, text)) {
		if (s->report.mode != OUTPUT_NONE && name.p != NULL)
			report_made(&s->contents, file, name);
		return true;
	}
	if (!s->broken)
		session_unwritable(s, s->output.mode == OUTPUT_DIR ? s->output.target
		                                                   : s->output.path);
	s->broken = true;
	return false;
}

void
session_close(struct session *s, bool good)
{
	bool written = output_end(&s->output, good);

	if (!written && !s->broken)
		session_unwritable(s, s->output.path);
	if (s->output.mode == OUTPUT_FILE && s->report.mode != OUTPUT_NONE && !(good && written))
		report_unwritten(&s->contents, s->output.path);
}

void
session_plan(struct session *s, struct str text)
{
	if (s->plan.mode != OUTPUT_NONE)
		sink_add(&s->plan.sink, text.p, text.n);
}
