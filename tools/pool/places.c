#include "pool/places.h"

#include "index/value.h"

/* clang-format off */
#define ADAPTER_AT { NAME_SOURCE, NAME_ADAPTER }
#define AUTH_AT { NAME_SOURCE, NAME_AUTH }
#define SECRET_AT { NAME_SOURCE, NAME_AUTH, NAME_SECRET }

const struct part_place part_places[PART_COUNT] = {
	[PART_NAME] = { POOL_NAME, { NAME_NAME }, NULL, false },
	[PART_UUID] = { POOL_UUID, { NAME_UUID }, NULL, false },
	[PART_HOST] = { POOL_HOST, { NAME_SOURCE, NAME_HOST }, "name", false },
	[PART_PORT] = { POOL_HOST, { NAME_SOURCE, NAME_HOST }, "port", false },
	[PART_DIR] = { POOL_DIR, { NAME_SOURCE, NAME_DIR }, "path", false },
	[PART_DEVICE] = { POOL_DEVICE, { NAME_SOURCE, NAME_DEVICE }, "path", false },
	[PART_INITIATOR] = { POOL_INITIATOR, { NAME_SOURCE, NAME_INITIATOR, NAME_IQN }, "name", false },
	[PART_ADAPTER] = { POOL_ADAPTER, ADAPTER_AT, "name", false },
	[PART_PARENT] = { POOL_ADAPTER, ADAPTER_AT, "parent", false },
	[PART_PARENT_WWNN] = { POOL_ADAPTER, ADAPTER_AT, "parent_wwnn", false },
	[PART_PARENT_WWPN] = { POOL_ADAPTER, ADAPTER_AT, "parent_wwpn", false },
	[PART_FABRIC_WWN] = { POOL_ADAPTER, ADAPTER_AT, "parent_fabric_wwn", false },
	[PART_WWNN] = { POOL_ADAPTER, ADAPTER_AT, "wwnn", false },
	[PART_WWPN] = { POOL_ADAPTER, ADAPTER_AT, "wwpn", false },
	[PART_AUTH_TYPE] = { POOL_AUTH, AUTH_AT, "type", false },
	[PART_AUTH_USER] = { POOL_AUTH, AUTH_AT, "username", true },
	[PART_SECRET_USAGE] = { POOL_AUTH, SECRET_AT, "usage", true },
	[PART_SECRET_UUID] = { POOL_AUTH, SECRET_AT, "uuid", false },
	[PART_FORMAT] = { POOL_FORMAT, { NAME_SOURCE, NAME_FORMAT }, "type", false },
	[PART_SOURCE_NAME] = { POOL_SOURCE_NAME, { NAME_SOURCE, NAME_NAME }, NULL, false },
	[PART_PROTOCOL] = { POOL_PROTOCOL, { NAME_SOURCE, NAME_PROTOCOL }, "ver", false },
	[PART_VENDOR] = { POOL_VENDOR, { NAME_SOURCE, NAME_VENDOR }, "name", true },
	[PART_PRODUCT] = { POOL_VENDOR, { NAME_SOURCE, NAME_PRODUCT }, "name", true },
	[PART_TARGET] = { POOL_TARGET, { NAME_TARGET, NAME_PATH }, NULL, false },
	[PART_PERMISSIONS] = { POOL_PERMISSIONS, { NAME_TARGET, NAME_PERMISSIONS }, NULL, true },
	[PART_COW] = { POOL_COW, { NAME_FEATURES, NAME_COW }, "state", false },
	[PART_MOUNT_OPTION] = { POOL_OPTIONS, { NAME_FS_MOUNT_OPTS, NAME_FS_OPTION }, "name", true },
	[PART_CONFIG_OPTION] = { POOL_OPTIONS, { NAME_RBD_CONFIG_OPTS, NAME_RBD_OPTION }, "name", true },
};
/* clang-format on */

static uint32_t
find_below(const struct document *doc, uint32_t node, const uint16_t *path)
{
	for (; *path != 0 && node != NONE; path++)
		node = node_child(doc, node, (enum name) * path);
	return node;
}

uint32_t
part_node(const struct document *doc, enum part part)
{
	return find_below(doc, 0, part_places[part].path);
}

struct str
part_text(const struct document *doc, enum part part, uint32_t node)
{
	const char *attr = part_places[part].attr;

	return attr != NULL ? attr_value(doc, node, attr) : node_trimmed(doc, node);
}

struct str
source_part(const struct document *doc, enum part part, uint32_t source)
{
	return part_text(doc, part, find_below(doc, source, part_places[part].path + 1));
}

const char *
part_where(struct arena *arena, enum part part)
{
	const struct part_place *p = &part_places[part];
	const char *where = name_text((enum name)p->path[0]);

	for (const uint16_t *name = p->path + 1; *name != 0; name++)
		where = arena_printf(arena, "%s/%s", where, name_text((enum name) * name));
	return p->attr != NULL ? arena_printf(arena, "%s/@%s", where, p->attr) : where;
}
