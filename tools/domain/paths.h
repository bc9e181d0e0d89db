#ifndef DOMAIN_PATHS_H
#define DOMAIN_PATHS_H

#include "base/mem.h"
#include "base/str.h"
#include "domain/settings.h"

/*
 * The path after --map-path: OLD is the whole path, or its beginning up to a slash (/a does not
 * match /ab), however its slashes are written (base/path.h). The longest OLD wins, and is marked
 * as used. NULL: nothing maps it.
 */
const char *path_map(struct arena *a, const struct setting_pairs *maps, struct str path);

#endif
