#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "base/status.h"
#include "base/str.h"
#include "index/document.h"
#include "report/report.h"
#include "rules/rule.h"

/*
 * One call of a tool at work: what a tool may do that makes documents of its own or filters
 * them in its own way (struct tool, instead).
 */
struct session;

/*
 * Prints a diagnostic; at and rule may be NULL.  A warning counts as an error with --strict, and
 * for the exit status with --check; returns false if what it is about is not to be written.
 */
__attribute__((format(printf, 6, 7))) bool session_say(struct session *s, enum severity severity,
                                                       const char *file, const struct position *at,
                                                       const char *rule, const char *fmt, ...);
/* Tells of a change: a note, which --check prints unasked and has in the exit status. */
__attribute__((format(printf, 5, 6))) void session_change(struct session *s, const char *file,
                                                          const struct position *at,
                                                          const char *rule, const char *fmt, ...);
/* Makes the exit status at least this bad. */
void session_status(struct session *s, enum status status);

/*
 * Documents made by the tool go where the options say, -d under their names.  Opened once, before
 * the first one; closing puts the file of -o in its place, or, if not good, leaves everything as
 * it was.  All complain themselves; after a false nothing more can be written.
 */
bool session_open(struct session *s);
bool session_emit(struct session *s, const char *file, struct str name, struct str text);
/*
 * A document made of a file that is no XML: prints what was found there, as far as its rules are
 * selected, reports it, and emits the document, unless it is bad (an error is among the findings)
 * or refused (--strict).  With -d, its file is called stem.xml.  False as of session_emit().
 */
struct session_reading {
	const char *file;
	struct str stem, name, text;
	struct report_finding *findings; /* those that are not selected are taken out */
	size_t count;
	bool bad;
};
bool session_read(struct session *s, struct session_reading *r);
/* Prints that an input cannot be read, and reports it; status 3. */
void session_unreadable(struct session *s, const char *file, const char *why);
/* Adds to the text of --plan or its like, which struct tool's plan_request asks for. */
void session_plan(struct session *s, struct str text);
void session_close(struct session *s, bool good);

/* Filters the documents of the files (ended by NULL; none: standard input) as usual. */
void session_filter(struct session *s, char **files);
/*
 * Filters standard input, which has to be one document with one of these roots (ended by NULL): a
 * second one is an error.  Nothing is written to standard output before everything was good.
 */
void session_filter_one(struct session *s, const char *const *roots);

#endif
