#ifndef SNAPSHOT_RULES_H
#define SNAPSHOT_RULES_H

#include "bridge/rules.h"
#include "domain/rules.h"

/*
 * snapconv runs the rules of a domain, those of the maps of interfaces, and its own, in one table:
 * a domain's rules keep their numbers, the maps' begin at SNAPSHOT_MAPS, and the snapshot's own
 * follow.
 */
enum { SNAPSHOT_MAPS = DOMAIN_RULE_COUNT };

enum snapshot_rule {
	SNAPSHOT_RULE_FIRST = DOMAIN_RULE_COUNT + BRIDGE_MAP_COUNT - 1,
#define RULE(sym, ...) sym,
#include "snapshot/rules_snapshot.h"
#undef RULE
	SNAPSHOT_RULE_COUNT
};

extern const struct ruleset snapshot_rules;

#endif
