#ifndef CLI_CATALOGUE_H
#define CLI_CATALOGUE_H

#include "base/buf.h"
#include "rules/rule.h"

/* --list-rules: a line each, with tabs: id, group, level, what it does. */
void catalogue_list(const struct ruleset *set, struct buf *out);
/* --explain: everything about one rule. */
void catalogue_explain(const struct ruleset *set, uint16_t rule, struct buf *out);

#endif
