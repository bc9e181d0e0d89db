#ifndef RULES_LEAVE_OUT_H
#define RULES_LEAVE_OUT_H

#include "rules/run.h"

/* An edit or a warning or error about a place. */
struct place {
	uint16_t rule;
	uint32_t node;
	const char *attr;        /* NULL: about the node */
	const struct edit *edit; /* NULL: a message */
};

/*
 * Takes what is known out of a run, as if it had not been found.  A document that is refused for
 * known reasons only has no findings left with --check; a conversion makes its other changes.
 */
void run_leave_out(struct run *r, bool (*is_known)(void *to, const struct place *place), void *to);

/*
 * Takes out what a comment in the document says to ignore:
 *
 *     <!-- virtxml: ignore RULE[,RULE...]: reason -->
 *
 * It is about the element before it in its line, or the next one, or, if it is the last in an
 * element, about that one, and all that is in the element.  complain is called for each comment
 * that is wrong or, with --check, has nothing to ignore, with its offset and why.
 */
void run_ignore(struct run *r, void (*complain)(void *to, uint32_t offset, const char *why),
                void *to);

#endif
