#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/mem.h"
#include "base/str.h"

/*
 * A plain path has one slash between two names, no name "." and no slash at its end (but for "/").
 * Names "..", which links can change, stay.
 */

/* Makes a path of n bytes plain in place; returns its new length. */
size_t path_shorten(char *path, size_t n);
/* The plain path; the path itself if it is plain already. */
struct str path_plain(struct arena *a, struct str path);
/* Whether the path, plain or not, is below this directory, a plain one such as "/dev". */
bool path_is_below(struct str path, const char *dir);

#endif
