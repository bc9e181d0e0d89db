#include "pool/pool.h"

#include <stdlib.h>

const char *const part_options[PART_COUNT] = {
#define X(sym, option, ...) [PART_##sym] = option,
	PARTS(X)
#undef X
};

void
values_add(struct values *v, const char *value)
{
	MEM_GROW(v->list, v->count, v->room);
	v->list[v->count++] = value;
}

void
pool_add(struct pool *pool, enum part part, const char *value)
{
	values_add(&pool->parts[part], value);
}

const char *
pool_value(const struct pool *pool, enum part part)
{
	return pool->parts[part].count > 0 ? pool->parts[part].list[0] : NULL;
}

uint32_t
pool_given(const struct pool *pool)
{
	uint32_t given = 0;

	for (int part = 0; part < PART_COUNT; part++)
		if (pool->parts[part].count > 0)
			given |= 1U << part;
	return given;
}

void
pool_clear(struct pool *pool, enum part part)
{
	pool->parts[part].count = 0;
}

void
pool_free(struct pool *pool)
{
	for (int part = 0; part < PART_COUNT; part++)
		free(pool->parts[part].list);
	*pool = (struct pool){ 0 };
}
