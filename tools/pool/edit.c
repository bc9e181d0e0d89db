/* What the options ask for becomes edits of a pool. */
#include "base/dict.h"
#include "pool/check.h"
#include "pool/facts.h"
#include "pool/host.h"
#include "pool/rules.h"

#include "index/value.h"

#include <string.h>

static struct pool_facts *
facts_of(const struct run *r)
{
	return r->pool;
}

static const struct values *
values_of(const struct run *r, enum part part)
{
	return &facts_of(r)->job->pool.parts[part];
}

static const char *
given(const struct run *r, enum part part)
{
	return pool_value(&facts_of(r)->job->pool, part);
}

static const struct place root = { 0, NULL };

/* --- places ------------------------------------------------------------------------------- */

static struct place
add_child(struct run *r, uint16_t rule, struct place parent, uint32_t after, const char *name)
{
	struct place p = { NONE, NULL };

	if (parent.node == NONE) {
		p.made = rule_child(r, rule, parent.made, name);
		return p;
	}
	p.made = rule_element(r, rule, name);
	rule_insert(r, parent.node, after, p.made);
	return p;
}

/* The child of that name, which is added if there is none. */
static struct place
child_place(struct run *r, uint16_t rule, struct place parent, enum name name)
{
	uint32_t node = parent.node != NONE ? node_child(run_doc(r), parent.node, name) : NONE;

	if (node != NONE)
		return (struct place){ node, NULL };
	/* libvirt's schema wants the options of a file system's mount behind everything else */
	if (parent.node == root.node)
		node = node_child(run_doc(r), root.node, NAME_NAME);
	return add_child(r, rule, parent, node, name_text(name));
}

static struct place
source_place(struct run *r, uint16_t rule)
{
	struct pool_facts *f = facts_of(r);

	if (!f->source_known)
		f->source = child_place(r, rule, root, NAME_SOURCE);
	f->source_known = true;
	return f->source;
}

static struct place
target_place(struct run *r, uint16_t rule)
{
	struct pool_facts *f = facts_of(r);

	if (!f->target_known)
		f->target = child_place(r, rule, root, NAME_TARGET);
	f->target_known = true;
	return f->target;
}

static void
set_attr(struct run *r, uint16_t rule, struct place p, const char *attr, const char *value)
{
	if (value == NULL)
		return;
	if (p.node != NONE)
		rule_set(r, rule, p.node, attr, value);
	else
		rule_part(r, rule, p.made, attr, value);
}

static void
unset_attr(struct run *r, uint16_t rule, struct place p, const char *attr)
{
	if (p.node != NONE)
		rule_unset(r, rule, p.node, attr);
}

static void
set_text(struct run *r, uint16_t rule, struct place p, const char *value)
{
	if (p.node != NONE)
		rule_text(r, rule, p.node, value);
	else
		p.made->text = value;
}

static const char *
copy(struct run *r, struct str s)
{
	return s.p != NULL ? arena_copy(run_doc(r)->arena, s.p, s.n) : NULL;
}

/* One attribute of a child of the source, if the part is given. */
static void
edit_source_attr(struct run *r, uint16_t rule, enum part part, enum name name, const char *attr)
{
	if (given(r, part) != NULL)
		set_attr(r, rule, child_place(r, rule, source_place(r, rule), name), attr,
		         given(r, part));
}

/* --- lists -------------------------------------------------------------------------------- */

/* One element of a list: its two attributes' values; NULL leaves one as it is. */
struct item {
	const char *first, *second;
};

/* The elements of a list: their name, and their attributes. */
struct list_kind {
	enum name name;
	const char *first, *second;
	const char *written; /* the name with its prefix, for a new one */
};

