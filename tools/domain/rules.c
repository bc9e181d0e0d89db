#include "domain/rules.h"

#include "vocabulary/rules.h"

static const struct rule rows[] = {
#define RULE RULE_ROW
#include "domain/rule_list.h"
};

static const struct precedence beats[] = {
#include "domain/precedence.h"
};

static char ids[DOMAIN_RULE_COUNT][RULE_ID_SIZE];

const struct rule_table domain_table = {
	DOMAIN_RULES, DOMAIN_RULE_COUNT, rows, beats, sizeof(beats) / sizeof(beats[0]), ids
};

const struct ruleset domain_rules = { { &domain_table, &vocabulary_table } };
