#ifndef POOL_MAKE_H
#define POOL_MAKE_H

#include "pool/job.h"

/* One product of a pool, and its commands if it is written; false: nothing more can be written. */
bool pool_deliver(const struct pool_job *job, const struct pool_output *output,
                  const struct pool *pool, const char *file, const struct position *at,
                  struct arena *arena);
/* Warns of a name in a path: udev names it after the portal's address, however the pool calls it.
 */
void pool_warn_of_name(const struct pool_job *job, const struct pool_output *output,
                       const char *file, const struct position *at, struct str host,
                       struct arena *arena);

#endif
