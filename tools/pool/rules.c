#include "pool/rules.h"

#include "pool/handlers.h"
#include "rules/table.h"

#define RULE_BASE 0
#define RULE RULE_ROW
static const struct rule rules[POOL_RULE_COUNT] = {
#include "pool/rules_pool.h"
};

const struct ruleset pool_rules = { rules, POOL_RULE_COUNT, NULL, 0 };
