#include "rules/run.h"

#include "index/value.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
run_begin(struct run *r, struct document *doc)
{
	edits_clear(r->edits, doc);
	r->findings_count = 0;
	r->refused = false;
	r->clash = NULL;
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

bool
rule_on(const struct run *r, uint16_t rule)
{
	return selection_has(r->selection, rule) &&
	       (!r->doubt || r->set->rules[rule].scope == r->told);
}

static size_t
path_depth(const struct rule *rule)
{
	size_t n = 0;

	while (n < PATH_MAX_DEPTH && rule->path[n] != 0)
		n++;
	return n;
}

/* Whether the path leads from the subject to the node. */
static bool
on_path(const struct run *r, const struct rule *rule, uint32_t node)
{
	const struct node *nodes = run_doc(r)->nodes;

	for (size_t n = path_depth(rule); n-- > 0; node = nodes[node].parent)
		if (node == NONE || nodes[node].name != rule->path[n])
			return false;
	return node == r->subject;
}

static bool
has_value(const struct run *r, const struct rule *rule, uint32_t node)
{
	const struct document *doc = run_doc(r);
	struct str value =
	    rule->attr != NULL ? attr_value(doc, node, rule->attr) : node_word(doc, node);

	if (value.p == NULL)
		return false;
	return rule->values == NULL || str_in(value, rule->values);
}

static void
act(struct run *r, uint16_t i, uint32_t node)
{
	const struct rule *rule = &r->set->rules[i];

	if (rule->action == ACTION_CALL) {
		rule->call(r, i, node);
		return;
	}
	if ((rule->attr != NULL || rule->values != NULL) && !has_value(r, rule, node))
		return;
	if (rule->action == ACTION_SET_ATTR)
		rule_set(r, i, node, rule->attr, rule->to);
	else if (rule->action == ACTION_DROP_ATTR)
		rule_unset(r, i, node, rule->attr);
	else if (rule->action == ACTION_SET_TEXT)
		rule_text(r, i, node, rule->to);
	else
		rule_drop(r, i, node);
}

static void
run_rule(struct run *r, uint16_t i)
{
	const struct rule *rule = &r->set->rules[i];
	const struct document *doc = run_doc(r);
	size_t depth = path_depth(rule);
	uint32_t node, end = doc->nodes[r->subject].next;

	if (depth == 0) {
		act(r, i, r->subject);
		return;
	}
	for (node = doc->first[rule->path[depth - 1]]; node != NONE && node < end;
	     node = doc->nodes[node].same)
		if (node > r->subject && on_path(r, rule, node))
			act(r, i, node);
}

void
run_rules(struct run *r, uint16_t first, uint16_t end, bool any_only)
{
	for (uint16_t i = first; i < end; i++) {
		const struct rule *rule = &r->set->rules[i];

		if (rule->action == ACTION_PLANNED || !rule_on(r, i) ||
		    (any_only && rule->scope != SCOPE_ANY))
			continue;
		run_rule(r, i);
	}
}

static bool
beats(const struct ruleset *set, uint16_t a, uint16_t b)
{
	for (size_t i = 0; i < set->beats_count; i++)
		if (set->beats[i].winner == a && set->beats[i].loser == b)
			return true;
	return false;
}

static void add_message(struct run *r, uint16_t rule, uint32_t node, enum severity severity,
                        const char *message);

/* In a domain that is no Xen domain any more the value may be meant: say it, change nothing. */
static void
tell_doubt(struct run *r, uint16_t rule, uint32_t node)
{
	add_message(r, rule, node, SEVERITY_WARNING,
	            arena_printf(run_doc(r)->arena, "perhaps left over from Xen: %s: %s",
	                         r->set->rules[rule].xpath, r->set->rules[rule].why));
}

/* Whether the rule may write the place; takes a beaten rule's edit away. */
static bool
take_place(struct run *r, uint16_t rule, uint32_t node, const char *attr)
{
	struct edit *other = edit_at(r->edits, node, attr);

	if (!rule_on(r, rule))
		return false;
	if (r->doubt) {
		tell_doubt(r, rule, node);
		return false;
	}
	if (other == NULL)
		return true;
	if (other->rule == rule) /* an element is there twice: libvirt reads the first */
		return false;
	if (beats(r->set, other->rule, rule))
		return false;
	if (beats(r->set, rule, other->rule)) {
		edit_remove(r->edits, other);
		return true;
	}
	r->clash = arena_printf(run_doc(r)->arena, "rules %s and %s both change <%s>%s%s",
	                        r->set->rules[other->rule].id, r->set->rules[rule].id,
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
	if (!str_is(node_word(run_doc(r), node), value) && take_place(r, rule, node, NULL))
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
	if (r->doubt)
		tell_doubt(r, e->rule, parent);
	return !r->doubt;
}

void
rule_insert(struct run *r, uint32_t parent, uint32_t after, struct element *e)
{
	if (may_insert(r, parent, e))
		edit_insert(r->edits, parent, after, e);
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
	if (r->findings_count == r->findings_cap) {
		r->findings_cap = r->findings_cap ? r->findings_cap * 2 : 16;
		r->findings = mem_resize(r->findings, r->findings_cap * sizeof(*r->findings));
	}
	r->findings[r->findings_count++] =
	    (struct finding){ node, rule, (uint8_t)severity, message };
}

void
rule_say(struct run *r, uint16_t rule, uint32_t node, const char *fmt, ...)
{
	enum level level = r->set->rules[rule].level;
	bool warns =
	    level == LEVEL_DROP || level == LEVEL_WARN || level == LEVEL_REFUSE || r->doubt;
	va_list ap;

	if (!rule_on(r, rule) || (!warns && !r->notes))
		return;
	va_start(ap, fmt);
	add_message(r, rule, node, warns ? SEVERITY_WARNING : SEVERITY_NOTE,
	            arena_vprintf(run_doc(r)->arena, fmt, ap));
	va_end(ap);
}

void
rule_note(struct run *r, uint16_t rule, uint32_t node, const char *fmt, ...)
{
	va_list ap;

	if (!rule_on(r, rule) || r->doubt || !r->notes)
		return;
	va_start(ap, fmt);
	add_message(r, rule, node, SEVERITY_NOTE, arena_vprintf(run_doc(r)->arena, fmt, ap));
	va_end(ap);
}

bool
rule_refuse(struct run *r, uint16_t rule, uint32_t node, const char *fmt, ...)
{
	va_list ap;

	if (!rule_on(r, rule))
		return false;
	va_start(ap, fmt);
	add_message(r, rule, node, r->force || r->doubt ? SEVERITY_WARNING : SEVERITY_ERROR,
	            arena_vprintf(run_doc(r)->arena, fmt, ap));
	va_end(ap);
	if (!r->force && !r->doubt)
		r->refused = true;
	return r->force && !r->doubt;
}

void
run_settle(struct run *r)
{
	edits_settle(r->edits);
}
