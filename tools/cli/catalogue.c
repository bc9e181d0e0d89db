#include "cli/catalogue.h"

void
catalogue_list(const struct ruleset *set, struct buf *out)
{
	for (uint16_t i = 0; i < set->count; i++) {
		const struct rule *rule = &set->rules[i];

		buf_printf(out, "%s\t%s\t%s\t%s: %s\n", rule->id, group_names[rule->group],
		           level_names[rule->level], rule->xpath, rule->what);
	}
}

void
catalogue_explain(const struct ruleset *set, uint16_t i, struct buf *out)
{
	static const char *const scopes[] = {
		[SCOPE_SUBJECT] = "in domains of type xen",
		[SCOPE_ANY] = "in every domain: the value is a left-over",
		[SCOPE_DOUBT] =
		    "in domains of type xen; in others --check points it out beside left-overs",
		[SCOPE_IDLE] = "in domains of type xen; in others --check points it out",
		[SCOPE_ASKED] = "in every document, where an option asks for it",
	};
	const struct rule *rule = &set->rules[i];

	buf_printf(out, "%s (group %s)\n", rule->id, group_names[rule->group]);
	buf_printf(out, "  where:   %s\n", rule->xpath);
	buf_printf(out, "  applies: %s\n", scopes[rule->scope]);
	buf_printf(out, "  does:    %s\n", rule->what);
	buf_printf(out, "  level:   %s\n", level_names[rule->level]);
	if (rule->say[0] != '\0')
		buf_printf(out, "  mind:    %s\n", rule->say);
	buf_printf(out, "  why:     %s\n", rule->why);
	for (size_t b = 0; b < set->beats_count; b++) {
		if (set->beats[b].winner == i)
			buf_printf(out, "  beats:   %s\n", set->rules[set->beats[b].loser].id);
		if (set->beats[b].loser == i)
			buf_printf(out, "  yields:  to %s\n", set->rules[set->beats[b].winner].id);
	}
}
