#include "cli/session.h"

#include "base/mem.h"
#include "cli/plan.h"
#include "cli/session_priv.h"
#include "cli/slurp.h"
#include "cli/version.h"
#include "report/report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/*
 * A closed standard descriptor would be given to the next file that is opened, and our output
 * or our diagnostics would go there.
 */
static void
occupy_standard_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
			exit(STATUS_TROUBLE);
}

struct session *
session_new(const struct tool *tool, void *settings)
{
	struct session *s;

	occupy_standard_descriptors();
	mem_begin();
	s = mem_alloc(sizeof(*s));
	memset(s, 0, sizeof(*s));
	s->tool = tool;
	s->settings = settings;
	diag_color(COLOR_AUTO);
	diag_init(&s->diag);
	common_init(&s->common, tool->rules);
	return s;
}

static void
begin_outputs(struct session *s)
{
	const struct common *c = &s->common;
	const struct print_request *plan = s->work.plan;

	s->report.mode = c->report != NULL         ? OUTPUT_FILE
	                 : c->format != REPORT_XML ? OUTPUT_STDOUT
	                                           : OUTPUT_NONE;
	s->report.path = c->report;
	s->report.sink.failed = s->report.mode == OUTPUT_NONE; /* nothing is gathered */
	s->diff.mode = c->diff ? OUTPUT_STDOUT : OUTPUT_NONE;
	s->changes.out = &s->diff.sink;
	s->changes.color = color_wanted(c->color, STDOUT_FILENO);
	if (s->plan_dir == NULL && plan != NULL && plan->given) {
		s->plan.mode = plan->file != NULL ? OUTPUT_FILE : OUTPUT_STDOUT;
		s->plan.path = plan->file;
	}
	s->output.dir = c->dir;
	s->output.path = c->output;
	s->output.suffix = c->suffix;
	s->output.files = &s->common.files;
}

static void
begin_run(struct session *s)
{
	const struct common *c = &s->common;

	s->diag.least = c->quiet ? SEVERITY_ERROR : c->verbose ? SEVERITY_NOTE : SEVERITY_WARNING;
	s->summary.on = !c->quiet && (c->verbose || isatty(STDERR_FILENO));
	s->summary.set = s->tool->rules;
	s->parser = parser_new(s->tool->roots);
	s->stream = stream_new(s->parser, &s->arena, c->max_size);
	s->run.set = s->tool->rules;
	s->run.selection = &c->selection;
	s->run.edits = &s->edits;
	s->run.force = c->force;
	s->run.check = c->check;
	s->run.vocabulary = c->vocabulary;
	s->run.notes = c->verbose || c->report != NULL || c->format == REPORT_JSON ||
	               (s->work.plan != NULL && s->work.plan->given);
	s->fail_on = c->fail_on != FAIL_ON_DEFAULT ? c->fail_on
	             : c->check                    ? FAIL_ON_CHANGE
	                                           : FAIL_ON_ERROR;
}

void
session_target(struct session *s, struct report_target target)
{
	s->target = target;
}

/* Where and when this runs; SOURCE_DATE_EPOCH takes the clock's place, for reports that compare. */
static void
begin_report(struct session *s)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
	struct tm utc;
	int count = s->words_count;
	char host[256] = "", date[32] = "";
	struct report_head head = { .tool = s->tool->name,
		                    .version = VERSION,
		                    .count = count,
		                    .set = s->tool->rules,
		                    .rules_uri = s->common.rules_uri,
		                    .check = s->common.check,
		                    .fail_on = s->fail_on,
		                    .target = s->target };
	const char **shown = mem_alloc(((size_t)count + 1) * sizeof(*shown));
	struct arena words = { 0 };

	for (int i = 0; i < count; i++)
		shown[i] = option_shown(s->options, s->options_count, &words,
		                        i > 0 ? s->words[i - 1] : NULL, s->words[i]);
	head.options = shown;

	if (gethostname(host, sizeof(host) - 1) == 0 && host[0] != '\0')
		head.host = host;
	if (gmtime_r(&now, &utc) != NULL &&
	    strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%SZ", &utc) > 0)
		head.date = date;
	report_begin(&s->contents, &s->report.sink, s->common.format, &head);
	free(shown);
	arena_free(&words);
}

