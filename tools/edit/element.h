#ifndef EDIT_ELEMENT_H
#define EDIT_ELEMENT_H

#include "base/mem.h"
#include "base/str.h"

#include <stdint.h>

/*
 * An element that a rule adds. It can be written, but not read: rules read the document only. It
 * lives in the arena; names and values are kept as pointers. A part that another rule asked for has
 * that rule's number.
 */
struct element_attr {
	struct element_attr *next;
	const char *name, *value;
	uint16_t rule;
};

struct element {
	struct element *next, *child, *last_child;
	struct element_attr *attr;
	const char *name, *text; /* text: NULL if none */
	uint16_t rule;
};

struct element *element_new(struct arena *a, uint16_t rule, const char *name);
struct element *element_child(struct arena *a, uint16_t rule, struct element *parent,
                              const char *name);
/* The attribute's value; absent: it has none. */
struct str element_value(const struct element *e, const char *name);
void element_attr(struct arena *a, uint16_t rule, struct element *e, const char *name,
                  const char *value);

#endif
