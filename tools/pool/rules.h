#ifndef POOL_RULES_H
#define POOL_RULES_H

#include "rules/run.h"
#include "rules/table.h"

enum pool_rule {
	POOL_RULE_BEFORE = POOL_RULES - 1,
#define RULE RULE_SYMBOL
#include "pool/pool_rules.h"
#include "pool/new_host_rules.h"
#undef RULE
	POOL_RULES_END
};

/* The functions that the rows name; each gets the pool's root element. */
#define RULE RULE_DECLARE
#include "pool/pool_rules.h"
#include "pool/new_host_rules.h"
#undef RULE

extern const struct ruleset pool_rules;

#endif
