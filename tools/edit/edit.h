#ifndef EDIT_EDIT_H
#define EDIT_EDIT_H

#include "edit/element.h"
#include "index/document.h"

#include <stdbool.h>

/*
 * What is to be changed: edits that hang on the document's nodes, so that the writer meets them
 * in document order.  Nothing here knows a rule; an edit carries its rule's number for reports.
 */
enum edit_kind {
	EDIT_ATTR,      /* the attribute that libvirt reads gets the value, or is added */
	EDIT_DROP_ATTR, /* all attributes of that local name are removed */
	EDIT_TEXT,      /* the element's text becomes the value; comments in it stay */
	EDIT_DROP,      /* the element goes, and its line if it has that to itself */
	EDIT_BEFORE,    /* the element is put before the node */
	EDIT_AFTER,     /* behind the node */
	EDIT_ONLY,      /* into the node, which has no child elements */
};

struct edit {
	uint32_t node, next; /* next edit of the same node, NONE at the end */
	uint16_t rule;
	uint8_t kind;
	uint32_t attr; /* EDIT_ATTR, EDIT_DROP_ATTR: number of its name; 0: none */
	union {
		const char *value;       /* UTF-8 as meant, not escaped */
		struct element *element; /* EDIT_BEFORE, EDIT_AFTER, EDIT_ONLY */
	} u;
};

struct edits {
	struct document *doc;
	struct edit *list;
	uint32_t count, cap;
	/* of attributes, each once: a large document has edits without number */
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
/* Puts e as a child of parent: behind the child `after`, or as the last one with NONE. */
void edit_insert(struct edits *es, uint32_t parent, uint32_t after, struct element *e);
/* The same, as the first child. */
void edit_insert_first(struct edits *es, uint32_t parent, struct element *e);

/*
 * The edit of one place, or NULL: an attribute (attr given; set and dropped are one place), or,
 * with attr NULL, the node's text or its being there at all.
 */
struct edit *edit_at(const struct edits *es, uint32_t node, const char *attr);
/* What the attribute will be: an edit's value, or what stands there; absent if neither. */
struct str edit_value(const struct edits *es, uint32_t node, const char *attr);
bool edit_is_dropped(const struct edits *es, uint32_t node); /* the node or one around it */
bool edit_inserts(const struct edit *e);
/* The name of the attribute that it sets or drops; NULL for any other edit. */
const char *edit_attr_name(const struct edits *es, const struct edit *e);
bool edit_any(const struct edits *es); /* whether the document will change */
/* Takes an edit back. */
void edit_remove(struct edits *es, struct edit *e);
/*
 * Takes back the edits inside elements that are removed, and those of their attributes: nothing of
 * them would be seen.  One walk through the document.
 */
void edits_settle(struct edits *es);

#endif
