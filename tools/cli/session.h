#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "base/status.h"
#include "base/str.h"
#include "cli/option.h"
#include "index/document.h"
#include "report/inventory.h"
#include "report/plan.h"
#include "report/report.h"
#include "rules/run.h"

/*
 * One call of a tool: its command line, inputs, outputs, diagnostics and exit status, the same for
 * all tools.  A tool's main calls
 *
 *     session_new         begins
 *     session_options     for each table of options
 *     session_operands    reads the command line
 *     session_accept      whether this call may write what it would write
 *     session_begin       opens report and plan
 *     session_filter      or, for documents of its own, session_open, session_emit, session_close
 *     session_end         closes all, and returns the exit status
 *
 * Those that may fail print why, and the call ends with session_end.
 */
struct session;
struct common;

/* What a tool is. */
struct tool {
	const char *name;
	const char *purpose;      /* lines for --help */
	const char *const *roots; /* documents that it takes, ended by NULL */
	const struct ruleset *rules;
	/* Runs the rules over the document that r holds. */
	void (*convert)(struct run *r, void *settings);
	/* Fills what the report tells about the document besides; or NULL. */
	void (*take_inventory)(const struct run *r, struct inventory *inventory);
};

/* settings: for the tool's functions. */
struct session *session_new(const struct tool *tool, void *settings);
/* Options of the tool's own, which set fields of `to`. */
void session_options(struct session *s, struct option_table table, void *to);
/*
 * Reads the command line and returns the operands, ended by NULL.  NULL: the call is at its end,
 * since it was wrong or --help and its like have been answered.
 */
char **session_operands(struct session *s, int argc, char **argv);

/* What a call reads besides the files that options name. */
enum inputs {
	INPUTS_NAMED,    /* the operands, or standard input; -d calls its files after them */
	INPUTS_UNNAMED,  /* the same, but -d calls its files after documents only */
	INPUTS_STANDARD, /* standard input; the operands are no files */
	INPUTS_NONE,
};

/* What a call reads and prints, as its options ask. */
struct work {
	enum inputs inputs;
	const char *ending; /* of inputs, which -d replaces by .xml; NULL: none */
	bool prints;        /* standard output gets something other than documents */
	/*
	 * --plan or its like; NULL: none.  write_plan fills the pages (zeroed; the caller frees
	 * them) about a document.
	 */
	const struct print_request *plan;
	void (*write_plan)(const struct run *r, const struct plan_input *input,
	                   struct plan_pages *pages);
	/* --plan=DIR/: all guests of the run; NULL: a plan is always one file. */
	struct fleet *fleet;
	void (*write_fleet)(const struct fleet *fleet, struct buf *summary, struct buf *table);
};

/* The files (ended by NULL), or - for standard input if there is none. */
char **session_inputs(char **files);
/* Whether options and operands agree, and no file would be lost. */
bool session_accept(struct session *s, char **operands, const struct work *work);
/* Prints what is wrong with the command line; status 2; returns false. */
__attribute__((format(printf, 2, 3))) bool session_usage(struct session *s, const char *fmt, ...);
/* Makes the exit status at least this bad; returns whether it is STATUS_OK. */
bool session_status(struct session *s, enum status status);
/* Whether everything could be read and written so far. */
bool session_good(const struct session *s);
/* The options that all tools have. */
const struct common *session_common(const struct session *s);
/* Before session_begin(): by which new host documents are judged. What it is told lives on. */
void session_target(struct session *s, struct report_target target);
/* false: report or plan cannot be written. */
bool session_begin(struct session *s);
int session_end(struct session *s);

/* Filters the documents of the files (ended by NULL; none: standard input). */
void session_filter(struct session *s, char **files);
/*
 * The same; wrote is called for each document that has been written, or would have been where
 * nothing is.  source: its input; target: the file that it is in now.
 */
typedef void wrote_fn(void *to, const struct run *r, const char *source, const char *target);
void session_filter_each(struct session *s, char **files, wrote_fn *wrote, void *to);
/*
 * Filters standard input, which must be one document with one of these roots (ended by NULL): a
 * second one is an error.  Nothing is written to standard output before everything was good.
 */
void session_filter_one(struct session *s, const char *const *roots);

/*
 * Prints a diagnostic; at and rule may be NULL.  A warning counts as an error with --strict, and
 * for the exit status with --check; returns false if what it is about is not to be written.
 */
__attribute__((format(printf, 6, 7))) bool session_diag(struct session *s, enum severity severity,
                                                        const char *file, const struct position *at,
                                                        const char *rule, const char *fmt, ...);
/* Warns, at the end of a run, of an option that no document had a use for. */
__attribute__((format(printf, 3, 4))) void session_unused(struct session *s, const char *rule,
                                                          const char *fmt, ...);
/* Tells of a change: a note, which --check prints unasked and has in the exit status. */
__attribute__((format(printf, 5, 6))) void session_change(struct session *s, const char *file,
                                                          const struct position *at,
                                                          const char *rule, const char *fmt, ...);
/* Prints a text on standard output in place of documents. */
void session_print(struct session *s, struct str text);
/* Adds to the text that work.plan asks for, where that is given. */
void session_plan(struct session *s, struct str text);
/* Prints that an input cannot be read, and reports it; status 3. */
void session_unreadable(struct session *s, const char *file, const char *why);

/*
 * Documents made by the tool go where the options say, -d under their names.  Opened once, before
 * the first one; closing puts the file of -o in its place, or, if not good, leaves everything as
 * it was.  All complain themselves; after a false nothing more can be written.
 */
bool session_open(struct session *s);
/* A document that the tool has made of what stands at a place (NULL: of options). */
struct session_made {
	const char *file;
	const struct position *at;
	struct str name, text;
	struct str written; /* then, until the next one: -d's file, "" elsewhere, absent: nowhere */
};
bool session_emit(struct session *s, struct session_made *made);
void session_close(struct session *s, bool good);
/*
 * A document made of a file that is no XML: prints what was found there, as far as its rules are
 * selected, reports it, and emits the document, unless it is bad (an error is among the findings)
 * or refused (by a rule, or by --strict).  With -d, its file is called base, or like the document.
 * False as of session_emit().
 */
struct session_reading {
	const char *file;
	struct str base; /* absent: the document names its file */
	struct str name, text;
	struct report_finding *findings; /* those that are not selected are taken out */
	size_t count;
	bool bad;
	bool refused; /* by a rule: an error is among the findings; then: whether it is refused */
	bool nowhere; /* the findings have no place in the file */
};
bool session_emit_read(struct session *s, struct session_reading *r);
/*
 * The same as session_emit(), after the rules that judge() runs over the document: what they find
 * is printed, and reported; they may refuse it.
 */
bool session_emit_judged(struct session *s, struct session_made *made,
                         void (*judge)(struct run *r, void *settings));

#endif
