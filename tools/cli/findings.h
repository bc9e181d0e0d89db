#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include "cli/diag.h"
#include "rules/run.h"

/*
 * Prints what a document's run has found and changed, in document order.  name is put before
 * each message: the document's own name in a stream, or "".  With changes, edits count
 * as warnings for what is printed (--check reports them unasked).  With strict, warnings are
 * printed as errors.  Of a rule that has more than MESSAGES_OF_RULE to say, one line counts the
 * rest.
 */
void findings_print(struct diag *d, const struct run *r, const char *file, const char *name,
                    bool changes, bool strict);

#endif
