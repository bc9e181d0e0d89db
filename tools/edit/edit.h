#ifndef EDIT_EDIT_H
#define EDIT_EDIT_H

#include "edit/element.h"
#include "index/document.h"

#include <stdbool.h>

/*
 * Edits, chained to the nodes that they change, so that the writer meets them in document order.
 * Nothing here knows a rule: an edit has its rule's number for reports.
 */
enum edit_kind {
	EDIT_ATTR,      /* the attribute that libvirt reads gets the value, or is added */
	EDIT_DROP_ATTR, /* all attributes of that local name are removed */
	EDIT_TEXT,      /* the element's text becomes the value; comments in it stay */
	EDIT_DROP,      /* removes the element, and its line if nothing else is on it */
	EDIT_BEFORE,    /* inserts the element before the node */
	EDIT_AFTER,     /* after the node */
	EDIT_ONLY,      /* inside the node, which has no child elements */
};

struct edit {
	uint32_t node, next; /* next edit of the same node, NONE at the end */
	uint16_t rule;
	uint8_t kind;
	uint32_t attr; /* EDIT_ATTR, EDIT_DROP_ATTR: number of its name; 0: none */
	union {
		const char *value;       /* UTF-8, not escaped */
		struct element *element; /* EDIT_BEFORE, EDIT_AFTER, EDIT_ONLY */
	} u;
};

struct edits {
	struct document *doc;
	struct edit *list;
	uint32_t count, cap;
	/* attribute names, interned */
	const char **names;
	uint32_t names_count, names_cap;
};

/* Names and values are kept as pointers and must live as long as the document. */
void edits_clear(struct edits *es, struct document *doc);
void edits_free(struct edits *es);
void edit_attr(struct edits *es, uint16_t rule, uint32_t node, const char *attr, const char *value);
void edit_drop_attr(struct edits *es, uint16_t rule, uint32_t node, const char *attr);
void edit_text(struct edits *es, uint16_t rule, uint32_t node, const char *value);
void edit_drop(struct edits *es, uint16_t rule, uint32_t node);
/* Inserts e as a child of parent: after the child `after`, or last if NONE. */
void edit_insert(struct edits *es, uint32_t parent, uint32_t after, struct element *e);
/* The same, as the first child. */
void edit_insert_first(struct edits *es, uint32_t parent, struct element *e);

/* The first element of the name that an edit adds to parent, or NULL. */
struct element *edit_added(const struct edits *es, uint32_t parent, const char *name);

/*
 * The edit of one place, or NULL: of an attribute (setting and removing are one place), or, with
 * attr NULL, of the node's text or of the node itself.
 */
struct edit *edit_at(const struct edits *es, uint32_t node, const char *attr);
/* The attribute's value after all edits; absent if it has none. */
struct str edit_value(const struct edits *es, uint32_t node, const char *attr);
bool edit_is_dropped(const struct edits *es, uint32_t node); /* the node or one around it */
bool edit_inserts(const struct edit *e);
/* The name of the attribute that it sets or drops; NULL for any other edit. */
const char *edit_attr_name(const struct edits *es, const struct edit *e);
bool edit_any(const struct edits *es); /* whether the document will change */
/* Drops an edit. */
void edit_remove(struct edits *es, struct edit *e);
/*
 * Drops the edits inside removed elements, and those of their attributes: nothing of them would be
 * visible. One pass over the document.
 */
void edits_settle(struct edits *es);

#endif
