#include "domain/rules.h"

#include "domain/handlers.h"
#include "rules/table.h"

static const struct rule rules[DOMAIN_RULE_COUNT] = {
#define RULE_BASE 0
#define RULE RULE_ROW
#include "domain/rule_list.h"
#undef RULE
};

static const struct precedence beats[] = {
#include "domain/precedence.h"
};

const struct ruleset domain_rules = { rules, DOMAIN_RULE_COUNT, beats,
	                              sizeof(beats) / sizeof(beats[0]) };
