#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "base/buf.h"
#include "rules/run.h"

#include <stdbool.h>
#include <stdint.h>

/* What came of the documents of a call.  A zeroed struct counts nothing. */
struct summary {
	bool on;
	const struct ruleset *set;
	unsigned long converted, unchanged, refused, bad;
	uint32_t *warnings; /* by the rule's number */
};

/* Counts warnings and changes that are warnings of a document's run. */
void summary_warnings(struct summary *s, const struct run *r);
/* Counts one warning of a rule. */
void summary_warning(struct summary *s, uint16_t rule);
/* Adds a line for a call over several documents: how many became what, warnings by rule. */
void summary_line(const struct summary *s, struct buf *out);
void summary_free(struct summary *s);

#endif
