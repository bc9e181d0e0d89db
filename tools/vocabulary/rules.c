#include "vocabulary/rules.h"

static const struct rule rows[] = {
#define RULE RULE_ROW
#include "vocabulary/vocabulary_rules.h"
};

static char ids[VOCABULARY_RULES_END - VOCABULARY_RULES][RULE_ID_SIZE];

const struct rule_table vocabulary_table = {
	VOCABULARY_RULES, VOCABULARY_RULES_END - VOCABULARY_RULES, rows, NULL, 0, ids
};

void
vocabulary_run(struct run *r)
{
	r->scopes = SCOPES_ALL;
	r->dry_run = false;
	if (r->check || r->vocabulary || r->libvirt.p != NULL)
		run_rules(r, VOCABULARY_RULES, VOCABULARY_RULES_END);
}
