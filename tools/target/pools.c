/* Pools that the host has, what it can do with pools, and which of them a new one collides with. */
#include "base/str.h"
#include "index/value.h"
#include "target/parts.h"

#include <stdlib.h>

/* What a key is made of, besides the word of its class. */
enum {
	OF_PATH = 1,     /* the target's */
	OF_NAME = 2,     /* the source's */
	OF_DIR = 4,      /* the source's */
	OF_IQN = 8,      /* the initiator's, if there is one */
	OF_HOST = 16,    /* the first host and its port */
	OF_HOSTS = 32,   /* a key for each host, whatever its port is */
	OF_DEVICES = 64, /* a key for each device */
	OF_ADAPTER = 128,
};

/*
 * What two pools share if they collide: they have a key in common.  CLASH_SOURCE is what libvirt
 * compares (virstorageobj.c, virStoragePoolObjSourceFindDuplicate).  The worst row of a type is the
 * first.
 */
static const struct key_row {
	const char *type;
	enum target_clash clash;
	const char *class;
	unsigned parts;
} key_rows[] = {
	{ "dir", CLASH_SOURCE, "dir", OF_PATH },
	{ "fs", CLASH_SOURCE, "device", OF_DEVICES },
	{ "logical", CLASH_SOURCE, "device", OF_DEVICES },
	{ "disk", CLASH_SOURCE, "device", OF_DEVICES },
	{ "zfs", CLASH_SOURCE, "device", OF_DEVICES },
	{ "iscsi", CLASH_SOURCE, "iscsi", OF_DEVICES | OF_IQN },
	{ "netfs", CLASH_SOURCE, "netfs", OF_HOST | OF_DIR },
	{ "gluster", CLASH_SOURCE, "gluster", OF_HOST | OF_DIR | OF_NAME },
	{ "sheepdog", CLASH_SOURCE, "sheepdog", OF_HOST },
	{ "vstorage", CLASH_SOURCE, "vstorage", OF_NAME },
	{ "scsi", CLASH_SOURCE, "scsi", OF_ADAPTER },
	{ "mpath", CLASH_SOURCE, "mpath", 0 },
	{ "logical", CLASH_SHARED, "logical", OF_NAME },
	{ "zfs", CLASH_SHARED, "zfs", OF_NAME },
	{ "rbd", CLASH_SHARED, "rbd", OF_NAME | OF_HOSTS },
	{ "iscsi-direct", CLASH_SHARED, "iscsi-direct", OF_DEVICES },
	{ "dir", CLASH_PATH, "path", OF_PATH },
	{ "fs", CLASH_PATH, "path", OF_PATH },
	{ "netfs", CLASH_PATH, "path", OF_PATH },
	{ "vstorage", CLASH_PATH, "path", OF_PATH },
};

/* One pool's keys of one kind. */
struct keys {
	struct arena *arena;
	const struct document *doc;
	uint32_t source;
	/*
	 * Whether the host has the pool; otherwise it is the new one.  What is compared is not
	 * the same both ways: a port that only the new pool lacks does not count.
	 */
	bool there;
	TARGET_LIST(struct str) list;
};

static void
add_key(struct keys *k, const char *key)
{
	TARGET_ADD(k->list, str_from(key));
}

/* A path as libvirt keeps it (virfile.c, virFileSanitizePath): its slashes are not repeated. */
static struct str
clean_path(struct arena *a, struct str path)
{
	/* two at the beginning may be another root (POSIX), three are not */
	size_t first = str_starts(path, "//") && !str_starts(path, "///") ? 1 : 0, n = first;
	char *clean;

	if (path.n == 0 || (path.p[0] != '/' && str_has(path, "://")))
		return path;
	clean = arena_copy(a, path.p, path.n);
	for (size_t i = first; i < path.n; i++)
		if (path.p[i] != '/' || i == first || path.p[i - 1] != '/')
			clean[n++] = path.p[i];
	if (n > 1 && clean[n - 1] == '/')
		n--;
	return (struct str){ clean, n };
}

static struct str
path_of(struct arena *a, const struct document *doc)
{
	return clean_path(a, child_trimmed(doc, node_child(doc, 0, NAME_TARGET), NAME_PATH));
}

/* libvirt takes the pool's name for a source without one. */
static struct str
source_name(const struct keys *k)
{
	struct str name = child_trimmed(k->doc, k->source, NAME_NAME);

	return name.n > 0 ? name : child_trimmed(k->doc, 0, NAME_NAME);
}

