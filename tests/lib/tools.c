/* The tools as the promises see them, each with options that give its rules something to do. */
#include "bridge/convert.h"
#include "bridge/inventory.h"
#include "bridge/rules.h"
#include "domain/convert.h"
#include "domain/inventory.h"
#include "domain/plan.h"
#include "domain/rules.h"
#include "index/value.h"
#include "local_view.h"
#include "mapped.h"
#include "pool/convert.h"
#include "pool/rules.h"
#include "promise.h"
#include "snapshot/convert.h"
#include "snapshot/names.h"
#include "snapshot/rules.h"
#include "snapshot/set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t chosen;
static struct settings settings;
static struct maps maps;
static struct bridge_job job = { .maps = &maps };
static struct snapshot_settings snapshot_settings;
static const struct snapshot_names nobody;
static struct bridge_job snapshot_job = { .maps = &maps };

/* A map of each kind, and no swap: what is mapped once is not mapped again. */
static void
read_maps(void)
{
	const char *why;

	if (maps_any(&maps))
		return;
	if (!maps_add(&maps, LINK_BRIDGE, "xenbr0:br0", &why) ||
	    !maps_add(&maps, LINK_BRIDGE, "virbr0:br1", &why) ||
	    !maps_add(&maps, LINK_NETWORK, "default:lan&'\"", &why) ||
	    !maps_add(&maps, LINK_DEVICE, "eth0:enp1s0", &why) ||
	    !maps_add_mac(&maps, "00:16:3e:00:00:01:network:lan", &why) ||
	    !maps_add_mac(&maps, "52:54:00:00:00:01:bridge:br2", &why) ||
	    !maps_allow(&maps, str_from("br0"), &why)) {
		fprintf(stderr, "the maps: %s\n", why);
		exit(2);
	}
	maps.allowing = true;
}

static void
convert_domain(struct run *r)
{
	domain_convert(r, 0, NONE, &settings);
}

static void
look_at_domain(const struct run *r, broken_fn *broken)
{
	struct inventory inventory = { 0 };
	struct plan_pages plan = { 0 };

	domain_inventory(r, &inventory);
	domain_plan(r,
	            &(struct plan_input){
			.file = "in.xml", .alone = true, .options = str_from(" --cpu=none") },
	            &plan);
	buf_free(&plan.text);
	buf_free(&plan.script);
	look_at_run(r, broken);
}

static void
convert_maps(struct run *r)
{
	bridge_convert(r, &job);
}

static void
look_at_maps(const struct run *r, broken_fn *broken)
{
	struct inventory inventory = { 0 };

	bridge_inventory(r, &inventory);
	look_at_run(r, broken);
}

static void
compare_maps(const struct run *r, struct str before, struct str after, broken_fn *broken)
{
	size_t warnings = 0;

	for (uint32_t i = 0; i < r->findings_count; i++)
		warnings += r->findings[i].rule == BRIDGE_UNLISTED;
	check_mapped(&maps, before, after, warnings, broken);
}

/* Whatever libvirt reads as the domain's type, it is not Xen's. */
static void
compare_domain(const struct run *r, struct str before, struct str after, broken_fn *broken)
{
	static struct local_view v;

	(void)r, (void)before;
	if (local_view_read(&v, after) && str_is(v.type, "xen"))
		broken("libvirt reads a Xen domain");
}

static void
convert_snapshot(struct run *r)
{
	snapshot_convert(r, &snapshot_settings, &snapshot_job);
}

static void
complain(const struct snapshot_entry *e, const char *why)
{
	(void)e, (void)why;
}

enum { SET = 8 };

static char *
snapshot_label(size_t n)
{
	char text[16];

	return mem_copy(text, (size_t)snprintf(text, sizeof(text), "s%zu", n));
}

/* The last document of a set becomes one of two trees, snapshots and checkpoints, out of order. */
static void
place_in_set(struct snapshot_set *set)
{
	size_t i = set->count - 1, label = (i * 5 + 3) % SET,
	       back = 2 * (1 + (size_t)((chosen + i) % 3));
	struct snapshot_entry *e = &set->list[i];

	free(e->guest);
	free(e->name);
	free(e->parent);
	e->guest = NULL; /* any */
	e->name = snapshot_label(label);
	e->checkpoint = label % 2;
	e->parent = back <= label ? snapshot_label(label - back) : NULL;
}

