#include "cli/tool.h"

#include "base/buf.h"
#include "cli/catalogue.h"
#include "cli/common.h"
#include "cli/diag.h"
#include "cli/findings.h"
#include "cli/progress.h"
#include "cli/version.h"
#include "index/value.h"
#include "read/stream.h"
#include "report/report.h"
#include "write/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Everything that one call of a tool works with. */
struct session {
	const struct tool *tool;
	const struct common *common;
	struct diag diag;
	struct progress progress;
	struct parser *parser;
	struct stream *stream;
	struct arena arena;
	struct edits edits;
	struct run run;
	struct output output;
	struct output plan;   /* --plan: mode OUTPUT_NONE without */
	struct output report; /* -r: mode OUTPUT_NONE without */
	bool broken;          /* the output cannot be written: to go on would be in vain */
};

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
	buf_printf(out, "Usage: %s [OPTION]... [FILE]...\n%s\n", tool->name, tool->purpose);
	buf_text(out, "Without FILE, or with -, reads standard input.\n\n");
	options_help(&tool->options, out);
	buf_char(out, '\n');
	options_help(&common_options, out);
	buf_text(out,
	         "\nExit status: 0 done, 1 --check found something or a document was refused,\n"
	         "2 wrong usage, 3 bad input or output that cannot be written.\n");
}

/* --help and its like; returns the exit status. */
static int
give_answer(const struct common *c)
{
	struct buf out = { 0 };
	bool ok;

	if (c->question == 'h')
		print_help(c->tool, &out);
	else if (c->question == 'V')
		buf_printf(&out, "%s (virtxml-filters) %s\n", c->tool->name, VERSION);
	else if (c->question == KEY_LIST_RULES)
		catalogue_list(c->tool->rules, &out);
	else
		catalogue_explain(c->tool->rules, c->explain, &out);
	ok = write_all(STDOUT_FILENO, out.p, out.len);
	buf_free(&out);
	if (!ok && errno != EPIPE)
		fprintf(stderr, "%s: error: cannot write standard output: %s\n", c->tool->name,
		        strerror(errno));
	return ok ? STATUS_OK : STATUS_TROUBLE;
}

static void
report_trouble(struct session *s, const char *file, const char *what, const char *why)
{
	diag_print(&s->diag, SEVERITY_ERROR, file, NULL, NULL, "%s: %s", what, why);
	diag_status(&s->diag, STATUS_TROUBLE);
}

static void
report_output(struct session *s, const char *file)
{
	int error = errno;
	bool out = s->output.mode == OUTPUT_STDOUT;

	if (s->output.complaint == NULL && error == EPIPE) {
		diag_status(&s->diag, STATUS_TROUBLE);
		return;
	}
	report_trouble(s, out ? "<stdout>" : file, "cannot write",
	               s->output.complaint != NULL ? s->output.complaint : strerror(error));
}

/* The root's child <name>, also of a document that was not read to its end; or NONE. */
static uint32_t
name_element(const struct document *doc)
{
	uint32_t i;

	for (i = doc->first[NAME_NAME]; i != NONE; i = doc->nodes[i].same)
		if (doc->nodes[i].parent == 0 && doc->nodes[i].next != NONE)
			return i;
	return NONE;
}

/* The document's own name, when its input holds others besides. */
static const char *
name_in_stream(struct session *s, struct document *doc)
{
	struct str name;

	if (stream_is_first(s->stream) && !stream_goes_on(s->stream))
		return NULL;
	name = node_word(doc, name_element(doc));
	return name.p != NULL ? arena_copy(doc->arena, name.p, name.n) : "(no name)";
}

static void
report_document(struct session *s, struct document *doc, const char *file, bool strict)
{
	struct report_document d = { .source = file, .at = doc->origin };
	struct inventory inventory = { 0 };

	if (s->report.mode == OUTPUT_NONE)
		return;
	d.status = s->run.refused ? "refused" : edit_any(&s->edits) ? "converted" : "unchanged";
	s->tool->take_inventory(&s->run, &inventory);
	report_run(&s->report.sink, &d, &s->run, &inventory, strict);
}

static void
plan_document(struct session *s, const char *file)
{
	struct buf text = { 0 };

	if (s->plan.mode == OUTPUT_NONE)
		return;
	s->tool->plan(&s->run, file, &text);
	sink_add(&s->plan.sink, text.p, text.len);
	buf_free(&text);
}

/* Runs the rules; returns whether the document is to be written. */
static bool
convert(struct session *s, struct document *doc, const char *file)
{
	const struct common *c = s->common;
	bool strict = c->strict, warned;

	run_begin(&s->run, doc);
	s->tool->convert(&s->run, s->tool->settings);
	if (s->run.clash != NULL) {
		report_trouble(s, file, "internal error, please report it", s->run.clash);
		return false;
	}
	strict = strict && findings_warn(&s->run);
	s->run.refused = s->run.refused || strict;
	warned = findings_print(&s->diag, &s->run, file, name_in_stream(s, doc), c->check, strict);
	report_document(s, doc, file, strict);
	plan_document(s, file);
	if (s->run.refused || (c->check && (warned || edit_any(&s->edits))))
		diag_status(&s->diag, STATUS_FOUND);
	progress_step(&s->progress, edit_any(&s->edits) && !s->run.refused, s->run.refused);
	return !s->run.refused;
}

