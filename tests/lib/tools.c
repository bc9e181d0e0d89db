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
#include "snapshot/rules.h"
#include "snapshot/set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct settings settings;
static struct maps maps;
static struct bridge_job job = { .maps = &maps };
static struct snapshot_settings snapshot_settings;
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

/* The set of one document; a set of many is for the tests. */
static void
look_at_snapshot(const struct run *r, broken_fn *broken)
{
	struct inventory inventory = { 0 };
	struct snapshot_set set = { 0 };
	struct buf text = { 0 };
	size_t order[1];

	if (r->domain != NULL)
		domain_inventory(r, &inventory);
	snapshot_set_add(&set, r, "in.xml", "it's.xml");
	if (snapshot_set_order(&set, order, complain))
		snapshot_command(&text, &set.list[order[0]], "a guest", true);
	buf_free(&text);
	snapshot_set_free(&set);
	look_at_run(r, broken);
}

/* What a pool is told: all that its type takes, once. */
static const char *const pool_values[PART_COUNT] = {
	[PART_NAME] = "lager&<'\">",
	[PART_UUID] = "6695eb01-f6a4-8304-79aa-97f2502e193f",
	[PART_HOST] = "[fd00::1]:3261",
	[PART_DIR] = "/srv/a&b",
	[PART_DEVICE] = "iqn.2010-08.local.ucs:sdb",
	[PART_INITIATOR] = "iqn.2010-08.local.ucs:host",
	[PART_ADAPTER] = "scsi_host3",
	[PART_AUTH_USER] = "user",
	[PART_SECRET_USAGE] = "usage",
	[PART_SOURCE_NAME] = "vg0",
	[PART_VENDOR] = "vendor",
	[PART_PRODUCT] = "product",
	[PART_TARGET] = "/mnt/a&b",
	[PART_PERMISSIONS] = "0711:0:0",
	[PART_COW] = "yes",
	[PART_MOUNT_OPTION] = "ro",
	[PART_CONFIG_OPTION] = "a=b",
};

/* The job for pools of this type, NULL: of one that is not known. */
static const struct pool_job *
pool_job_for(const struct pool_type *type)
{
	static struct pool_job jobs[32];
	struct pool_job *j = &jobs[type != NULL ? type - pool_types + 1 : 0];

	if (pool_value(&j->pool, PART_NAME) != NULL)
		return j;
	pool_add(&j->pool, PART_NAME, pool_values[PART_NAME]);
	for (int i = PART_NAME + 1; type != NULL && i < PART_COUNT; i++)
		if (pool_values[i] != NULL && pool_type_takes(type, (enum part)i))
			pool_add(&j->pool, (enum part)i, pool_values[i]);
	if (type != NULL && type->formats != NULL)
		pool_add(&j->pool, PART_FORMAT, type->formats[0]);
	return j;
}

static void
convert_pool(struct run *r)
{
	pool_convert(r, pool_job_for(pool_type_find(attr_value(run_doc(r), 0, "type"))));
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
}

const struct promise_tool *
promise_tool(const char *name)
{
	settings = snapshot_settings.domain = settings_default;
	snapshot_settings.disk_only = true;
	read_maps();
	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++)
		if (strcmp(tools[i].name, name) == 0)
			return &tools[i].tool;
	return NULL;
}