/* In half of the sets one document has no place: its parent is missing, or itself. */
static bool
damage_set(struct snapshot_set *set)
{
	struct snapshot_entry *e = &set->list[chosen / SET % set->count];
	unsigned how = chosen / SET / SET % 4;

	if (how < 2) {
		free(e->parent);
		e->parent = how == 0 ? snapshot_label(SET) : mem_copy(e->name, strlen(e->name));
	}
	return how < 2;
}

/* What libvirt accepts: a parent before its children, snapshots before checkpoints. */
static void
check_order(const struct snapshot_set *set, const size_t *order, broken_fn *broken)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct snapshot_entry *e = &set->list[order[i]], *before;
		bool parent = e->parent == NULL;

		for (size_t j = 0; j < i; j++) {
			before = &set->list[order[j]];
			parent |= !parent && strcmp(before->name, e->parent) == 0;
			if (before == e)
				broken("a document has two places in its set");
			if (before->checkpoint && !e->checkpoint)
				broken("a checkpoint comes before a snapshot");
		}
		if (!parent)
			broken("a child comes before its parent");
	}
}

static void
look_at_set(struct snapshot_set *set, broken_fn *broken)
{
	bool damaged = damage_set(set);
	size_t order[SET];

	if (snapshot_set_order(set, order, complain) == damaged)
		broken(damaged ? "a set without an order has one" : "a set has no order");
	else if (!damaged)
		check_order(set, order, broken);
	snapshot_set_free(set);
	memset(set, 0, sizeof(*set));
}

/* Every few documents are a set. */
static void
look_at_snapshot(const struct run *r, broken_fn *broken)
{
	static struct snapshot_set set;
	struct inventory inventory = { 0 };
	struct buf text = { 0 };

	if (r->domain != NULL)
		domain_inventory(r, &inventory);
	snapshot_set_add(&set, r, "in.xml", "it's.xml");
	snapshot_command(&text, &set.list[set.count - 1], "a guest", true);
	buf_free(&text);
	place_in_set(&set);
	if (set.count == SET)
		look_at_set(&set, broken);
	look_at_run(r, broken);
}

/* What a pool is told. */
static const char *const pool_values[PART_COUNT] = {
	[PART_NAME] = "lager&<'\">",
	[PART_UUID] = "6695eb01-f6a4-8304-79aa-97f2502e193f",
	[PART_HOST] = "[fd00::1]:3261",
	[PART_PORT] = "3262",
	[PART_DIR] = "/srv/a&b",
	[PART_DEVICE] = "iqn.2010-08.local.ucs:sdb",
	[PART_INITIATOR] = "iqn.2010-08.local.ucs:host",
	[PART_ADAPTER] = "scsi_host3",
	[PART_PARENT] = "scsi_host4",
	[PART_PARENT_WWNN] = "20000000c9831b4b",
	[PART_PARENT_WWPN] = "10000000c9831b4b",
	[PART_FABRIC_WWN] = "20000000c9831b4c",
	[PART_WWNN] = "20000000c9831b4d",
	[PART_WWPN] = "10000000c9831b4d",
	[PART_AUTH_USER] = "user",
	[PART_SECRET_USAGE] = "usage",
	[PART_SECRET_UUID] = "6695eb01-f6a4-8304-79aa-97f2502e193e",
	[PART_SOURCE_NAME] = "vg0",
	[PART_PROTOCOL] = "4.1",
	[PART_VENDOR] = "vendor",
	[PART_PRODUCT] = "product",
	[PART_TARGET] = "/mnt/a&b",
	[PART_PERMISSIONS] = "0711:0:0",
	[PART_COW] = "yes",
	[PART_MOUNT_OPTION] = "ro",
	[PART_CONFIG_OPTION] = "a=b",
};

/* These exclude others. */
#define EXCLUDING                                                                            \
	(PART_BIT(PORT) | PART_BIT(PARENT) | PART_BIT(PARENT_WWNN) | PART_BIT(PARENT_WWPN) | \
	 PART_BIT(FABRIC_WWN) | PART_BIT(WWNN) | PART_BIT(WWPN) | PART_BIT(SECRET_UUID))

