/* What the host has: guests, networks, network devices, filters, secrets, volumes. */
#include "base/path.h"
#include "base/str.h"
#include "index/value.h"
#include "target/parts.h"

#include <string.h>

struct str
target_lower(struct arena *a, struct str s)
{
	char *lower;

	if (s.p == NULL)
		return STR_NONE;
	lower = arena_copy(a, s.p, s.n);
	for (size_t i = 0; i < s.n; i++)
		lower[i] = str_lower(lower[i]);
	return (struct str){ lower, s.n };
}

struct str
target_uuid(struct arena *a, struct str s)
{
	struct str lower = target_lower(a, s);
	char *p = (char *)lower.p;
	size_t n = 0;

	for (size_t i = 0; i < lower.n; i++)
		if (p[i] != '-')
			p[n++] = p[i];
	return (struct str){ lower.p, n };
}

/* A volume by its pool, as a key: no name of a pool has a slash. */
static struct str
volume_key(struct arena *a, struct str pool, struct str name)
{
	return str_from(arena_printf(a, "%.*s/%.*s", STR_FMT(pool), STR_FMT(name)));
}

void
target_index(struct dict *by, struct str key, size_t number)
{
	if (key.n > 0)
		dict_add(by, key, number);
}

/* ---- guests ---- */

/* Servers tell images of one name apart: the first one of a source, as a key; "": none. */
static const char *
server_key(struct arena *a, const struct document *doc, uint32_t source)
{
	uint32_t host = node_child(doc, source, NAME_HOST);
	struct str name = attr_value(doc, host, "name"), port = attr_value(doc, host, "port");

	return name.n > 0 ? arena_printf(a, "@%.*s:%.*s", STR_FMT(name), STR_FMT(port)) : "";
}

struct str
target_image(struct arena *a, const struct document *doc, uint32_t source)
{
	static const char *const paths[] = { "file", "dev", "dir" };
	static const char *const pairs[][2] = { { "pool", "volume" }, { "protocol", "name" } };
	struct str first, second;

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if ((first = attr_value(doc, source, paths[i])).p != NULL)
			return path_plain(a, str_from(arena_copy(a, first.p, first.n)));
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		first = attr_value(doc, source, pairs[i][0]);
		second = attr_value(doc, source, pairs[i][1]);
		if (first.p != NULL && second.p != NULL)
			return str_from(arena_printf(a, "%.*s/%.*s%s", STR_FMT(first),
			                             STR_FMT(second), server_key(a, doc, source)));
	}
	return STR_NONE;
}

/* Images that two guests may use are not the guest's own. */
static void
add_disk(struct target *t, const struct document *doc, uint32_t disk, size_t guest)
{
	uint32_t source = node_child(doc, disk, NAME_SOURCE);

	if (node_child(doc, disk, NAME_SHAREABLE) == NONE &&
	    node_child(doc, disk, NAME_READONLY) == NONE && !attr_is(doc, disk, "device", "cdrom"))
		target_index(&t->guest_images, target_image(&t->arena, doc, source), guest);
}

/* A port that the definition fixes. */
static void
add_port(struct target *t, const struct document *doc, uint32_t graphics, size_t guest)
{
	struct str port = attr_value(doc, graphics, "port");

	if (target_number(port) > 0 && !attr_is(doc, graphics, "autoport", "yes"))
		target_index(&t->guest_ports, target_keep(t, port), guest);
}

void
target_add_guest(struct target *t, const struct document *doc)
{
	struct target_guest g = { target_keep(t, child_trimmed(doc, 0, NAME_NAME)),
		                  target_keep(t, child_trimmed(doc, 0, NAME_UUID)) };
	size_t guest = t->guests.count;
	uint32_t devices = node_child(doc, 0, NAME_DEVICES), i;

	TARGET_ADD(t->guests, g);
	target_index(&t->guest_names, g.name, guest);
	target_index(&t->guest_uuids, target_uuid(&t->arena, g.uuid), guest);
	for (i = node_first(doc, devices); i != NONE; i = node_next(doc, i)) {
		if (doc->nodes[i].name == NAME_DISK)
			add_disk(t, doc, i, guest);
		else if (doc->nodes[i].name == NAME_GRAPHICS)
			add_port(t, doc, i, guest);
		else if (doc->nodes[i].name == NAME_INTERFACE)
			target_index(&t->guest_macs,
			             target_lower(&t->arena,
			                          attr_value(doc, node_child(doc, i, NAME_MAC),
			                                     "address")),
			             guest);
	}
}

struct str
target_moment_key(struct arena *a, bool checkpoint, struct str uuid, struct str name)
{
	return str_from(
	    arena_printf(a, "%s %.*s %.*s", checkpoint ? "c" : "s", STR_FMT(uuid), STR_FMT(name)));
}

/* One without a domain does not say whose it is. */
void
target_add_moment(struct target *t, const struct document *doc)
{
	uint32_t domain = node_child(doc, 0, NAME_DOMAIN);
	struct str name = child_trimmed(doc, 0, NAME_NAME);
	struct str uuid = target_uuid(&t->arena, child_trimmed(doc, domain, NAME_UUID));

	if (uuid.n == 0 || name.n == 0)
		return;
	target_index(&t->moment_names,
	             target_moment_key(&t->arena, str_is(node_name(doc, 0), "domaincheckpoint"),
	                               uuid, name),
	             t->moments.count);
	TARGET_ADD(t->moments, target_keep(t, child_trimmed(doc, 0, NAME_CREATION_TIME)));
}

/* ---- networks, filters, secrets ---- */

