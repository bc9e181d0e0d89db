/* The loop over inputs and their documents. */
#include "base/shell.h"
#include "cli/findings.h"
#include "cli/plan.h"
#include "cli/session_priv.h"
#include "edit/writer.h"
#include "index/value.h"
#include "report/report.h"
#include "rules/describe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
session_error(struct session *s, const char *file, const char *what, const char *why)
{
	diag_print(&s->diag, SEVERITY_ERROR, file, NULL, NULL, "%s: %s", what, why);
	diag_status(&s->diag, STATUS_TROUBLE);
}

void
session_unwritable(struct session *s, const char *file)
{
	int error = errno;
	bool out = s->output.mode == OUTPUT_STDOUT || s->output.mode == OUTPUT_HELD;

	if (s->output.problem == NULL && error == EPIPE) {
		diag_status(&s->diag, STATUS_TROUBLE);
		return;
	}
	session_error(s, out ? "<stdout>" : file, "cannot write",
	              s->output.problem != NULL ? s->output.problem : strerror(error));
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

#define NAME_SHOWN 100 /* bytes of a name, which is put before each message */

/* Whether the present document's input holds no other. */
static bool
is_alone(const struct session *s)
{
	return stream_is_first(s->stream) && !stream_goes_on(s->stream);
}

/* What messages begin with when the document's input holds others: its own name. */
static const char *
name_in_stream(struct session *s, struct document *doc)
{
	struct str name;
	struct buf word = { 0 };

	if (is_alone(s))
		return "";
	name = node_trimmed(doc, name_element(doc));
	if (name.p == NULL)
		return "(no name): ";
	if (name.n > NAME_SHOWN)
		name = str_from(arena_printf(doc->arena, "%.*s...", NAME_SHOWN, name.p));
	shell_name(&word, name);
	buf_text(&word, ": ");
	return buf_keep(&word, doc->arena).p;
}

/* why: it gets no file, or NULL. */
static void
report_document(struct session *s, struct document *doc, const char *file, bool strict,
                const char *why)
{
	struct report_document d = { .source = file, .fault = why, .at = doc->origin };
	struct inventory inventory = { 0 };

	if (s->report.mode == OUTPUT_NONE)
		return;
	d.status = s->run.refused || why != NULL ? "refused"
	           : edit_any(&s->edits)         ? "converted"
	                                         : "unchanged";
	if (s->tool->take_inventory != NULL)
		s->tool->take_inventory(&s->run, &inventory);
	report_run(&s->contents, &d, &s->run, &inventory, strict);
}

/* -d: what the file is called: a name such as "db server" is none for a file, its UUID is. */
static struct str
target_name(struct session *s, struct document *doc)
{
	struct str name = node_text(doc, name_element(doc));
	struct str uuid = child_trimmed(doc, 0, NAME_UUID);
	struct buf shown = { 0 };

	if ((is_alone(s) && s->output.base.p != NULL) || name.p == NULL || str_is_file_name(name) ||
	    !str_is_uuid(uuid))
		return name;
	shell_name(&shown, name);
	diag_print(&s->diag, SEVERITY_WARNING, s->output.dir, NULL, NULL,
	           "cannot name a file %.*s: the document is in %.*s.xml",
	           STR_FMT(buf_view(&shown)), STR_FMT(uuid));
	buf_free(&shown);
	return uuid;
}

/* -d: why the document cannot be given a file of its own, or NULL. */
static const char *
choose_target(struct session *s, struct document *doc)
{
	if (s->output.mode != OUTPUT_DIR || s->run.refused)
		return NULL;
	return output_choose(&s->output, is_alone(s), target_name(s, doc));
}

static void
complain_of_target(struct session *s, struct document *doc, const char *file, const char *why)
{
	uint32_t name = name_element(doc);
	struct position at = position_of(doc, doc->nodes[name != NONE ? name : 0].start);

	diag_print(&s->diag, SEVERITY_ERROR, file, &at, NULL, "%s%s", name_in_stream(s, doc), why);
	diag_status(&s->diag, STATUS_FOUND);
}

/* A document that is read for its comments. */
struct commented {
	struct session *s;
	struct document *doc;
	const char *file;
};

/* Without the id of a rule: neither --skip nor another comment is to silence it. */
static void
complain_of_comment(void *to, uint32_t offset, const char *why)
{
	const struct commented *c = to;
	struct position at = position_of(c->doc, offset);

	session_diag(c->s, SEVERITY_WARNING, c->file, &at, NULL, "%s", why);
}

/* Takes out what comments (--check, --obey-comments) and the baseline (--check) have. */
static void
leave_out(struct session *s, struct document *doc, const char *file)
{
	struct commented commented = { s, doc, file };

	if (!s->common.check && !s->common.obey_comments)
		return;
	run_ignore(&s->run, complain_of_comment, &commented);
	if (s->common.baseline != NULL || s->common.write_baseline != NULL)
		baseline_leave_out(&s->baseline, &s->run, file);
}

/* --diff: what the document would become. */
static void
print_changes(struct session *s, struct document *doc, const char *file)
{
	struct buf after = { 0 };
	struct sink sink;

	if (s->diff.mode == OUTPUT_NONE || s->run.refused || !edit_any(&s->edits))
		return;
	if (s->changes.file == NULL || strcmp(s->changes.file, file) != 0) {
		s->changes.file = file;
		s->changes.begun = false;
		s->changes.shift = 0;
	}
	s->changes.first = doc->origin.line;
	sink = sink_to(&after);
	write_document(&s->edits, &sink);
	sink_end(&sink);
	diff_write(&s->changes, (struct str){ doc->bytes, doc->len }, buf_view(&after));
	buf_free(&after);
}

/* Runs the rules; returns whether the document is to be written. */
static bool
convert(struct session *s, struct document *doc, const char *file)
{
	const struct common *c = &s->common;
	bool warned, strict;
	const char *why;

	run_begin(&s->run, doc);
	s->tool->convert(&s->run, s->settings);
	if (s->run.clash != NULL) {
		session_error(s, file, "internal error, please report it", s->run.clash);
		return false;
	}
	leave_out(s, doc, file);
	warned = describe_warnings(&s->run) > 0;
	strict = c->strict && warned;
	s->run.refused = s->run.refused || strict;
	summary_warnings(&s->summary, &s->run);
	if (s->report.mode != OUTPUT_STDOUT) /* which has them */
		findings_print(&s->diag, &s->run, file, name_in_stream(s, doc), c->check, strict);
	why = choose_target(s, doc);
	if (why != NULL)
		complain_of_target(s, doc, file, why);
	report_document(s, doc, file, strict, why);
	plan_document(s, file, is_alone(s) && strcmp(file, "<stdin>") != 0);
	print_changes(s, doc, file);
	if (s->run.refused || (s->fail_on >= FAIL_ON_WARNING && warned) ||
	    (s->fail_on == FAIL_ON_CHANGE && edit_any(&s->edits)))
		diag_status(&s->diag, STATUS_FOUND);
	if (s->run.refused || why != NULL)
		s->summary.refused++;
	else if (edit_any(&s->edits))
		s->summary.converted++;
	else
		s->summary.unchanged++;
	progress_step(&s->progress, edit_any(&s->edits) && !s->run.refused, s->run.refused);
	return !s->run.refused && why == NULL;
}

static void
complain_of_fault(struct session *s, struct document *doc, const char *file,
                  const struct fault *fault, bool io)
{
	struct position at;
	const char *name;

	s->summary.bad++;
	at = io ? doc->origin : position_of(doc, fault->offset);
	if (s->report.mode != OUTPUT_NONE)
		report_fault(&s->contents,
		             &(struct report_document){ file, io ? "unreadable" : "malformed",
		                                        fault->message, at });
	if (io) {
		session_error(s, file, "cannot read", fault->message);
		return;
	}
	name = stream_is_first(s->stream) ? "" : name_in_stream(s, doc);
	diag_print(&s->diag, SEVERITY_ERROR, file, &at, NULL, "%s%s", name, fault->message);
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
	return s->output.mode == OUTPUT_STDOUT || s->output.mode == OUTPUT_DIR ||
	       s->output.mode == OUTPUT_NONE;
}

/* Whether there is no second document where there must be one only. */
static bool
check_only(struct session *s, struct document *doc, const char *file)
{
	static const char message[] = "unexpected second document: expected one only";

	if (!s->one || !stream_goes_on(s->stream))
		return true;
	complain_of_fault(s, doc, file, &(struct fault){ message, doc->len }, false);
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
		if (!check_only(s, doc, file))
			return false;
		if (!convert(s, doc, file))
			good = false;
		else if ((good || is_by_document(s)) && !output_document(&s->output, &s->edits)) {
			session_unwritable(s, s->output.mode == OUTPUT_IN_PLACE ? file
			                      : s->output.mode == OUTPUT_DIR    ? s->output.target
			                                                        : s->output.path);
			s->broken = true;
			return false;
		} else if ((good || is_by_document(s)) && s->wrote != NULL)
			s->wrote(s->wrote_to, &s->run, file,
			         s->output.mode == OUTPUT_DIR ? s->output.target : file);
		show_diagnostics(s);
	}
	return good;
}