/* The elements become the items one by one; what is too much goes, what lacks is added. */
static void
replace_list(struct run *r, uint16_t rule, struct place parent, const struct list_kind *kind,
             const struct item *items, size_t count)
{
	const struct document *doc = run_doc(r);
	uint32_t last = NONE, node = NONE;
	size_t i;

	if (parent.node != NONE)
		node = node_child(doc, parent.node, kind->name);
	for (i = 0; i < count; i++) {
		struct place p = { node, NULL };

		if (node != NONE) {
			last = node;
			node = node_next_same(doc, node);
		} else
			p = add_child(r, rule, parent, last, kind->written);
		set_attr(r, rule, p, kind->first, items[i].first);
		set_attr(r, rule, p, kind->second, items[i].second);
	}
	for (; node != NONE; node = node_next_same(doc, node))
		rule_drop(r, rule, node);
}

/* --- the rules ---------------------------------------------------------------------------- */

void
edit_name(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	if (given(r, PART_NAME) != NULL)
		set_text(r, rule, child_place(r, rule, root, NAME_NAME), given(r, PART_NAME));
}

void
edit_uuid(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	if (given(r, PART_UUID) != NULL)
		set_text(r, rule, child_place(r, rule, root, NAME_UUID), given(r, PART_UUID));
}

/* --source-port without a host: of the hosts that stand there. */
static void
edit_ports(struct run *r, uint16_t rule)
{
	uint32_t source = node_child(run_doc(r), 0, NAME_SOURCE), host;

	if (given(r, PART_PORT) == NULL || source == NONE)
		return;
	for (host = node_child(run_doc(r), source, NAME_HOST); host != NONE;
	     host = node_next_same(run_doc(r), host))
		rule_set(r, rule, host, "port", given(r, PART_PORT));
}

void
edit_hosts(struct run *r, uint16_t rule, uint32_t node)
{
	static const struct list_kind kind = {
		.name = NAME_HOST, .written = "host", .first = "name", .second = "port"
	};
	const struct values *hosts = values_of(r, PART_HOST);
	struct item *items;

	(void)node;
	if (hosts->count == 0) {
		edit_ports(r, rule);
		return;
	}
	items = arena_alloc(run_doc(r)->arena, hosts->count * sizeof(*items));
	for (size_t i = 0; i < hosts->count; i++) {
		struct host h = host_split(str_from(hosts->list[i]));

		items[i].first = copy(r, h.name);
		items[i].second = h.port.p != NULL ? copy(r, h.port) : given(r, PART_PORT);
	}
	replace_list(r, rule, source_place(r, rule), &kind, items, hosts->count);
}

void
edit_dir(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	edit_source_attr(r, rule, PART_DIR, NAME_DIR, "path");
}

void
edit_devices(struct run *r, uint16_t rule, uint32_t node)
{
	static const struct list_kind kind = { .name = NAME_DEVICE,
		                               .written = "device",
		                               .first = "path" };
	const struct values *devices = values_of(r, PART_DEVICE);
	struct item *items;

	(void)node;
	if (devices->count == 0)
		return;
	items = arena_alloc(run_doc(r)->arena, devices->count * sizeof(*items));
	for (size_t i = 0; i < devices->count; i++)
		items[i].first = devices->list[i];
	replace_list(r, rule, source_place(r, rule), &kind, items, devices->count);
}

void
edit_initiator(struct run *r, uint16_t rule, uint32_t node)
{
	struct place p;

	(void)node;
	if (given(r, PART_INITIATOR) == NULL)
		return;
	p = child_place(r, rule, source_place(r, rule), NAME_INITIATOR);
	set_attr(r, rule, child_place(r, rule, p, NAME_IQN), "name", given(r, PART_INITIATOR));
}

static const struct {
	enum part part;
	const char *attr;
} fibre[] = {
	{ PART_PARENT, "parent" },
	{ PART_PARENT_WWNN, "parent_wwnn" },
	{ PART_PARENT_WWPN, "parent_wwpn" },
	{ PART_FABRIC_WWN, "parent_fabric_wwn" },
	{ PART_WWNN, "wwnn" },
	{ PART_WWPN, "wwpn" },
};

#define FIBRE_COUNT (sizeof(fibre) / sizeof(fibre[0]))