void
session_end_text(struct session *s, struct output *text)
{
	bool direct = text->mode == OUTPUT_STDOUT;

	if (text->mode == OUTPUT_NONE)
		return;
	if (direct ? sink_flush(&text->sink) : output_end(text, true))
		return;
	diag_status(&s->diag, STATUS_TROUBLE);
	if (errno != EPIPE)
		session_error(s, direct ? "<stdout>" : text->path, "cannot write",
		              text->problem != NULL ? text->problem : strerror(errno));
}

/* --baseline; false: why it cannot be read has been printed. */
static bool
begin_baseline(struct session *s)
{
	const char *file = s->common.baseline, *why;
	struct buf text = { 0 };
	struct position at = { 0, 1 };

	s->new_baseline.path = s->common.write_baseline;
	s->new_baseline.mode = s->common.write_baseline != NULL ? OUTPUT_FILE : OUTPUT_NONE;
	s->baseline.all = s->common.write_baseline != NULL;
	s->baseline.found = s->baseline.all ? &s->found : NULL;
	baseline_begin(&s->found);
	if (file == NULL)
		return true;
	if (!slurp(file, &text)) {
		session_error(s, file, "cannot read", strerror(errno));
		buf_free(&text);
		return false;
	}
	why = baseline_read(&s->baseline, text, &at.line);
	if (why == NULL)
		return true;
	session_diag(s, SEVERITY_ERROR, file, &at, NULL, "%s", why);
	session_status(s, STATUS_USAGE);
	return false;
}

/* Says how much of the baseline was found. */
static void
end_baseline(struct session *s)
{
	const struct baseline *b = &s->baseline;

	if (s->baseline.all) {
		sink_add(&s->new_baseline.sink, s->found.p, s->found.len);
		session_end_text(s, &s->new_baseline);
	}
	if (s->common.baseline == NULL || s->common.quiet)
		return;
	s->diag.least = SEVERITY_NOTE;
	diag_print(&s->diag, SEVERITY_NOTE, s->tool->name, NULL, NULL,
	           b->gone > 0 ? "%zu findings are in the baseline, %zu others of it are gone"
	                       : "%zu findings are in the baseline",
	           b->met, b->gone);
}

bool
session_begin_text(struct session *s, struct output *text)
{
	if (text->mode == OUTPUT_NONE || output_begin(text, NULL, -1))
		return true;
	session_error(s, text->path, "cannot write", strerror(errno));
	return false;
}

/* Report and plan are written also when documents were refused, wholly or not at all. */
bool
session_begin(struct session *s)
{
	begin_run(s);
	begin_outputs(s);
	if (!begin_baseline(s) || !session_begin_text(s, &s->new_baseline))
		return false;
	if (s->plan_dir != NULL && !plan_begin(s))
		return false;
	if (!session_begin_text(s, &s->diff) || !session_begin_text(s, &s->plan) ||
	    !session_begin_text(s, &s->report))
		return false;
	if (s->report.mode != OUTPUT_NONE)
		begin_report(s);
	s->begun = true;
	progress_begin(&s->progress,
	               s->output.mode == OUTPUT_STDOUT || s->plan.mode == OUTPUT_STDOUT);
	return true;
}

/* A note, which a terminal gets unasked. */
static void
print_summary(struct session *s)
{
	struct buf line = { 0 };

	summary_line(&s->summary, &line);
	s->diag.least = SEVERITY_NOTE;
	if (line.len > 0)
		diag_print(&s->diag, SEVERITY_NOTE, s->tool->name, NULL, NULL, "%.*s",
		           STR_FMT(buf_view(&line)));
	buf_free(&line);
	summary_free(&s->summary);
}

int
session_end(struct session *s)
{
	int status;

	if (s->begun) {
		progress_clear(&s->progress);
		if (s->report.mode != OUTPUT_NONE)
			report_end(&s->contents);
		session_end_text(s, &s->report);
		session_end_text(s, &s->diff);
		session_end_text(s, &s->plan);
		end_baseline(s);
		if (s->plan_dir != NULL)
			plan_end(s);
		print_summary(s);
	}
	diag_flush(&s->diag);
	buf_free(&s->diag.out.pending);
	output_free(&s->output);
	output_free(&s->report);
	output_free(&s->plan);
	output_free(&s->diff);
	output_free(&s->new_baseline);
	baseline_free(&s->baseline);
	buf_free(&s->found);
	free(s->plan_dir);
	run_free(&s->run);
	edits_free(&s->edits);
	if (s->stream != NULL)
		stream_free(s->stream);
	if (s->parser != NULL)
		parser_free(s->parser);
	arena_free(&s->arena);
	common_free(&s->common);
	status = (int)s->diag.status;
	free(s);
	return status;
}
