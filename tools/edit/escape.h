#ifndef EDIT_ESCAPE_H
#define EDIT_ESCAPE_H

#include "base/sink.h"
#include "index/document.h"

/*
 * Writes UTF-8 text so that an XML parser reads back the same: as an attribute value inside
 * that quote, or, with quote 0, as element text.  In a document that is not UTF-8, characters
 * beyond ASCII become references.
 */
void escape(struct sink *out, const char *text, char quote, enum encoding encoding);

#endif
