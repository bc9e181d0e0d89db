#ifndef BRIDGE_RULES_H
#define BRIDGE_RULES_H

#include "rules/run.h"

enum bridge_rule {
#define RULE(sym, ...) sym,
#include "bridge/rules_maps.h"
	BRIDGE_MAP_COUNT, /* those of interfaces; a network's follow */
	BRIDGE_MAP_LAST = BRIDGE_MAP_COUNT - 1,
#include "bridge/rules_networks.h"
#undef RULE
	BRIDGE_RULE_COUNT
};

extern const struct ruleset bridge_rules;

#endif
