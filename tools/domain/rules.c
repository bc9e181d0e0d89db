#include "domain/rules.h"

#include "domain/handlers.h"
#include "rules/table.h"

static const struct rule rules[DOMAIN_RULE_COUNT] = {
#define RULE RULE_ROW
#include "domain/rule_list.h"
#undef RULE
};

/* Where two rules want one place. */
static const struct precedence beats[] = {
	/* a PV interface's model is not looked at, whatever it says */
	{ INTERFACE_MODEL_PV, INTERFACE_MODEL_NETFRONT },
	{ INTERFACE_MODEL_PV, INTERFACE_MODEL_IGNORED_PV },
	{ INTERFACE_MODEL_PV, INTERFACE_MODEL_IOEMU },
	{ INTERFACE_MODEL_IGNORED_PV, INTERFACE_MODEL_IOEMU },
	{ INTERFACE_MODEL_UNKNOWN, INTERFACE_MODEL_IOEMU },
	/* the narrower rule knows more */
	{ LOADER_OVMF, LOADER_HVMLOADER },
	{ INTERFACE_SCRIPT_OVS, INTERFACE_SCRIPT },
	{ INTERFACE_SCRIPT_ROUTED, INTERFACE_SCRIPT },
	{ INTERFACE_SCRIPT_CUSTOM, INTERFACE_SCRIPT },
	{ CONTROLLER_XENBUS_LIMITS, CONTROLLER_XENBUS },
	{ CHANNEL_AGENT_UNIX, LIVE_PTY_SOURCE },
	/* what goes altogether needs no mending */
	{ HOSTDEV_DROPPED, HOSTDEV_CAPABILITIES },
};

const struct ruleset domain_rules = { rules, DOMAIN_RULE_COUNT, beats,
	                              sizeof(beats) / sizeof(beats[0]) };
