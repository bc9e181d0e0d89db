#ifndef REPORT_PATH_H
#define REPORT_PATH_H

#include "base/buf.h"
#include "index/document.h"

/*
 * XPath 1.0 of places in a document: each path selects one node, without any namespace being
 * registered.  A step that several siblings share has a number, also the first of them; an element
 * or attribute in a namespace is selected by its name as written: *[name()="qemu:arg"][2].  An
 * element with a very long name is *[2], or each place below it would repeat that.
 */
struct paths {
	const struct document *doc;
	struct path_step *steps; /* by node; filled for the children of one element at a time */
};

void paths_begin(struct paths *p, const struct document *doc);
/* Adds the path of an element, or of the attribute of that name that it has (attr not NULL). */
void paths_add(struct paths *p, uint32_t node, const char *attr, struct buf *out);
void paths_free(struct paths *p);

#endif
