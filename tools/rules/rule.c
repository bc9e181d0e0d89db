#include "rules/rule.h"

const char *const group_names[GROUP_COUNT] = {
	[GROUP_SEED] = "seed",     [GROUP_ACCEPT] = "accept",         [GROUP_MEANING] = "meaning",
	[GROUP_LIVE] = "live",     [GROUP_NOTES] = "notes",           [GROUP_MAPS] = "maps",
	[GROUP_POOL] = "pool",     [GROUP_SNAPSHOT] = "snapshot",     [GROUP_CONFIG] = "config",
	[GROUP_TARGET] = "target", [GROUP_VOCABULARY] = "vocabulary",
};

const char *const level_names[] = {
	[LEVEL_CONVERT] = "convert", [LEVEL_DROP] = "drop, with a warning",
	[LEVEL_WARN] = "warning",    [LEVEL_REFUSE] = "refuse, unless --force",
	[LEVEL_NOTE] = "note",       [LEVEL_OPTION] = "only with its option",
};

const char *const level_words[] = {
	[LEVEL_CONVERT] = "convert", [LEVEL_DROP] = "drop", [LEVEL_WARN] = "warn",
	[LEVEL_REFUSE] = "refuse",   [LEVEL_NOTE] = "note", [LEVEL_OPTION] = "option",
};

const struct rule_table *
rule_table(const struct ruleset *set, uint16_t rule)
{
	const struct rule_table *const *t = set->tables;

	while (rule >= (*t)->first + (*t)->count)
		t++;
	return *t;
}

const struct rule *
rule_row(const struct ruleset *set, uint16_t rule)
{
	const struct rule_table *t = rule_table(set, rule);

	return &t->rows[rule - t->first];
}

uint16_t
rules_end(const struct ruleset *set)
{
	const struct rule_table *const *t = set->tables;

	while (t[1] != NULL)
		t++;
	return (uint16_t)((*t)->first + (*t)->count);
}

/* DISK_BUS_XEN in an id: disk-bus-xen. */
static char
id_char(char c)
{
	if (c == '_')
		return '-';
	return str_lower(c);
}

const char *
rule_id(const struct ruleset *set, uint16_t rule)
{
	const struct rule_table *t = rule_table(set, rule);
	const char *symbol = t->rows[rule - t->first].symbol;
	char *id = t->ids[rule - t->first];

	if (id[0] == '\0')
		for (size_t i = 0; symbol[i] != '\0'; i++)
			id[i] = id_char(symbol[i]);
	return id;
}

bool
rule_has_id(const struct rule *rule, struct str id)
{
	for (size_t i = 0; i < id.n; i++)
		if (rule->symbol[i] == '\0' || id.p[i] != id_char(rule->symbol[i]))
			return false;
	return rule->symbol[id.n] == '\0';
}

int
rule_find(const struct ruleset *set, struct str id)
{
	for (const struct rule_table *const *t = set->tables; *t != NULL; t++)
		for (uint16_t i = 0; i < (*t)->count; i++)
			if (rule_has_id(&(*t)->rows[i], id))
				return (*t)->first + i;
	return -1;
}
