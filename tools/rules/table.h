#ifndef RULES_TABLE_H
#define RULES_TABLE_H

#include "rules/rule.h"

/*
 * The words in which a list of rules (SUBJECT_rules.h) is written:
 *
 *     RULE(SYMBOL, VERB, .group = GROUP_..., .scope = SCOPE_..., .level = LEVEL_...,
 *          .where = "...", .does = "...", .mind = "...", .why = "...")
 *
 * The verb says what runs:
 *
 *     BY(function)                        once a document; rows with one function stand together
 *     EACH(path, function)                for every element at the path
 *     DROP(path)                          the others need no code
 *     DROP_ATTR(path, "attr")
 *     SET_ATTR(path, "attr", VALUES("old", ...), "new")
 *     SET_TEXT(path, VALUES("old", ...), "new")
 *     READ                                of a file that is no XML, its reader
 *
 * A path is AT(NAME_DEVICES, NAME_DISK), from below the root of what is converted, or ROOT.
 *
 * A list is included three times: as RULE_SYMBOL for the enum of its rules, as RULE_DECLARE for the
 * functions that it names, and as RULE_ROW for the table.
 */
#define RULE_SYMBOL(symbol, ...) symbol,
#define RULE_ROW(name, verb, ...) { .symbol = #name, verb, __VA_ARGS__ },
#define RULE_DECLARE(symbol, verb, ...)                                  \
	_Static_assert(sizeof(#symbol) <= RULE_ID_SIZE, "a shorter id"); \
	DECLARE_##verb

/* clang-format off */
#define ROOT { NULL, 0 }
#define AT(...) \
	{ (const uint16_t[]){ __VA_ARGS__ }, \
	  sizeof((const uint16_t[]){ __VA_ARGS__ }) / sizeof(uint16_t) }
/* clang-format on */
#define VALUES(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define BY(fn) .action = ACTION_BY, .by = fn
#define EACH(at, fn) .action = ACTION_EACH, .path = at, .each = fn
#define DROP(at) .action = ACTION_DROP, .path = at
#define DROP_ATTR(at, name) .action = ACTION_DROP_ATTR, .path = at, .attr = name
#define SET_ATTR(at, name, old, new) \
	.action = ACTION_SET_ATTR, .path = at, .attr = name, .values = old, .to = new
#define SET_TEXT(at, old, new) .action = ACTION_SET_TEXT, .path = at, .values = old, .to = new
#define READ .action = ACTION_READ

#define DECLARE_BY(fn) void fn(struct run *r);
#define DECLARE_EACH(at, fn) void fn(struct run *r, uint16_t rule, uint32_t node);
#define DECLARE_DROP(at)
#define DECLARE_DROP_ATTR(at, name)
#define DECLARE_SET_ATTR(at, name, old, new)
#define DECLARE_SET_TEXT(at, old, new)
#define DECLARE_READ

/* The head of a function that a row with EACH names. */
#define HANDLER(name) void name(struct run *r, uint16_t rule, uint32_t node)

#endif
