#ifndef SNAPSHOT_RULES_H
#define SNAPSHOT_RULES_H

#include "rules/run.h"
#include "rules/table.h"

enum snapshot_rule {
	SNAPSHOT_RULE_BEFORE = SNAPSHOT_RULES - 1,
#define RULE RULE_SYMBOL
#include "snapshot/snapshot_rules.h"
#undef RULE
	SNAPSHOT_RULES_END
};

/* The functions that the rows name. */
#define RULE RULE_DECLARE
#include "snapshot/snapshot_rules.h"
#undef RULE

/* The rules of domains, those of the maps of interfaces, and a snapshot's own. */
extern const struct ruleset snapshot_rules;

#endif
