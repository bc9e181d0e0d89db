#ifndef LIB_ACCOUNTED_H
#define LIB_ACCOUNTED_H

#include "edit/edit.h"

/*
 * Whether the output is what the edits can explain: the document's bytes between their places are
 * found in it, one piece after the other.
 */
bool is_accounted(const struct edits *es, struct str out);

#endif
