#include "cli/common_options.h"

#include "base/message.h"
#include "base/nearest.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define MEBIBYTE (1UL << 20)
#define MAX_SIZE_LIMIT (1024 * MEBIBYTE) /* offsets in the index have 32 bits */

void
common_init(struct common *c, const struct ruleset *rules)
{
	memset(c, 0, sizeof(*c));
	c->rules = rules;
	c->max_size = 64 * MEBIBYTE;
	c->fail_on = FAIL_ON_DEFAULT;
}

void
common_free(struct common *c)
{
	free(c->selection.on);
	buf_free(&c->repeat);
	buf_free(&c->problem);
	files_free(&c->files);
}

static bool
read_size(void *field, const struct option_row *row, const char *argument, const char **why)
{
	static const char units[] = "KMG";
	struct str digits = str_from(argument);
	const char *unit = digits.n > 0 ? strchr(units, digits.p[digits.n - 1]) : NULL;
	unsigned long value, factor = 1;

	(void)row;
	*why = "expected a number of bytes up to 1G, such as 64M";
	if (unit != NULL && *unit != '\0') {
		digits.n--;
		factor = 1UL << (10 * (unit - units + 1));
	}
	if (!str_number(digits, MAX_SIZE_LIMIT / factor, &value) || value == 0)
		return false;
	*(size_t *)field = value * factor;
	return true;
}

/* No rule is called so, or no group either; names the one that is most like it. */
static bool
unknown_rule(struct common *c, struct str word, bool groups, const char **why)
{
	struct nearest n = { .word = word };

	for (enum group g = GROUP_SEED; groups && g < GROUP_COUNT; g++)
		nearest_try(&n, group_names[g]);
	for (const struct rule_table *const *t = c->rules->tables; *t != NULL; t++)
		for (uint16_t i = 0; i < (*t)->count; i++)
			nearest_try(&n, rule_id(c->rules, (uint16_t)((*t)->first + i)));
	c->problem.len = 0;
	message_add(&c->problem, "'%.*s' is not a rule%s", STR_FMT(word),
	            groups ? " or group" : "");
	if (n.found != NULL)
		message_add(&c->problem, "; did you mean '%s'?", n.found);
	message_add(&c->problem, " (--list-rules)");
	buf_char(&c->problem, '\0');
	*why = c->problem.p;
	return false;
}

static bool
read_rules(void *common, const struct option_row *row, const char *list, const char **why)
{
	struct common *c = common;
	bool only = strcmp(row->name, "only") == 0;
	struct str unknown = selection_read(&c->selection, c->rules, list, only);

	return unknown.p == NULL || unknown_rule(c, unknown, true, why);
}

/* Of several, the first is answered. */
static bool
answer(void *common, const struct option_row *row, const char *argument, const char **why)
{
	struct common *c = common;

	(void)argument, (void)why;
	if (c->answer == NULL)
		c->answer = row;
	return true;
}

static bool
read_explain(void *common, const struct option_row *row, const char *id, const char **why)
{
	struct common *c = common;
	int rule = rule_find(c->rules, str_from(id));

	if (rule < 0)
		return unknown_rule(c, str_from(id), false, why);
	c->explain = (uint16_t)rule;
	return answer(common, row, id, why);
}

static bool
set_in_place(void *common, const struct option_row *row, const char *suffix, const char **why)
{
	struct common *c = common;

	(void)row;
	c->in_place = true;
	c->suffix = suffix;
	*why = "expected a suffix without a slash, such as .bak";
	return suffix == NULL || (suffix[0] != '\0' && strchr(suffix, '/') == NULL);
}

#define FIELD(f) offsetof(struct common, f)

