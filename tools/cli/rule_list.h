#ifndef CLI_RULE_LIST_H
#define CLI_RULE_LIST_H

#include "base/buf.h"
#include "rules/rule.h"

/* --list-rules: a line each, with tabs: id, group, level, what it does. */
void rule_list_print(const struct ruleset *set, struct buf *out);
/* --explain: everything about one rule. */
void rule_list_explain(const struct ruleset *set, uint16_t rule, struct buf *out);

#endif
