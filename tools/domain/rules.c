#include "domain/rules.h"

#include "domain/handlers.h"

#define P0        \
	{         \
		0 \
	}
#define P1(a)            \
	{                \
		NAME_##a \
	}
#define P2(a, b)                   \
	{                          \
		NAME_##a, NAME_##b \
	}
#define P3(a, b, c)                          \
	{                                    \
		NAME_##a, NAME_##b, NAME_##c \
	}
#define VALUES(...)               \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

#define PLANNED .action = ACTION_PLANNED
#define CALL(where, fn) .action = ACTION_CALL, .path = where, .call = fn
#define DROP(where, val) .action = ACTION_DROP, .path = where, .values = val
#define DROP_ATTR(where, a, val) .action = ACTION_DROP_ATTR, .path = where, .attr = a, .values = val
#define SET_ATTR(where, a, val, new) \
	.action = ACTION_SET_ATTR, .path = where, .attr = a, .values = val, .to = new
#define SET_TEXT(where, val, new) .action = ACTION_SET_TEXT, .path = where, .values = val, .to = new

static const struct rule rules[DOMAIN_RULE_COUNT] = {
#define RULE(sym, ident, grp, scp, lvl, how, where, does, then, evidence) \
	[sym] = { .id = ident,                                            \
		  .group = GROUP_##grp,                                   \
		  .scope = SCOPE_##scp,                                   \
		  .level = LEVEL_##lvl,                                   \
		  how,                                                    \
		  .xpath = where,                                         \
		  .what = does,                                           \
		  .say = then,                                            \
		  .why = evidence },
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
