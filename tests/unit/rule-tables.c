/* Checks the rows of every rule: none lacks a column, and what only rows together can get wrong. */
#include "bridge/rules.h"
#include "domain/rules.h"
#include "pool/rules.h"
#include "snapshot/rules.h"
#include "xl/rules.h"

#include <stdio.h>

static unsigned rows, bad;

static void
expect(bool good, const struct rule *rule, const char *what)
{
	if (good)
		return;
	printf("not ok - %s: %s\n", rule->symbol, what);
	bad++;
}

static void
check_columns(const struct rule *rule)
{
	expect(rule->group != 0, rule, "no .group");
	expect(rule->scope != 0, rule, "no .scope");
	expect(rule->level != 0, rule, "no .level");
	expect(rule->where != NULL && rule->where[0] != '\0', rule, "no .where");
	expect(rule->does != NULL && rule->does[0] != '\0', rule, "no .does");
	expect(rule->why != NULL && rule->why[0] != '\0', rule, "no .why");
	expect(rule->mind == NULL || rule->mind[0] != '\0', rule, "an empty .mind");
	expect(rule->mind == NULL || rule->level == LEVEL_DROP || rule->level == LEVEL_REFUSE, rule,
	       "a .mind that no message prints");
}

/* A function that BY() names twice, with another between, would be called twice. */
static void
check_neighbours(const struct rule_table *t, uint16_t i)
{
	const struct rule *rule = &t->rows[i];

	for (uint16_t k = 0; k + 1 < i && rule->action == ACTION_BY; k++)
		expect(t->rows[k].by != rule->by || t->rows[i - 1].by == rule->by, rule,
		       "the rows of its BY() function do not stand together");
}

static void
check_set(const struct ruleset *set)
{
	for (const struct rule_table *const *t = set->tables; *t != NULL; t++)
		for (uint16_t i = 0; i < (*t)->count; i++, rows++) {
			uint16_t number = (uint16_t)((*t)->first + i);

			check_columns(&(*t)->rows[i]);
			check_neighbours(*t, i);
			expect(rule_find(set, str_from(rule_id(set, number))) == number,
			       &(*t)->rows[i], "is not found by its id");
		}
}

int
main(void)
{
	check_set(&domain_rules);
	check_set(&bridge_rules);
	check_set(&snapshot_rules);
	check_set(&pool_rules);
	check_set(&xl_rules);
	printf("rule-tables: %u rows, %u faults\n", rows, bad);
	return bad != 0;
}
