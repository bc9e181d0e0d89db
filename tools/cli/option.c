#include "cli/option.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/shell.h"
#include "base/shown.h"
#include "cli/diag.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* All options of a call: the rows, and what getopt makes of them. */
struct tables {
	const struct option_user *users;
	size_t count;
	struct option *longs; /* their values: LONG and the number of the row */
	char *shorts;
};

#define LONG 256 /* above any letter */

/* The row with this letter or, above LONG, this number. */
static const struct option_row *
find_row(const struct tables *t, int key, const struct option_user **user)
{
	int n = LONG;

	for (*user = t->users; *user < t->users + t->count; (*user)++)
		for (size_t i = 0; i < (*user)->table.count; i++, n++)
			if (key > 0 && (n == key || (*user)->table.rows[i].letter == key))
				return &(*user)->table.rows[i];
	return NULL;
}

/* A row as getopt has it; key: what getopt returns for its name. */
static void
add_row(const struct option_row *row, int key, struct option *option, struct buf *shorts)
{
	int takes = row->argument == NULL ? no_argument
	            : row->optional       ? optional_argument
	                                  : required_argument;

	*option = (struct option){ row->name, takes, NULL, key };
	if (row->letter == 0)
		return;
	buf_char(shorts, row->letter);
	buf_text(shorts, &"::"[2 - takes]);
}

static struct tables
make_tables(const struct option_user *users, size_t count)
{
	struct tables t = { users, count, NULL, NULL };
	struct buf shorts = { 0 };
	size_t rows = 0;
	int n = 0;

	for (size_t u = 0; u < count; u++)
		rows += users[u].table.count;
	t.longs = mem_alloc((rows + 1) * sizeof(*t.longs));
	buf_char(&shorts, ':');
	for (size_t u = 0; u < count; u++)
		for (size_t i = 0; i < users[u].table.count; i++, n++)
			add_row(&users[u].table.rows[i], LONG + n, &t.longs[n], &shorts);
	t.longs[n] = (struct option){ 0 };
	buf_char(&shorts, '\0');
	t.shorts = shorts.p;
	return t;
}

/* Whether the argument must be one of the row's words; any other name of it has capitals. */
static bool
takes_words(const struct option_row *row)
{
	const char *p = row->argument;

	while (p != NULL && *p != '\0' && !isupper((unsigned char)*p))
		p++;
	return p != NULL && *p == '\0';
}

#define NOT_FOUND UINT_MAX

/* The place of a word in a list whose words are parted by |. */
static unsigned
word_index(const char *words, const char *word)
{
	struct str rest = str_from(words);

	for (unsigned i = 0; rest.p != NULL; i++)
		if (str_is(str_until(&rest, "|"), word))
			return i;
	return NOT_FOUND;
}

/* --- types of fields ---------------------------------------------------------------------- */

bool
option_flag(void *field, const struct option_row *row, const char *argument, const char **why)
{
	(void)row, (void)argument, (void)why;
	return *(bool *)field = true;
}

bool
option_text(void *field, const struct option_row *row, const char *argument, const char **why)
{
	(void)row, (void)why;
	*(const char **)field = argument;
	return argument[0] != '\0';
}

bool
option_file(void *field, const struct option_row *row, const char *argument, const char **why)
{
	*why = "expected the name of a file (standard output is /dev/stdout)";
	return option_text(field, row, argument, why) && strcmp(argument, "-") != 0;
}

bool
option_choice(void *field, const struct option_row *row, const char *argument, const char **why)
{
	(void)why;
	*(unsigned *)field = word_index(row->argument, argument);
	return true;
}

bool
option_print(void *field, const struct option_row *row, const char *argument, const char **why)
{
	struct print_request *request = field;

	request->given = true;
	request->file = NULL;
	return argument == NULL || option_file(&request->file, row, argument, why);
}

/* virtio|sata|ide: "virtio, sata or ide". */
static const char *
name_words(const char *words, struct buf *out)
{
	const char *last = strrchr(words, '|');

	for (; *words != '\0'; words++)
		if (*words != '|')
			buf_char(out, *words);
		else
			buf_text(out, words == last ? " or " : ", ");
	buf_char(out, '\0');
	return out->p;
}

