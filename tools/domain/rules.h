#ifndef DOMAIN_RULES_H
#define DOMAIN_RULES_H

#include "rules/run.h"
#include "rules/table.h"

enum domain_rule {
	DOMAIN_RULE_BEFORE = DOMAIN_RULES - 1,
#define RULE RULE_SYMBOL
#include "domain/rule_list.h"
#undef RULE
	DOMAIN_RULE_COUNT
};

/* The functions that the rows name. */
#define RULE RULE_DECLARE
#include "domain/rule_list.h"
#undef RULE

extern const struct rule_table domain_table;
/* The rules of domconv. */
extern const struct ruleset domain_rules;

#endif
