#include "edit/edit.h"

#include "index/value.h"

#include <stdlib.h>
#include <string.h>

void
edits_clear(struct edits *es, struct document *doc)
{
	es->doc = doc;
	es->count = es->names_count = 0;
}

void
edits_free(struct edits *es)
{
	free(es->list);
	free(es->names);
	*es = (struct edits){ 0 };
}

/* Where a node's next edit is linked in: edits of one node stay in the order in which they came. */
static uint32_t *
end_of(struct edits *es, uint32_t node)
{
	uint32_t *link = &es->doc->nodes[node].edit;

	if (es->count > 0 && es->list[es->count - 1].node == node) /* a list grows here */
		link = &es->list[es->count - 1].next;
	while (*link != NONE)
		link = &es->list[*link].next;
	return link;
}

static struct edit *
add(struct edits *es, uint16_t rule, uint32_t node, enum edit_kind kind)
{
	struct edit *e;

	MEM_GROW(es->list, es->count, es->cap);
	*end_of(es, node) = es->count;
	e = &es->list[es->count++];
	memset(e, 0, sizeof(*e));
	e->node = node;
	e->next = NONE;
	e->rule = rule;
	e->kind = (uint8_t)kind;
	return e;
}

/* Searches by pointer first: the few names are mostly string literals of rules. */
static uint32_t
number_of(struct edits *es, const char *attr)
{
	for (uint32_t i = es->names_count; i > 0; i--)
		if (es->names[i - 1] == attr)
			return i;
	MEM_GROW(es->names, es->names_count, es->names_cap);
	es->names[es->names_count++] = attr;
	return es->names_count;
}

const char *
edit_attr_name(const struct edits *es, const struct edit *e)
{
	return e->attr != 0 ? es->names[e->attr - 1] : NULL;
}

void
edit_attr(struct edits *es, uint16_t rule, uint32_t node, const char *attr, const char *value)
{
	struct edit *e = add(es, rule, node, EDIT_ATTR);

	e->attr = number_of(es, attr);
	e->u.value = value;
}

void
edit_drop_attr(struct edits *es, uint16_t rule, uint32_t node, const char *attr)
{
	add(es, rule, node, EDIT_DROP_ATTR)->attr = number_of(es, attr);
}

void
edit_text(struct edits *es, uint16_t rule, uint32_t node, const char *value)
{
	add(es, rule, node, EDIT_TEXT)->u.value = value;
}

void
edit_drop(struct edits *es, uint16_t rule, uint32_t node)
{
	add(es, rule, node, EDIT_DROP);
}

void
edit_insert(struct edits *es, uint32_t parent, uint32_t after, struct element *element)
{
	uint32_t i;
	enum edit_kind kind = EDIT_AFTER;

	if (after == NONE)
		for (i = node_first(es->doc, parent); i != NONE; i = node_next(es->doc, i))
			after = i;
	if (after == NONE) {
		kind = EDIT_ONLY;
		after = parent;
	}
	add(es, element->rule, after, kind)->u.element = element;
}

void
edit_insert_first(struct edits *es, uint32_t parent, struct element *element)
{
	uint32_t first = node_first(es->doc, parent);

	if (first == NONE)
		edit_insert(es, parent, NONE, element);
	else
		add(es, element->rule, first, EDIT_BEFORE)->u.element = element;
}

/* An element of that name among the edits of a node that insert one. */
static struct element *
added_at(const struct edits *es, uint32_t node, bool inside, const char *name)
{
	uint32_t i;

	for (i = es->doc->nodes[node].edit; i != NONE; i = es->list[i].next) {
		const struct edit *e = &es->list[i];

		if (edit_inserts(e) && (e->kind == EDIT_ONLY) == inside &&
		    strcmp(e->u.element->name, name) == 0)
			return e->u.element;
	}
	return NULL;
}

struct element *
edit_added(const struct edits *es, uint32_t parent, const char *name)
{
	struct element *e = added_at(es, parent, true, name);
	uint32_t i;

	for (i = node_first(es->doc, parent); i != NONE && e == NULL; i = node_next(es->doc, i))
		e = added_at(es, i, false, name);
	return e;
}

bool
edit_inserts(const struct edit *e)
{
	return e->kind == EDIT_BEFORE || e->kind == EDIT_AFTER || e->kind == EDIT_ONLY;
}

struct edit *
edit_at(const struct edits *es, uint32_t node, const char *attr)
{
	uint32_t i;

	for (i = es->doc->nodes[node].edit; i != NONE; i = es->list[i].next) {
		struct edit *e = &es->list[i];

		if (edit_inserts(e))
			continue;
		if (attr == NULL && e->attr == 0)
			return e;
		if (attr != NULL && e->attr != 0 && strcmp(attr, es->names[e->attr - 1]) == 0)
			return e;
	}
	return NULL;
}

struct str
edit_value(const struct edits *es, uint32_t node, const char *attr)
{
	const struct edit *e = node != NONE ? edit_at(es, node, attr) : NULL;

	if (e != NULL)
		return e->kind == EDIT_ATTR ? str_from(e->u.value) : STR_NONE;
	return attr_value(es->doc, node, attr);
}

bool
edit_is_dropped(const struct edits *es, uint32_t node)
{
	for (; node != NONE; node = es->doc->nodes[node].parent) {
		struct edit *e = edit_at(es, node, NULL);

		if (e != NULL && e->kind == EDIT_DROP)
			return true;
	}
	return false;
}

bool
edit_any(const struct edits *es)
{
	for (uint32_t i = 0; i < es->count; i++)
		if (es->list[i].node != NONE)
			return true;
	return false;
}

void
edit_remove(struct edits *es, struct edit *e)
{
	uint32_t *link = &es->doc->nodes[e->node].edit;

	while (&es->list[*link] != e)
		link = &es->list[*link].next;
	*link = e->next;
	e->node = NONE;
}

/* Removes a node's edits: all, or those of its attributes. */
static void
remove_edits(struct edits *es, uint32_t node, bool all)
{
	uint32_t *link = &es->doc->nodes[node].edit;

	while (*link != NONE) {
		struct edit *e = &es->list[*link];

		if (all || e->attr != 0) {
			*link = e->next;
			e->node = NONE;
		} else
			link = &e->next;
	}
}

void
edits_settle(struct edits *es)
{
	const struct node *nodes = es->doc->nodes;
	uint32_t end = 0; /* of the removed element that the nodes are in */

	for (uint32_t i = 0; es->count > 0 && i < es->doc->count; i++) {
		const struct edit *e;

		if (nodes[i].edit == NONE)
			continue;
		if (i < end) {
			remove_edits(es, i, true);
			continue;
		}
		e = edit_at(es, i, NULL);
		if (e != NULL && e->kind == EDIT_DROP) {
			remove_edits(es, i, false);
			end = nodes[i].next;
		}
	}
}
