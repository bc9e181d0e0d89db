#include "edit/element.h"

#include <stddef.h>
#include <string.h>

struct element *
element_new(struct arena *a, uint16_t rule, const char *name)
{
	struct element *e = arena_alloc(a, sizeof(*e));

	e->name = name;
	e->rule = rule;
	return e;
}

struct element *
element_child(struct arena *a, uint16_t rule, struct element *parent, const char *name)
{
	struct element *e = element_new(a, rule, name);

	if (parent->child == NULL)
		parent->child = e;
	else
		parent->last_child->next = e;
	return parent->last_child = e;
}

struct str
element_value(const struct element *e, const char *name)
{
	const struct element_attr *a = e->attr;

	while (a != NULL && strcmp(a->name, name) != 0)
		a = a->next;
	return a != NULL ? str_from(a->value) : STR_NONE;
}

void
element_attr(struct arena *a, uint16_t rule, struct element *e, const char *name, const char *value)
{
	struct element_attr **end = &e->attr;

	while (*end != NULL)
		end = &(*end)->next;
	*end = arena_alloc(a, sizeof(**end));
	(*end)->name = name;
	(*end)->value = value;
	(*end)->rule = rule;
}
