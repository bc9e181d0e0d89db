#include "cli/rule_list.h"

static void
list_group(const struct ruleset *set, const struct rule_table *t, enum group group, struct buf *out)
{
	for (uint16_t i = 0; i < t->count; i++) {
		const struct rule *rule = &t->rows[i];

		if (rule->group == group)
			buf_printf(out, "%s\t%s\t%s\t%s: %s\n",
			           rule_id(set, (uint16_t)(t->first + i)), group_names[group],
			           level_names[rule->level], rule->where, rule->does);
	}
}

void
rule_list_print(const struct ruleset *set, struct buf *out)
{
	for (enum group g = GROUP_SEED; g < GROUP_COUNT; g++)
		for (const struct rule_table *const *t = set->tables; *t != NULL; t++)
			list_group(set, *t, g, out);
}

/* Which rules have a place before the rule, or after it. */
static void
explain_precedence(const struct ruleset *set, const struct rule_table *t, uint16_t i,
                   struct buf *out)
{
	for (size_t b = 0; b < t->beats_count; b++) {
		if (t->beats[b].winner == i)
			buf_printf(out, "  beats:   %s\n", rule_id(set, t->beats[b].loser));
		if (t->beats[b].loser == i)
			buf_printf(out, "  yields:  to %s\n", rule_id(set, t->beats[b].winner));
	}
}

void
rule_list_explain(const struct ruleset *set, uint16_t i, struct buf *out)
{
	static const char *const scopes[] = {
		[SCOPE_XEN] = "in domains of type xen",
		[SCOPE_ALWAYS] = "in every domain: the value is a leftover",
		[SCOPE_SUSPECT] =
		    "in domains of type xen; in others --check points it out beside leftovers",
		[SCOPE_INERT] = "in domains of type xen; in others --check points it out",
		[SCOPE_OPTION] = "in every document, where an option asks for it",
	};
	const struct rule *rule = rule_row(set, i);

	buf_printf(out, "%s (group %s)\n", rule_id(set, i), group_names[rule->group]);
	buf_printf(out, "  where:   %s\n", rule->where);
	buf_printf(out, "  applies: %s\n", scopes[rule->scope]);
	buf_printf(out, "  does:    %s\n", rule->does);
	buf_printf(out, "  level:   %s\n", level_names[rule->level]);
	if (rule->mind != NULL)
		buf_printf(out, "  mind:    %s\n", rule->mind);
	buf_printf(out, "  why:     %s\n", rule->why);
	if (str_has(str_from(rule->why), "procedure "))
		buf_text(
		    out,
		    "           (the procedures are those of Univention's Extended virtualization documentation)\n");
	for (const struct rule_table *const *t = set->tables; *t != NULL; t++)
		explain_precedence(set, *t, i, out);
}
