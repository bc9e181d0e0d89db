#ifndef POOL_NAMES_H
#define POOL_NAMES_H

#include "base/dict.h"
#include "base/mem.h"

/* What a pool's name is made of. */
struct name_source {
	struct str target; /* its iSCSI target, or what else it is known by */
	struct str host, port;
};

/* The names given out so far. */
struct pool_names {
	struct arena *arena; /* where names live */
	struct dict taken;   /* each with the number that was tried last behind it */
};

/* NULL if the template is good, else why it is not. */
const char *name_template_fault(const char *template);
/*
 * A name by the template (%t what stands behind the target's first colon, %n the whole target,
 * %h host, %p port, %% a percent sign) that can be a file's name and that no pool has yet: if
 * need be, -2 and so on is added.
 */
const char *pool_names_make(struct pool_names *names, const char *template,
                            const struct name_source *source);
void pool_names_free(struct pool_names *names);

#endif
