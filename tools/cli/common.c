#include "cli/common.h"

#include "base/message.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define MEBIBYTE (1UL << 20)
#define MAX_SIZE_LIMIT (1024 * MEBIBYTE) /* offsets in the index have 32 bits */

static const struct option_row rows[] = {
	{ 'o', "output", ARGUMENT_REQUIRED, "FILE", "write to FILE instead of standard output",
	  FILE_WRITTEN },
	{ 'd', "output-dir", ARGUMENT_REQUIRED, "DIR",
	  "write a file for each FILE, or document of a stream, to DIR" },
	{ 'i', "in-place", ARGUMENT_OPTIONAL, "SUFFIX",
	  "rewrite the files, keep a backup if SUFFIX" },
	{ 'r', "report", ARGUMENT_REQUIRED, "FILE", "write an XML report of everything to FILE",
	  FILE_WRITTEN },
	{ 'c', "check", ARGUMENT_NONE, NULL, "write nothing, report what would change; status 1" },
	{ KEY_STRICT, "strict", ARGUMENT_NONE, NULL, "refuse a document for a warning" },
	{ KEY_FORCE, "force", ARGUMENT_NONE, NULL,
	  "convert what would be refused, with a warning" },
	{ KEY_ONLY, "only", ARGUMENT_REQUIRED, "RULE,..", "use these rules or groups only" },
	{ KEY_SKIP, "skip", ARGUMENT_REQUIRED, "RULE,..", "leave these rules or groups out" },
	{ KEY_LIST_RULES, "list-rules", ARGUMENT_NONE, NULL, "list the rules and exit" },
	{ KEY_EXPLAIN, "explain", ARGUMENT_REQUIRED, "RULE", "explain a rule and exit" },
	{ KEY_MAX_SIZE, "max-size", ARGUMENT_REQUIRED, "BYTES",
	  "refuse larger documents (64M; K, M, G)" },
	{ 'q', "quiet", ARGUMENT_NONE, NULL, "print errors only" },
	{ 'v', "verbose", ARGUMENT_NONE, NULL, "print notes, too: every change, every chore left" },
	{ 'h', "help", ARGUMENT_NONE, NULL, "print this and exit" },
	{ 'V', "version", ARGUMENT_NONE, NULL, "print the version and exit" },
};

const struct option_table common_options = { rows, sizeof(rows) / sizeof(rows[0]) };

bool
option_lasts(int key)
{
	static const int passing[] = { 'o',         'd',     'i', 'r', 'c',
		                       'q',         'v',     'h', 'V', KEY_LIST_RULES,
		                       KEY_EXPLAIN, KEY_PLAN };

	for (size_t i = 0; i < sizeof(passing) / sizeof(passing[0]); i++)
		if (passing[i] == key)
			return false;
	return true;
}

void
common_init(struct common *c, const struct tool *tool)
{
	memset(c, 0, sizeof(*c));
	c->tool = tool;
	c->max_size = 64 * MEBIBYTE;
}

void
common_free(struct common *c)
{
	free(c->selection.on);
	buf_free(&c->lasting);
	buf_free(&c->complaint);
	files_free(&c->files);
}

static bool
read_size(const char *text, size_t *size)
{
	static const char units[] = "KMG";
	struct str digits = str_from(text);
	const char *unit = digits.n > 0 ? strchr(units, digits.p[digits.n - 1]) : NULL;
	unsigned long value, factor = 1;

	if (unit != NULL && *unit != '\0') {
		digits.n--;
		factor = 1UL << (10 * (unit - units + 1));
	}
	if (!str_number(digits, MAX_SIZE_LIMIT / factor, &value) || value == 0)
		return false;
	*size = value * factor;
	return true;
}

static bool
read_rules(struct common *c, const char *list, bool only, const char **why)
{
	struct str unknown = selection_read(&c->selection, c->tool->rules, list, only);

	if (unknown.p == NULL)
		return true;
	message_add(&c->complaint, "'%.*s' is neither a rule nor a group (--list-rules)",
	            STR_FMT(unknown));
	buf_char(&c->complaint, '\0');
	*why = c->complaint.p;
	return false;
}

static bool
answer(struct common *c, int key)
{
	if (!c->answer)
		c->question = key;
	return c->answer = true;
}

static bool
read_explain(struct common *c, const char *id, const char **why)
{
	int rule = rule_find(c->tool->rules, str_from(id));

	*why = "no rule has this id (--list-rules)";
	if (rule < 0)
		return false;
	c->explain = (uint16_t)rule;
	return answer(c, KEY_EXPLAIN);
}

bool
is_file_name(const char *argument, const char **why)
{
	*why = "expected the name of a file (standard output is /dev/stdout)";
	return argument[0] != '\0' && strcmp(argument, "-") != 0;
}

bool
common_set(void *to, int key, const char *argument, const char **why)
{
	struct common *c = to;

	switch (key) {
	case 'o':
		c->output = argument;
		return is_file_name(argument, why);
	case 'd':
		c->dir = argument;
		*why = "expected the name of a directory";
		return argument[0] != '\0';
	case 'i':
		c->in_place = true;
		c->suffix = argument;
		*why = "the suffix must not hold a slash or be empty";
		return argument == NULL || (argument[0] != '\0' && strchr(argument, '/') == NULL);
	case 'r':
		c->report = argument;
		return is_file_name(argument, why);
	case 'c':
		return c->check = true;
	case KEY_STRICT:
		return c->strict = true;
	case KEY_FORCE:
		return c->force = true;
	case KEY_ONLY:
		return read_rules(c, argument, true, why);
	case KEY_SKIP:
		return read_rules(c, argument, false, why);
	case KEY_EXPLAIN:
		return read_explain(c, argument, why);
	case KEY_MAX_SIZE:
		*why = "a number of bytes up to 1G is wanted, such as 64M";
		return read_size(argument, &c->max_size);
	case 'q':
		return c->quiet = true;
	case 'v':
		return c->verbose = true;
	default:
		return answer(c, key);
	}
}

bool
common_agree(const struct common *c, char **files, const char **why)
{
	bool standard_input = *files == NULL;

	for (; *files != NULL; files++)
		standard_input = standard_input || strcmp(*files, "-") == 0;
	if (c->in_place + (c->output != NULL) + (c->dir != NULL) > 1)
		*why = "--in-place, --output and --output-dir exclude each other";
	else if (c->check && (c->in_place || c->output != NULL || c->dir != NULL))
		*why = "--check writes nothing, so --in-place, --output, --output-dir do not go "
		       "with it";
	else if (c->in_place && standard_input)
		*why = "--in-place needs a FILE, not standard input";
	else if (c->quiet && c->verbose)
		*why = "--quiet and --verbose exclude each other";
	else
		return true;
	return false;
}
