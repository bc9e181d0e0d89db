#ifndef INDEX_VALUE_H
#define INDEX_VALUE_H

#include "base/str.h"
#include "index/document.h"
#include "index/piece.h"
#include "index/tag.h"

/*
 * Values of attributes and text in UTF-8, with references and line ends resolved. They point into
 * the document or its arena and live as long as it does.
 */

/*
 * Where the first attribute of that local name stands, whatever its prefix: the one that libvirt
 * reads (tag_find()).  false: the element has none.
 */
bool attr_find(const struct document *doc, uint32_t node, const char *name, struct attr *attr);
/* The value of an attribute that stands there. */
struct str attr_meaning(const struct document *doc, const struct attr *attr);
/* The attribute's value, absent when there is none.  node may be NONE. */
struct str attr_value(const struct document *doc, uint32_t node, const char *name);
static inline bool
attr_is(const struct document *doc, uint32_t node, const char *name, const char *value)
{
	return str_is(attr_value(doc, node, name), value);
}
/*
 * All text inside the element, also that of elements in it, without comments and processing
 * instructions: XPath's string(), by which libvirt reads it (virXPathString, src/util/virxml.c).
 * Absent when node is NONE.
 */
struct str node_text(const struct document *doc, uint32_t node);
/* The same without white space at both ends, which libvirt ignores in most values. */
struct str node_trimmed(const struct document *doc, uint32_t node);
/* A comment or processing instruction as it is written. */
struct str piece_text(const struct document *doc, const struct piece *piece);
/* The text, trimmed, of the first child of that name. */
struct str child_trimmed(const struct document *doc, uint32_t parent, enum name name);
/* The first child of that name whose attribute has this value, or NONE. */
uint32_t child_with(const struct document *doc, uint32_t parent, enum name name, const char *attr,
                    const char *value);
/* Whether its local name is that one, whatever namespace it is in. */
bool node_is_called(const struct document *doc, uint32_t node, const char *local);

#endif
