/* Documents that a tool makes instead of filtering some. */
#include "cli/session_priv.h"
#include "read/parser.h"
#include "report/report.h"

#include <stdarg.h>

__attribute__((format(printf, 6, 0))) static bool
diagnose(struct session *s, enum severity severity, const char *file, const struct position *at,
         const char *rule, const char *fmt, va_list ap)
{
	bool strict = severity == SEVERITY_WARNING && s->common.strict;

	if (severity == SEVERITY_WARNING && (strict || s->fail_on >= FAIL_ON_WARNING))
		session_status(s, STATUS_FOUND);
	diag_vprint(&s->diag, strict ? SEVERITY_ERROR : severity, file, at, rule, fmt, ap);
	return severity != SEVERITY_ERROR && !strict;
}

bool
session_diag(struct session *s, enum severity severity, const char *file, const struct position *at,
             const char *rule, const char *fmt, ...)
{
	va_list ap;
	bool good;

	va_start(ap, fmt);
	good = diagnose(s, severity, file, at, rule, fmt, ap);
	va_end(ap);
	return good;
}

void
session_unused(struct session *s, const char *rule, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diagnose(s, SEVERITY_WARNING, s->tool->name, NULL, rule, fmt, ap);
	va_end(ap);
}

void
session_change(struct session *s, const char *file, const struct position *at, const char *rule,
               const char *fmt, ...)
{
	enum severity least = s->diag.least;
	va_list ap;

	if (s->fail_on == FAIL_ON_CHANGE)
		session_status(s, STATUS_FOUND);
	if (s->common.check && !s->common.quiet)
		s->diag.least = SEVERITY_NOTE;
	va_start(ap, fmt);
	diag_vprint(&s->diag, SEVERITY_NOTE, file, at, rule, fmt, ap);
	va_end(ap);
	s->diag.least = least;
}

bool
session_status(struct session *s, enum status status)
{
	diag_status(&s->diag, status);
	return status == STATUS_OK;
}

bool
session_good(const struct session *s)
{
	return s->diag.status < STATUS_TROUBLE;
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

/* -d: decides on the document's file; false: it gets none, and why has been printed. */
static bool
choose_file(struct session *s, const char *file, struct str base, struct str name)
{
	const char *why;

	if (s->output.mode != OUTPUT_DIR)
		return true;
	s->output.base = base;
	why = output_choose(&s->output, base.p != NULL, name);
	if (why == NULL)
		return true;
	session_diag(s, SEVERITY_ERROR, file, NULL, NULL, "'%.*s': %s", STR_FMT(name), why);
	session_status(s, STATUS_FOUND);
	return false;
}

static bool
emit(struct session *s, struct str text)
{
	if (!s->broken && output_text(&s->output, text))
		return true;
	if (!s->broken)
		session_unwritable(s, s->output.mode == OUTPUT_DIR ? s->output.target
		                                                   : s->output.path);
	s->broken = true;
	return false;
}

/* Where the last document is: -d's file, "" elsewhere. */
static struct str
written_to(const struct session *s)
{
	return str_from(s->output.target != NULL ? s->output.target : "");
}

bool
session_emit(struct session *s, struct session_made *made)
{
	made->written = STR_NONE;
	if (!choose_file(s, made->file, STR_NONE, made->name))
		return true;
	if (!emit(s, made->text))
		return false;
	made->written = written_to(s);
	if (s->report.mode != OUTPUT_NONE && made->name.p != NULL)
		report_made(&s->contents, made->file, made->name);
	return true;
}

/* Takes out what is not selected; returns whether a warning is left. */
static bool
select_findings(struct session *s, struct session_reading *r)
{
	bool warning = false;
	size_t kept = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct report_finding *f = &r->findings[i];

		if (f->severity != SEVERITY_ERROR && !selection_has(&s->common.selection, f->rule))
			continue;
		if (f->severity == SEVERITY_WARNING &&
		    (s->common.baseline != NULL || s->common.write_baseline != NULL) &&
		    baseline_knows(&s->baseline, s->tool->rules, r->file, r->name, f))
			continue;
		warning = warning || f->severity == SEVERITY_WARNING;
		if (f->severity == SEVERITY_WARNING)
			summary_warning(&s->summary, f->rule);
		r->findings[kept++] = *f;
	}
	r->count = kept;
	return warning;
}

