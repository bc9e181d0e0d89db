/* Which parts a pool has, and whether they go together. */
#include "pool/check.h"

#include <string.h>

#define GIVEN(part) ((given & PART_BIT(part)) != 0)
#define AUTH_BITS \
	(PART_BIT(AUTH_TYPE) | PART_BIT(AUTH_USER) | PART_BIT(SECRET_USAGE) | PART_BIT(SECRET_UUID))
#define PARENT_BITS \
	(PART_BIT(PARENT) | PART_BIT(PARENT_WWNN) | PART_BIT(PARENT_WWPN) | PART_BIT(FABRIC_WWN))

static void
add_number(struct problems *c, const struct pool_type *type, enum part part)
{
	if (part == PART_HOST)
		problem_add(
		    c, GRADE_BAD, part, NULL,
		    arena_printf(c->arena,
		                 "a pool of type %s with two hosts can be defined, but never "
		                 "started (libvirt: Expected exactly 1 host)",
		                 type->name));
	else if (part == PART_DEVICE)
		problem_add(c, GRADE_BAD, part, NULL,
		            arena_printf(c->arena, "a pool of type %s has one device", type->name));
	else
		problem_add(c, GRADE_WRONG, part, NULL, "it is given more than once");
}

void
check_parts(struct problems *c, const struct pool *pool, uint32_t later)
{
	uint32_t given = pool_given(pool);
	const struct pool_type *type = pool->type;

	for (int i = 0; i < PART_COUNT; i++) {
		enum part part = (enum part)i;

		if ((given >> i & 1U) && !pool_type_takes(type, part))
			problem_add(c, GRADE_WRONG, part, NULL,
			            arena_printf(c->arena, "a pool of type %s does not accept it",
			                         type->name));
		else if (pool->parts[i].count > 1 && !(type->several >> i & 1U))
			add_number(c, type, part);
		else if ((type->needs & ~later & ~given) >> i & 1U)
			problem_add(c, GRADE_WRONG, part, NULL,
			            arena_printf(c->arena, "a pool of type %s needs it",
			                         type->name));
	}
}

/* virsh leaves the whole of it out when a piece is missing. */
static void
check_auth(struct problems *c, const struct pool *pool, uint32_t given)
{
	const char *type = pool_value(pool, PART_AUTH_TYPE);

	if ((given & AUTH_BITS) == 0 || pool->type->auth == NULL)
		return;
	if (type != NULL && strcmp(type, pool->type->auth) != 0)
		problem_add(c, GRADE_WRONG, PART_AUTH_TYPE, type,
		            arena_printf(c->arena, "a pool of type %s accepts %s", pool->type->name,
		                         pool->type->auth));
	if (!GIVEN(AUTH_USER))
		problem_add(c, GRADE_WRONG, PART_AUTH_USER, NULL, "authentication needs it");
	if (!GIVEN(SECRET_USAGE) && !GIVEN(SECRET_UUID))
		problem_add(c, GRADE_WRONG, PART_SECRET_USAGE, NULL,
		            "authentication needs it, or --secret-uuid");
	if (GIVEN(SECRET_USAGE) && GIVEN(SECRET_UUID))
		problem_add(
		    c, GRADE_WRONG, PART_SECRET_USAGE, NULL,
		    "it excludes --secret-uuid (the schema of libvirt accepts one of them)");
}

static void
check_parent(struct problems *c, uint32_t given)
{
	if (GIVEN(PARENT_WWNN) != GIVEN(PARENT_WWPN))
		problem_add(c, GRADE_WRONG,
		            GIVEN(PARENT_WWNN) ? PART_PARENT_WWNN : PART_PARENT_WWPN, NULL,
		            "--adapter-parent-wwnn and --adapter-parent-wwpn need each other");
	if (GIVEN(PARENT) + GIVEN(PARENT_WWNN) + GIVEN(FABRIC_WWN) > 1)
		problem_add(c, GRADE_WRONG, GIVEN(PARENT) ? PART_PARENT : PART_FABRIC_WWN, NULL,
		            "name the parent in one way only");
}

static void
check_adapter(struct problems *c, uint32_t given)
{
	bool fibre = GIVEN(WWNN) || GIVEN(WWPN);

	if (!GIVEN(ADAPTER) && !fibre)
		problem_add(c, GRADE_WRONG, PART_ADAPTER, NULL,
		            "a pool of type scsi needs it, or --adapter-wwnn and --adapter-wwpn");
	else if (GIVEN(ADAPTER) && fibre)
		problem_add(c, GRADE_WRONG, PART_ADAPTER, NULL,
		            "it excludes --adapter-wwnn and --adapter-wwpn");
	else if (GIVEN(WWNN) != GIVEN(WWPN))
		problem_add(c, GRADE_WRONG, GIVEN(WWNN) ? PART_WWNN : PART_WWPN, NULL,
		            "--adapter-wwnn and --adapter-wwpn need each other");
	else if (GIVEN(ADAPTER) && (given & PARENT_BITS) != 0)
		problem_add(c, GRADE_WRONG, PART_ADAPTER, NULL,
		            "only an adapter with WWNs has a parent");
	else
		check_parent(c, given);
}

/* Remote directories: of NFS and gluster absolute, of the others as the server calls them. */
static void
check_directory(struct problems *c, const struct pool *pool)
{
	const char *dir = pool_value(pool, PART_DIR), *format = pool_value(pool, PART_FORMAT);
	bool other =
	    format != NULL && (strcmp(format, "cifs") == 0 || strcmp(format, "glusterfs") == 0);

	if (dir != NULL && dir[0] != '/' && !other)
		problem_add(c, GRADE_WRONG, PART_DIR, dir, "expected an absolute path");
	if (other && pool_value(pool, PART_PROTOCOL) != NULL)
		problem_add(c, GRADE_WRONG, PART_PROTOCOL, NULL,
		            arena_printf(c->arena, "the format %s does not accept it", format));
}

void
check_together(struct problems *c, const struct pool *pool)
{
	uint32_t given = pool_given(pool);
	const char *type = pool->type->name;

	check_auth(c, pool, given);
	check_directory(c, pool);
	if (strcmp(type, "scsi") == 0)
		check_adapter(c, given);
	if (strcmp(type, "logical") == 0 && !GIVEN(DEVICE) && !GIVEN(SOURCE_NAME))
		problem_add(c, GRADE_WRONG, PART_SOURCE_NAME, NULL,
		            "a pool of type logical needs it, or --source-dev");
	if (strcmp(type, "logical") == 0 && !GIVEN(TARGET))
		problem_add(c, GRADE_DOUBTFUL, PART_TARGET, NULL,
		            "without it the schema of libvirt (--validate) refuses the pool, while "
		            "plain "
		            "pool-define uses the directory of the volume group in /dev");
	if (strcmp(type, "zfs") == 0 && pool->parts[PART_DEVICE].count > 1)
		problem_add(c, GRADE_DOUBTFUL, PART_DEVICE, NULL,
		            "the schema of libvirt (--validate) accepts one device of a zfs pool, "
		            "pool-define without it accepts several");
}

void
check_pool(struct problems *c, const struct pool *pool, uint32_t later)
{
	check_parts(c, pool, later);
	check_values(c, pool->type, pool);
	check_together(c, pool);
}
