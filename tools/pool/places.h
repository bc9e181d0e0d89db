#ifndef POOL_PLACES_H
#define POOL_PLACES_H

#include "index/document.h"
#include "pool/pool.h"
#include "pool/rules.h"

/*
 * Where a pool's document has each part: an attribute, or else the text, of the element at the
 * path.  Pools are read, made, edited and checked by these rows.
 */
struct part_place {
	uint16_t rule;    /* enum pool_rule; sets the part */
	uint16_t path[4]; /* enum name; from below the root, 0 behind the last */
	const char *attr; /* NULL: the text */
	bool unchecked;   /* rule pool-value does not look at it */
};

extern const struct part_place part_places[PART_COUNT];

/* The first element that has the part, or NONE. */
uint32_t part_node(const struct document *doc, enum part part);
/* The part in that element, which may be NONE; absent if it is not there. */
struct str part_text(const struct document *doc, enum part part, uint32_t node);
/* The part in one <source>, which need not be a pool's. */
struct str source_part(const struct document *doc, enum part part, uint32_t source);
/* The place for a message, such as source/host/@name; lives in the arena. */
const char *part_where(struct arena *arena, enum part part);

#endif