/* Of what is none of these, all; or nothing; or any of all. */
static uint32_t
pool_choice(void)
{
	switch (chosen % 4) {
	case 0:
		return ~EXCLUDING;
	case 1:
		return 0;
	default:
		return (uint32_t)((chosen * 0x9e3779b97f4a7c15u) >> 32);
	}
}

static void
convert_pool(struct run *r)
{
	static struct pool_job given;
	const struct pool_type *type = pool_type_find(attr_value(run_doc(r), 0, "type"));
	uint32_t choice = pool_choice();

	pool_free(&given.pool);
	memset(&given, 0, sizeof(given));
	for (int i = 0; i < PART_COUNT; i++)
		if (pool_values[i] != NULL && (choice >> i & 1U) &&
		    (i == PART_NAME || (type != NULL && pool_type_takes(type, (enum part)i))))
			pool_add(&given.pool, (enum part)i, pool_values[i]);
	if (type != NULL && type->formats != NULL && (choice & PART_BIT(FORMAT)))
		pool_add(&given.pool, PART_FORMAT, type->formats[0]);
	pool_convert(r, &given);
}

static void
look_at_pool(const struct run *r, broken_fn *broken)
{
	struct plan_pages commands = { 0 };

	pool_plan(r, &(struct plan_input){ .file = "it's.xml", .alone = true }, &commands);
	buf_free(&commands.text);
	buf_free(&commands.script);
	look_at_run(r, broken);
}

static const char *const domain_roots[] = { "domain", NULL };
static const char *const map_roots[] = { "domain",    "domainsnapshot", "domaincheckpoint",
	                                 "domstatus", "network",        NULL };
static const char *const pool_roots[] = { "pool", NULL };

static const struct {
	const char *name;
	struct promise_tool tool;
} tools[] = {
	{ "domconv",
	  { domain_roots, &domain_rules, convert_domain, look_at_domain, compare_domain } },
	{ "bridgemap", { map_roots, &bridge_rules, convert_maps, look_at_maps, compare_maps } },
	{ "snapconv",
	  { snapshot_roots, &snapshot_rules, convert_snapshot, look_at_snapshot, NULL } },
	{ "poolgen", { pool_roots, &pool_rules, convert_pool, look_at_pool, NULL } },
};

void
promise_choose(uint64_t number)
{
	struct settings s = settings_default;

	switch (number % 8) {
	case 1:
		s.machine = "q35";
		s.type = "qemu";
		s.vnc = true;
		break;
	case 2:
		s.direct_kernel = DIRECT_KERNEL_KEEP;
		s.console = "both";
		s.keep_qemu_args = true;
		break;
	case 3:
		s.direct_kernel = DIRECT_KERNEL_DROP;
		s.console = "virtio";
		s.default_bridge = "br0";
		s.hostdev_drop = true;
		break;
	case 4:
		s.disk_bus = "sata";
		s.hvm_disk_bus = "virtio";
		s.emulator = NULL;
		s.emulator_given = true;
		s.cpu = NULL;
		s.cpu_given = true;
		break;
	case 5:
		s.disk_bus = "scsi";
		s.cache = "writeback";
		s.panic = s.nic_model_default = s.emulator_given = true;
		break;
	case 6:
		s.disk_bus = "ide";
		s.hvm_disk_bus = "sata";
		s.vnc = s.panic = true;
		s.direct_kernel = DIRECT_KERNEL_KEEP;
		break;
	default:
		break;
	}
	settings = snapshot_settings.domain = s;
	chosen = number;
	snapshot_settings.disk_only = number % 3 != 1;
	snapshot_settings.names = number % 5 == 1 ? &nobody : NULL;
	snapshot_settings.new_uuid =
	    number % 7 == 1 ? "6695eb01-f6a4-8304-79aa-97f2502e193f" : NULL;
}

const struct promise_tool *
promise_tool(const char *name)
{
	promise_choose(0);
	read_maps();
	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++)
		if (strcmp(tools[i].name, name) == 0)
			return &tools[i].tool;
	return NULL;
}
