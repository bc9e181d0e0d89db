/* xlconv: the Xen domain of a guest that is known only as a configuration file of xl or xm. */
#include "base/buf.h"
#include "base/mem.h"
#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/session.h"
#include "cli/slurp.h"
#include "xl/convert.h"
#include "xl/keys.h"
#include "xl/rules.h"

#include <errno.h>
#include <string.h>

#define ENDING ".cfg" /* of inputs: guest.cfg becomes guest.xml */

struct options {
	bool list_keys;
};

static const struct option_row rows[] = {
	{ "list-keys", NULL, "list the known keys with the element that each becomes, and exit",
	  option_flag, offsetof(struct options, list_keys) },
};

/* What the file of the domain is called: as the input, with .xml instead of .cfg. */
static struct str
base_of(const char *file, struct arena *arena)
{
	if (strcmp(file, "-") == 0)
		return STR_NONE;
	return str_from(
	    arena_printf(arena, "%.*s.xml", STR_FMT(str_stem(str_base(str_from(file)), ENDING))));
}

/* A line each, with tabs: key, what becomes of it, what it is for. */
static void
list_keys(struct session *s)
{
	static const char *const fates[] = { "placed", "dropped", "idle" };
	struct buf text = { 0 };

	for (size_t i = 0; i < XL_KEY_COUNT; i++)
		buf_printf(&text, "%s\t%s\t%s\n", xl_keys[i].name, fates[xl_keys[i].fate],
		           xl_keys[i].what);
	session_print(s, buf_view(&text));
	buf_free(&text);
}

/* Converts one file; returns whether it was good. *room: memory to read into, used again. */
static bool
convert_file(struct session *s, const char *file, struct buf *room)
{
	const char *shown = strcmp(file, "-") == 0 ? "<stdin>" : file;
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct xl_result result;
	struct session_reading reading;
	bool good;

	room->len = 0;
	if (!slurp_input(file, session_common(s)->max_size, room)) {
		session_unreadable(s, shown,
		                   errno == EFBIG ? "it is larger than --max-size allows"
		                                  : strerror(errno));
		return false;
	}
	xl_convert(buf_view(room), &arena, &text, &result);
	reading = (struct session_reading){ shown,           base_of(file, &arena), result.name,
		                            buf_view(&text), result.findings,       result.count,
		                            result.bad };
	good = session_emit_read(s, &reading);
	buf_free(&text);
	arena_free(&arena);
	return good && !result.bad;
}

static void
convert_files(struct session *s, char **files)
{
	struct buf room = { 0 };
	bool good = true;

	if (!session_open(s))
		return;
	for (files = session_inputs(files); *files != NULL; files++)
		good = convert_file(s, *files, &room) && good;
	session_close(s, good);
	buf_free(&room);
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { NULL };
	static const struct tool tool = {
		.name = "xlconv",
		.purpose =
		    "Converts a Xen guest's configuration file (xl.cfg, xm) to libvirt XML.\n"
		    "Without FILE, or with -, reads standard input.",
		.roots = roots,
		.rules = &xl_rules,
	};
	struct options o = { 0 };
	struct work work = { .ending = ENDING };
	struct session *s = session_new(&tool, &o);
	char **files;

	session_options(s, (struct option_table)OPTION_TABLE(rows), &o);
	files = session_operands(s, argc, argv);
	if (files != NULL && session_accept(s, files, &work)) {
		if (session_common(s)->in_place)
			session_usage(s, "xlconv has no --in-place: it converts files that are not "
			                 "XML");
		else if (session_begin(s)) {
			if (o.list_keys)
				list_keys(s);
			else
				convert_files(s, files);
		}
	}
	return session_end(s);
}
