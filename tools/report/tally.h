#ifndef REPORT_TALLY_H
#define REPORT_TALLY_H

#include "base/sink.h"
#include "rules/rule.h"

/*
 * What each rule comes to in a whole report, so that whoever makes a page of it need not count.
 * A zeroed struct is an empty one.
 */
enum tally_kind { TALLY_EDIT, TALLY_ERROR, TALLY_WARNING, TALLY_NOTE, TALLY_KINDS };

struct tally {
	const struct ruleset *set; /* of the run; NULL before its first document */
	struct tally_row *rows;    /* by the rule's number */
	unsigned long document;    /* the present one: 1, 2, ... */
};

void tally_begin_document(struct tally *t, const struct ruleset *set);
void tally_add(struct tally *t, uint16_t rule, enum tally_kind kind);
/* <rules>, with a <rule> for each one that has entries; nothing if no document was read. */
void tally_write(const struct tally *t, struct sink *out);
void tally_free(struct tally *t);

#endif