void
target_add_network(struct target *t, const struct document *doc)
{
	uint32_t bridge = node_child(doc, 0, NAME_BRIDGE);

	target_index(&t->networks, target_keep(t, child_trimmed(doc, 0, NAME_NAME)), 0);
	target_index(&t->links, target_keep_attr(t, doc, bridge, "name"), 0); /* comes with it */
}

static void
add_link(struct target *t, struct str name)
{
	target_index(&t->links, name, 0);
	t->got[TARGET_LINKS]++;
}

void
target_add_interface(struct target *t, const struct document *doc)
{
	uint32_t bridge = node_child(doc, 0, NAME_BRIDGE), i;

	add_link(t, target_keep_attr(t, doc, 0, "name"));
	for (i = node_child_named(doc, bridge, "interface"); i != NONE;
	     i = node_next_named(doc, i, "interface"))
		add_link(t, target_keep_attr(t, doc, i, "name"));
}

void
target_add_device(struct target *t, const struct document *doc)
{
	uint32_t i;

	for (i = node_child_named(doc, 0, "capability"); i != NONE;
	     i = node_next_named(doc, i, "capability"))
		if (attr_is(doc, i, "type", "net"))
			add_link(t,
			         target_keep_text(t, doc, node_child_named(doc, i, "interface")));
}

void
target_add_filter(struct target *t, const struct document *doc)
{
	target_index(&t->filters, target_keep_attr(t, doc, 0, "name"), 0);
}

/* By UUID, and by the name of what it is for. */
void
target_add_secret(struct target *t, const struct document *doc)
{
	static const char *const names[] = { "name", "target", "volume" };
	uint32_t usage = node_child_named(doc, 0, "usage");

	target_index(&t->secrets, target_uuid(&t->arena, child_trimmed(doc, 0, NAME_UUID)), 0);
	for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++)
		target_index(&t->secrets,
		             target_keep_text(t, doc, node_child_named(doc, usage, names[n])), 0);
}

/* ---- storage ---- */

/* vol-dumpxml does not name the pool: it is the one whose path its own begins with. */
void
target_add_volume(struct target *t, const struct document *doc)
{
	uint32_t target = node_child(doc, 0, NAME_TARGET);
	struct target_volume v = {
		.name = target_keep(t, child_trimmed(doc, 0, NAME_NAME)),
		.path = target_keep(t, child_trimmed(doc, target, NAME_PATH)),
		.format = target_keep_attr(t, doc, node_child(doc, target, NAME_FORMAT), "type"),
		.type = target_keep_attr(t, doc, 0, "type"),
	};

	target_index(&t->volume_paths, v.path, t->volumes.count);
	TARGET_ADD(t->volumes, v);
}

/* ---- questions ---- */

const struct target_guest *
target_user(const struct target *t, const struct dict *by, struct str key)
{
	size_t i;

	return dict_find(by, key, &i) ? &t->guests.items[i] : NULL;
}

struct str
target_moment(const struct target *t, struct arena *a, bool checkpoint, struct str uuid,
              struct str name)
{
	size_t i;

	if (uuid.p == NULL || name.p == NULL ||
	    !dict_find(&t->moment_names, target_moment_key(a, checkpoint, uuid, name), &i))
		return STR_NONE;
	return t->moments.items[i].p != NULL ? t->moments.items[i] : str_from("");
}

/* The directory that the path lies in; absent: none but the root. */
static struct str
directory_of(struct str path)
{
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	while (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	return path.n > 0 ? path : STR_NONE;
}

const struct target_pool *
target_pool_of(const struct target *t, struct str path)
{
	size_t i;

	while ((path = directory_of(path)).p != NULL)
		if (dict_find(&t->pool_paths, path, &i))
			return &t->pools.items[i];
	return NULL;
}

const struct target_pool *
target_pool(const struct target *t, struct str name)
{
	return target_pool_found(t, &t->pool_names, name);
}

bool
target_lacks_secret(const struct target *t, const struct document *doc, uint32_t secret)
{
	struct str usage = attr_value(doc, secret, "usage");
	struct str key =
	    usage.p != NULL ? usage : target_uuid(doc->arena, attr_value(doc, secret, "uuid"));

	return target_knows(t, TARGET_SECRETS) && key.n > 0 && dict_entry(&t->secrets, key) == NULL;
}

const struct target_volume *
target_volume(const struct target *t, struct str path)
{
	size_t i;

	return dict_find(&t->volume_paths, path, &i) ? &t->volumes.items[i] : NULL;
}

const struct target_volume *
target_volume_in(const struct target *t, struct arena *a, struct str pool, struct str name)
{
	size_t i;

	return dict_find(&t->volume_names, volume_key(a, pool, name), &i) ? &t->volumes.items[i]
	                                                                  : NULL;
}

const struct target_pool *
target_lacks(const struct target *t, struct str path)
{
	const struct target_pool *pool = target_pool_of(t, path);

	return pool != NULL && target_lists_volumes(t, pool) && target_volume(t, path) == NULL
	           ? pool
	           : NULL;
}

bool
target_lists_volumes(const struct target *t, const struct target_pool *pool)
{
	return (t->whole[TARGET_VOLUMES] || pool->volumes) &&
	       dict_entry(&t->unlisted, pool->name) == NULL;
}

void
target_finish(struct target *t)
{
	for (size_t i = 0; i < t->volumes.count; i++) {
		const struct target_volume *v = &t->volumes.items[i];
		const struct target_pool *pool = target_pool_of(t, v->path);

		if (pool == NULL)
			continue;
		t->pools.items[pool - t->pools.items].volumes = true;
		dict_add(&t->volume_names, volume_key(&t->arena, pool->name, v->name), i);
	}
}
