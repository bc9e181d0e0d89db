#include "snapshot/rules.h"

#include "bridge/convert.h"
#include "domain/handlers.h"
#include "rules/table.h"

#define RULE RULE_ROW
static const struct rule rules[SNAPSHOT_RULE_COUNT] = {
#define RULE_BASE 0
#include "domain/rule_list.h"
#undef RULE_BASE
#define RULE_BASE SNAPSHOT_MAPS
#include "bridge/rules_maps.h"
#undef RULE_BASE
#define RULE_BASE 0
#include "snapshot/rules_snapshot.h"
};

/* A map looks at what a domain's rule makes of an interface, and has the last word. */
#define MAPS_BEAT(rule)                                                                        \
	{ SNAPSHOT_MAPS + BRIDGE_MAC, rule }, { SNAPSHOT_MAPS + NETWORK_MAC, rule },           \
	    { SNAPSHOT_MAPS + BRIDGE_NAMED, rule }, { SNAPSHOT_MAPS + BRIDGE_OTHERS, rule },   \
	    { SNAPSHOT_MAPS + NETWORK_NAMED, rule }, { SNAPSHOT_MAPS + NETWORK_OTHERS, rule }, \
	{                                                                                      \
		SNAPSHOT_MAPS + DEVICE_NAMED, rule                                             \
	}

static const struct precedence beats[] = {
#include "domain/precedence.h"
	MAPS_BEAT(INTERFACE_OVS_VLAN),
	MAPS_BEAT(INTERFACE_ETHERNET),
	MAPS_BEAT(INTERFACE_ETHERNET_SOURCE),
};

const struct ruleset snapshot_rules = { rules, SNAPSHOT_RULE_COUNT, beats,
	                                sizeof(beats) / sizeof(beats[0]) };
