#ifndef EDIT_LAYOUT_H
#define EDIT_LAYOUT_H

#include "index/document.h"

/*
 * How an element that a rule adds is set: on a line of its own if its neighbor has one, with the
 * document's indentation and quotes.
 */
struct layout {
	struct str indent; /* line break and blanks before the element; n == 0: all on one line */
	struct str step;   /* what its children are indented by */
	char quote;        /* of the elements around it */
};

/* One open element: what is known of it.  Each is looked at once, however many edits are below. */
struct layout_level {
	uint32_t node;
	struct str indent, step;
	char quote; /* usual inside it; 0: not looked at yet */
};

/*
 * The open elements of a walk through the document.  room: line breaks and blanks that may still be
 * added; an indentation of a megabyte is not copied for each element that is added.
 */
struct layouts {
	const struct document *doc;
	size_t room;
	char quote; /* the document's habit */
	size_t depth;
	struct layout_level levels[DEPTH_LIMIT];
};

/* Begins a document. */
void layouts_begin(struct layouts *ls, const struct document *doc);
/* The layout of what is put beside the node, or into it.  Nodes are asked for in document order,
 * and, when its subtree is done, a node once more. */
struct layout layout_at(struct layouts *ls, uint32_t node);
/* The quote for an attribute that is added to a node without any. */
char layout_quote(struct layouts *ls, uint32_t node);
/* Takes so many line breaks and blanks of the room; false: there is not enough. */
bool layout_take(struct layouts *ls, size_t blanks);

#endif
