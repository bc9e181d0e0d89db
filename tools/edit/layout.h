#ifndef EDIT_LAYOUT_H
#define EDIT_LAYOUT_H

#include "index/document.h"

/*
 * Layout of an added element: on its own line if its neighbor is, with the document's indentation
 * and quotes.
 */
struct layout {
	struct str indent; /* line break and blanks before the element; n == 0: all on one line */
	struct str step;   /* extra indentation of its children */
	char quote;        /* of the elements around it */
};

/* An open element. Each is examined once, however many edits are below it. */
struct layout_level {
	uint32_t node;
	struct str indent, step;
	char quote; /* usual inside it; 0: unknown yet */
};

/*
 * The open elements of a walk through the document. room: line breaks and blanks that may still be
 * added, since a huge indentation is not repeated for each added element.
 */
struct layouts {
	const struct document *doc;
	size_t room;
	char quote; /* the document's usual quote */
	size_t depth;
	struct layout_level levels[DEPTH_LIMIT];
};

/* Begins a document. */
void layouts_begin(struct layouts *ls, const struct document *doc);
/*
 * The layout of an element inserted beside the node, or into it. Call in document order, and once
 * more for a node after its subtree.
 */
struct layout layout_at(struct layouts *ls, uint32_t node);
/* The quote for an attribute that is added to a node without any. */
char layout_quote(struct layouts *ls, uint32_t node);
/* Takes line breaks and blanks from the room; false: not enough left. */
bool layout_take(struct layouts *ls, size_t blanks);

#endif
