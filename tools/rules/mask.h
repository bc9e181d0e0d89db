#ifndef RULES_MASK_H
#define RULES_MASK_H

#include "base/buf.h"
#include "edit/edit.h"

/*
 * Which of base/shown.h's functions prints a value, by the element or attribute that it is of.
 * Descriptions, metadata, SMBIOS data, arguments and whatever is called a password, secret, token
 * or key are never shown.  Names are compared without their prefix.
 */

/* The value of the node's attribute attr, or, with attr NULL, its text. */
void mask_value(struct buf *out, const struct edits *es, uint32_t node, const char *attr,
                struct str value);
/* The same of an element that is added; attr NULL: its text. */
void mask_added(struct buf *out, const struct element *e, const struct element_attr *attr);

#endif
