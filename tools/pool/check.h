#ifndef POOL_CHECK_H
#define POOL_CHECK_H

#include "pool/iscsi_name.h"
#include "pool/pool.h"

/* What is wrong with a pool, or doubtful, in the order in which it was found. */
struct problem {
	struct problem *next;
	enum grade grade;  /* never GRADE_GOOD */
	enum part part;    /* whose option is meant */
	const char *value; /* as it may be shown (base/shown.h), or NULL */
	const char *why;   /* in the arena, or constant */
};

struct problems {
	struct arena *arena;
	struct problem *first, *last;
};

/* Adds a problem, unless all is good. */
void problem_add(struct problems *c, enum grade grade, enum part part, const char *value,
                 const char *why);
/* What people are told of it: of the thing, or where thing is NULL of the part's option. */
const char *problem_text(struct arena *arena, const struct problem *p, const char *thing);
/* Checks one value of a pool of that type; without a type only what holds for every one. */
void check_value(struct problems *c, const struct pool_type *type, enum part part,
                 const char *value);
/* The same of all values of the pool, whose own type does not count. */
void check_values(struct problems *c, const struct pool_type *type, const struct pool *pool);
/* Which parts the type takes, needs and takes more than once; later: parts that are yet to come. */
void check_parts(struct problems *c, const struct pool *pool, uint32_t later);
/* Whether the parts go together. */
void check_together(struct problems *c, const struct pool *pool);
/* All of the above. */
void check_pool(struct problems *c, const struct pool *pool, uint32_t later);

/* MODE[:OWNER[:GROUP[:LABEL]]] taken apart, absent parts as absent strings. */
struct permissions {
	struct str mode, owner, group, label;
};

struct permissions permissions_split(const char *value);

#endif
