#include "cli/tool.h"

#include "base/mem.h"
#include "cli/plan.h"
#include "cli/rule_list.h"
#include "cli/session_priv.h"
#include "cli/version.h"
#include "report/report.h"

#include <errno.h>
#include <fcntl.h>
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

static void
print_help(const struct tool *tool, struct buf *out)
{
	buf_printf(out, "Usage: %s [OPTION]... %s\n%s\n\n", tool->name,
	           tool->operands != NULL ? tool->operands : "[FILE]...", tool->purpose);
	for (size_t i = 0; i < tool->options_count; i++)
		options_help(&tool->options[i].table, out);
	buf_char(out, '\n');
	options_help(&common_options, out);
	buf_text(out,
	         "\nExit status: 0 done, 1 --check found something or a document was refused,\n"
	         "2 usage error, 3 bad input or output that cannot be written.\n");
}

enum status
tool_print(const char *tool, struct str text)
{
	if (write_all(STDOUT_FILENO, text.p, text.n))
		return STATUS_OK;
	if (errno != EPIPE)
		file_error(tool, NULL, "cannot write standard output", strerror(errno));
	return STATUS_TROUBLE;
}

/* --help and its like. */
static enum status
give_answer(const struct common *c)
{
	struct buf out = { 0 };
	enum status status;

	if (strcmp(c->answer->name, "help") == 0)
		print_help(c->tool, &out);
	else if (strcmp(c->answer->name, "version") == 0)
		buf_printf(&out, "%s (virtxml-filters) %s\n", c->tool->name, VERSION);
	else if (strcmp(c->answer->name, "list-rules") == 0)
		rule_list_print(c->tool->rules, &out);
	else
		rule_list_explain(c->tool->rules, c->explain, &out);
	status = tool_print(c->tool->name, buf_view(&out));
	buf_free(&out);
	return status;
}

/* Whether a plan or the like stands in for the documents on standard output. */
static bool
is_output_taken(const struct tool *tool)
{
	const struct print_request *plan = tool->plan_request;

	return (plan != NULL && plan->given && plan->file == NULL) ||
	       (tool->takes_output != NULL && tool->takes_output(tool->settings));
}

static enum output_mode
output_mode(const struct tool *tool, const struct common *c)
{
	if (c->check)
		return OUTPUT_NONE;
	if (c->in_place)
		return OUTPUT_IN_PLACE;
	if (c->output != NULL)
		return OUTPUT_FILE;
	if (c->dir != NULL)
		return OUTPUT_DIR;
	return is_output_taken(tool) ? OUTPUT_NONE : OUTPUT_STDOUT;
}

static void
session_begin(struct session *s, const struct tool *tool, struct common *c)
{
	memset(s, 0, sizeof(*s));
	s->tool = tool;
	s->common = c;
	diag_init(&s->diag);
	s->summary.on = !c->quiet && (c->verbose || isatty(STDERR_FILENO));
	s->summary.set = tool->rules;
	s->diag.least = c->quiet ? SEVERITY_ERROR : c->verbose ? SEVERITY_NOTE : SEVERITY_WARNING;
	s->parser = parser_new(tool->roots);
	s->stream = stream_new(s->parser, &s->arena, c->max_size);
	s->run.set = tool->rules;
	s->run.selection = &c->selection;
	s->run.edits = &s->edits;
	s->run.force = c->force;
	s->run.check = c->check;
	s->run.vocabulary = c->vocabulary;
	s->run.notes = c->verbose || c->report != NULL;
	s->report.mode = c->report != NULL ? OUTPUT_FILE : OUTPUT_NONE;
	s->report.path = c->report;
	s->report.sink.failed = c->report == NULL; /* nothing is gathered */
	s->plan.mode = OUTPUT_NONE;
	s->plan_dir = plan_directory(tool);
	if (s->plan_dir != NULL)
		s->run.notes = true;
	else if (tool->plan_request != NULL && tool->plan_request->given) {
		s->plan.mode = tool->plan_request->file != NULL ? OUTPUT_FILE : OUTPUT_STDOUT;
		s->plan.path = tool->plan_request->file;
		s->run.notes = true;
	}
	s->output.dir = c->dir;
	s->output.mode = output_mode(tool, c);
	s->output.path = c->output;
	s->output.suffix = c->suffix;
	s->output.files = &c->files;
}

/* Where and when this runs; SOURCE_DATE_EPOCH takes the clock's place, for reports that compare. */
static void
begin_report(struct session *s, char **options, int count)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
	struct tm utc;
	char host[256] = "", date[32] = "";
	struct report_head head = { .tool = s->tool->name, .version = VERSION, .count = count };
	const char **shown = mem_alloc(((size_t)count + 1) * sizeof(*shown));
	struct arena words = { 0 };

	for (int i = 0; i < count; i++)
		shown[i] = option_shown(s->tool->options, s->tool->options_count, &words,
		                        i > 0 ? options[i - 1] : NULL, options[i]);
	head.options = shown;

	if (gethostname(host, sizeof(host) - 1) == 0 && host[0] != '\0')
		head.host = host;
	if (gmtime_r(&now, &utc) != NULL &&
	    strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%SZ", &utc) > 0)
		head.date = date;
	report_begin(&s->contents, &s->report.sink, &head);
	free(shown);
	arena_free(&words);
}

