#ifndef CLI_SESSION_PRIV_H
#define CLI_SESSION_PRIV_H

#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/summary.h"
#include "read/stream.h"
#include "report/baseline.h"
#include "report/report.h"
#include "write/diff.h"
#include "write/output.h"

#define OPTION_TABLES 8 /* more than any tool has */

/* Everything that one call of a tool works with. */
struct session {
	const struct tool *tool;
	void *settings; /* for the tool's functions */
	struct option_user options[OPTION_TABLES];
	size_t options_count;
	struct common common;
	char **words; /* of the command line before the operands */
	int words_count;
	struct work work;
	wrote_fn *wrote; /* session_filter_each() */
	void *wrote_to;
	bool begun;
	struct diag diag;
	struct progress progress;
	struct summary summary;
	struct parser *parser;
	struct stream *stream;
	struct arena arena;
	struct edits edits;
	struct run run;
	struct output output;
	struct output plan;          /* --plan: mode OUTPUT_NONE without */
	char *plan_dir;              /* --plan=DIR/: without its slash; NULL without */
	const char *plan_documents;  /* where -d writes, as seen from there; NULL without */
	struct output report;        /* -r: mode OUTPUT_NONE without */
	struct report contents;      /* of the report */
	struct output diff;          /* --diff: mode OUTPUT_NONE without */
	struct diff changes;         /* of the present input */
	struct baseline baseline;    /* --baseline, --write-baseline */
	struct output new_baseline;  /* mode OUTPUT_NONE without */
	struct buf found;            /* for it */
	struct report_target target; /* session_target() */
	enum fail_on fail_on;        /* what the exit status is 1 for, besides errors */
	bool broken;                 /* the output cannot be written: to go on would be in vain */
	bool one;                    /* an input may have one document only */
};

/* Prints that something cannot be read or written; status 3. */
void session_error(struct session *s, const char *file, const char *what, const char *why);
/* The same for the documents' output, by errno or its own problem; a closed pipe is silent. */
void session_unwritable(struct session *s, const char *file);

/*
 * A text besides the documents, whole or not at all: what is added to its sink in between.  Both
 * print why it cannot be written; false: nothing can be added.
 */
bool session_begin_text(struct session *s, struct output *text);
void session_end_text(struct session *s, struct output *text);

#endif
