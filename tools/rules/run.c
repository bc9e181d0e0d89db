#include "rules/run.h"

#include "base/message.h"
#include "index/value.h"

#include <stdarg.h>
#include <stdlib.h>

void
run_begin(struct run *r, struct document *doc)
{
	edits_clear(r->edits, doc);
	r->findings_count = 0;
	r->refused = false;
	r->clash = NULL;
	r->subject = 0;
	r->scopes = SCOPES_ALL;
	r->domain = NULL;
}

void
run_free(struct run *r)
{
	free(r->findings);
	r->findings = NULL;
}

struct document *
run_doc(const struct run *r)
{
	return r->edits->doc;
}

/* Whether the subject is in the rule's scope. */
static bool
rule_applies(const struct run *r, uint16_t rule)
{
	return (r->scopes & SCOPE_BIT(rule_row(r->set, rule)->scope)) != 0;
}

bool
rule_on(const struct run *r, uint16_t rule)
{
	return selection_has(r->selection, rule) && (!r->dry_run || rule_applies(r, rule));
}

/* Whether the rule's path leads from the subject to the node. */
static bool
on_path(const struct run *r, const struct rule *rule, uint32_t node)
{
	const struct node *nodes = run_doc(r)->nodes;

	for (size_t i = rule->path.steps; i > 0; node = nodes[node].parent)
		if (node == NONE || nodes[node].name != rule->path.names[--i])
			return false;
	return node == r->subject;
}

static bool
has_value(const struct run *r, const struct rule *rule, uint32_t node)
{
	const struct document *doc = run_doc(r);
	struct str value =
	    rule->attr != NULL ? attr_value(doc, node, rule->attr) : node_trimmed(doc, node);

	if (value.p == NULL)
		return false;
	return rule->values == NULL || str_in(value, rule->values);
}

static void
act(struct run *r, const struct rule *rule, uint16_t i, uint32_t node)
{
	if (rule->action == ACTION_EACH)
		rule->each(r, i, node);
	else if ((rule->attr != NULL || rule->values != NULL) && !has_value(r, rule, node))
		return;
	else if (rule->action == ACTION_SET_ATTR)
		rule_set(r, i, node, rule->attr, rule->to);
	else if (rule->action == ACTION_DROP_ATTR)
		rule_unset(r, i, node, rule->attr);
	else if (rule->action == ACTION_SET_TEXT)
		rule_text(r, i, node, rule->to);
	else
		rule_drop(r, i, node);
}

/* The document's first element with the name in which the rule's path ends; NONE: there is none. */
static uint32_t
first_candidate(const struct run *r, const struct rule *rule)
{
	size_t steps = rule->path.steps;

	return steps > 0 ? run_doc(r)->first[rule->path.names[steps - 1]] : r->subject;
}

static void
act_from(struct run *r, const struct rule *rule, uint16_t i, uint32_t node)
{
	const struct node *nodes = run_doc(r)->nodes;

	for (; node != NONE && node < nodes[r->subject].next; node = nodes[node].same)
		if (on_path(r, rule, node))
			act(r, rule, i, node);
}

void
run_rules(struct run *r, uint16_t first, uint16_t end)
{
	const struct rule_table *table = rule_table(r->set, first);
	void (*last)(struct run *) = NULL;
	const struct rule *rule = &table->rows[first - table->first];

	for (uint16_t i = first; i < end; i++, rule++) {
		uint32_t node = rule->by == NULL ? first_candidate(r, rule) : NONE;

		/* most rules have nothing to do, in most documents */
		if (rule->by != NULL ? rule->by == last : node == NONE)
			continue;
		if ((r->scopes & SCOPE_BIT(rule->scope)) == 0)
			continue;
		if (rule->by != NULL) {
			last = rule->by;
			last(r);
		} else if (selection_has(r->selection, i))
			act_from(r, rule, i, node);
	}
}

