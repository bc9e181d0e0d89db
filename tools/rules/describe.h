#ifndef RULES_DESCRIBE_H
#define RULES_DESCRIBE_H

#include "base/buf.h"
#include "rules/run.h"

/*
 * One edit in words, such as "disk/target/@bus: changed 'xen' to 'virtio'".  Passwords are masked;
 * values stand in quotes of the shell's, so the line is harmless where it is pasted.
 */
void describe_edit(const struct run *r, const struct edit *e, struct buf *out);
/* What stood there and what stands there now; left empty where there is nothing. */
void describe_values(const struct run *r, const struct edit *e, struct buf *before,
                     struct buf *after);
/* How bad it is that the edit is made. */
enum severity edit_severity(const struct run *r, const struct edit *e);
/* Where the edit stands: an offset in the document. */
uint32_t edit_offset(const struct run *r, const struct edit *e);

#endif