static void
report_reading(struct session *s, const struct session_reading *r, bool refused)
{
	struct report_document d = { r->file, refused ? "refused" : "converted", NULL, { 1, 1 } };
	const struct report_finding *f = r->findings;

	if (s->report.mode == OUTPUT_NONE)
		return;
	while (r->bad && f->severity != SEVERITY_ERROR)
		f++;
	if (r->bad)
		report_fault(&s->contents,
		             &(struct report_document){ r->file, "malformed", f->message, f->at });
	else
		report_read(&s->contents, &d, s->tool->rules, r->name, r->findings, r->count,
		            s->common.strict);
}

static void
print_findings(struct session *s, const struct session_reading *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct report_finding *f = &r->findings[i];
		bool error = r->bad && f->severity == SEVERITY_ERROR;

		session_diag(s, f->severity, r->file, r->nowhere ? NULL : &f->at,
		             error ? NULL : rule_id(s->tool->rules, f->rule), "%s", f->message);
	}
	diag_flush(&s->diag);
}

bool
session_emit_read(struct session *s, struct session_reading *r)
{
	report_number(r->findings, r->count);
	if (r->bad || r->refused)
		session_status(s, r->bad ? STATUS_TROUBLE : STATUS_FOUND);
	r->refused = (select_findings(s, r) && s->common.strict) || r->refused;
	print_findings(s, r);
	if (!r->bad) {
		files_next_input(s->output.files, r->file);
		r->refused = r->refused || !choose_file(s, r->file, r->base, r->name);
	}
	report_reading(s, r, r->refused);
	if (r->bad)
		s->summary.bad++;
	else if (r->refused)
		s->summary.refused++;
	else
		s->summary.converted++;
	return r->bad || r->refused || emit(s, r->text);
}

/* What the rules have found, at the place that the document was made of. */
static void
take_findings(struct session *s, struct session_reading *reading, const struct position *at)
{
	const struct run *r = &s->run;

	reading->count = r->findings_count;
	reading->findings = arena_alloc(&s->arena, reading->count * sizeof(*reading->findings));
	for (size_t i = 0; i < reading->count; i++)
		reading->findings[i] = (struct report_finding){
			.rule = r->findings[i].rule,
			.severity = (enum severity)r->findings[i].severity,
			.at = at != NULL ? *at : (struct position){ 1, 1 },
			.path = str_from(""),
			.message = r->findings[i].message,
		};
}

bool
session_emit_judged(struct session *s, struct session_made *made,
                    void (*judge)(struct run *r, void *settings))
{
	struct document doc = { .arena = &s->arena, .origin = { 1, 1 } };
	struct session_reading reading = { .file = made->file,
		                           .name = made->name,
		                           .text = made->text,
		                           .nowhere = made->at == NULL };
	bool read = parser_read(s->parser, &doc, made->text) == PARSE_DONE, good = true;

	made->written = STR_NONE;
	if (read) {
		run_begin(&s->run, &doc);
		judge(&s->run, s->settings);
		take_findings(s, &reading, made->at);
		reading.refused = s->run.refused;
	} else
		session_error(s, made->file, "internal error, please report it",
		              parser_fault(s->parser).message);
	if (reading.count > 0) {
		good = session_emit_read(s, &reading);
		made->written = good && !reading.refused ? written_to(s) : STR_NONE;
	} else if (read) {
		good = session_emit(s, made);
		s->summary.converted += made->written.p != NULL;
		s->summary.refused += made->written.p == NULL;
	}
	document_free(&doc);
	arena_reset(&s->arena);
	return good;
}

void
session_unreadable(struct session *s, const char *file, const char *why)
{
	s->summary.bad++;
	if (s->report.mode != OUTPUT_NONE)
		report_fault(&s->contents,
		             &(struct report_document){ file, "unreadable", why, { 1, 1 } });
	session_error(s, file, "cannot read", why);
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
	sink_add(&s->plan.sink, text.p, text.n);
}
