/* What a pool's document itself has: missing parts and bad values, judged as options are. */
#include "pool/check.h"
#include "pool/complain.h"
#include "pool/facts.h"
#include "pool/host.h"
#include "pool/rules.h"

#include "index/value.h"

#include <string.h>

/* Where a document has a part: elements below the root, and the attribute, or else the text. */
struct part_place {
	enum part part;
	const char *where; /* as messages call it */
	uint16_t path[3];
	const char *attr;
};

static const struct part_place places[] = {
	{ PART_NAME, "name", { NAME_NAME }, NULL },
	{ PART_UUID, "uuid", { NAME_UUID }, NULL },
	{ PART_HOST, "source/host/@name", { NAME_SOURCE, NAME_HOST }, "name" },
	{ PART_PORT, "source/host/@port", { NAME_SOURCE, NAME_HOST }, "port" },
	{ PART_DIR, "source/dir/@path", { NAME_SOURCE, NAME_DIR }, "path" },
	{ PART_DEVICE, "source/device/@path", { NAME_SOURCE, NAME_DEVICE }, "path" },
	{ PART_INITIATOR,
	  "source/initiator/iqn/@name",
	  { NAME_SOURCE, NAME_INITIATOR, NAME_IQN },
	  "name" },
	{ PART_ADAPTER, "source/adapter/@name", { NAME_SOURCE, NAME_ADAPTER }, "name" },
	{ PART_PARENT, "source/adapter/@parent", { NAME_SOURCE, NAME_ADAPTER }, "parent" },
	{ PART_PARENT_WWNN,
	  "source/adapter/@parent_wwnn",
	  { NAME_SOURCE, NAME_ADAPTER },
	  "parent_wwnn" },
	{ PART_PARENT_WWPN,
	  "source/adapter/@parent_wwpn",
	  { NAME_SOURCE, NAME_ADAPTER },
	  "parent_wwpn" },
	{ PART_FABRIC_WWN,
	  "source/adapter/@parent_fabric_wwn",
	  { NAME_SOURCE, NAME_ADAPTER },
	  "parent_fabric_wwn" },
	{ PART_WWNN, "source/adapter/@wwnn", { NAME_SOURCE, NAME_ADAPTER }, "wwnn" },
	{ PART_WWPN, "source/adapter/@wwpn", { NAME_SOURCE, NAME_ADAPTER }, "wwpn" },
	{ PART_AUTH_TYPE, "source/auth/@type", { NAME_SOURCE, NAME_AUTH }, "type" },
	{ PART_SECRET_UUID,
	  "source/auth/secret/@uuid",
	  { NAME_SOURCE, NAME_AUTH, NAME_SECRET },
	  "uuid" },
	{ PART_FORMAT, "source/format/@type", { NAME_SOURCE, NAME_FORMAT }, "type" },
	{ PART_SOURCE_NAME, "source/name", { NAME_SOURCE, NAME_NAME }, NULL },
	{ PART_PROTOCOL, "source/protocol/@ver", { NAME_SOURCE, NAME_PROTOCOL }, "ver" },
	{ PART_TARGET, "target/path", { NAME_TARGET, NAME_PATH }, NULL },
	{ PART_COW, "features/cow/@state", { NAME_FEATURES, NAME_COW }, "state" },
};

#define PLACE_COUNT (sizeof(places) / sizeof(places[0]))

/* The first element at a place; NONE: there is none. */
static uint32_t
find_place(const struct document *doc, const struct part_place *p)
{
	uint32_t node = 0;

	for (size_t i = 0; i < 3 && p->path[i] != 0 && node != NONE; i++)
		node = node_child(doc, node, (enum name)p->path[i]);
	return node;
}

static struct str
value_at(const struct document *doc, const struct part_place *p, uint32_t node)
{
	return p->attr != NULL ? attr_value(doc, node, p->attr) : node_trimmed(doc, node);
}

/* Whether libvirt defines a pool without this part: it fails at start, or another one serves. */
static bool
define_accepts(const struct pool_type *type, enum part part)
{
	return part == PART_DEVICE ? strcmp(type->name, "iscsi") == 0
	                           : part == PART_SOURCE_NAME && strcmp(type->name, "rbd") != 0;
}

/* An option adds it, or the document has it. */
static bool
has_part(const struct run *r, const struct part_place *p)
{
	uint32_t node = find_place(run_doc(r), p);
	enum part part = p->part;

	return r->pool->job->pool.parts[part].count > 0 ||
	       (node != NONE && value_at(run_doc(r), p, node).n > 0);
}

