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
	const struct pool_job *job;
	const struct pool_type *type; /* NULL: unknown */
	struct str type_name;
	struct place source, target; /* once looked for: several rules add to them */
	bool source_known, target_known;
};

#endif
