#include "pool/xml.h"

#include "edit/escape.h"
#include "pool/check.h"
#include "pool/host.h"

#include <string.h>

/* The document on its way: where it goes, and how deep the next line is. */
struct writer {
	struct sink sink;
	struct arena arena;
	int depth;
};

static bool
to_buf(void *to, const char *p, size_t len)
{
	buf_add(to, p, len);
	return true;
}

static void
indent(struct writer *w)
{
	for (int i = 0; i < w->depth; i++)
		sink_text(&w->sink, "  ");
}

/* <name */
static void
begin(struct writer *w, const char *name)
{
	indent(w);
	sink_text(&w->sink, "<");
	sink_text(&w->sink, name);
}

/* One attribute, if there is a value. */
static void
attr(struct writer *w, const char *name, struct str value)
{
	if (value.p == NULL)
		return;
	sink_text(&w->sink, " ");
	sink_text(&w->sink, name);
	sink_text(&w->sink, "='");
	escape(&w->sink, arena_copy(&w->arena, value.p, value.n), '\'', ENCODING_UTF8);
	sink_text(&w->sink, "'");
}

static void
end_empty(struct writer *w)
{
	sink_text(&w->sink, "/>\n");
}

static void
end_open(struct writer *w)
{
	sink_text(&w->sink, ">\n");
	w->depth++;
}

static void
close_element(struct writer *w, const char *name)
{
	w->depth--;
	indent(w);
	sink_text(&w->sink, "</");
	sink_text(&w->sink, name);
	sink_text(&w->sink, ">\n");
}

/* <name>text</name>, if there is a text. */
static void
text_element(struct writer *w, const char *name, struct str text)
{
	if (text.p == NULL)
		return;
	begin(w, name);
	sink_text(&w->sink, ">");
	escape(&w->sink, arena_copy(&w->arena, text.p, text.n), 0, ENCODING_UTF8);
	sink_text(&w->sink, "</");
	sink_text(&w->sink, name);
	sink_text(&w->sink, ">\n");
}

/* <name attr='value'/>, if there is a value. */
static void
attr_element(struct writer *w, const char *name, const char *attr_name, const char *value)
{
	if (value == NULL)
		return;
	begin(w, name);
	attr(w, attr_name, str_from(value));
	end_empty(w);
}

static struct str
value_of(const struct pool *pool, enum part part)
{
	return str_from(pool_value(pool, part));
}

static void
write_hosts(struct writer *w, const struct pool *pool)
{
	const struct values *hosts = &pool->parts[PART_HOST];

	for (size_t i = 0; i < hosts->count; i++) {
		struct host h = host_split(str_from(hosts->list[i]));

		begin(w, "host");
		attr(w, "name", h.name);
		attr(w, "port", h.port.p != NULL ? h.port : value_of(pool, PART_PORT));
		end_empty(w);
	}
}

static void
write_adapter(struct writer *w, const struct pool *pool)
{
	if (pool_value(pool, PART_WWNN) != NULL) {
		begin(w, "adapter");
		attr(w, "type", str_from("fc_host"));
		attr(w, "parent", value_of(pool, PART_PARENT));
		attr(w, "parent_wwnn", value_of(pool, PART_PARENT_WWNN));
		attr(w, "parent_wwpn", value_of(pool, PART_PARENT_WWPN));
		attr(w, "parent_fabric_wwn", value_of(pool, PART_FABRIC_WWN));
		attr(w, "wwnn", value_of(pool, PART_WWNN));
		attr(w, "wwpn", value_of(pool, PART_WWPN));
		end_empty(w);
	} else if (pool_value(pool, PART_ADAPTER) != NULL) {
		begin(w, "adapter");
		attr(w, "type", str_from("scsi_host"));
		attr(w, "name", value_of(pool, PART_ADAPTER));
		end_empty(w);
	}
}

static void
write_auth(struct writer *w, const struct pool *pool)
{
	const char *type = pool_value(pool, PART_AUTH_TYPE);

	if (pool_value(pool, PART_AUTH_USER) == NULL)
		return;
	begin(w, "auth");
	attr(w, "type", str_from(type != NULL ? type : pool->type->auth));
	attr(w, "username", value_of(pool, PART_AUTH_USER));
	end_open(w);
	begin(w, "secret");
	attr(w, "usage", value_of(pool, PART_SECRET_USAGE));
	attr(w, "uuid", value_of(pool, PART_SECRET_UUID));
	end_empty(w);
	close_element(w, "auth");
}

#define SOURCE_BITS                                                                    \
	~(PART_BIT(NAME) | PART_BIT(UUID) | PART_BIT(TARGET) | PART_BIT(PERMISSIONS) | \
	  PART_BIT(COW) | PART_BIT(MOUNT_OPTION) | PART_BIT(CONFIG_OPTION))

