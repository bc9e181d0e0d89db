#include "edit/layout.h"

#include <string.h>

#define LOOKED_AT 64 /* elements to look at for the usual quote */
#define ROOM 1024    /* blanks that may be added, besides a third of the document's size */

/* The quote of the first attribute from one element up to, but not, another; or else `other`. */
static char
first_quote(const struct document *doc, uint32_t first, uint32_t end, char other)
{
	for (uint32_t i = first; i < end && i < first + LOOKED_AT; i++) {
		const char *p = doc->bytes + doc->nodes[i].start;

		if (doc->nodes[i].attrs == ATTRS_NONE)
			continue;
		while (*p != '"' && *p != '\'')
			p++;
		return *p;
	}
	return other;
}

void
layouts_begin(struct layouts *ls, const struct document *doc)
{
	ls->doc = doc;
	ls->room = doc->len / 3 + ROOM;
	ls->quote = first_quote(doc, 0, doc->count, '\'');
	ls->depth = 0;
}

/* The line break and blanks before a node; empty if it does not begin its line. */
static struct str
indent_of(const struct document *doc, uint32_t node)
{
	uint32_t end = doc->nodes[node].start, i = end;
	const char *b = doc->bytes;

	while (i > 0 && (b[i - 1] == ' ' || b[i - 1] == '\t'))
		i--;
	if (i == 0 || b[i - 1] != '\n')
		return (struct str){ b + end, 0 };
	i--;
	if (i > 0 && b[i - 1] == '\r')
		i--;
	return (struct str){ b + i, end - i };
}

/* A node's indentation relative to its parent's; if unknown, the parent's own step. */
static struct str
step_of(const struct layouts *ls, struct str own)
{
	const struct layout_level *outer;

	if (ls->depth == 0)
		return str_from("  ");
	outer = &ls->levels[ls->depth - 1];
	if (ls->doc->nodes[outer->node].parent == NONE && outer->indent.n == 0 && own.n > 0)
		return str_skip(own, own.p[0] == '\r' ? 2 : 1); /* the root's line is its own */
	if (outer->indent.n > 0 && own.n > outer->indent.n &&
	    memcmp(own.p, outer->indent.p, outer->indent.n) == 0)
		return str_skip(own, outer->indent.n);
	return outer->step;
}

/* Pushes a node and its ancestors. */
static void
enter(struct layouts *ls, uint32_t node)
{
	uint32_t path[DEPTH_LIMIT];
	size_t n = 0;

	while (ls->depth > 0 && (ls->levels[ls->depth - 1].node > node ||
	                         ls->doc->nodes[ls->levels[ls->depth - 1].node].next <= node))
		ls->depth--;
	for (; node != NONE && (ls->depth == 0 || node != ls->levels[ls->depth - 1].node);
	     node = ls->doc->nodes[node].parent)
		path[n++] = node;
	while (n > 0) {
		struct layout_level level = { .node = path[--n] };

		level.indent = indent_of(ls->doc, level.node);
		level.step = step_of(ls, level.indent);
		ls->levels[ls->depth++] = level;
	}
}

/* The usual quote in an element: of its attributes, else its own, else the document's. */
static char
quote_inside(struct layouts *ls, struct layout_level *level)
{
	const struct node *n = &ls->doc->nodes[level->node];
	char own = ls->quote;

	if (level->quote != 0)
		return level->quote;
	if (n->parent != NONE)
		own = first_quote(ls->doc, level->node, level->node + 1, own);
	return level->quote = first_quote(ls->doc, level->node + 1, n->next, own);
}

char
layout_quote(struct layouts *ls, uint32_t node)
{
	enter(ls, node);
	if (ls->depth > 1)
		return quote_inside(ls, &ls->levels[ls->depth - 2]);
	return ls->quote;
}

struct layout
layout_at(struct layouts *ls, uint32_t node)
{
	const struct layout_level *level;

	enter(ls, node);
	level = &ls->levels[ls->depth - 1];
	return (struct layout){ level->indent, level->step, layout_quote(ls, node) };
}

bool
layout_take(struct layouts *ls, size_t blanks)
{
	if (blanks > ls->room)
		return false;
	ls->room -= blanks;
	return true;
}
