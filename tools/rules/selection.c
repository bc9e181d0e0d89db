#include "rules/selection.h"

#include <string.h>

static bool
switch_rules(struct selection *s, const struct ruleset *set, struct str name, bool on)
{
	bool known = false;

	for (const struct rule_table *const *t = set->tables; *t != NULL; t++)
		for (uint16_t i = 0; i < (*t)->count; i++) {
			const struct rule *rule = &(*t)->rows[i];

			if (rule_has_id(rule, name) || str_is(name, group_names[rule->group])) {
				s->on[(*t)->first + i] = on ? RULE_ON : RULE_SKIPPED;
				known = true;
			}
		}
	return known;
}

struct str
selection_read(struct selection *s, const struct ruleset *set, const char *list, bool only)
{
	struct str rest = str_from(list);

	if (s->on == NULL) {
		s->on = mem_alloc(rules_end(set) * sizeof(*s->on));
		for (uint16_t i = 0; i < rules_end(set); i++)
			s->on[i] = only ? RULE_OFF : RULE_ON;
	}
	while (rest.p != NULL) {
		struct str name = str_until(&rest, ",");

		if (!switch_rules(s, set, name, only))
			return name;
	}
	return STR_NONE;
}
