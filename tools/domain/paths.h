#ifndef DOMAIN_PATHS_H
#define DOMAIN_PATHS_H

#include "base/mem.h"
#include "base/str.h"
#include "domain/settings.h"

/*
 * What a path becomes by --map-path: the whole of it, or a beginning that ends where a component
 * ends (/a does not match /ab).  The longest OLD wins.  NULL: nothing maps it.
 */
const char *path_map(struct arena *a, const struct setting_pairs *maps, struct str path);

#endif
