#ifndef RULES_DESCRIBE_H
#define RULES_DESCRIBE_H

#include "base/buf.h"
#include "rules/run.h"

/*
 * One edit in words, such as "disk/target/@bus: changed 'xen' to 'virtio'".  Values are masked
 * (rules/mask.h) and quoted for the shell, so the line is harmless where it is pasted.
 */
void describe_edit(const struct run *r, const struct edit *e, struct buf *out);
/*
 * The values before and after, masked; p is NULL if there is none.  An element that is added with
 * others in it is cut behind the one with which it has more than most bytes.
 */
void describe_values(const struct run *r, const struct edit *e, size_t most, struct buf *before,
                     struct buf *after);
/*
 * The next comment or processing instruction inside an element that the edit removes, as
 * it is written, without its secrets; at is 0 for the first.  False: there is no more.
 */
bool describe_lost(const struct run *r, const struct edit *e, uint32_t *at, struct buf *out);
/* A note, or a warning if the edit loses something. */
enum severity edit_severity(const struct run *r, const struct edit *e);
/* How many warnings the document has: findings, and edits that lose something. */
size_t describe_warnings(const struct run *r);
/* What it adds to its place: an element, or @attribute; absent if it changes what is there. */
struct str edit_adds(const struct run *r, const struct edit *e);
/* The element that is edited; of one that is added, its parent. */
uint32_t edit_place(const struct run *r, const struct edit *e);
/* Where that stands, or its attribute that is edited: an offset in the document. */
uint32_t edit_offset(const struct run *r, const struct edit *e);

#endif
