#ifndef REPORT_BASELINE_H
#define REPORT_BASELINE_H

#include "base/dict.h"
#include "base/mem.h"
#include "report/report.h"
#include "rules/leave_out.h"

/*
 * Findings that a site knows already (--baseline).  One is known by its rule, its input and
 * document, and its place there, so it survives moved lines.  A baseline is text: a line for each,
 * with tabs.
 */
struct baseline {
	struct buf known;  /* the file's bytes */
	struct dict rows;  /* its lines; number: how often it was met */
	size_t met, gone;  /* findings that are in it; rows that none was */
	bool all;          /* --write-baseline: whatever is found is known */
	struct buf *found; /* gets a line for each; NULL: no one wants them */
	struct names names;
};

/* Takes the text (its buffer); returns NULL, or what is wrong in *line. */
const char *baseline_read(struct baseline *b, struct buf text, unsigned long *line);
/* Adds the line with which a baseline begins. */
void baseline_begin(struct buf *out);
/* Takes out of a run what is known. */
void baseline_leave_out(struct baseline *b, struct run *r, const char *source);
/* Whether a finding in a file that is no XML is known. */
bool baseline_knows(struct baseline *b, const struct ruleset *set, const char *source,
                    struct str name, const struct report_finding *f);
void baseline_free(struct baseline *b);

#endif
