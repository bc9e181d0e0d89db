#ifndef VOCABULARY_RULES_H
#define VOCABULARY_RULES_H

#include "rules/run.h"
#include "rules/table.h"

enum vocabulary_rule {
	VOCABULARY_RULE_BEFORE = VOCABULARY_RULES - 1,
#define RULE RULE_SYMBOL
#include "vocabulary/vocabulary_rules.h"
#undef RULE
	VOCABULARY_RULES_END
};

/* The functions that the rows name. */
#define RULE RULE_DECLARE
#include "vocabulary/vocabulary_rules.h"
#undef RULE

extern const struct rule_table vocabulary_table;

/*
 * Compares all of the document with what libvirt knows, with --check or --vocabulary, and with what
 * the libvirt of r->libvirt knows, where its version is known.  Documents with a root that the
 * vocabulary lacks are not looked at.  What another rule edits, it knows: so this is called behind
 * the others, before edits_settle(). The run's rules must include vocabulary_table.
 */
void vocabulary_run(struct run *r);

#endif
