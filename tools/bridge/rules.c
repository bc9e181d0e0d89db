#include "bridge/rules.h"

#include "vocabulary/rules.h"

#define INTERFACES (BRIDGE_INTERFACES_END - BRIDGE_RULES)
#define NETWORKS (BRIDGE_RULES_END - BRIDGE_INTERFACES_END)

#define RULE RULE_ROW
static const struct rule interfaces[] = {
#include "bridge/interfaces_rules.h"
};

static const struct rule networks[] = {
#include "bridge/networks_rules.h"
};

static char ids[INTERFACES + NETWORKS][RULE_ID_SIZE];

const struct rule_table bridge_interfaces_table = { BRIDGE_RULES, INTERFACES, interfaces,
	                                            NULL,         0,          ids };
static const struct rule_table networks_table = {
	BRIDGE_INTERFACES_END, NETWORKS, networks, NULL, 0, ids + INTERFACES
};

const struct ruleset bridge_rules = { { &bridge_interfaces_table, &networks_table,
	                                &vocabulary_table } };
