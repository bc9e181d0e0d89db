#ifndef POOL_RULES_H
#define POOL_RULES_H

#include "rules/run.h"

enum pool_rule {
#define RULE(sym, ...) sym,
#include "pool/rules_pool.h"
#undef RULE
	POOL_RULE_COUNT
};

extern const struct ruleset pool_rules;

#endif