/* Rules of the target run last, read what the others have written, and override them. */
static bool
beats(const struct ruleset *set, uint16_t a, uint16_t b)
{
	if (rule_row(set, a)->group == GROUP_TARGET)
		return rule_row(set, b)->group != GROUP_TARGET;
	for (const struct rule_table *const *t = set->tables; *t != NULL; t++)
		for (size_t i = 0; i < (*t)->beats_count; i++)
			if ((*t)->beats[i].winner == a && (*t)->beats[i].loser == b)
				return true;
	return false;
}

static void add_message(struct run *r, uint16_t rule, uint32_t node, enum severity severity,
                        const char *message);

/* The dry run's part of an edit: the value may be meant, so it is only pointed out. */
static void
warn_leftover(struct run *r, uint16_t rule, uint32_t node)
{
	const struct rule *row = rule_row(r->set, rule);

	add_message(r, rule, node, SEVERITY_WARNING,
	            arena_printf(run_doc(r)->arena, "perhaps left over from Xen: %s: %s",
	                         row->where, row->why));
}

/* Whether the rule may write the place; takes a beaten rule's edit away. */
static bool
take_place(struct run *r, uint16_t rule, uint32_t node, const char *attr)
{
	struct edit *other = edit_at(r->edits, node, attr);

	if (!rule_on(r, rule))
		return false;
	if (r->dry_run) {
		warn_leftover(r, rule, node);
		return false;
	}
	if (other == NULL)
		return true;
	if (other->rule == rule) /* a duplicated element: libvirt reads the first */
		return false;
	if (beats(r->set, other->rule, rule))
		return false;
	if (beats(r->set, rule, other->rule)) {
		edit_remove(r->edits, other);
		return true;
	}
	r->clash = arena_printf(run_doc(r)->arena, "rules %s and %s both change %s%s%s",
	                        rule_id(r->set, other->rule), rule_id(r->set, rule),
	                        name_text((enum name)run_doc(r)->nodes[node].name),
	                        attr != NULL ? " @" : "", attr != NULL ? attr : "");
	return false;
}

void
rule_set(struct run *r, uint16_t rule, uint32_t node, const char *attr, const char *value)
{
	if (!attr_is(run_doc(r), node, attr, value) && take_place(r, rule, node, attr))
		edit_attr(r->edits, rule, node, attr, value);
}

void
rule_unset(struct run *r, uint16_t rule, uint32_t node, const char *attr)
{
	if (attr_value(run_doc(r), node, attr).p != NULL && take_place(r, rule, node, attr))
		edit_drop_attr(r->edits, rule, node, attr);
}

void
rule_text(struct run *r, uint16_t rule, uint32_t node, const char *value)
{
	if (!str_is(node_trimmed(run_doc(r), node), value) && take_place(r, rule, node, NULL))
		edit_text(r->edits, rule, node, value);
}

void
rule_drop(struct run *r, uint16_t rule, uint32_t node)
{
	if (take_place(r, rule, node, NULL))
		edit_drop(r->edits, rule, node);
}

struct element *
rule_element(struct run *r, uint16_t rule, const char *name)
{
	return element_new(run_doc(r)->arena, rule, name);
}

struct element *
rule_child(struct run *r, uint16_t rule, struct element *parent, const char *name)
{
	return element_child(run_doc(r)->arena, rule, parent, name);
}

void
rule_part(struct run *r, uint16_t rule, struct element *e, const char *attr, const char *value)
{
	element_attr(run_doc(r)->arena, rule, e, attr, value);
}

/* Whether the rule may add to the parent. */
static bool
may_insert(struct run *r, uint32_t parent, const struct element *e)
{
	if (!rule_on(r, e->rule))
		return false;
	if (r->dry_run)
		warn_leftover(r, e->rule, parent);
	return !r->dry_run;
}

void
rule_insert(struct run *r, uint32_t parent, uint32_t after, struct element *e)
{
	if (may_insert(r, parent, e))
		edit_insert(r->edits, parent, after, e);
}

