#ifndef XL_XML_H
#define XL_XML_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

#define XML_MOST_OPEN 8

/* Writes a document as libvirt lays it out: an element a line, two blanks for each level. */
struct xl_xml {
	struct buf out;
	const char *open[XML_MOST_OPEN];
	int depth;
	size_t start; /* where the element opened last begins */
	bool in_tag;  /* the innermost start tag still takes attributes */
};

/* name must live until the element is closed. */
void xl_open(struct xl_xml *x, const char *name);
/* Adds an attribute to the element opened last; an absent value adds none. */
void xl_attr(struct xl_xml *x, const char *name, struct str value);
void xl_attr_text(struct xl_xml *x, const char *name, const char *value);
__attribute__((format(printf, 3, 4))) void xl_attr_printf(struct xl_xml *x, const char *name,
                                                          const char *fmt, ...);
void xl_close(struct xl_xml *x);
/* Closes the element opened last, with this text in it. */
void xl_content(struct xl_xml *x, struct str text);
/* Takes the start tag back that was just opened. */
void xl_cancel(struct xl_xml *x);
/* An element with text only; an absent text: none. */
void xl_text(struct xl_xml *x, const char *name, struct str text);
/* An element without content and, unless attribute is NULL, with this one attribute. */
void xl_empty(struct xl_xml *x, const char *name, const char *attribute, const char *value);
void xl_empty_str(struct xl_xml *x, const char *name, const char *attribute, struct str value);
void xl_xml_free(struct xl_xml *x);

#endif
