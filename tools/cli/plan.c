/* --plan: into a text, or as files of a directory. */
#include "cli/plan.h"

#include "base/mem.h"
#include "base/shell.h"
#include "cli/session_priv.h"
#include "cli/slurp.h"
#include "index/value.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK_DIGITS 16 /* at the end of PLAN_MARK */

static const char summary_name[] = "summary.txt", table_name[] = "plan.tsv";

char *
plan_directory(const struct work *work)
{
	const char *file = work->fleet != NULL && work->plan->given ? work->plan->file : NULL;
	struct str path = str_from(file);
	struct stat st;

	if (file == NULL ||
	    (!str_ends(path, "/") && !(stat(file, &st) == 0 && S_ISDIR(st.st_mode))))
		return NULL;
	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	return mem_copy(path.p, path.n);
}

/* Where the digits of the last mark are, or NULL. */
static char *
find_mark(struct buf *text)
{
	size_t whole = strlen(PLAN_MARK), mark = whole - MARK_DIGITS;

	for (size_t i = text->len; i-- > 0;)
		if (text->len - i >= whole && memcmp(text->p + i, PLAN_MARK, mark) == 0 &&
		    str_is_hex((struct str){ text->p + i + mark, MARK_DIGITS }, MARK_DIGITS))
			return text->p + i + mark;
	return NULL;
}

/* FNV-1a, the same in each run. */
static void
write_sum(struct buf *text, char *digits, char sum[MARK_DIGITS + 1])
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < text->len; i++) {
		char *c = text->p + i;
		bool is_sum = c >= digits && c < digits + MARK_DIGITS;

		hash = (hash ^ (unsigned char)(is_sum ? '0' : *c)) * 0x100000001b3u;
	}
	snprintf(sum, MARK_DIGITS + 1, "%016" PRIx64, hash);
}

/* Whether the file is missing, or as an earlier run left it. */
static bool
is_replaceable(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	char sum[MARK_DIGITS + 1], *digits;
	struct buf text = { 0 };
	struct stat st;
	bool ours = false;

	if (fd < 0)
		return errno == ENOENT;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && slurp_fd(fd, &text)) {
		digits = find_mark(&text);
		if (digits != NULL) {
			write_sum(&text, digits, sum);
			ours = memcmp(sum, digits, MARK_DIGITS) == 0;
		}
	}
	close(fd);
	buf_free(&text);
	return ours;
}

static void
write_page(struct session *s, const char *path, struct buf *text)
{
	struct output page = { .mode = OUTPUT_FILE, .path = path };
	char sum[MARK_DIGITS + 1], *digits = find_mark(text);

	write_sum(text, digits, sum);
	memcpy(digits, sum, MARK_DIGITS);
	if (!is_replaceable(path)) {
		session_error(s, path, "cannot write",
		              "it is there and was not made by --plan, or was edited");
		return;
	}
	if (session_begin_text(s, &page)) {
		sink_add(&page.sink, text->p, text->len);
		session_end_text(s, &page);
	}
	output_free(&page);
}

/* DIR/NAMEENDING, which lives as long as the session. */
static const char *
page_path(struct session *s, struct str name, const char *ending)
{
	return arena_printf(&s->output.files->names, "%s/%.*s%s", s->plan_dir, STR_FMT(name),
	                    ending);
}

/* Where -d writes, as a script in the plan's directory finds it. */
static bool
find_documents(struct session *s)
{
	char *here = realpath(s->plan_dir, NULL);
	char *there = here != NULL ? realpath(s->output.dir, NULL) : NULL;
	bool same = there != NULL && strcmp(here, there) == 0;

	if (there == NULL)
		session_error(s, here == NULL ? s->plan_dir : s->output.dir, "cannot find",
		              strerror(errno));
	else
		s->plan_documents = arena_printf(&s->output.files->names, "%s", same ? "." : there);
	free(here);
	free(there);
	return s->plan_documents != NULL;
}