static const struct option_row rows[] = {
	{ "output", "FILE", "write to FILE instead of standard output", option_file, FIELD(output),
	  .letter = 'o', .once = true, .file = FILE_WRITTEN },
	{ "output-dir", "DIR", "write a file for each FILE, or document of a stream, to DIR",
	  option_text, FIELD(dir), .letter = 'd', .once = true },
	{ "in-place", "SUFFIX", "rewrite the files, keep a backup if SUFFIX", set_in_place,
	  .letter = 'i', .optional = true, .once = true },
	{ "report", "FILE", "write an XML report of everything to FILE", option_file, FIELD(report),
	  .letter = 'r', .once = true, .file = FILE_WRITTEN },
	{ "check", NULL, "write nothing, report what would change; status 1", option_flag,
	  FIELD(check), .letter = 'c', .once = true },
	{ "diff", NULL, "print what would change as a unified diff instead of documents",
	  option_flag, FIELD(diff), .once = true },
	{ "fail-on", "error|warning|change", "what status 1 is for (error; change with --check)",
	  option_choice, FIELD(fail_on), .once = true },
	{ "format", "text|json|sarif|junit|github",
	  "form of what --check prints, or of the report (text)", option_choice, FIELD(format),
	  .once = true },
	{ "rules-uri", "ADDRESS", "--format=sarif: where the page of rules is", option_text,
	  FIELD(rules_uri), .once = true },
	{ "baseline", "FILE", "--check: what FILE has is counted, not shown", option_file,
	  FIELD(baseline), .once = true, .file = FILE_READ },
	{ "write-baseline", "FILE", "--check: write what is found to FILE, for --baseline",
	  option_file, FIELD(write_baseline), .once = true, .file = FILE_WRITTEN },
	{ "vocabulary", NULL, "warn of what libvirt does not know, as --check does", option_flag,
	  FIELD(vocabulary) },
	{ "obey-comments", NULL, "ignore the rules that comments name, as --check does",
	  option_flag, FIELD(obey_comments) },
	{ "strict", NULL, "refuse documents with warnings", option_flag, FIELD(strict) },
	{ "force", NULL, "convert what would be refused, and warn", option_flag, FIELD(force) },
	{ "only", "RULE,..", "apply these rules or groups only", read_rules },
	{ "skip", "RULE,..", "do not apply these rules or groups", read_rules },
	{ "list-rules", NULL, "list the rules and exit", answer, .once = true },
	{ "explain", "RULE", "explain a rule and exit", read_explain, .once = true },
	{ "max-size", "BYTES", "refuse larger documents (64M; K, M, G)", read_size,
	  FIELD(max_size) },
	{ "quiet", NULL, "print errors only", option_flag, FIELD(quiet), .letter = 'q',
	  .once = true },
	{ "verbose", NULL, "print notes, too: every change, every remaining task", option_flag,
	  FIELD(verbose), .letter = 'v', .once = true },
	{ "color", "auto|always|never", "color of messages (auto: on a terminal)", option_choice,
	  FIELD(color), .once = true },
	{ "help", NULL, "print this help and exit", answer, .letter = 'h', .once = true },
	{ "version", NULL, "print the version and exit", answer, .letter = 'V', .once = true },
};

const struct option_table common_options = OPTION_TABLE(rows);

bool
common_agree(const struct common *c, char **files, const char **why)
{
	bool standard_input = *files == NULL;

	for (; *files != NULL; files++)
		standard_input = standard_input || strcmp(*files, "-") == 0;
	if (c->in_place + (c->output != NULL) + (c->dir != NULL) > 1)
		*why = "--in-place, --output and --output-dir exclude each other";
	else if (c->check && (c->in_place || c->output != NULL || c->dir != NULL))
		*why = "--check writes nothing: it excludes --in-place, --output and --output-dir";
	else if (c->in_place && standard_input)
		*why = "--in-place needs a FILE, not standard input";
	else if (c->diff && (c->in_place || c->output != NULL || c->dir != NULL ||
	                     (c->format != REPORT_XML && c->report == NULL)))
		*why = "--diff prints to standard output instead of documents, so --in-place, "
		       "--output, --output-dir, --format without --report do not go with it";
	else if (!c->check && (c->baseline != NULL || c->write_baseline != NULL))
		*why = "--baseline and --write-baseline need --check";
	else if (c->format != REPORT_XML && c->report == NULL && !c->check)
		*why = "--format needs --check or --report=FILE";
	else if (c->quiet && c->verbose)
		*why = "--quiet and --verbose exclude each other";
	else
		return true;
	return false;
}