struct element *
rule_add(struct run *r, uint16_t rule, uint32_t parent, uint32_t after, const char *name,
         const char *attr, const char *value)
{
	struct element *e = rule_element(r, rule, name);

	rule_part(r, rule, e, attr, value);
	rule_insert(r, parent, after, e);
	return e;
}

void
rule_insert_first(struct run *r, uint32_t parent, struct element *e)
{
	if (may_insert(r, parent, e))
		edit_insert_first(r->edits, parent, e);
}

static void
add_message(struct run *r, uint16_t rule, uint32_t node, enum severity severity,
            const char *message)
{
	MEM_GROW(r->findings, r->findings_count, r->findings_cap);
	r->findings[r->findings_count++] =
	    (struct finding){ node,   run_doc(r)->nodes[node].start, NULL, rule, (uint8_t)severity,
		              message };
}

/* Returns whether there is a message. */
__attribute__((format(printf, 4, 0))) static bool
report_v(struct run *r, uint16_t rule, uint32_t node, const char *fmt, va_list ap)
{
	enum level level = rule_row(r->set, rule)->level;
	bool warns =
	    level == LEVEL_DROP || level == LEVEL_WARN || level == LEVEL_REFUSE || r->dry_run;

	if (!rule_on(r, rule) || (!warns && !r->notes))
		return false;
	add_message(r, rule, node, warns ? SEVERITY_WARNING : SEVERITY_NOTE,
	            message_v(run_doc(r)->arena, fmt, ap));
	return true;
}

void
rule_report(struct run *r, uint16_t rule, uint32_t node, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report_v(r, rule, node, fmt, ap);
	va_end(ap);
}

void
rule_report_attr(struct run *r, uint16_t rule, uint32_t node, const struct attr *attr,
                 const char *fmt, ...)
{
	const struct document *doc = run_doc(r);
	va_list ap;

	va_start(ap, fmt);
	if (report_v(r, rule, node, fmt, ap)) {
		struct finding *f = &r->findings[r->findings_count - 1];

		f->at = attr->name;
		f->attr = arena_copy(doc->arena, doc->bytes + attr->name, attr->name_len);
	}
	va_end(ap);
}

void
rule_note(struct run *r, uint16_t rule, uint32_t node, const char *fmt, ...)
{
	va_list ap;

	if (!rule_on(r, rule) || r->dry_run || !r->notes)
		return;
	va_start(ap, fmt);
	add_message(r, rule, node, SEVERITY_NOTE, message_v(run_doc(r)->arena, fmt, ap));
	va_end(ap);
}

/* Unless --force lets it through, it ends with the row's .mind, if that has one. */
__attribute__((format(printf, 5, 0))) static void
add_refusal(struct run *r, uint16_t rule, uint32_t node, bool refused, const char *fmt, va_list ap)
{
	struct arena *arena = run_doc(r)->arena;
	const char *mind = rule_row(r->set, rule)->mind, *message = message_v(arena, fmt, ap);

	if (mind != NULL && (refused || r->dry_run))
		message = arena_printf(arena, "%s: %s", message, mind);
	add_message(r, rule, node, refused ? SEVERITY_ERROR : SEVERITY_WARNING, message);
	r->refused = r->refused || refused;
}

bool
rule_refuse(struct run *r, uint16_t rule, uint32_t node, const char *fmt, ...)
{
	va_list ap;

	if (!rule_on(r, rule))
		return false;
	va_start(ap, fmt);
	add_refusal(r, rule, node, !r->force && !r->dry_run, fmt, ap);
	va_end(ap);
	return r->force && !r->dry_run;
}

void
rule_refuse_always(struct run *r, uint16_t rule, uint32_t node, const char *fmt, ...)
{
	va_list ap;

	if (!rule_on(r, rule))
		return;
	va_start(ap, fmt);
	add_refusal(r, rule, node, !r->dry_run, fmt, ap);
	va_end(ap);
}