static struct str
source_dir(const struct keys *k)
{
	uint32_t dir = node_child(k->doc, k->source, NAME_DIR);
	struct str path = clean_path(k->arena, attr_value(k->doc, dir, "path"));

	/* of gluster, a volume has no other directory then */
	return path.n == 0 && attr_is(k->doc, 0, "type", "gluster") ? str_from("/") : path;
}

static struct str
initiator(const struct keys *k)
{
	uint32_t node = node_child(k->doc, k->source, NAME_INITIATOR);

	return attr_value(k->doc, node_child(k->doc, node, NAME_IQN), "name");
}

/* The parts that each key of the row has; NULL: the pool lacks one. */
static const char *
common_parts(const struct keys *k, const struct key_row *row)
{
	const struct {
		unsigned part;
		struct str value;
	} parts[] = {
		{ OF_PATH, path_of(k->arena, k->doc) },
		{ OF_NAME, source_name(k) },
		{ OF_DIR, source_dir(k) },
		{ OF_IQN, initiator(k) },
	};
	const char *key = arena_printf(k->arena, "%d %s", (int)row->clash, row->class);

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if ((row->parts & parts[i].part) == 0)
			continue;
		if (parts[i].value.n == 0 && parts[i].part != OF_IQN)
			return NULL;
		key = arena_printf(k->arena, "%s\n%.*s", key, STR_FMT(parts[i].value));
	}
	return key;
}

/* Two pools with several hosts each are not compared. */
static void
add_host_keys(struct keys *k, const char *base)
{
	uint32_t host = node_child(k->doc, k->source, NAME_HOST);
	struct str name = attr_value(k->doc, host, "name");
	unsigned long port = target_number(attr_value(k->doc, host, "port"));
	bool alone;

	if (name.n == 0)
		return;
	alone = node_next_same(k->doc, host) == NONE;
	for (int one = 0; one < 2; one++)
		for (int any = 0; any < 2; any++)
			if (k->there ? one == 0 || alone
			             : (one == 0) == alone && any == (port == 0))
				add_key(k, arena_printf(k->arena, "%s\n%.*s\n%s%ld", base,
				                        STR_FMT(name), one ? "one " : "",
				                        any ? -1 : (long)port));
}

/* A key for each element's attribute. */
static void
add_each(struct keys *k, const char *base, enum name name, const char *attr)
{
	uint32_t i = node_child(k->doc, k->source, name);

	for (; i != NONE; i = node_next_same(k->doc, i)) {
		struct str value = attr_value(k->doc, i, attr);

		if (value.n > 0)
			add_key(k, arena_printf(k->arena, "%s\n%.*s", base, STR_FMT(value)));
	}
}

/* A SCSI adapter's number, as libvirt reads it (virscsihost.c, virSCSIHostGetNumber). */
static void
add_number_key(struct keys *k, const char *word, struct str adapter)
{
	static const char *const beginnings[] = { "scsi_host", "fc_host", "host" };
	unsigned long number;

	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (str_starts(adapter, beginnings[i])) {
			if (str_number(str_skip(adapter, strlen(beginnings[i])), UINT32_MAX,
			               &number))
				add_key(k, arena_printf(k->arena, "%s %lu", word, number));
			return;
		}
}

/* libvirt reads these numbers in any base (node_device_conf.c, virPCIDeviceAddressParseXML). */
static unsigned long
number_of(struct arena *a, struct str s)
{
	return s.n > 0 ? strtoul(arena_copy(a, s.p, s.n), NULL, 0) : 0;
}

static void
add_parent_key(struct keys *k, uint32_t adapter)
{
	static const char *const attrs[] = { "domain", "bus", "slot", "function" };
	uint32_t parent = node_child(k->doc, adapter, NAME_PARENTADDR);
	uint32_t address = node_child(k->doc, parent, NAME_ADDRESS);
	const char *key =
	    arena_printf(k->arena, "parent %lu",
	                 number_of(k->arena, attr_value(k->doc, parent, "unique_id")));

	if (address == NONE)
		return;
	for (size_t i = 0; i < sizeof(attrs) / sizeof(attrs[0]); i++)
		key = arena_printf(k->arena, "%s:%lu", key,
		                   number_of(k->arena, attr_value(k->doc, address, attrs[i])));
	add_key(k, key);
}