/* Report and plan are written also when documents were refused, wholly or not at all. */
static bool
begin_texts(struct session *s, char **options, int count)
{
	if (s->plan_dir != NULL && !plan_begin(s))
		return false;
	if (s->plan.mode != OUTPUT_NONE && !output_begin(&s->plan, NULL, -1)) {
		session_trouble(s, s->plan.path, "cannot write", strerror(errno));
		return false;
	}
	if (s->report.mode == OUTPUT_NONE)
		return true;
	if (!output_begin(&s->report, NULL, -1)) {
		session_trouble(s, s->report.path, "cannot write", strerror(errno));
		return false;
	}
	begin_report(s, options, count);
	return true;
}

static void
end_text(struct session *s, struct output *text)
{
	bool direct = text->mode == OUTPUT_STDOUT;

	if (text->mode == OUTPUT_NONE)
		return;
	if (direct ? sink_flush(&text->sink) : output_end(text, true))
		return;
	diag_status(&s->diag, STATUS_TROUBLE);
	if (errno != EPIPE)
		session_trouble(s, direct ? "<stdout>" : text->path, "cannot write",
		                text->complaint != NULL ? text->complaint : strerror(errno));
}

static void
run_session(struct session *s, char **files, char **options, int count)
{
	if (!begin_texts(s, options, count))
		return;
	progress_begin(&s->progress,
	               s->output.mode == OUTPUT_STDOUT || s->plan.mode == OUTPUT_STDOUT);
	if (s->tool->instead == NULL || !s->tool->instead(s, s->tool->settings, files))
		session_filter(s, files);
	progress_clear(&s->progress);
	if (s->report.mode != OUTPUT_NONE)
		report_end(&s->contents);
	end_text(s, &s->report);
	end_text(s, &s->plan);
	if (s->plan_dir != NULL)
		plan_end(s);
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

static int
session_end(struct session *s)
{
	print_summary(s);
	diag_flush(&s->diag);
	buf_free(&s->diag.out.pending);
	output_free(&s->output);
	output_free(&s->report);
	output_free(&s->plan);
	free(s->plan_dir);
	run_free(&s->run);
	edits_free(&s->edits);
	stream_free(s->stream);
	parser_free(s->parser);
	arena_free(&s->arena);
	return (int)s->diag.status;
}

/* The tool's tables and the one that all share; returns the index of the first operand, or -1. */
static int
read_options(const struct tool *tool, struct common *c, int argc, char **argv)
{
	struct option_user *users = mem_alloc((tool->options_count + 1) * sizeof(*users));
	int first;

	memcpy(users, tool->options, tool->options_count * sizeof(*users));
	users[tool->options_count] = (struct option_user){ common_options, c };
	first = options_read(tool->name, users, tool->options_count + 1, argc, argv, &c->repeat,
	                     &c->files);
	free(users);
	return first;
}

/* Why a file would be lost, or NULL. */
static const char *
find_conflict(const struct tool *tool, struct common *c, char **operands)
{
	static char *standard_input[] = { (char *)"-", NULL };
	enum inputs kind =
	    tool->inputs != NULL ? tool->inputs(tool->settings, operands) : INPUTS_NAMED;
	struct files_job job = { .inputs = operands,
		                 .in_place = c->in_place,
		                 .suffix = c->suffix,
		                 .dir = c->dir,
		                 .named = kind == INPUTS_NAMED,
		                 .ending = tool->ending,
		                 .claims = plan_names_files(tool),
		                 .prints = is_output_taken(tool) ||
		                           output_mode(tool, c) == OUTPUT_STDOUT };

	if (kind == INPUTS_NONE)
		job.inputs = &standard_input[1];
	else if (kind == INPUTS_STANDARD || *operands == NULL)
		job.inputs = standard_input;
	return files_conflict(&c->files, &job);
}

/* Whether options and operands go together; otherwise the exit status, and why is printed. */
static enum status
agree(const struct tool *tool, struct common *c, char **operands)
{
	const char *why = NULL;

	if (common_agree(c, operands, &why) && (why = find_conflict(tool, c, operands)) == NULL)
		return tool->prepare != NULL ? tool->prepare(tool->settings, c, operands)
		                             : STATUS_OK;
	usage_error(tool->name, "%s", why);
	return STATUS_USAGE;
}

int
tool_main(const struct tool *tool, int argc, char **argv)
{
	struct common c;
	struct session s;
	int first, status = STATUS_USAGE;

	occupy_standard_descriptors();
	mem_begin();
	diag_color(COLOR_AUTO);
	common_init(&c, tool);
	first = read_options(tool, &c, argc, argv);
	diag_color(c.color);
	if (first >= 0 && c.answer != NULL)
		status = (int)give_answer(&c);
	else if (first >= 0 && (status = (int)agree(tool, &c, argv + first)) == STATUS_OK) {
		session_begin(&s, tool, &c);
		run_session(&s, argv + first, argv + 1, first - 1);
		if (tool->finish != NULL)
			diag_status(&s.diag, tool->finish(&s, tool->settings));
		status = session_end(&s);
	}
	common_free(&c);
	return status;
}