static void
name_adapter(struct run *r, uint16_t rule, struct place p)
{
	uint32_t address = p.node != NONE ? node_child(run_doc(r), p.node, NAME_PARENTADDR) : NONE;

	set_attr(r, rule, p, "type", "scsi_host");
	set_attr(r, rule, p, "name", given(r, PART_ADAPTER));
	for (size_t i = 0; i < FIBRE_COUNT; i++)
		unset_attr(r, rule, p, fibre[i].attr);
	for (; address != NONE; address = node_next_same(run_doc(r), address))
		rule_drop(r, rule, address);
}

void
edit_adapter(struct run *r, uint16_t rule, uint32_t node)
{
	struct place p;
	bool any = false;

	(void)node;
	for (size_t i = 0; i < FIBRE_COUNT; i++)
		any = any || given(r, fibre[i].part) != NULL;
	if (!any && given(r, PART_ADAPTER) == NULL)
		return;
	p = child_place(r, rule, source_place(r, rule), NAME_ADAPTER);
	if (given(r, PART_ADAPTER) != NULL) {
		name_adapter(r, rule, p);
		return;
	}
	set_attr(r, rule, p, "type", "fc_host");
	unset_attr(r, rule, p, "name");
	for (size_t i = 0; i < FIBRE_COUNT; i++)
		set_attr(r, rule, p, fibre[i].attr, given(r, fibre[i].part));
}

void
edit_auth(struct run *r, uint16_t rule, uint32_t node)
{
	const struct pool_type *type = facts_of(r)->type;
	const char *usage = given(r, PART_SECRET_USAGE), *uuid = given(r, PART_SECRET_UUID);
	struct place p, secret;

	(void)node;
	if (given(r, PART_AUTH_TYPE) == NULL && given(r, PART_AUTH_USER) == NULL && usage == NULL &&
	    uuid == NULL)
		return;
	p = child_place(r, rule, source_place(r, rule), NAME_AUTH);
	if (p.node == NONE && given(r, PART_AUTH_TYPE) == NULL && type != NULL)
		set_attr(r, rule, p, "type", type->auth);
	set_attr(r, rule, p, "type", given(r, PART_AUTH_TYPE));
	set_attr(r, rule, p, "username", given(r, PART_AUTH_USER));
	if (usage == NULL && uuid == NULL)
		return;
	secret = child_place(r, rule, p, NAME_SECRET);
	unset_attr(r, rule, secret, usage != NULL ? "uuid" : "usage");
	set_attr(r, rule, secret, usage != NULL ? "usage" : "uuid", usage != NULL ? usage : uuid);
}

void
edit_format(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	edit_source_attr(r, rule, PART_FORMAT, NAME_FORMAT, "type");
}

void
edit_source_name(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	if (given(r, PART_SOURCE_NAME) != NULL)
		set_text(r, rule, child_place(r, rule, source_place(r, rule), NAME_NAME),
		         given(r, PART_SOURCE_NAME));
}

void
edit_protocol(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	edit_source_attr(r, rule, PART_PROTOCOL, NAME_PROTOCOL, "ver");
}

void
edit_vendor(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	edit_source_attr(r, rule, PART_VENDOR, NAME_VENDOR, "name");
	edit_source_attr(r, rule, PART_PRODUCT, NAME_PRODUCT, "name");
}

void
edit_target(struct run *r, uint16_t rule, uint32_t node)
{
	(void)node;
	if (given(r, PART_TARGET) != NULL)
		set_text(r, rule, child_place(r, rule, target_place(r, rule), NAME_PATH),
		         given(r, PART_TARGET));
}

void
edit_permissions(struct run *r, uint16_t rule, uint32_t node)
{
	static const enum name names[] = { NAME_MODE, NAME_OWNER, NAME_GROUP, NAME_LABEL };
	struct permissions p;
	struct place place;

	(void)node;
	if (given(r, PART_PERMISSIONS) == NULL)
		return;
	p = permissions_split(given(r, PART_PERMISSIONS));
	place = child_place(r, rule, target_place(r, rule), NAME_PERMISSIONS);
	for (size_t i = 0; i < 4; i++) {
		const struct str values[] = { p.mode, p.owner, p.group, p.label };

		if (values[i].p != NULL)
			set_text(r, rule, child_place(r, rule, place, names[i]),
			         copy(r, values[i]));
	}
}

