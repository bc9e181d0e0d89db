#ifndef LIB_LOCAL_VIEW_H
#define LIB_LOCAL_VIEW_H

#include "base/mem.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A document as libvirt reads it, asked of expat in its namespace mode, which no tool uses:
 * elements in no namespace, and of each element the first attribute of a local name.
 */

enum plugged {
	PLUGGED_TYPE,
	PLUGGED_BRIDGE,
	PLUGGED_NETWORK,
	PLUGGED_DEV,
	PLUGGED_MAC,
	PLUGGED_TARGET,
	PLUGGED_COUNT
};

/* An interface of a domain; absent: it does not say. */
struct local_interface {
	struct str said[PLUGGED_COUNT];
};

struct local_view {
	struct arena arena; /* of all texts and the list */
	struct str type;    /* of the root */
	bool undeclared;    /* refused for a namespace that is not declared, or may not be so */
	struct local_interface *list;
	size_t count, cap;
};

/* Reads a document, whose root may be any.  false: expat with namespaces refuses it. */
bool local_view_read(struct local_view *v, struct str bytes);
void local_view_free(struct local_view *v);

#endif
