#ifndef LIB_EXPAT_VIEW_H
#define LIB_EXPAT_VIEW_H

#include "base/str.h"
#include "index/document.h"

#include <stdbool.h>

/* What expat sees, asked directly, to compare with what the tools' own reading says. */

/* Whether the bytes are one well-formed document. */
bool expat_accepts(struct str bytes);
/*
 * Whether the tag scanner and expat agree about every element's name and every attribute: in which
 * order, of what name, and of what value is the first of each local name.
 */
bool expat_agrees(const struct document *doc);

#endif
