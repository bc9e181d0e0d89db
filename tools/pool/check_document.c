/* What a pool's document itself has: missing parts and bad values, judged as options are. */
#include "pool/check.h"
#include "pool/facts.h"
#include "pool/host.h"
#include "pool/places.h"

#include "index/value.h"

#include <string.h>

/* Whether libvirt defines a pool without this part: it fails at start, or another one serves. */
static bool
define_accepts(const struct pool_type *type, enum part part)
{
	return part == PART_DEVICE ? strcmp(type->name, "iscsi") == 0
	                           : part == PART_SOURCE_NAME && strcmp(type->name, "rbd") != 0;
}

static bool
is_given(const struct run *r, enum part part)
{
	return r->pool->given->parts[part].count > 0;
}

/* An option adds it, or the document has it. */
static bool
has_part(const struct run *r, enum part part)
{
	return is_given(r, part) || part_text(run_doc(r), part, part_node(run_doc(r), part)).n > 0;
}

/* A pool without a name is called after its source. */
static bool
is_missing(const struct run *r, enum part part)
{
	return (r->pool->type->needs >> part & 1U) != 0 && !has_part(r, part) &&
	       (part != PART_NAME || !has_part(r, PART_SOURCE_NAME));
}

static void
each_missing(struct run *r, uint16_t rule, bool accepted)
{
	const struct pool_type *type = r->pool->type;

	for (enum part part = 0; type != NULL && part < PART_COUNT; part++) {
		const char *where;

		if (!is_missing(r, part) || define_accepts(type, part) != accepted)
			continue;
		where = part_where(run_doc(r)->arena, part);
		if (accepted)
			rule_report(r, rule, 0, "a pool of type %s needs %s (--%s) to start",
			            type->name, where, part_options[part]);
		else
			rule_refuse(r, rule, 0, "a pool of type %s needs %s (--%s)", type->name,
			            where, part_options[part]);
	}
}

/* A pool of type scsi needs an adapter, in one of several forms (check_parts.c has the others). */
static bool
lacks_adapter(const struct run *r)
{
	return r->pool->type != NULL && strcmp(r->pool->type->name, "scsi") == 0 &&
	       !is_given(r, PART_ADAPTER) && !is_given(r, PART_WWNN) &&
	       part_node(run_doc(r), PART_ADAPTER) == NONE;
}

void
refuse_missing(struct run *r, uint16_t rule, uint32_t node)
{
	each_missing(r, rule, false);
	if (lacks_adapter(r))
		rule_refuse(r, rule, node, "a pool of type scsi needs source/adapter (--%s)",
		            part_options[PART_ADAPTER]);
}

static bool
is_iscsi_device(const struct pool_type *type, enum part part)
{
	return part == PART_DEVICE && strncmp(type->name, "iscsi", 5) == 0;
}

/* The host's name stands alone here: a port has its own attribute. */
static void
check_own_value(struct problems *c, const struct pool_type *type, enum part part, const char *value)
{
	const char *why;
	enum grade grade;

	if (part == PART_HOST && value[0] != '\0') {
		grade = host_check(str_from(value), &why);
		problem_add(c, grade, part, value, why);
	} else if (!is_iscsi_device(type, part)) /* rule pool-target-name */
		check_value(c, type, part, value);
}

static void
warn_part(struct run *r, uint16_t rule, enum part part, uint32_t node)
{
	struct problems c = { .arena = run_doc(r)->arena };
	struct str value = part_text(run_doc(r), part, node);

	if (value.p == NULL || (value.n == 0 && is_missing(r, part)))
		return;
	check_own_value(&c, r->pool->type, part, arena_copy(c.arena, value.p, value.n));
	for (const struct problem *i = c.first; i != NULL; i = i->next)
		rule_report(r, rule, node, "%s '%s': %s", part_where(c.arena, part),
		            i->value != NULL ? i->value : "", i->why);
}

/* An element that stands there more than once is a list in some types, such as hosts of rbd. */
void
warn_values(struct run *r, uint16_t rule, uint32_t node)
{
	each_missing(r, rule, true);
	for (enum part part = 0; r->pool->type != NULL && part < PART_COUNT; part++)
		if (!part_places[part].unchecked && !is_given(r, part))
			for (node = part_node(run_doc(r), part); node != NONE;
			     node = node_next_same(run_doc(r), node))
				warn_part(r, rule, part, node);
}

static const char *
empty_attribute(const struct document *doc, uint32_t node, bool has_value)
{
	if (attr_value(doc, node, "name").n == 0)
		return "name";
	return has_value && attr_value(doc, node, "value").n == 0 ? "value" : NULL;
}

static void
refuse_empty(struct run *r, uint16_t rule, enum part part)
{
	const struct document *doc = run_doc(r);

	if (is_given(r, part))
		return;
	for (uint32_t node = part_node(doc, part); node != NONE; node = node_next_same(doc, node)) {
		const char *attr = empty_attribute(doc, node, part == PART_CONFIG_OPTION);

		if (attr != NULL)
			rule_refuse(r, rule, node, "an option without a %s", attr);
	}
}

void
refuse_empty_options(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	refuse_empty(r, rule, PART_MOUNT_OPTION);
	refuse_empty(r, rule, PART_CONFIG_OPTION);
}