static void
complain_of_fault(struct session *s, struct document *doc, const char *file,
                  const struct fault *fault, bool io)
{
	struct position at;
	const char *name;

	at = io ? doc->origin : position_of(doc, fault->offset);
	if (s->report.mode != OUTPUT_NONE)
		report_fault(&s->report.sink,
		             &(struct report_document){ file, io ? "unreadable" : "malformed",
		                                        fault->message, at });
	if (io) {
		report_trouble(s, file, "cannot read", fault->message);
		return;
	}
	name = stream_is_first(s->stream) ? NULL : name_in_stream(s, doc);
	diag_print(&s->diag, SEVERITY_ERROR, file, &at, NULL, "%s%s%s", name != NULL ? name : "",
	           name != NULL ? ": " : "", fault->message);
	diag_status(&s->diag, STATUS_TROUBLE);
}

static void
show_diagnostics(struct session *s)
{
	if (s->diag.out.pending.len > 0)
		progress_clear(&s->progress);
	diag_flush(&s->diag);
}

/* Whether a document is written also when another one of its input is bad. */
static bool
is_by_document(const struct session *s)
{
	return s->output.mode == OUTPUT_STDOUT || s->output.mode == OUTPUT_DIR;
}

/* -d: a document that cannot be given a file of its own is refused. */
static bool
choose_target(struct session *s, struct document *doc, const char *file)
{
	bool alone = stream_is_first(s->stream) && !stream_goes_on(s->stream);
	uint32_t name = name_element(doc);
	struct position at;
	const char *why;

	if (s->output.mode != OUTPUT_DIR)
		return true;
	why = output_choose(&s->output, alone, node_text(doc, name));
	if (why == NULL)
		return true;
	at = position_of(doc, doc->nodes[name != NONE ? name : 0].start);
	diag_print(&s->diag, SEVERITY_ERROR, file, &at, NULL, "%s", why);
	diag_status(&s->diag, STATUS_FOUND);
	return false;
}

/* Reads one input to its end; returns whether all of its documents were good. */
static bool
filter_stream(struct session *s, int fd, const char *file)
{
	bool good = true;

	stream_begin(s->stream, fd);
	for (;;) {
		struct document *doc;
		struct fault fault;
		bool io;
		enum stream_result result = stream_next(s->stream, &doc, &fault, &io);

		if (result == STREAM_END)
			break;
		if (result == STREAM_BAD) {
			complain_of_fault(s, doc, file, &fault, io);
			return false;
		}
		if (!convert(s, doc, file) || !choose_target(s, doc, file))
			good = false;
		else if ((good || is_by_document(s)) && !output_document(&s->output, &s->edits)) {
			report_output(s, s->output.mode == OUTPUT_IN_PLACE ? file
			                 : s->output.mode == OUTPUT_DIR    ? s->output.target
			                                                   : s->output.path);
			s->broken = true;
			return false;
		}
		show_diagnostics(s);
	}
	return good;
}

static void
cannot_open(struct session *s, const char *file)
{
	const char *why = strerror(errno);

	if (s->report.mode != OUTPUT_NONE)
		report_fault(&s->report.sink,
		             &(struct report_document){ file, "unreadable", why, { 1, 1 } });
	report_trouble(s, file, "cannot read", why);
}

/* -i: one file, wholly or not at all. */
static void
rewrite_file(struct session *s, const char *file)
{
	char *real = realpath(file, NULL);
	int fd = real != NULL ? open(real, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) : -1;
	bool good;

	if (fd < 0)
		cannot_open(s, file);
	else if (!output_begin(&s->output, real, fd))
		report_output(s, file);
	else {
		good = filter_stream(s, fd, file);
		if (!output_end(&s->output, good) && !s->broken)
			report_output(s, file);
		s->broken = false; /* another file may have a better place */
	}
	if (fd >= 0)
		close(fd);
	free(real);
}

static bool
read_file(struct session *s, const char *file)
{
	bool in = strcmp(file, "-") == 0, good;
	int fd = in ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0) {
		cannot_open(s, file);
		return false;
	}
	if (s->output.mode == OUTPUT_DIR)
		output_begin(&s->output, in ? NULL : file, fd);
	good = filter_stream(s, fd, in ? "<stdin>" : file);
	if (!in)
		close(fd);
	return good;
}

static void
filter_files(struct session *s, char **files)
{
	static char *standard_input[] = { (char *)"-", NULL };
	bool good = true;

	if (*files == NULL)
		files = standard_input;
	if (s->output.mode == OUTPUT_IN_PLACE) {
		for (; *files != NULL; files++)
			rewrite_file(s, *files);
		return;
	}
	if (!output_begin(&s->output, NULL, -1)) {
		report_output(s, s->output.path);
		return;
	}
	for (; *files != NULL && !s->broken; files++)
		good = read_file(s, *files) && good;
	if (!output_end(&s->output, good) && !s->broken)
		report_output(s, s->output.path);
}

