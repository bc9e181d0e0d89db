/* What the options ask for becomes edits of a pool. */
#include "base/dict.h"
#include "pool/check.h"
#include "pool/facts.h"
#include "pool/host.h"
#include "pool/places.h"

#include "index/value.h"

#include <string.h>

static const struct values *
values_of(const struct run *r, enum part part)
{
	return &r->pool->given->parts[part];
}

static const char *
given(const struct run *r, enum part part)
{
	return pool_value(r->pool->given, part);
}

/* Whether any part is given that the rule sets. */
static bool
any_given(const struct run *r, uint16_t rule)
{
	for (enum part part = 0; part < PART_COUNT; part++)
		if (part_places[part].rule == rule && given(r, part) != NULL)
			return true;
	return false;
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
	uint32_t node = node_child(run_doc(r), parent.node, name);

	if (node != NONE)
		return (struct place){ node, NULL };
	/* libvirt's schema requires the options of a file system's mount last */
	if (parent.node == root.node)
		node = node_child(run_doc(r), root.node, NAME_NAME);
	return add_child(r, rule, parent, node, name_text(name));
}

/* The element at a path below the root. */
static struct place
place_at(struct run *r, uint16_t rule, const uint16_t *path)
{
	struct place p = root, *known = NULL;

	if (*path == NAME_SOURCE || *path == NAME_TARGET)
		known = *path == NAME_SOURCE ? &r->pool->source : &r->pool->target;
	if (known != NULL && known->node == 0)
		*known = child_place(r, rule, root, (enum name) * path);
	if (known != NULL) {
		p = *known;
		path++;
	}
	for (; *path != 0; path++)
		p = child_place(r, rule, p, (enum name) * path);
	return p;
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

/* The attribute, or without one the text. */
static void
set_value(struct run *r, uint16_t rule, struct place p, const char *attr, const char *value)
{
	if (attr != NULL)
		set_attr(r, rule, p, attr, value);
	else if (p.node != NONE)
		rule_text(r, rule, p.node, value);
	else
		p.made->text = value;
}

static const char *
copy(struct run *r, struct str s)
{
	return s.p != NULL ? arena_copy(run_doc(r)->arena, s.p, s.n) : NULL;
}

/* --- lists -------------------------------------------------------------------------------- */

/* One element of a list: its two attributes' values; NULL leaves one as it is. */
struct item {
	const char *first, *second;
};

/* The elements of a list: whose place they have, and their attributes. */
struct list_kind {
	enum name name;
	const char *first, *second;
	const char *written; /* the name with its prefix, for a new one */
};

/* The elements become the items one by one; extra elements are removed, missing ones added. */
static void
replace_list(struct run *r, uint16_t rule, struct place parent, const struct list_kind *kind,
             const struct item *items, size_t count)
{
	const struct document *doc = run_doc(r);
	uint32_t last = NONE, node = node_child(doc, parent.node, kind->name);
	size_t i;

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

/* The same for a list in <source>. */
static void
replace_in_source(struct run *r, uint16_t rule, const struct list_kind *kind,
                  const struct item *items, size_t count)
{
	static const uint16_t source[] = { NAME_SOURCE, 0 };

	if (count > 0)
		replace_list(r, rule, place_at(r, rule, source), kind, items, count);
}

/* --- the rules ---------------------------------------------------------------------------- */

/* Each part of the rule stands alone in its place. */
HANDLER(edit_parts)
{
	(void)node;
	for (enum part part = 0; part < PART_COUNT; part++) {
		const struct part_place *p = &part_places[part];

		if (p->rule == rule && given(r, part) != NULL)
			set_value(r, rule, place_at(r, rule, p->path), p->attr, given(r, part));
	}
}

/* --source-port without a host: of the hosts that stand there. */
static void
edit_ports(struct run *r, uint16_t rule)
{
	uint32_t host = part_node(run_doc(r), PART_HOST);

	for (; given(r, PART_PORT) != NULL && host != NONE; host = node_next_same(run_doc(r), host))
		rule_set(r, rule, host, "port", given(r, PART_PORT));
}

HANDLER(edit_hosts)
{
	static const struct list_kind kind = { NAME_HOST, "name", "port", "host" };
	const struct values *hosts = values_of(r, PART_HOST);
	struct item *items = arena_alloc(run_doc(r)->arena, hosts->count * sizeof(*items));

	(void)node;
	if (hosts->count == 0)
		edit_ports(r, rule);
	for (size_t i = 0; i < hosts->count; i++) {
		struct host h = host_split(str_from(hosts->list[i]));

		items[i].first = copy(r, h.name);
		items[i].second = h.port.p != NULL ? copy(r, h.port) : given(r, PART_PORT);
	}
	replace_in_source(r, rule, &kind, items, hosts->count);
}

HANDLER(edit_devices)
{
	static const struct list_kind kind = { NAME_DEVICE, "path", NULL, "device" };
	const struct values *devices = values_of(r, PART_DEVICE);
	struct item *items = arena_alloc(run_doc(r)->arena, devices->count * sizeof(*items));

	(void)node;
	for (size_t i = 0; i < devices->count; i++)
		items[i].first = devices->list[i];
	replace_in_source(r, rule, &kind, items, devices->count);
}

/* An adapter is named, or known by its WWNs. */
HANDLER(edit_adapter)
{
	bool named = given(r, PART_ADAPTER) != NULL;
	struct place p;

	if (!any_given(r, rule))
		return;
	p = place_at(r, rule, part_places[PART_ADAPTER].path);
	set_attr(r, rule, p, "type", named ? "scsi_host" : "fc_host");
	for (enum part part = 0; part < PART_COUNT; part++)
		if (part_places[part].rule == rule && (part == PART_ADAPTER) == named)
			set_attr(r, rule, p, part_places[part].attr, given(r, part));
		else if (part_places[part].rule == rule)
			unset_attr(r, rule, p, part_places[part].attr);
	node = named ? node_child(run_doc(r), p.node, NAME_PARENTADDR) : NONE;
	for (; node != NONE; node = node_next_same(run_doc(r), node))
		rule_drop(r, rule, node);
}

HANDLER(edit_auth)
{
	const char *type = given(r, PART_AUTH_TYPE);
	const char *usage = given(r, PART_SECRET_USAGE), *uuid = given(r, PART_SECRET_UUID);
	struct place p, secret;

	(void)node;
	if (!any_given(r, rule))
		return;
	p = place_at(r, rule, part_places[PART_AUTH_TYPE].path);
	if (type == NULL && p.node == NONE && r->pool->type != NULL)
		type = r->pool->type->auth;
	set_attr(r, rule, p, "type", type);
	set_attr(r, rule, p, "username", given(r, PART_AUTH_USER));
	if (usage == NULL && uuid == NULL)
		return;
	secret = child_place(r, rule, p, NAME_SECRET);
	unset_attr(r, rule, secret, usage != NULL ? "uuid" : "usage");
	set_attr(r, rule, secret, usage != NULL ? "usage" : "uuid", usage != NULL ? usage : uuid);
}

HANDLER(edit_permissions)
{
	static const enum name names[] = { NAME_MODE, NAME_OWNER, NAME_GROUP, NAME_LABEL };
	struct permissions p;
	struct place place;

	(void)node;
	if (given(r, PART_PERMISSIONS) == NULL)
		return;
	p = permissions_split(given(r, PART_PERMISSIONS));
	place = place_at(r, rule, part_places[PART_PERMISSIONS].path);
	for (size_t i = 0; i < 4; i++) {
		const struct str values[] = { p.mode, p.owner, p.group, p.label };

		if (values[i].p != NULL)
			set_value(r, rule, child_place(r, rule, place, names[i]), NULL,
			          copy(r, values[i]));
	}
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

/* A list in one of libvirt's namespaces; the prefix is the document's own, if it has one. */
static void
edit_foreign(struct run *r, uint16_t rule, enum part part, const char *space, const char *prefix,
             const struct item *items)
{
	struct arena *arena = run_doc(r)->arena;
	enum name list = (enum name)part_places[part].path[0];
	struct place p = { node_child(run_doc(r), root.node, list), NULL };
	struct list_kind kind = { (enum name)part_places[part].path[1], "name", "value", NULL };

	if (given(r, part) == NULL)
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
	replace_list(r, rule, p, &kind, items, values_of(r, part)->count);
}

HANDLER(edit_options)
{
	const struct values *mount = values_of(r, PART_MOUNT_OPTION);
	const struct values *config = values_of(r, PART_CONFIG_OPTION);
	struct arena *arena = run_doc(r)->arena;
	struct item *items = arena_alloc(arena, (mount->count + config->count) * sizeof(*items));

	(void)node;
	for (size_t i = 0; i < mount->count; i++)
		items[i].first = mount->list[i];
	edit_foreign(r, rule, PART_MOUNT_OPTION, NAMESPACE_FS, "fs", items);
	items += mount->count;
	for (size_t i = 0; i < config->count; i++) {
		size_t n = strcspn(config->list[i], "=");

		items[i].first = arena_copy(arena, config->list[i], n);
		items[i].second = config->list[i] + n + 1;
	}
	edit_foreign(r, rule, PART_CONFIG_OPTION, NAMESPACE_RBD, "rbd", items);
}
