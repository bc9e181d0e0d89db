#ifndef RULES_RUN_H
#define RULES_RUN_H

#include "edit/edit.h"
#include "index/tag.h"
#include "rules/rule.h"
#include "rules/selection.h"

/* A message of a rule, besides its edits. */
struct finding {
	uint32_t node;
	uint32_t at;      /* offset of what it is about: the node or its attribute */
	const char *attr; /* in the document's arena; NULL: about the node */
	uint16_t rule;
	uint8_t severity;    /* enum severity */
	const char *message; /* in the document's arena */
};

struct domain;
struct snapshot;
struct bridge_job;
struct pool_facts;

/*
 * One document and what the rules make of it.  Rules read the document and the facts, and only add
 * edits and findings here; they do no input or output.
 */
struct run {
	const struct ruleset *set;
	const struct selection *selection;
	struct edits *edits;
	struct finding *findings;
	uint32_t findings_count, findings_cap;
	/* Facts, computed before any rule runs, of what the document is; NULL: none. */
	const struct domain *domain;
	const struct snapshot *snapshot;
	struct bridge_job *bridge;
	struct pool_facts *pool;
	uint32_t subject; /* the element that the rules' paths start from */
	unsigned scopes;  /* SCOPE_BIT of those whose rules apply to the subject */
	bool force;       /* --force: convert what would be refused */
	bool notes;       /* -v or --report: otherwise notes are not even formatted */
	bool check;       /* --check: nothing is written, so a dry run may warn as well */
	bool
	    vocabulary; /* --vocabulary: what libvirt does not know is found without --check, too */
	struct str libvirt; /* the version of the new host; absent: not known */
	bool dry_run;       /* rules of these scopes only, and they only warn */
	bool refused;       /* a rule has refused the document */
	/* A bug: two rules changed one place without a row in the table of precedence, or such. */
	const char *clash;
};

/* Begins a document. */
void run_begin(struct run *r, struct document *doc);
void run_free(struct run *r);
struct document *run_doc(const struct run *r);

/*
 * Applies the rules from first to end - 1, all of one table, to the subject, as far as their scopes
 * are the run's.
 */
void run_rules(struct run *r, uint16_t first, uint16_t end);

/* Whether a rule is selected.  The functions below do nothing for one that is not. */
bool rule_on(const struct run *r, uint16_t rule);

/*
 * Edits of a rule. Each place belongs to one rule: the table of precedence decides, and a second
 * writer without a row there is a bug, which r->clash reports. If a rule edits one place twice (a
 * duplicated element), the first edit stays.
 */
void rule_set(struct run *r, uint16_t rule, uint32_t node, const char *attr, const char *value);
void rule_unset(struct run *r, uint16_t rule, uint32_t node, const char *attr);
void rule_text(struct run *r, uint16_t rule, uint32_t node, const char *value);
void rule_drop(struct run *r, uint16_t rule, uint32_t node);
/* A new element: add its parts, then insert it into parent after `after` (NONE: last). */
struct element *rule_element(struct run *r, uint16_t rule, const char *name);
struct element *rule_child(struct run *r, uint16_t rule, struct element *parent, const char *name);
void rule_part(struct run *r, uint16_t rule, struct element *e, const char *attr,
               const char *value);
void rule_insert(struct run *r, uint32_t parent, uint32_t after, struct element *e);
/* All of this for an element with one attribute; more may be added to what is returned. */
struct element *rule_add(struct run *r, uint16_t rule, uint32_t parent, uint32_t after,
                         const char *name, const char *attr, const char *value);
void rule_insert_first(struct run *r, uint32_t parent, struct element *e);

/* A message about a node; the severity follows from the rule's level. */
__attribute__((format(printf, 4, 5))) void rule_report(struct run *r, uint16_t rule, uint32_t node,
                                                       const char *fmt, ...);
/* The same about an attribute of the node. */
__attribute__((format(printf, 5, 6))) void rule_report_attr(struct run *r, uint16_t rule,
                                                            uint32_t node, const struct attr *attr,
                                                            const char *fmt, ...);
/* The same, a note whatever the level is. */
__attribute__((format(printf, 4, 5))) void rule_note(struct run *r, uint16_t rule, uint32_t node,
                                                     const char *fmt, ...);
/*
 * Refuses the document, unless the rule is off or --force is given; then it only warns. Returns
 * whether to make the rule's forced change.
 */
__attribute__((format(printf, 4, 5))) bool rule_refuse(struct run *r, uint16_t rule, uint32_t node,
                                                       const char *fmt, ...);

/* The same, whether or not --force is given: for what no change can make right. */
__attribute__((format(printf, 4, 5))) void rule_refuse_always(struct run *r, uint16_t rule,
                                                              uint32_t node, const char *fmt, ...);

#endif