/* A virtual FC adapter collides with one of its own names, and with its parent. */
static void
add_adapter_keys(struct keys *k)
{
	uint32_t adapter = node_child(k->doc, k->source, NAME_ADAPTER);
	struct str wwnn = attr_value(k->doc, adapter, "wwnn");
	struct str wwpn = attr_value(k->doc, adapter, "wwpn");

	if (attr_is(k->doc, adapter, "type", "fc_host")) {
		if (wwnn.n > 0 && wwpn.n > 0)
			add_key(k, arena_printf(k->arena, "fc %.*s %.*s", STR_FMT(wwnn),
			                        STR_FMT(wwpn)));
		add_number_key(k, k->there ? "below" : "host",
		               attr_value(k->doc, adapter, "parent"));
		return;
	}
	add_parent_key(k, adapter);
	add_number_key(k, "host", attr_value(k->doc, adapter, "name"));
	if (!k->there)
		add_number_key(k, "below", attr_value(k->doc, adapter, "name"));
}

static void
add_keys(struct keys *k, const struct key_row *row)
{
	const char *base = common_parts(k, row);

	if (base == NULL)
		return;
	if (row->parts & OF_HOST)
		add_host_keys(k, base);
	else if (row->parts & OF_HOSTS)
		add_each(k, base, NAME_HOST, "name");
	else if (row->parts & OF_DEVICES)
		add_each(k, base, NAME_DEVICE, "path");
	else if (row->parts & OF_ADAPTER)
		add_adapter_keys(k);
	else
		add_key(k, base);
}

static struct keys
keys_of(struct arena *a, const struct document *doc, bool there)
{
	return (struct keys){
		.arena = a, .doc = doc, .source = node_child(doc, 0, NAME_SOURCE), .there = there
	};
}

#define KEY_ROWS (sizeof(key_rows) / sizeof(key_rows[0]))

/* ---- what the description says ---- */

static void
add_use(struct target *t, struct str key, size_t pool)
{
	struct target_use use = { pool, SIZE_MAX };

	dict_find(&t->pool_keys, key, &use.next);
	dict_set(&t->pool_keys, key, t->pool_uses.count);
	TARGET_ADD(t->pool_uses, use);
}

void
target_add_pool(struct target *t, const struct document *doc)
{
	struct target_pool p = { .name = target_keep(t, child_trimmed(doc, 0, NAME_NAME)),
		                 .uuid = target_uuid(&t->arena, child_trimmed(doc, 0, NAME_UUID)) };
	struct str type = attr_value(doc, 0, "type"), path = path_of(&t->arena, doc);
	struct keys k = keys_of(&t->arena, doc, true);

	target_index(&t->pool_names, p.name, t->pools.count);
	target_index(&t->pool_uuids, p.uuid, t->pools.count);
	target_index(&t->pool_paths, target_keep(t, path), t->pools.count);
	for (size_t i = 0; i < KEY_ROWS; i++)
		if (str_is(type, key_rows[i].type))
			add_keys(&k, &key_rows[i]);
	for (size_t i = 0; i < k.list.count; i++)
		add_use(t, k.list.items[i], t->pools.count);
	free(k.list.items);
	TARGET_ADD(t->pools, p);
}

void
target_expect_pool(struct target *t, const struct document *doc)
{
	target_add_pool(t, doc);
	t->pools.items[t->pools.count - 1].expected = true;
}

/* ---- questions ---- */

const struct target_pool *
target_pool_found(const struct target *t, const struct dict *by, struct str key)
{
	size_t i;

	return dict_find(by, key, &i) ? &t->pools.items[i] : NULL;
}

/* A pool that has the key, and another name; NULL: none. */
static const struct target_pool *
other_user(const struct target *t, struct str key, struct str name)
{
	size_t i;

	if (!dict_find(&t->pool_keys, key, &i))
		return NULL;
	for (; i != SIZE_MAX; i = t->pool_uses.items[i].next) {
		const struct target_pool *p = &t->pools.items[t->pool_uses.items[i].pool];

		if (!str_equal(p->name, name))
			return p;
	}
	return NULL;
}

const struct target_pool *
target_pool_clash(const struct target *t, const struct document *doc, enum target_clash *clash)
{
	struct keys k = keys_of(doc->arena, doc, false);
	struct str type = attr_value(doc, 0, "type"), name = child_trimmed(doc, 0, NAME_NAME);
	const struct target_pool *other = NULL;

	for (size_t i = 0; i < KEY_ROWS && other == NULL; i++) {
		if (!str_is(type, key_rows[i].type))
			continue;
		*clash = key_rows[i].clash;
		k.list.count = 0;
		add_keys(&k, &key_rows[i]);
		for (size_t n = 0; n < k.list.count && other == NULL; n++)
			other = other_user(t, k.list.items[n], name);
	}
	free(k.list.items);
	return other;
}
