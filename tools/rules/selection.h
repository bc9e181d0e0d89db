#ifndef RULES_SELECTION_H
#define RULES_SELECTION_H

#include "rules/rule.h"

/* Which rules are in force: --only and --skip, lists of ids and group names. */
struct selection {
	bool *on; /* by number; NULL: all */
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
	return s->on == NULL || s->on[rule];
}

#endif
