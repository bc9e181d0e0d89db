/* The command line of a call: what it says, and whether that may be done. */
#include "base/message.h"
#include "cli/plan.h"
#include "cli/rule_list.h"
#include "cli/session_priv.h"
#include "cli/version.h"
#include "read/parser.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

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
	else if (strcmp(c->answer->name, "version") == 0) {
		buf_printf(&out, "%s (virtxml-filters) %s\n", s->tool->name, VERSION);
		parser_library(&out);
		buf_char(&out, '\n');
	} else if (strcmp(c->answer->name, "list-rules") == 0)
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
	struct files_job job = { .in_place = c->in_place,
		                 .suffix = c->suffix,
		                 .dir = c->dir,
		                 .named = kind == INPUTS_NAMED,
		                 .ending = s->work.ending,
		                 .claims = s->plan_dir != NULL,
		                 .prints = is_output_taken(s) || s->output.mode == OUTPUT_STDOUT };

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
	s->plan_dir = plan_directory(work);
	s->output.mode = output_mode(s);
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
