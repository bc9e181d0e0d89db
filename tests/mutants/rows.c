/*
 * Linked into the programs of `make mutants`: changes rows of the tables of rules before main()
 * runs, as the environment says:
 *
 *     MUTANT=list                  prints all changes that there are, one a line
 *     MUTANT='CHANGE;CHANGE;...'   makes these
 *
 * A change is WORD:SYMBOL:HOW.
 */
#include "bridge/rules.h"
#include "domain/rules.h"
#include "pool/rules.h"
#include "snapshot/rules.h"
#include "xl/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* By the numbers of rules: selection_has() of these programs asks it. */
unsigned char mutant_dropped[UINT16_MAX];

static const char *changes; /* NULL: they are printed */

/* Whether the row is to be changed so, or lists the change. */
static bool
asked(const char *word, const char *symbol, const char *how)
{
	char change[128];
	int n = snprintf(change, sizeof(change), "%s:%s:%s;", word, symbol, how);
	const char *at;

	if (n >= (int)sizeof(change))
		abort();
	if (changes == NULL) {
		printf("%.*s\n", n - 1, change);
		return false;
	}
	at = strstr(changes, change);
	return at != NULL && (at == changes || at[-1] == ';');
}

/* Makes constant memory writable. */
static void
unlock(const void *start, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t first = (size_t)start / page * page;

	if (size > 0 &&
	    mprotect((void *)first, (size_t)start + size - first, PROT_READ | PROT_WRITE) != 0)
		abort();
}

/* The level most like it that a user can tell from it. */
static enum level
other_level(enum level level)
{
	switch (level) {
	case LEVEL_CONVERT:
	case LEVEL_OPTION:
	case LEVEL_REFUSE:
		return LEVEL_DROP;
	case LEVEL_DROP:
		return LEVEL_CONVERT;
	case LEVEL_WARN:
		return LEVEL_NOTE;
	case LEVEL_NOTE:
		break;
	}
	return LEVEL_WARN;
}

static void
change_values(struct rule *rule)
{
	for (size_t i = 0; rule->values != NULL && rule->values[i] != NULL; i++)
		if (asked("value", rule->symbol, rule->values[i])) {
			unlock(&rule->values[i], sizeof(rule->values[i]));
			*(const char **)&rule->values[i] = "mutant";
		}
	if (rule->to != NULL && asked("to", rule->symbol, rule->to))
		rule->to = "mutant";
	if (rule->attr != NULL && asked("attr", rule->symbol, rule->attr))
		rule->attr = "mutant";
}

/* Scopes matter in domains only: the other tools convert each document that they are given. */
static void
change_scope(struct rule *rule)
{
	static const char *const words[] = { [SCOPE_XEN] = "xen", [SCOPE_ALWAYS] = "always" };
	enum scope scope = rule->scope;

	for (enum scope other = SCOPE_XEN; other <= SCOPE_ALWAYS; other++)
		if (scope != other && (scope != SCOPE_OPTION || other == SCOPE_XEN) &&
		    asked("scope", rule->symbol, words[other]))
			rule->scope = other;
}

static void
change_row(struct rule *rule, uint16_t number)
{
	if (asked("drop", rule->symbol, "row"))
		mutant_dropped[number] = 1;
	if (asked("level", rule->symbol, level_words[other_level(rule->level)]))
		rule->level = other_level(rule->level);
	if (number < BRIDGE_RULES)
		change_scope(rule);
	if (rule->path.steps > 0 && asked("path", rule->symbol, "parent"))
		rule->path.steps--;
	change_values(rule);
}

/* Which of two rules has one place: the other, or nobody says so. */
static void
change_precedence(const struct ruleset *set, struct precedence *row)
{
	struct precedence old = *row;
	const char *winner = rule_row(set, old.winner)->symbol;
	const char *loser = rule_row(set, old.loser)->symbol;

	if (asked("unordered", winner, loser))
		row->winner = row->loser = UINT16_MAX;
	if (asked("swap", winner, loser))
		*row = (struct precedence){ old.loser, old.winner };
}

static void
change_table(const struct ruleset *set, const struct rule_table *t)
{
	unlock(t->rows, t->count * sizeof(*t->rows));
	for (uint16_t i = 0; i < t->count; i++)
		change_row((struct rule *)&t->rows[i], (uint16_t)(t->first + i));
	unlock(t->beats, t->beats_count * sizeof(*t->beats));
	for (size_t i = 0; i < t->beats_count; i++)
		change_precedence(set, (struct precedence *)&t->beats[i]);
}

__attribute__((constructor)) static void
change_rows(void)
{
	static const struct ruleset *const sets[] = { &domain_rules, &bridge_rules, &snapshot_rules,
		                                      &pool_rules, &xl_rules };
	const struct rule_table *seen[32] = { NULL };
	size_t count = 0;

	changes = getenv("MUTANT");
	if (changes == NULL || changes[0] == '\0')
		return;
	if (strcmp(changes, "list") == 0)
		changes = NULL;
	for (size_t s = 0; s < sizeof(sets) / sizeof(sets[0]); s++)
		for (const struct rule_table *const *t = sets[s]->tables; *t != NULL; t++) {
			size_t i = 0;

			while (i < count && seen[i] != *t)
				i++;
			if (i < count)
				continue;
			seen[count++] = *t;
			change_table(sets[s], *t);
		}
	if (changes == NULL)
		exit(0);
}