static void
cannot_open(struct session *s, const char *file)
{
	session_unreadable(s, file, strerror(errno));
}

/* -i and -o are of one piece: what the report has called converted may not have been written. */
static void
report_whole(struct session *s, const char *file, bool written)
{
	if (s->report.mode != OUTPUT_NONE && !written)
		report_unwritten(&s->contents, file);
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
		session_unwritable(s, file);
	else {
		good = filter_stream(s, fd, file);
		if (!output_end(&s->output, good) && !s->broken)
			session_unwritable(s, file);
		report_whole(s, file, good && !s->broken);
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

void
session_filter(struct session *s, char **files)
{
	bool good = true;

	files = session_inputs(files);
	if (s->output.mode == OUTPUT_IN_PLACE) {
		for (; *files != NULL; files++)
			rewrite_file(s, *files);
		progress_clear(&s->progress);
		return;
	}
	if (!output_begin(&s->output, NULL, -1)) {
		session_unwritable(s, s->output.path);
		return;
	}
	for (; *files != NULL && !s->broken; files++)
		good = read_file(s, *files) && good;
	progress_clear(&s->progress); /* -o may be the terminal that shows it */
	if (!output_end(&s->output, good) && !s->broken) {
		session_unwritable(s, s->output.path);
		good = false;
	}
	if (s->output.mode == OUTPUT_FILE)
		report_whole(s, s->output.path, good && !s->broken);
}

void
session_filter_each(struct session *s, char **files, wrote_fn *wrote, void *to)
{
	s->wrote = wrote;
	s->wrote_to = to;
	session_filter(s, files);
}

void
session_filter_one(struct session *s, const char *const *roots)
{
	static char *none[] = { NULL };

	parser_expect(s->parser, roots);
	s->one = true;
	s->output.mode = OUTPUT_HELD;
	session_filter(s, none);
}
