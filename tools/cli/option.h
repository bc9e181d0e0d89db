#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "write/files.h"

#include <stdbool.h>
#include <stddef.h>

struct option_row;

/*
 * Sets an option's field.  Returns false if the argument is invalid: *why then says what is
 * expected, or stays NULL, and the row's argument says it.  argument: NULL if there is none.
 */
typedef bool option_fn(void *field, const struct option_row *row, const char *argument,
                       const char **why);

/*
 * One row an option: the same rows make getopt_long's tables, the text of --help and whatever
 * else has to agree with them.
 */
struct option_row {
	const char *name;
	/*
	 * What --help calls the argument; NULL: the option takes none.  Words in small letters,
	 * parted by |, are all that is taken, and what a shell completes (tools/completions);
	 * FILE, DIR and RULE it can complete as well.
	 */
	const char *argument;
	const char *help;
	option_fn *set;
	size_t field;       /* offset of what set() sets in the struct of its option_user */
	char letter;        /* of the short option; 0: there is none */
	bool optional;      /* the argument may be left out */
	bool once;          /* does not change the result: --plan does not repeat it */
	enum file_use file; /* what is done with the file that the argument names */
};

/* The types of fields.  A flag takes no argument and becomes true. */
option_fn option_flag;   /* bool */
option_fn option_text;   /* const char *, not empty */
option_fn option_file;   /* const char *, a file; - is none, unlike with operands */
option_fn option_choice; /* an enum: the argument's place among the row's words */
option_fn option_print;  /* struct print_request */

/* An option that prints something in place of the documents, or to a FILE. */
struct print_request {
	bool given;
	const char *file; /* NULL: standard output */
};

struct option_table {
	const struct option_row *rows;
	size_t count;
};

/* Rows, and the struct that they set. */
struct option_user {
	struct option_table table;
	void *to;
};

#define OPTION_TABLE(rows)                               \
	{                                                \
		(rows), sizeof(rows) / sizeof((rows)[0]) \
	}

struct arena;
struct buf;
/*
 * Reads the options of several tables.  Returns the index of the first operand, or -1 after a
 * usage error has been printed.  Options that shape the result are appended to repeat,
 * shell-quoted, each after a space.  files gets the files that options name, also behind an @
 * where the argument is called @FILE.
 */
int options_read(const char *tool, const struct option_user *users, size_t count, int argc,
                 char **argv, struct buf *repeat, struct files *files);
/*
 * A word of the command line as a report may show it (base/shown.h): NAME=VALUE of an option whose
 * argument --help calls OPTION or NAME=VALUE is a setting.  before: the word before it, or NULL.
 */
const char *option_shown(const struct option_user *users, size_t count, struct arena *arena,
                         const char *before, const char *word);
/* Adds the rows as --help shows them. */
void options_help(const struct option_table *table, struct buf *out);

#endif
