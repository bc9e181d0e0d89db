/* xlconv: the Xen domain of a guest that is known only as a configuration file of xl or xm. */
#include "base/buf.h"
#include "base/mem.h"
#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/session.h"
#include "cli/slurp.h"
#include "cli/tool.h"
#include "xl/convert.h"
#include "xl/keys.h"
#include "xl/rules.h"

#include <errno.h>
#include <string.h>

#define ENDING ".cfg" /* of inputs: guest.cfg becomes guest.xml */

struct choices {
	const struct common *common;
	bool list_keys;
};

static const struct option_row rows[] = {
	{ "list-keys", NULL, "list the known keys with the element that each becomes, and exit",
	  option_flag, offsetof(struct choices, list_keys) },
};

/* What the file of the domain is called without .xml: as the input, without a .cfg. */
static struct str
stem_of(const char *file, struct str name)
{
	return strcmp(file, "-") == 0 ? name : str_stem(str_base(str_from(file)), ENDING);
}

static enum status
prepare(void *choices, const struct common *common, char **operands)
{
	struct choices *c = choices;

	(void)operands;
	c->common = common;
	if (!common->in_place)
		return STATUS_OK;
	usage_error("xlconv", "xlconv has no --in-place: it converts files that are not XML");
	return STATUS_USAGE;
}

/* A line each, with tabs: key, what becomes of it, what it is for. */
static enum status
list_keys(void)
{
	static const char *const fates[] = { "placed", "dropped", "idle" };
	struct buf text = { 0 };
	enum status status;

	for (size_t i = 0; i < XL_KEY_COUNT; i++)
		buf_printf(&text, "%s\t%s\t%s\n", xl_keys[i].name, fates[xl_keys[i].fate],
		           xl_keys[i].what);
	status = tool_print("xlconv", buf_view(&text));
	buf_free(&text);
	return status;
}

/* Converts one file; returns whether it was good. *room: memory to read into, used again. */
static bool
convert_file(struct session *s, const struct common *common, const char *file, struct buf *room)
{
	const char *shown = strcmp(file, "-") == 0 ? "<stdin>" : file;
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct xl_result result;
	struct session_reading reading;
	bool good;

	room->len = 0;
	if (!slurp_input(file, common->max_size, room)) {
		session_unreadable(s, shown,
		                   errno == EFBIG ? "it is larger than --max-size allows"
		                                  : strerror(errno));
		return false;
	}
	xl_convert(buf_view(room), &arena, &text, &result);
	reading = (struct session_reading){ shown,           stem_of(file, result.name),
		                            result.name,     buf_view(&text),
		                            result.findings, result.count,
		                            result.bad };
	good = session_read(s, &reading);
	buf_free(&text);
	arena_free(&arena);
	return good && !result.bad;
}

static bool
convert_files(struct session *s, void *choices, char **files)
{
	static char *standard_input[] = { (char *)"-", NULL };
	struct choices *c = choices;
	struct buf room = { 0 };
	bool good = true;

	if (c->list_keys) {
		session_status(s, list_keys());
		return true;
	}
	if (!session_open(s))
		return true;
	for (files = *files != NULL ? files : standard_input; *files != NULL; files++)
		good = convert_file(s, c->common, *files, &room) && good;
	session_close(s, good);
	buf_free(&room);
	return true;
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { NULL };
	struct choices choices = { 0 };
	struct option_user options = { OPTION_TABLE(rows), &choices };
	struct tool tool = {
		.name = "xlconv",
		.purpose =
		    "Converts a Xen guest's configuration file (xl.cfg, xm) to libvirt XML.\n"
		    "Without FILE, or with -, reads standard input.",
		.roots = roots,
		.rules = &xl_rules,
		.options = &options,
		.options_count = 1,
		.prepare = prepare,
		.instead = convert_files,
		.ending = ENDING,
		.settings = &choices,
	};

	return tool_main(&tool, argc, argv);
}
