#ifndef CLI_SESSION_PRIV_H
#define CLI_SESSION_PRIV_H

#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/summary.h"
#include "cli/tool.h"
#include "read/stream.h"
#include "report/report.h"
#include "write/output.h"

/* Everything that one call of a tool works with. */
struct session {
	const struct tool *tool;
	const struct common *common;
	struct diag diag;
	struct progress progress;
	struct summary summary;
	struct parser *parser;
	struct stream *stream;
	struct arena arena;
	struct edits edits;
	struct run run;
	struct output output;
	struct output plan;     /* --plan: mode OUTPUT_NONE without */
	char *plan_dir;         /* --plan=DIR/: without its slash; NULL without */
	struct output report;   /* -r: mode OUTPUT_NONE without */
	struct report contents; /* of the report */
	bool broken;            /* the output cannot be written: to go on would be in vain */
	bool one;               /* an input may have one document only */
};

/* Prints that something cannot be read or written; status 3. */
void session_trouble(struct session *s, const char *file, const char *what, const char *why);
/* The same for the documents' output, by errno or its own complaint; a closed pipe is silent. */
void session_unwritable(struct session *s, const char *file);

#endif
