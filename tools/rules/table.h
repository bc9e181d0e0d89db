#ifndef RULES_TABLE_H
#define RULES_TABLE_H

#include "rules/rule.h"

/*
 * The words that a list of rules is written in (NAME/rules_GROUP.h).  A list is included twice:
 * for the enum of its rules, where RULE(sym, ...) gives the symbol, and for the table, where
 * RULE is RULE_ROW.  RULE_BASE is the number of the list's first rule in the table.
 */
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

#define RULE_ROW(sym, ident, grp, scp, lvl, how, where, does, then, evidence) \
	[RULE_BASE + sym] = { .id = ident,                                    \
		              .group = GROUP_##grp,                           \
		              .scope = SCOPE_##scp,                           \
		              .level = LEVEL_##lvl,                           \
		              how,                                            \
		              .xpath = where,                                 \
		              .what = does,                                   \
		              .say = then,                                    \
		              .why = evidence },

#endif
