#ifndef CLI_TOOL_H
#define CLI_TOOL_H

#include "base/buf.h"
#include "base/status.h"
#include "cli/option.h"
#include "report/inventory.h"
#include "report/plan.h"
#include "rules/run.h"

struct common;
struct session;

/* What a call reads besides the files that options name. */
enum inputs {
	INPUTS_NAMED,    /* the operands, or standard input; -d calls its files after them */
	INPUTS_UNNAMED,  /* the same, but -d calls its files after documents only */
	INPUTS_STANDARD, /* standard input; the operands are no files */
	INPUTS_NONE,
};

/*
 * What makes one tool different from the others; everything else about a command line, its
 * inputs, outputs, diagnostics and exit status is tool_main()'s and the same for all.
 */
struct tool {
	const char *name;
	const char *purpose;      /* a line for --help */
	const char *const *roots; /* documents it takes, ended by NULL */
	const struct ruleset *rules;
	const struct option_user *options; /* its own, besides those that all tools share */
	size_t options_count;
	/* Runs the rules over the document that r holds. */
	void (*convert)(struct run *r, void *settings);
	/* Fills what the report tells about the document besides. */
	void (*take_inventory)(const struct run *r, struct inventory *inventory);
	/* --plan: the document's move, as pages (zeroed; the caller frees them); NULL: none. */
	void (*plan)(const struct run *r, const struct plan_input *input, struct plan_pages *pages);
	/* --plan=DIR/: all guests of the run; NULL: a plan is always one file. */
	struct fleet *fleet;
	void (*plan_all)(const struct fleet *fleet, struct buf *summary, struct buf *table);
	const struct print_request *plan_request;
	/*
	 * Called when all options are read: prints what is wrong with them together, and returns
	 * the exit status, or STATUS_OK.  NULL: they always go together.
	 */
	enum status (*prepare)(void *settings, const struct common *common, char **operands);
	/*
	 * Another kind of work than filtering documents (cli/session.h), if the options ask for
	 * it: does it and returns true.  NULL: there is none.
	 */
	bool (*instead)(struct session *s, void *settings, char **operands);
	/*
	 * Called for each document that has been written, or would have been where nothing is:
	 * source is its input, target the file that it is in now.  NULL: no one wants to know.
	 */
	void (*wrote)(void *settings, const struct run *r, const char *source, const char *target);
	/* Whether something else than documents goes to standard output; NULL: never. */
	bool (*takes_output)(const void *settings);
	/* Called at the end: says what all documents together lack; returns a status. */
	enum status (*finish)(struct session *s, void *settings);
	/* The ending of inputs that -d replaces by .xml; NULL: files are called as inputs are. */
	const char *ending;
	/* What this call reads; NULL: INPUTS_NAMED. */
	enum inputs (*inputs)(const void *settings, char **operands);
	/* --help: what stands behind the options; NULL: [FILE]... */
	const char *operands;
	void *settings; /* for the functions above */
};

/* Prints a text on standard output, as --help does; returns the status. */
enum status tool_print(const char *tool, struct str text);

int tool_main(const struct tool *tool, int argc, char **argv);

#endif
