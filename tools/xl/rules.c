#include "xl/rules.h"

static const struct rule rows[] = {
#define RULE RULE_ROW
#include "xl/xl_rules.h"
};

static char ids[XL_RULES_END - XL_RULES][RULE_ID_SIZE];

static const struct rule_table table = { XL_RULES, XL_RULES_END - XL_RULES, rows, NULL, 0, ids };

const struct ruleset xl_rules = { { &table } };
