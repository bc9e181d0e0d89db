#ifndef POOL_FACTS_H
#define POOL_FACTS_H

#include "edit/element.h"
#include "pool/job.h"
#include "rules/run.h"

/* An element that is there already, or one that is added. */
struct place {
	uint32_t node; /* NONE: it is added */
	struct element *made;
};

/* What the rules know of the pool at hand. */
struct pool_facts {
	const struct pool *given;     /* parts that options set */
	const struct pool_job *job;   /* NULL while a pool is made */
	const struct pool_type *type; /* NULL: unknown */
	struct str type_name;
	struct place source, target;  /* several rules add to them; made NULL and node 0: unknown */
	const struct document *after; /* what the pool becomes, for the rules of the new host */
};

/*
 * Runs the rules of the new host over the pool as it will be; unless it is refused, those behind it
 * are judged by it, too: they are defined on one host.
 */
void pool_meet_host(struct run *r);

#endif
