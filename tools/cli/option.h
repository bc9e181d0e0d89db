#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "write/files.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * One row an option: the same rows make getopt_long's tables, the text of --help and whatever
 * else has to agree with them.
 */
enum option_argument { ARGUMENT_NONE, ARGUMENT_REQUIRED, ARGUMENT_OPTIONAL };

struct option_row {
	int key; /* the short option's letter, or a number above 255 */
	const char *name;
	enum option_argument takes;
	/*
	 * What --help calls it.  Words in small letters, parted by |, are all that is taken, and
	 * what a shell completes (tools/completions); FILE, DIR and RULE it can complete as well.
	 */
	const char *argument;
	const char *help;
	enum file_use file; /* what is done with the file that the argument names */
};

struct option_table {
	const struct option_row *rows;
	size_t count;
};

/*
 * Called for each option; false: the argument is no good, and *why says so, or is NULL for a
 * general word.
 */
typedef bool option_fn(void *to, int key, const char *argument, const char **why);

/*
 * Reads the options of several tables, each with its function and what that works on.  Returns
 * the index of the first operand, or -1 after a usage error has been printed.  Those that
 * last are added to lasting, each with a blank before it, as a shell has to read them; the files
 * that they name, also behind an @ where the argument is called @FILE, to files.
 */
struct option_user {
	struct option_table table;
	option_fn *set;
	void *to;
};

struct arena;
struct buf;
int options_read(const char *tool, const struct option_user *users, size_t count, int argc,
                 char **argv, struct buf *lasting, struct files *files);
/*
 * A word of the command line as a report may show it (base/shown.h): NAME=VALUE of an option whose
 * argument --help calls OPTION or NAME=VALUE is a setting.  before: the word before it, or NULL.
 */
const char *option_shown(const struct option_user *users, size_t count, struct arena *arena,
                         const char *before, const char *word);
/* Prints the rows as --help shows them, on standard output's behalf, into a growing text. */
void options_help(const struct option_table *table, struct buf *out);

#endif
