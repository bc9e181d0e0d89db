#ifndef POOL_CHECK_H
#define POOL_CHECK_H

#include "pool/iscsi_name.h"
#include "pool/pool.h"

/* What is wrong with a pool, or doubtful, in the order in which it was found. */
struct complaint {
	struct complaint *next;
	enum verdict verdict; /* never VERDICT_GOOD */
	enum part part;       /* whose option is meant */
	const char *value;    /* as it may be shown (base/shown.h), or NULL */
	const char *why;      /* in the arena, or constant */
};

struct complaints {
	struct arena *arena;
	struct complaint *first, *last;
};

/* Judges one value of a pool of that type; without a type only what holds for every one. */
void check_value(struct complaints *c, const struct pool_type *type, enum part part,
                 const char *value);
/* Which parts the type takes, needs and takes more than once; later: parts that are yet to come. */
void check_parts(struct complaints *c, const struct pool *pool, uint32_t later);
/* Whether the parts go together. */
void check_together(struct complaints *c, const struct pool *pool);
/* All of the above. */
void check_pool(struct complaints *c, const struct pool *pool, uint32_t later);

/* MODE[:OWNER[:GROUP[:LABEL]]] taken apart, absent parts as absent strings. */
struct permissions {
	struct str mode, owner, group, label;
};

struct permissions permissions_split(const char *value);

#endif
