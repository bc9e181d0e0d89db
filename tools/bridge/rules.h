#ifndef BRIDGE_RULES_H
#define BRIDGE_RULES_H

#include "rules/run.h"
#include "rules/table.h"

enum bridge_rule {
	BRIDGE_RULE_BEFORE = BRIDGE_RULES - 1,
#define RULE RULE_SYMBOL
#include "bridge/interfaces_rules.h"
	BRIDGE_INTERFACES_END, /* end of those for interfaces; networks' follow */
	BRIDGE_INTERFACES_LAST = BRIDGE_INTERFACES_END - 1,
#include "bridge/networks_rules.h"
#undef RULE
	BRIDGE_RULES_END
};

/* The functions that the rows name. */
#define RULE RULE_DECLARE
#include "bridge/interfaces_rules.h"
#include "bridge/networks_rules.h"
#undef RULE

extern const struct rule_table bridge_interfaces_table;
extern const struct ruleset bridge_rules;

#endif