static void
add_repeat(struct buf *repeat, const struct option_row *row, const char *argument)
{
	struct buf word = { 0 };

	if (row->once)
		return;
	buf_printf(&word, "--%s", row->name);
	if (argument != NULL)
		buf_printf(&word, "=%s", argument);
	buf_char(repeat, ' ');
	shell_shown_word(repeat, buf_view(&word));
	buf_free(&word);
}

static void
note_file(struct files *files, const struct option_row *row, const char *argument)
{
	if (argument == NULL)
		return;
	if (row->file != FILE_NONE)
		files_note(files, row->file, row->name, argument);
	else if (argument[0] == '@' && strstr(row->argument, "@FILE") != NULL)
		files_note(files, FILE_READ, row->name, argument + 1);
}

/*
 * Whether a word behind an option that takes its argument with = only is meant as that argument: a
 * suffix or a bare word, and no file.
 */
static bool
is_stray(const char *word)
{
	struct stat st;

	return word != NULL && word[0] != '\0' && word[0] != '-' && strchr(word, '/') == NULL &&
	       (!isalnum((unsigned char)word[0]) || strchr(word, '.') == NULL) &&
	       lstat(word, &st) < 0 && errno == ENOENT;
}

static void
complain_of_stray(const char *tool, const struct option_row *row, const char *word)
{
	struct buf text = { 0 };

	shell_quoted(&text, str_from(word));
	buf_printf(&text, " does not exist, for a %s write ", row->argument);
	if (row->letter != 0) {
		buf_printf(&text, "-%c", row->letter);
		shell_word(&text, str_from(word));
		buf_text(&text, " or ");
	}
	buf_printf(&text, "--%s=", row->name);
	shell_word(&text, str_from(word));
	usage_error(tool, "%.*s", STR_FMT(buf_view(&text)));
	buf_free(&text);
}

/* Whether the argument is a setting, which may hold a secret whatever it is called. */
static bool
takes_settings(const struct option_row *row)
{
	return row->argument != NULL &&
	       (strcmp(row->argument, "OPTION") == 0 || strcmp(row->argument, "NAME=VALUE") == 0);
}

/* Whether it is --NAME, perhaps cut short, of an option that takes settings. */
static bool
names_settings(const struct option_user *users, size_t count, struct str word)
{
	if (!str_starts(word, "--") || word.n == 2)
		return false;
	for (size_t u = 0; u < count; u++)
		for (size_t i = 0; i < users[u].table.count; i++) {
			const struct option_row *row = &users[u].table.rows[i];

			if (takes_settings(row) && strncmp(row->name, word.p + 2, word.n - 2) == 0)
				return true;
		}
	return false;
}

const char *
option_shown(const struct option_user *users, size_t count, struct arena *arena, const char *before,
             const char *word)
{
	size_t n = strncmp(word, "--", 2) == 0 ? strcspn(word, "=") : 0;
	bool settings = names_settings(users, count, (struct str){ word, n }) ||
	                (before != NULL && names_settings(users, count, str_from(before)));
	struct buf out = { 0 };

	n += word[n] == '=' && n > 0;
	buf_add(&out, word, n);
	if (settings && word[n] != '\0')
		shown_settings(&out, str_from(word + n));
	else
		shown_value(&out, str_from(word + n));
	return buf_keep(&out, arena).p;
}

/* A long option that no row has, or several have: names what it may mean. */
static void
complain_of_name(const char *tool, const struct tables *t, struct str word)
{
	struct nearest nearest = { .word = word };
	struct buf begun = { 0 }; /* the options that begin so */
	const struct option_user *user;
	const struct option_row *row;

	for (int n = LONG; (row = find_row(t, n, &user)) != NULL; n++) {
		nearest_try(&nearest, row->name);
		if (strncmp(row->name, word.p, word.n) == 0)
			buf_printf(&begun, "%s--%s", begun.len > 0 ? ", " : "", row->name);
	}
	if (begun.len > 0)
		usage_error(tool, "ambiguous option '--%.*s': it can be %.*s", STR_FMT(word),
		            STR_FMT(buf_view(&begun)));
	else if (nearest.found != NULL)
		usage_error(tool, "unknown option '--%.*s'; did you mean '--%s'?", STR_FMT(word),
		            nearest.found);
	else
		usage_error(tool, "unknown option '--%.*s'", STR_FMT(word));
	buf_free(&begun);
}

