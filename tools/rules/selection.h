#ifndef RULES_SELECTION_H
#define RULES_SELECTION_H

#include "rules/rule.h"

/* Which rules are in force: --only and --skip, lists of ids and group names. */
enum { RULE_OFF, RULE_ON, RULE_SKIPPED };

struct selection {
	unsigned char *on; /* of each rule, by number; NULL: all are on */
};

/*
 * Reads a list with commas. only: only the listed rules are on (lists add up); otherwise the listed
 * rules are off. Returns the first name that is neither a rule nor a group, or an absent string.
 */
struct str selection_read(struct selection *s, const struct ruleset *set, const char *list,
                          bool only);
static inline bool
selection_has(const struct selection *s, uint16_t rule)
{
	return s->on == NULL || s->on[rule] == RULE_ON;
}
/* Whether --skip names the rule; --only leaves out more. */
static inline bool
selection_skips(const struct selection *s, uint16_t rule)
{
	return s->on != NULL && s->on[rule] == RULE_SKIPPED;
}

#endif
