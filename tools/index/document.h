#ifndef INDEX_DOCUMENT_H
#define INDEX_DOCUMENT_H

#include "base/mem.h"
#include "base/str.h"
#include "index/names.h"
#include "index/tag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NONE UINT32_MAX /* no node */

#define DEPTH_LIMIT 256 /* nested elements; the limit of libxml2, which libvirt uses */

/*
 * One element.  Offsets are bytes from the document's start.  Nodes lie in document order, so a
 * subtree is the run from a node up to its `next`, and its first child, if any, is node + 1.
 */
struct node {
	uint32_t start;      /* of '<' */
	uint32_t tag_end;    /* behind the start tag's '>' */
	uint32_t end;        /* behind the element */
	uint32_t next;       /* first node behind the subtree */
	uint32_t parent;     /* NONE for the root */
	uint32_t same;       /* next node of the same name, NONE at the end */
	uint32_t edit;       /* this node's first edit; belongs to edit/edit.c */
	uint16_t name;       /* enum name */
	uint16_t attrs : 2;  /* enum attrs */
	uint16_t noted : 14; /* its first attribute's number in document.noted, from 1; 0: none */
};

enum attrs { ATTRS_NONE, ATTRS_PLAIN, ATTRS_PREFIXED /* one of them at least */ };

enum encoding { ENCODING_UTF8, ENCODING_ASCII, ENCODING_LATIN1 };

/* Position of a document, or of something in it, in its input. 1-based. */
struct position {
	unsigned long line, column;
};

/*
 * One document: its bytes, which never change, and the elements that expat found in them. read/
 * fills it, all others read it.
 */
struct document {
	const char *bytes;
	uint32_t len;
	enum encoding encoding;
	struct position origin; /* of the first byte in the input, which may hold many documents */
	struct node *nodes;
	uint32_t count, cap;
	uint32_t first[NAME_COUNT], last[NAME_COUNT]; /* chains of one name */
	/*
	 * The attributes of the first elements, so that rules find them without a scan: all of a
	 * usual document, and of a large one what costs no memory.
	 */
	struct attr *noted;
	uint32_t noted_count;
	struct recent *recent; /* those of other elements, the last that were asked for; or NULL */
	struct arena
	    *arena; /* for decoded values and other memory that lives as long as the document */
	unsigned char *hidden; /* by node; of rules/mask.c, which makes it when it needs it */
	struct {
		uint32_t offset; /* cache of position_of() */
		struct position at;
	} cursor;
};

/* Forgets all elements; keeps the memory. */
void document_clear(struct document *doc);
void document_free(struct document *doc);

/* Notes the attributes of a node whose start tag is known, if there is room. */
void document_note(struct document *doc, uint32_t node);
/* Of document_attrs(): those of a node that is not noted. */
const struct attr *document_recent(const struct document *doc, const struct node *n);
/*
 * The attributes of a node, up to one whose name is behind the tag's end.  NULL: only its tag has
 * them, and names may have prefixes.
 */
static inline const struct attr *
document_attrs(const struct document *doc, const struct node *n)
{
	return n->noted != 0 ? &doc->noted[n->noted - 1] : document_recent(doc, n);
}

/* First child of that name, or NONE; parent may be NONE, as a node in the functions of value.h. */
uint32_t node_child(const struct document *doc, uint32_t parent, enum name name);
/* Next sibling of the same name, or NONE. */
uint32_t node_next_same(const struct document *doc, uint32_t node);
/* The same for a name that index/names.h has not. parent may be NONE. */
uint32_t node_child_named(const struct document *doc, uint32_t parent, const char *name);
uint32_t node_next_named(const struct document *doc, uint32_t node, const char *name);
/* First child and next sibling of any name, or NONE. */
uint32_t node_first(const struct document *doc, uint32_t parent);
uint32_t node_next(const struct document *doc, uint32_t node);
/* The element's name as written. */
struct str node_name(const struct document *doc, uint32_t node);
/* End of its content: the end tag's '<'; of <a/>, after the tag. */
uint32_t node_content_end(const struct document *doc, uint32_t node);

/* Line and column (in characters) of an offset. Fast if offsets ascend. */
struct position position_of(struct document *doc, uint32_t offset);
#endif
