#include "cli/option.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/shell.h"
#include "base/shown.h"
#include "cli/common.h"
#include "cli/diag.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct tables {
	struct option *longs;
	char *shorts;
};

static void
add_short(struct buf *shorts, const struct option_row *row)
{
	if (row->key > 255)
		return;
	buf_char(shorts, (char)row->key);
	for (int i = 0; i < (int)row->takes; i++)
		buf_char(shorts, ':');
}

static struct tables
make_tables(const struct option_user *users, size_t count)
{
	static const int has_arg[] = { no_argument, required_argument, optional_argument };
	struct tables t;
	struct buf shorts = { 0 };
	size_t n = 0;

	for (size_t u = 0; u < count; u++)
		n += users[u].table.count;
	t.longs = mem_alloc((n + 1) * sizeof(*t.longs));
	n = 0;
	buf_char(&shorts, ':');
	for (size_t u = 0; u < count; u++)
		for (size_t i = 0; i < users[u].table.count; i++) {
			const struct option_row *row = &users[u].table.rows[i];

			t.longs[n++] =
			    (struct option){ row->name, has_arg[row->takes], NULL, row->key };
			add_short(&shorts, row);
		}
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

static bool
is_among(const char *words, const char *argument)
{
	size_t length = strlen(argument), n;

	for (;; words += n + 1) {
		n = strcspn(words, "|");
		if (n == length && memcmp(words, argument, n) == 0)
			return true;
		if (words[n] == '\0')
			return false;
	}
}

/* virtio|sata|ide: "virtio, sata or ide" is wanted. */
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
add_lasting(struct buf *lasting, const struct option_row *row, const char *argument)
{
	struct buf word = { 0 };

	if (!option_lasts(row->key))
		return;
	buf_printf(&word, "--%s", row->name);
	if (argument != NULL)
		buf_printf(&word, "=%s", argument);
	buf_char(lasting, ' ');
	shell_shown_word(lasting, buf_view(&word));
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
	if (row->key <= 255) {
		buf_printf(&text, "-%c", row->key);
		shell_word(&text, str_from(word));
		buf_text(&text, " or ");
	}
	buf_printf(&text, "--%s=", row->name);
	shell_word(&text, str_from(word));
	usage_error(tool, "%.*s", STR_FMT(buf_view(&text)));
	buf_free(&text);
}

static const struct option_row *
find_row(const struct option_user *users, size_t count, int key, const struct option_user **user)
{
	for (*user = users; *user < users + count; (*user)++)
		for (size_t i = 0; i < (*user)->table.count; i++)
			if ((*user)->table.rows[i].key == key)
				return &(*user)->table.rows[i];
	return NULL;
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
	const char *shown;

	n += word[n] == '=' && n > 0;
	buf_add(&out, word, n);
	if (settings && word[n] != '\0')
		shown_settings(&out, str_from(word + n));
	else
		shown_value(&out, str_from(word + n));
	shown = arena_copy(arena, buf_view(&out).p, out.len);
	buf_free(&out);
	return shown;
}

static bool
complain(const char *tool, const char *what, const char *option, const char *why)
{
	usage_error(tool, "%s '%s'%s%s", what, option, why != NULL ? ": " : "",
	            why != NULL ? why : "");
	return false;
}

/* What options_read works with. */
struct reading {
	const char *tool;
	const struct option_user *users;
	size_t count;
	struct buf *lasting;
	struct files *files;
};

/* An option that getopt knows; word is how it is written, next what stands behind it. */
static bool
take(const struct reading *r, int key, const char *argument, const char *word, const char *next)
{
	const struct option_user *user;
	const struct option_row *row = find_row(r->users, r->count, key, &user);
	struct buf words = { 0 };
	const char *why = NULL;
	bool good;

	if (row == NULL)
		return false; /* getopt knows our rows only */
	if (row->takes == ARGUMENT_OPTIONAL && argument == NULL && is_stray(next)) {
		complain_of_stray(r->tool, row, next);
		return false;
	}
	add_lasting(r->lasting, row, argument);
	note_file(r->files, row, argument);
	if (takes_words(row) && (argument == NULL || !is_among(row->argument, argument))) {
		good = false;
		why = name_words(row->argument, &words);
	} else
		good = user->set(user->to, key, argument, &why);
	if (!good)
		complain(r->tool, "bad argument", argument != NULL ? argument : word, why);
	buf_free(&words);
	return good;
}

int
options_read(const char *tool, const struct option_user *users, size_t count, int argc, char **argv,
             struct buf *lasting, struct files *files)
{
	struct reading r = { tool, users, count, lasting, files };
	struct tables t = make_tables(users, count);
	int key, at = 1;
	bool good = true;

	opterr = 0;
	optind = 1;
	while (good && (key = getopt_long(argc, argv, t.shorts, t.longs, NULL)) != -1) {
		const char *word = argv[at < argc ? at : argc - 1];
		char letter[3] = { '-', (char)optopt, '\0' };
		bool is_letter = optopt > 0 && optopt < 256 && word[1] != '-';

		if (key == '?')
			good = complain(tool, "unknown, ambiguous or superfluous option",
			                is_letter ? letter : word, NULL);
		else if (key == ':')
			good = complain(tool, "an argument is missing for",
			                is_letter ? letter : word, NULL);
		else
			good = take(&r, key, optarg, word, argv[optind]);
		at = optind;
	}
	free(t.longs);
	free(t.shorts);
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

		if (row->key <= 255)
			snprintf(letter, sizeof(letter), "-%c, ", row->key);
		buf_printf(out, "  %s--%s", letter, row->name);
		if (row->takes == ARGUMENT_REQUIRED)
			buf_printf(out, "=%s", row->argument);
		else if (row->takes == ARGUMENT_OPTIONAL)
			buf_printf(out, "[=%s]", row->argument);
		if (out->len - from >= HELP_COLUMN) {
			buf_char(out, '\n');
			from = out->len;
		}
		while (out->len - from < HELP_COLUMN)
			buf_char(out, ' ');
		buf_printf(out, "%s\n", row->help);
	}
}