/* Where the documents go; a plan on standard output takes their place. */
static enum output_mode
output_mode(const struct common *c, const struct plan_request *plan)
{
	if (c->check)
		return OUTPUT_NONE;
	if (c->in_place)
		return OUTPUT_IN_PLACE;
	if (c->output != NULL)
		return OUTPUT_FILE;
	if (c->dir != NULL)
		return OUTPUT_DIR;
	return plan != NULL && plan->wanted && plan->file == NULL ? OUTPUT_NONE : OUTPUT_STDOUT;
}

static void
session_begin(struct session *s, const struct tool *tool, const struct common *c)
{
	memset(s, 0, sizeof(*s));
	s->tool = tool;
	s->common = c;
	diag_init(&s->diag);
	s->diag.least = c->quiet ? SEVERITY_ERROR : c->verbose ? SEVERITY_NOTE : SEVERITY_WARNING;
	s->parser = parser_new(tool->roots);
	s->stream = stream_new(s->parser, &s->arena, c->max_size);
	s->run.set = tool->rules;
	s->run.selection = &c->selection;
	s->run.edits = &s->edits;
	s->run.force = c->force;
	s->run.check = c->check;
	s->run.notes = c->verbose || c->report != NULL;
	s->report.mode = c->report != NULL ? OUTPUT_FILE : OUTPUT_NONE;
	s->report.path = c->report;
	s->report.sink.failed = c->report == NULL; /* nothing is gathered */
	s->plan.mode = OUTPUT_NONE;
	if (tool->plan_request != NULL && tool->plan_request->wanted) {
		s->plan.mode = tool->plan_request->file != NULL ? OUTPUT_FILE : OUTPUT_STDOUT;
		s->plan.path = tool->plan_request->file;
		s->run.notes = true;
	}
	s->output.dir = c->dir;
	s->output.mode = output_mode(c, tool->plan_request);
	s->output.path = c->output;
	s->output.suffix = c->suffix;
}

/* Report and plan are written also when documents were refused, wholly or not at all. */
static bool
begin_texts(struct session *s, char **options, int count)
{
	if (s->plan.mode != OUTPUT_NONE && !output_begin(&s->plan, NULL, -1)) {
		report_trouble(s, s->plan.path, "cannot write", strerror(errno));
		return false;
	}
	if (s->report.mode == OUTPUT_NONE)
		return true;
	if (!output_begin(&s->report, NULL, -1)) {
		report_trouble(s, s->report.path, "cannot write", strerror(errno));
		return false;
	}
	report_begin(&s->report.sink, s->tool->name, VERSION, options, count);
	return true;
}

static void
end_text(struct session *s, struct output *text)
{
	bool direct = text->mode == OUTPUT_STDOUT;

	if (text->mode == OUTPUT_NONE)
		return;
	if (!(direct ? sink_flush(&text->sink) : output_end(text, true)))
		report_trouble(s, direct ? "<stdout>" : text->path, "cannot write",
		               strerror(errno));
}

static void
run_session(struct session *s, char **files, char **options, int count)
{
	if (!begin_texts(s, options, count))
		return;
	progress_begin(&s->progress, s->output.mode == OUTPUT_STDOUT);
	filter_files(s, files);
	progress_clear(&s->progress);
	if (s->report.mode != OUTPUT_NONE)
		report_end(&s->report.sink);
	end_text(s, &s->report);
	end_text(s, &s->plan);
}

static int
session_end(struct session *s)
{
	diag_flush(&s->diag);
	buf_free(&s->diag.out.pending);
	output_free(&s->output);
	output_free(&s->report);
	output_free(&s->plan);
	run_free(&s->run);
	edits_free(&s->edits);
	stream_free(s->stream);
	parser_free(s->parser);
	arena_free(&s->arena);
	return (int)s->diag.status;
}

int
tool_main(const struct tool *tool, int argc, char **argv)
{
	struct common c;
	struct option_user users[] = {
		{ tool->options, tool->set_option, tool->settings },
		{ common_options, common_set, &c },
	};
	struct session s;
	const char *why = NULL, *file;
	int first, status = STATUS_USAGE;

	occupy_standard_descriptors();
	common_init(&c, tool);
	first = options_read(tool->name, users, 2, argc, argv);
	if (first >= 0 && c.answer)
		status = give_answer(&c);
	else if (first >= 0 && !common_agree(&c, argv + first, &why))
		usage_error(tool->name, "%s", why);
	else if (first >= 0 && c.dir != NULL &&
	         (file = targets_clash(c.dir, argv + first, &why)) != NULL)
		usage_error(tool->name, "'%s': %s", file, why);
	else if (first >= 0) {
		session_begin(&s, tool, &c);
		run_session(&s, argv + first, argv + 1, first - 1);
		status = session_end(&s);
	}
	common_free(&c);
	return status;
}