/* What getopt has found wrong with a word; key as it has returned it, optopt as it has set it. */
static void
complain_of_option(const char *tool, const struct tables *t, int key, const char *word)
{
	const struct option_user *user;
	const struct option_row *row = find_row(t, optopt, &user);
	char letter[3] = { '-', (char)optopt, '\0' };
	bool is_letter = optopt > 0 && optopt < LONG;
	struct buf words = { 0 };

	if (key == ':' && row != NULL)
		usage_error(tool, "an argument is missing for '%s': expected %s",
		            is_letter ? letter : word, name_words(row->argument, &words));
	else if (is_letter)
		usage_error(tool, "unknown option '%s'", letter);
	else if (row != NULL)
		usage_error(tool, "--%s takes no argument: '%s'", row->name, word);
	else
		complain_of_name(tool, t, (struct str){ word + 2, strcspn(word + 2, "=") });
	buf_free(&words);
}

/* Names the argument, its option, and what is expected: why, or else what the row takes. */
static void
complain_of_argument(const char *tool, const struct option_row *row, const char *argument,
                     const char *why)
{
	struct nearest nearest = { .word = str_from(argument) };
	struct buf text = { 0 }, words = { 0 }, list = { 0 };

	if (why != NULL)
		buf_text(&text, why);
	else
		buf_printf(&text, "expected %s", name_words(row->argument, &words));
	if (takes_words(row)) {
		buf_text(&list, row->argument);
		buf_char(&list, '\0');
		for (char *next, *word = list.p; word != NULL; word = next) {
			next = strchr(word, '|');
			if (next != NULL)
				*next++ = '\0';
			nearest_try(&nearest, word);
		}
	}
	if (nearest.found != NULL)
		buf_printf(&text, "; did you mean '%s'?", nearest.found);
	usage_error(tool, "invalid argument '%s' for --%s: %.*s", argument, row->name,
	            STR_FMT(buf_view(&text)));
	buf_free(&text);
	buf_free(&words);
	buf_free(&list);
}

/* What options_read works with. */
struct reading {
	const char *tool;
	struct tables tables;
	struct buf *repeat;
	struct files *files;
};

/* An option that getopt knows; next is the word behind it. */
static bool
take(const struct reading *r, int key, const char *argument, const char *next)
{
	const struct option_user *user;
	const struct option_row *row = find_row(&r->tables, key, &user);
	const char *why = NULL;

	if (row == NULL) /* getopt knows only what has a row */
		return false;
	if (row->optional && argument == NULL && is_stray(next)) {
		complain_of_stray(r->tool, row, next);
		return false;
	}
	add_repeat(r->repeat, row, argument);
	note_file(r->files, row, argument);
	if ((argument == NULL || !takes_words(row) ||
	     word_index(row->argument, argument) != NOT_FOUND) &&
	    row->set((char *)user->to + row->field, row, argument, &why))
		return true;
	complain_of_argument(r->tool, row, argument, why);
	return false;
}

int
options_read(const char *tool, const struct option_user *users, size_t count, int argc, char **argv,
             struct buf *repeat, struct files *files)
{
	struct reading r = { tool, make_tables(users, count), repeat, files };
	int key, at = 1;
	bool good = true;

	opterr = 0;
	optind = 1;
	while (good &&
	       (key = getopt_long(argc, argv, r.tables.shorts, r.tables.longs, NULL)) != -1) {
		const char *word = argv[at < argc ? at : argc - 1];

		good = key != '?' && key != ':';
		if (good)
			good = take(&r, key, optarg, argv[optind]);
		else
			complain_of_option(tool, &r.tables, key, word);
		at = optind;
	}
	free(r.tables.longs);
	free(r.tables.shorts);
	return good ? optind : -1;
}

#define HELP_COLUMN 30

void
options_help(const struct option_table *table, struct buf *out)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct option_row *row = &table->rows[i];
		size_t from = out->len;
		char letter[5] = "    ";

		if (row->letter != 0)
			snprintf(letter, sizeof(letter), "-%c, ", row->letter);
		buf_printf(out, "  %s--%s", letter, row->name);
		if (row->argument != NULL)
			buf_printf(out, row->optional ? "[=%s]" : "=%s", row->argument);
		if (out->len - from >= HELP_COLUMN) {
			buf_char(out, '\n');
			from = out->len;
		}
		while (out->len - from < HELP_COLUMN)
			buf_char(out, ' ');
		buf_printf(out, "%s\n", row->help);
	}
}
