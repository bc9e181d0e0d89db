#include "rules/rule.h"

const char *const group_names[GROUP_COUNT] = { "seed",  "accept", "meaning",  "live",
	                                       "notes", "maps",   "snapshot", "pool" };

const char *const level_names[] = {
	[LEVEL_CONVERT] = "convert", [LEVEL_DROP] = "drop, with a warning",
	[LEVEL_WARN] = "warning",    [LEVEL_REFUSE] = "refuse, unless --force",
	[LEVEL_NOTE] = "note",       [LEVEL_OPTION] = "only with its option",
};

const char *const level_words[] = {
	[LEVEL_CONVERT] = "convert", [LEVEL_DROP] = "drop", [LEVEL_WARN] = "warn",
	[LEVEL_REFUSE] = "refuse",   [LEVEL_NOTE] = "note", [LEVEL_OPTION] = "option",
};

int
rule_find(const struct ruleset *set, struct str id)
{
	for (uint16_t i = 0; i < set->count; i++)
		if (str_is(id, set->rules[i].id))
			return i;
	return -1;
}