/* A pool without a name is called after its source. */
static bool
is_missing(const struct run *r, const struct part_place *p)
{
	static const struct part_place source_name = {
		PART_SOURCE_NAME, NULL, { NAME_SOURCE, NAME_NAME }, NULL
	};
	const struct pool_type *type = r->pool->type;

	return (type->needs >> p->part & 1U) != 0 && !has_part(r, p) &&
	       (p->part != PART_NAME || !has_part(r, &source_name));
}

static void
each_missing(struct run *r, uint16_t rule, bool accepted)
{
	const struct pool_type *type = r->pool->type;

	for (size_t i = 0; type != NULL && i < PLACE_COUNT; i++) {
		const struct part_place *p = &places[i];

		if (!is_missing(r, p) || define_accepts(type, p->part) != accepted)
			continue;
		if (accepted)
			rule_report(r, rule, 0, "a pool of type %s needs %s (--%s) to start",
			            type->name, p->where, part_options[p->part]);
		else
			rule_refuse(r, rule, 0, "a pool of type %s needs %s (--%s)", type->name,
			            p->where, part_options[p->part]);
	}
}

/* A pool of type scsi needs an adapter, in one of several forms (check_parts.c has the others). */
static bool
lacks_adapter(const struct run *r)
{
	const struct values *parts = r->pool->job->pool.parts;
	uint32_t source = node_child(run_doc(r), 0, NAME_SOURCE);

	return r->pool->type != NULL && strcmp(r->pool->type->name, "scsi") == 0 &&
	       parts[PART_ADAPTER].count == 0 && parts[PART_WWNN].count == 0 &&
	       (source == NONE || node_child(run_doc(r), source, NAME_ADAPTER) == NONE);
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
judge_value(struct complaints *c, const struct pool_type *type, enum part part, const char *value)
{
	const char *why;
	enum verdict verdict;

	if (part == PART_HOST && value[0] != '\0') {
		verdict = host_check(str_from(value), &why);
		complain(c, verdict, part, value, why);
	} else if (!is_iscsi_device(type, part)) /* rule pool-target-name */
		check_value(c, type, part, value);
}

static void
warn_place(struct run *r, uint16_t rule, const struct part_place *p, uint32_t node)
{
	struct complaints c = { .arena = run_doc(r)->arena };
	struct str value = value_at(run_doc(r), p, node);

	if (value.p == NULL || (value.n == 0 && is_missing(r, p)))
		return;
	judge_value(&c, r->pool->type, p->part, arena_copy(c.arena, value.p, value.n));
	for (const struct complaint *i = c.first; i != NULL; i = i->next)
		if (i->verdict > VERDICT_DOUBTFUL)
			rule_report(r, rule, node, "%s '%s': %s", p->where,
			            i->value != NULL ? i->value : "", i->why);
}

/* An element that stands there more than once is a list in some types, such as hosts of rbd. */
void
warn_values(struct run *r, uint16_t rule, uint32_t node)
{
	each_missing(r, rule, true);
	for (size_t i = 0; r->pool->type != NULL && i < PLACE_COUNT; i++) {
		if (r->pool->job->pool.parts[places[i].part].count > 0)
			continue;
		for (node = find_place(run_doc(r), &places[i]); node != NONE && node != 0;
		     node = node_next_same(run_doc(r), node))
			warn_place(r, rule, &places[i], node);
	}
}

static const char *
empty_attribute(const struct document *doc, uint32_t node, bool has_value)
{
	if (attr_value(doc, node, "name").n == 0)
		return "name";
	return has_value && attr_value(doc, node, "value").n == 0 ? "value" : NULL;
}

static void
refuse_empty(struct run *r, uint16_t rule, enum name list, enum name item, enum part part)
{
	const struct document *doc = run_doc(r);
	uint32_t node = node_child(doc, 0, list);

	if (r->pool->job->pool.parts[part].count > 0)
		return;
	for (node = node != NONE ? node_child(doc, node, item) : NONE; node != NONE;
	     node = node_next_same(doc, node)) {
		const char *attr = empty_attribute(doc, node, part == PART_CONFIG_OPTION);

		if (attr != NULL)
			rule_refuse(r, rule, node, "an option without a %s", attr);
	}
}

void
refuse_empty_options(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	refuse_empty(r, rule, NAME_FS_MOUNT_OPTS, NAME_FS_OPTION, PART_MOUNT_OPTION);
	refuse_empty(r, rule, NAME_RBD_CONFIG_OPTS, NAME_RBD_OPTION, PART_CONFIG_OPTION);
}