bool
plan_begin(struct session *s)
{
	const char *paths[] = { page_path(s, str_from(summary_name), ""),
		                page_path(s, str_from(table_name), "") };

	if (mkdir(s->plan_dir, 0777) < 0 && errno != EEXIST) {
		session_error(s, s->plan_dir, "cannot make the directory", strerror(errno));
		return false;
	}
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const char *why = files_claim(s->output.files, paths[i]);

		if (why == NULL)
			continue;
		session_error(s, paths[i], "cannot write", why);
		return false;
	}
	return s->output.mode != OUTPUT_DIR || find_documents(s);
}

/* Why no files can be called so, or NULL: they are the guest's now. */
static const char *
claim(struct session *s, struct str stem)
{
	const char *why = NULL;

	if (!str_is_file_name(stem))
		return "neither its name nor its UUID can be the name of a file";
	why = files_claim(s->output.files, page_path(s, stem, ".txt"));
	return why != NULL ? why : files_claim(s->output.files, page_path(s, stem, ".sh"));
}

/* By the guest's name or, where that is no file's name or is taken, its UUID.  Absent: neither. */
static struct str
choose_stem(struct session *s, struct document *doc, const char *file)
{
	struct str name = node_text(doc, node_child(doc, 0, NAME_NAME));
	struct str uuid = child_trimmed(doc, 0, NAME_UUID);
	struct buf shown = { 0 };
	const char *why;

	if (claim(s, name) == NULL)
		return name;
	why = claim(s, uuid);
	shell_name(&shown, name);
	if (why == NULL)
		diag_print(&s->diag, SEVERITY_WARNING, s->plan_dir, NULL, NULL,
		           "%.*s is not the name of its files: they are called %.*s",
		           STR_FMT(buf_view(&shown)), STR_FMT(uuid));
	else {
		diag_print(&s->diag, SEVERITY_ERROR, file, NULL, NULL, "%.*s has no plan: %s",
		           STR_FMT(buf_view(&shown)), why);
		diag_status(&s->diag, STATUS_FOUND);
	}
	buf_free(&shown);
	return why == NULL ? uuid : STR_NONE;
}

static void
write_pages(struct session *s, struct str stem, struct plan_pages *pages)
{
	if (pages->script.len > 0)
		write_page(s, page_path(s, stem, ".sh"), &pages->script);
	write_page(s, page_path(s, stem, ".txt"), &pages->text);
}

/* The written document, or else the one that a person puts there, for the script in the plan's
 * directory. */
static struct str
name_definition(const struct session *s, const struct plan_input *input, struct arena *arena)
{
	struct str base = str_base(input->written);

	return str_from(input->written.p != NULL
	                    ? arena_printf(arena, "%s/%.*s", s->plan_documents, STR_FMT(base))
	                    : arena_printf(arena, "./%.*s.converted.xml", STR_FMT(input->stem)));
}

void
plan_document(struct session *s, const char *file, bool alone)
{
	struct document *doc = run_doc(&s->run);
	struct plan_input input = { .file = file,
		                    .alone = alone,
		                    .options = buf_view(&s->common.repeat),
		                    .written = str_from(s->run.refused ? NULL : s->output.target) };
	struct plan_pages pages = { 0 };

	if (s->plan.mode == OUTPUT_NONE && s->plan_dir == NULL)
		return;
	if (s->plan_dir != NULL) {
		input.stem = choose_stem(s, doc, file);
		if (input.stem.p == NULL)
			return;
		input.definition = name_definition(s, &input, doc->arena);
		input.fleet = s->work.fleet;
	}
	s->work.write_plan(&s->run, &input, &pages);
	if (s->plan_dir != NULL)
		write_pages(s, input.stem, &pages);
	else
		sink_add(&s->plan.sink, pages.text.p, pages.text.len);
	buf_free(&pages.text);
	buf_free(&pages.script);
}

void
plan_end(struct session *s)
{
	struct buf summary = { 0 }, table = { 0 };

	s->work.write_fleet(s->work.fleet, &summary, &table);
	write_page(s, page_path(s, str_from(summary_name), ""), &summary);
	write_page(s, page_path(s, str_from(table_name), ""), &table);
	buf_free(&summary);
	buf_free(&table);
}
