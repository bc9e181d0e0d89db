#ifndef BRIDGE_RULES_H
#define BRIDGE_RULES_H

#include "rules/run.h"

enum bridge_rule {
#define RULE(sym, ...) sym,
#include "bridge/rules_maps.h"
#undef RULE
	BRIDGE_RULE_COUNT
};

extern const struct ruleset bridge_rules;

#endif
