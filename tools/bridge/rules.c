#include "bridge/rules.h"

#include "bridge/convert.h"
#include "rules/table.h"

#define RULE_BASE 0
#define RULE RULE_ROW
static const struct rule rules[BRIDGE_RULE_COUNT] = {
#include "bridge/rules_maps.h"
#include "bridge/rules_networks.h"
};

const struct ruleset bridge_rules = { rules, BRIDGE_RULE_COUNT, NULL, 0 };
