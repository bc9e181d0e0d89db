#include "snapshot/rules.h"

#include "bridge/rules.h"
#include "domain/rules.h"
#include "vocabulary/rules.h"

static const struct rule rows[] = {
#define RULE RULE_ROW
#include "snapshot/snapshot_rules.h"
};

/*
 * A map reads an interface after the domain's rules have changed it, and overrides them: these two
 * leave it attached to a bridge.
 */
#define MAPS_BEAT(rule)                                                           \
	{ BRIDGE_MAC, rule }, { BRIDGE_TO_NETWORK, rule }, { NETWORK_MAC, rule }, \
	    { BRIDGE_NAMED, rule },                                               \
	{                                                                         \
		BRIDGE_OTHERS, rule                                               \
	}

static const struct precedence beats[] = {
	MAPS_BEAT(INTERFACE_OVS_VLAN),
	MAPS_BEAT(INTERFACE_ETHERNET),
};

static char ids[SNAPSHOT_RULES_END - SNAPSHOT_RULES][RULE_ID_SIZE];

static const struct rule_table table = { SNAPSHOT_RULES, SNAPSHOT_RULES_END - SNAPSHOT_RULES, rows,
	                                 beats,          sizeof(beats) / sizeof(beats[0]),    ids };

const struct ruleset snapshot_rules = { { &domain_table, &bridge_interfaces_table, &table,
	                                  &vocabulary_table } };