static void
write_source(struct writer *w, const struct pool *pool)
{
	const struct values *devices = &pool->parts[PART_DEVICE];

	if ((pool_given(pool) & SOURCE_BITS) == 0)
		return;
	begin(w, "source");
	end_open(w);
	write_hosts(w, pool);
	attr_element(w, "dir", "path", pool_value(pool, PART_DIR));
	for (size_t i = 0; i < devices->count; i++)
		attr_element(w, "device", "path", devices->list[i]);
	if (pool_value(pool, PART_INITIATOR) != NULL) {
		begin(w, "initiator");
		end_open(w);
		attr_element(w, "iqn", "name", pool_value(pool, PART_INITIATOR));
		close_element(w, "initiator");
	}
	write_adapter(w, pool);
	write_auth(w, pool);
	attr_element(w, "format", "type", pool_value(pool, PART_FORMAT));
	text_element(w, "name", value_of(pool, PART_SOURCE_NAME));
	attr_element(w, "protocol", "ver", pool_value(pool, PART_PROTOCOL));
	attr_element(w, "vendor", "name", pool_value(pool, PART_VENDOR));
	attr_element(w, "product", "name", pool_value(pool, PART_PRODUCT));
	close_element(w, "source");
}

static void
write_target(struct writer *w, const struct pool *pool)
{
	const char *permissions = pool_value(pool, PART_PERMISSIONS);

	if (permissions == NULL && pool_value(pool, PART_TARGET) == NULL)
		return;
	begin(w, "target");
	end_open(w);
	text_element(w, "path", value_of(pool, PART_TARGET));
	if (permissions != NULL) {
		struct permissions p = permissions_split(permissions);

		begin(w, "permissions");
		end_open(w);
		text_element(w, "mode", p.mode);
		text_element(w, "owner", p.owner);
		text_element(w, "group", p.group);
		text_element(w, "label", p.label);
		close_element(w, "permissions");
	}
	close_element(w, "target");
}

/* What libvirt keeps in namespaces of its drivers' own. */
static void
write_options(struct writer *w, const struct pool *pool)
{
	const struct values *mount = &pool->parts[PART_MOUNT_OPTION];
	const struct values *config = &pool->parts[PART_CONFIG_OPTION];

	if (mount->count > 0) {
		begin(w, "fs:mount_opts");
		end_open(w);
		for (size_t i = 0; i < mount->count; i++)
			attr_element(w, "fs:option", "name", mount->list[i]);
		close_element(w, "fs:mount_opts");
	}
	if (config->count == 0)
		return;
	begin(w, "rbd:config_opts");
	end_open(w);
	for (size_t i = 0; i < config->count; i++) {
		size_t n = strcspn(config->list[i], "=");

		begin(w, "rbd:option");
		attr(w, "name", (struct str){ config->list[i], n });
		attr(w, "value", str_from(config->list[i] + n + 1));
		end_empty(w);
	}
	close_element(w, "rbd:config_opts");
}

static void
write_pool(struct writer *w, const struct pool *pool)
{
	begin(w, "pool");
	attr(w, "type", str_from(pool->type->name));
	if (pool->parts[PART_MOUNT_OPTION].count > 0)
		attr(w, "xmlns:fs", str_from(NAMESPACE_FS));
	if (pool->parts[PART_CONFIG_OPTION].count > 0)
		attr(w, "xmlns:rbd", str_from(NAMESPACE_RBD));
	end_open(w);
	text_element(w, "name", value_of(pool, PART_NAME));
	text_element(w, "uuid", value_of(pool, PART_UUID));
	if (pool_value(pool, PART_COW) != NULL) {
		begin(w, "features");
		end_open(w);
		attr_element(w, "cow", "state", pool_value(pool, PART_COW));
		close_element(w, "features");
	}
	write_source(w, pool);
	write_target(w, pool);
	write_options(w, pool);
	close_element(w, "pool");
}

static void
write_secret(struct writer *w, const struct pool *pool)
{
	bool ceph = strcmp(pool->type->auth, "ceph") == 0;
	const char *usage = pool_value(pool, PART_SECRET_USAGE);

	begin(w, "secret");
	attr(w, "ephemeral", str_from("no"));
	attr(w, "private", str_from("yes"));
	end_open(w);
	text_element(w, "uuid", value_of(pool, PART_SECRET_UUID));
	begin(w, "usage");
	attr(w, "type", str_from(ceph ? "ceph" : "iscsi"));
	end_open(w);
	text_element(w, ceph ? "name" : "target",
	             str_from(usage != NULL ? usage : pool_value(pool, PART_NAME)));
	close_element(w, "usage");
	close_element(w, "secret");
}

static void
write_with(void (*writes)(struct writer *w, const struct pool *pool), const struct pool *pool,
           struct buf *out)
{
	struct writer w = { .sink = { .write = to_buf, .to = out } };

	writes(&w, pool);
	sink_flush(&w.sink);
	buf_free(&w.sink.pending);
	arena_free(&w.arena);
}

void
pool_xml(const struct pool *pool, struct buf *out)
{
	write_with(write_pool, pool, out);
}

void
pool_secret_xml(const struct pool *pool, struct buf *out)
{
	write_with(write_secret, pool, out);
}
