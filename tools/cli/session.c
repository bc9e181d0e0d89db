#include "cli/session.h"

#include "base/mem.h"
#include "base/message.h"
#include "cli/plan.h"
#include "cli/rule_list.h"
#include "cli/session_priv.h"
#include "cli/slurp.h"
#include "cli/version.h"
#include "report/report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
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

void
session_options(struct session *s, struct option_table table, void *to)
{
	s->options[s->options_count++] = (struct option_user){ table, to };
}

static void
print_help(const struct session *s, struct buf *out)
{
	const struct tool *tool = s->tool;

	buf_printf(out, "Usage: %s [OPTION]... [FILE]...\n%s\n\n", tool->name, tool->purpose);
	for (size_t i = 0; i < s->options_count; i++) {
		if (s->options[i].to == &s->common)
			buf_char(out, '\n');
		options_help(&s->options[i].table, out);
	}
	buf_text(out,
	         "\nExit status: 0 done, 1 --check found something or a document was refused,\n"
	         "2 usage error, 3 bad input or output that cannot be written.\n");
}

void
session_print(struct session *s, struct str text)
{
	if (write_all(STDOUT_FILENO, text.p, text.n))
		return;
	if (errno != EPIPE)
		file_error(s->tool->name, NULL, "cannot write standard output", strerror(errno));
	session_status(s, STATUS_TROUBLE);
}

/* --help and its like. */
static void
give_answer(struct session *s)
{
	const struct common *c = &s->common;
	struct buf out = { 0 };

	if (strcmp(c->answer->name, "help") == 0)
		print_help(s, &out);
	else if (strcmp(c->answer->name, "version") == 0)
		buf_printf(&out, "%s (virtxml-filters) %s\n", s->tool->name, VERSION);
	else if (strcmp(c->answer->name, "list-rules") == 0)
		rule_list_print(s->tool->rules, &out);
	else
		rule_list_explain(s->tool->rules, c->explain, &out);
	session_print(s, buf_view(&out));
	buf_free(&out);
}

char **
session_operands(struct session *s, int argc, char **argv)
{
	struct common *c = &s->common;
	int first;

	session_options(s, common_options, c);
	first = options_read(s->tool->name, s->options, s->options_count, argc, argv, &c->repeat,
	                     &c->files);
	diag_color(c->color);
	if (first < 0)
		session_status(s, STATUS_USAGE);
	else if (c->answer != NULL)
		give_answer(s);
	if (first < 0 || c->answer != NULL)
		return NULL;
	s->words = argv + 1;
	s->words_count = first - 1;
	return argv + first;
}

bool
session_usage(struct session *s, const char *fmt, ...)
{
	struct buf message = { 0 };
	va_list ap;

	va_start(ap, fmt);
	message_vadd(&message, fmt, ap);
	va_end(ap);
	usage_error(s->tool->name, "%.*s", STR_FMT(buf_view(&message)));
	buf_free(&message);
	return session_status(s, STATUS_USAGE);
}

const struct common *
session_common(const struct session *s)
{
	return &s->common;
}

/* Whether a plan or the like stands in for the documents on standard output. */
static bool
is_output_taken(const struct session *s)
{
	const struct print_request *plan = s->work.plan;

	return s->work.prints || s->common.diff ||
	       (plan != NULL && plan->given && plan->file == NULL);
}

static enum output_mode
output_mode(const struct session *s)
{
	const struct common *c = &s->common;

	if (c->check || c->diff)
		return OUTPUT_NONE;
	if (c->in_place)
		return OUTPUT_IN_PLACE;
	if (c->output != NULL)
		return OUTPUT_FILE;
	if (c->dir != NULL)
		return OUTPUT_DIR;
	return is_output_taken(s) ? OUTPUT_NONE : OUTPUT_STDOUT;
}

char **
session_inputs(char **files)
{
	static char *standard_input[] = { (char *)"-", NULL };

	return *files != NULL ? files : standard_input;
}

/* Why a file would be lost, or NULL. */
static const char *
find_conflict(struct session *s, char **operands)
{
	static char *none[] = { NULL };
	const struct common *c = &s->common;
	enum inputs kind = s->work.inputs;
	struct files_job job = { .inputs = operands,
		                 .in_place = c->in_place,
		                 .suffix = c->suffix,
		                 .dir = c->dir,
		                 .named = kind == INPUTS_NAMED,
		                 .ending = s->work.ending,
		                 .claims = plan_names_files(&s->work),
		                 .prints = is_output_taken(s) || output_mode(s) == OUTPUT_STDOUT };

	if (kind == INPUTS_NONE)
		job.inputs = none;
	else
		job.inputs = session_inputs(kind == INPUTS_STANDARD ? none : operands);
	return files_conflict(&s->common.files, &job);
}

bool
session_accept(struct session *s, char **operands, const struct work *work)
{
	const char *why = NULL;

	s->work = *work;
	if (s->common.diff && (s->tool->roots[0] == NULL || work->inputs == INPUTS_NONE ||
	                       work->prints || (work->plan != NULL && work->plan->given)))
		return session_usage(
		    s, "--diff goes with documents that are read, and with no other output");
	if (s->common.format != REPORT_XML && s->common.report == NULL && is_output_taken(s))
		why = "--format and a plan cannot both be on standard output: --report=FILE";
	else if (common_agree(&s->common, operands, &why))
		why = find_conflict(s, operands);
	return why == NULL || session_usage(s, "%s", why);
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
	s->plan.mode = OUTPUT_NONE;
	s->plan_dir = plan_directory(&s->work);
	if (s->plan_dir != NULL)
		s->run.notes = true;
	else if (plan != NULL && plan->given) {
		s->plan.mode = plan->file != NULL ? OUTPUT_FILE : OUTPUT_STDOUT;
		s->plan.path = plan->file;
		s->run.notes = true;
	}
	s->output.dir = c->dir;
	s->output.mode = output_mode(s);
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
	s->run.notes = c->verbose || c->report != NULL || c->format == REPORT_JSON;
	s->fail_on = c->fail_on != FAIL_ON_DEFAULT ? c->fail_on
	             : c->check                    ? FAIL_ON_CHANGE
	                                           : FAIL_ON_ERROR;
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
		                    .fail_on = s->fail_on };
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
	           "%zu findings are in the baseline, %zu others of it are gone", b->met, b->gone);
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
