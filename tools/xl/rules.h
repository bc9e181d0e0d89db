#ifndef XL_RULES_H
#define XL_RULES_H

#include "rules/rule.h"
#include "rules/table.h"

enum xl_rule {
	XL_BAD = XL_RULES - 1, /* no rule: the file cannot be understood */
#define RULE RULE_SYMBOL
#include "xl/xl_rules.h"
#undef RULE
	XL_RULES_END
};

extern const struct ruleset xl_rules;

#endif
