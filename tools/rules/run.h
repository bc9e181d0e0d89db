#ifndef RULES_RUN_H
#define RULES_RUN_H

#include "edit/edit.h"
#include "rules/rule.h"
#include "rules/selection.h"

/* What a rule has to say besides its edits. */
struct finding {
	uint32_t node;
	uint16_t rule;
	uint8_t severity;    /* enum severity */
	const char *message; /* in the document's arena */
};

/*
 * One document going through the rules.  Rules read the document and the facts, and only add
 * edits and findings here; they do no input or output.
 */
struct run {
	const struct ruleset *set;
	const struct selection *selection;
	struct edits *edits;
	struct finding *findings;
	uint32_t findings_count, findings_cap;
	const void *facts; /* the tool's, computed before any rule runs */
	uint32_t subject;  /* the element that the rules' paths start from */
	bool force;        /* --force: convert what would be refused */
	bool notes;        /* notes are wanted: otherwise they are not even put into words */
	bool check;        /* --check: nothing will be written, so doubts may be told */
	bool doubt;        /* rules of the scope below only, and only to tell what they find */
	enum scope told;   /* SCOPE_DOUBT or SCOPE_IDLE */
	bool refused;      /* a rule has refused the document */
	const char *clash; /* two rules wrote one place, and no row says who wins: a bug */
};

/* Begins a document. */
void run_begin(struct run *r, struct document *doc);
void run_free(struct run *r);
struct document *run_doc(const struct run *r);

/*
 * Applies the table's rows from first up to, but not, end to the elements below r->subject; with
 * any_only, only those of SCOPE_ANY.
 */
void run_rules(struct run *r, uint16_t first, uint16_t end, bool any_only);

/* Whether a rule is selected.  The functions below do nothing for one that is not. */
bool rule_on(const struct run *r, uint16_t rule);

/*
 * Edits in a rule's name.  Each place belongs to one rule: the table of precedence decides, and
 * a second writer without a row there is a bug, which r->clash reports.  What a rule wants of one
 * place twice, since an element is there twice that should not, it gets once: the first stays.
 */
void rule_set(struct run *r, uint16_t rule, uint32_t node, const char *attr, const char *value);
void rule_unset(struct run *r, uint16_t rule, uint32_t node, const char *attr);
void rule_text(struct run *r, uint16_t rule, uint32_t node, const char *value);
void rule_drop(struct run *r, uint16_t rule, uint32_t node);
/* A new element; parts are added to it, then it is put behind `after` (NONE: last) in parent. */
struct element *rule_element(struct run *r, uint16_t rule, const char *name);
struct element *rule_child(struct run *r, uint16_t rule, struct element *parent, const char *name);
void rule_part(struct run *r, uint16_t rule, struct element *e, const char *attr,
               const char *value);
void rule_insert(struct run *r, uint32_t parent, uint32_t after, struct element *e);
void rule_insert_first(struct run *r, uint32_t parent, struct element *e);

/* Something to say about a node; the severity follows from the rule's level. */
__attribute__((format(printf, 4, 5))) void rule_say(struct run *r, uint16_t rule, uint32_t node,
                                                    const char *fmt, ...);
/* The same, a note whatever the level is. */
__attribute__((format(printf, 4, 5))) void rule_note(struct run *r, uint16_t rule, uint32_t node,
                                                     const char *fmt, ...);
/*
 * Refuses the document, unless the rule is off or --force is given; then it only warns.  Returns
 * whether the rule's forced change is to be made.
 */
__attribute__((format(printf, 4, 5))) bool rule_refuse(struct run *r, uint16_t rule, uint32_t node,
                                                       const char *fmt, ...);

/* Takes back the edits inside elements that go altogether: nothing of them will be seen. */
void run_settle(struct run *r);

#endif
