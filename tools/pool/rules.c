#include "pool/rules.h"

#include "vocabulary/rules.h"

static const struct rule rows[] = {
#define RULE RULE_ROW
#include "pool/pool_rules.h"
#include "pool/new_host_rules.h"
};

static char ids[POOL_RULES_END - POOL_RULES][RULE_ID_SIZE];

static const struct rule_table table = {
	POOL_RULES, POOL_RULES_END - POOL_RULES, rows, NULL, 0, ids
};

const struct ruleset pool_rules = { { &table, &vocabulary_table } };