void
edit_cow(struct run *r, uint16_t rule, uint32_t node)
{
	struct place p;

	(void)node;
	if (given(r, PART_COW) == NULL)
		return;
	p = child_place(r, rule, root, NAME_FEATURES);
	set_attr(r, rule, child_place(r, rule, p, NAME_COW), "state", given(r, PART_COW));
}

/* The prefixes that the root declares: true for those of the namespace. */
static void
list_prefixes(const struct document *doc, const char *space, struct dict *prefixes)
{
	struct tag_scan scan = tag_begin(doc->bytes, doc->nodes[0].start, doc->nodes[0].tag_end);
	struct attr attr;

	while (tag_next(&scan, &attr)) {
		struct str name = { doc->bytes + attr.name, attr.name_len };
		struct str uri = { doc->bytes + attr.value, attr.value_len };

		if (str_starts(name, "xmlns:"))
			dict_add(prefixes, str_skip(name, 6), str_is(uri, space));
	}
}

/* Declares the namespace on the root: by the usual prefix, unless that means something else. */
static const char *
declare(struct run *r, uint16_t rule, const char *space, const char *usual)
{
	struct arena *arena = run_doc(r)->arena;
	struct dict prefixes = { 0 };
	const char *prefix = usual;
	size_t same = 0;

	list_prefixes(run_doc(r), space, &prefixes);
	for (unsigned n = 2; dict_find(&prefixes, str_from(prefix), &same) && !same; n++)
		prefix = arena_printf(arena, "%s%u", usual, n);
	if (!same)
		set_attr(r, rule, root, arena_printf(arena, "xmlns:%s", prefix), space);
	dict_free(&prefixes);
	return arena_printf(arena, "%s:", prefix);
}

/* A list in a namespace of libvirt's; the prefix is the document's own, if it has one. */
static void
edit_foreign(struct run *r, uint16_t rule, const char *space, const char *prefix, enum name list,
             enum name item, const struct item *items, size_t count)
{
	struct arena *arena = run_doc(r)->arena;
	struct place p = { node_child(run_doc(r), root.node, list), NULL };
	struct list_kind kind = { item, "name", "value", NULL };

	if (count == 0)
		return;
	if (p.node != NONE) {
		struct str written = node_name(run_doc(r), p.node);

		prefix = arena_copy(arena, written.p, written.n - name_length(list));
	} else {
		prefix = declare(r, rule, space, prefix);
		p = add_child(r, rule, root, NONE,
		              arena_printf(arena, "%s%s", prefix, name_text(list)));
	}
	kind.written = arena_printf(arena, "%soption", prefix);
	replace_list(r, rule, p, &kind, items, count);
}

void
edit_options(struct run *r, uint16_t rule, uint32_t node)
{
	const struct values *mount = values_of(r, PART_MOUNT_OPTION);
	const struct values *config = values_of(r, PART_CONFIG_OPTION);
	struct arena *arena = run_doc(r)->arena;
	struct item *items = arena_alloc(arena, (mount->count + config->count) * sizeof(*items));

	(void)node;
	for (size_t i = 0; i < mount->count; i++)
		items[i].first = mount->list[i];
	edit_foreign(r, rule, NAMESPACE_FS, "fs", NAME_FS_MOUNT_OPTS, NAME_FS_OPTION, items,
	             mount->count);
	items += mount->count;
	for (size_t i = 0; i < config->count; i++) {
		size_t n = strcspn(config->list[i], "=");

		items[i].first = arena_copy(arena, config->list[i], n);
		items[i].second = config->list[i] + n + 1;
	}
	edit_foreign(r, rule, NAMESPACE_RBD, "rbd", NAME_RBD_CONFIG_OPTS, NAME_RBD_OPTION, items,
	             config->count);
}
