/* The CPU: what it can do, and the nodes of vnuma. */
#include "xl/cpu_set.h"
#include "xl/parts.h"
#include "xl/spec.h"

/* xl's names of features that libvirt calls otherwise (xenTranslateCPUFeature). */
static const char *const feature_names[][2] = {
	{ "cmpxchg16", "cx16" },
	{ "cntxid", "cid" },
	{ "dscpl", "ds_cpl" },
	{ "pclmulqdq", "pclmuldq" },
	{ "sse3", "pni" },
	{ "htt", "ht" },
	{ "psn", "pn" },
	{ "clfsh", "clflush" },
	{ "sysenter", "sep" },
	{ "cmpxchg8", "cx8" },
	{ "nodeid", "nodeid_msr" },
	{ "altmovcr8", "cr8legacy" },
	{ "lahfsahf", "lahf_lm" },
	{ "cmplegacy", "cmp_legacy" },
	{ "ffxsr", "fxsr_opt" },
	{ "page1gb", "pdpe1gb" },
	{ "ibrsb", "spec-ctrl" },
};

static struct str
feature_name(struct str xl)
{
	for (size_t i = 0; i < sizeof(feature_names) / sizeof(feature_names[0]); i++)
		if (str_is(xl, feature_names[i][0]))
			return str_from(feature_names[i][1]);
	return xl;
}

static void
write_feature(struct xl_xml *x, const char *policy, struct str name)
{
	xl_open(x, "feature");
	xl_attr_text(x, "policy", policy);
	xl_attr(x, "name", name);
	xl_close(x);
}

/* A part of cpuid in libxl's format, such as tm=0. */
static void
read_feature(struct xl_guest *g, const struct xl_value *v, const struct xl_part *part)
{
	static const struct {
		const char *value, *policy;
	} policies[] = { { "1", "force" },
		         { "0", "disable" },
		         { "x", "optional" },
		         { "k", "optional" },
		         { "s", "optional" } };
	static const char *const numeric[] = { "apicidsize",  "brandid",   "clflush",   "family",
		                               "localapicid", "maxleaf",   "maxhvleaf", "model",
		                               "nc",          "proccount", "procpkg",   "stepping",
		                               NULL };
	size_t at = xl_text_at(g, v, part->key.p);

	if (str_in(part->key, numeric)) {
		xl_say(g, XL_VALUE_DROPPED, at, "cpuid: libvirt has no place for %.*s",
		       STR_FMT(part->key));
		return;
	}
	for (size_t i = 0; i < sizeof(policies) / sizeof(policies[0]); i++)
		if (str_is(part->value, policies[i].value)) {
			write_feature(&g->xml, policies[i].policy, feature_name(part->key));
			return;
		}
	xl_say(g, XL_BAD, at, "cpuid: expected FEATURE=0, 1, x, k or s");
}

static void
read_cpuid(struct xl_guest *g)
{
	const struct xl_value *v = xl_value(g, XL_KEY_cpuid);
	struct xl_part part;
	struct str rest;

	if (v == NULL || v->kind == XL_LIST)
		return;
	rest = v->text;
	if (!xl_part_next(&rest, &part) || !str_is(part.key, "host")) {
		xl_say(g, XL_BAD, v->at, "cpuid: expected 'host,FEATURE=0,...'");
		return;
	}
	while (xl_part_next(&rest, &part))
		if (part.key.n > 0)
			read_feature(g, v, &part);
}

/* --- the nodes of vnuma ------------------------------------------------------------------- */

struct cell {
	long long size; /* MiB */
	struct cpu_set cpus;
	struct str distances;
};

static bool
read_cell_part(struct xl_guest *g, const struct xl_value *item, struct cell *cell)
{
	struct str value = xl_item_text(g, XL_KEY_vnuma, item);
	struct str text = str_trim(str_until(&value, "="));
	bool nodes, good = true;

	value = str_trim(value);
	if (str_is(text, "size"))
		good = xl_read_number(value, 10, &cell->size) && cell->size > 0 &&
		       cell->size < 1LL << 40;
	else if (str_is(text, "vcpus"))
		good = cpu_set_parse(value, &cell->cpus, &nodes);
	else if (str_is(text, "vdistances"))
		cell->distances = value;
	else if (!str_is(text, "pnode")) /* the old host's node */
		good = false;
	if (!good)
		xl_say(g, XL_BAD, item->at, "vnuma: expected pnode=, size=, vcpus= or vdistances=");
	return good;
}

static bool
read_cell(struct xl_guest *g, const struct xl_value *list, struct cell *cell)
{
	*cell = (struct cell){ 0 };
	if (list->kind != XL_LIST) {
		xl_say(g, XL_BAD, list->at, "vnuma: expected a list for each node");
		return false;
	}
	for (const struct xl_value *i = list->first; i != NULL; i = i->next)
		if (!read_cell_part(g, i, cell))
			return false;
	if (cell->size == 0 || cpu_set_count(&cell->cpus) == 0) {
		xl_say(g, XL_BAD, list->at, "vnuma: a node needs size= and vcpus=");
		return false;
	}
	return true;
}

static void
write_distances(struct xl_guest *g, const struct xl_value *list, struct str distances,
                unsigned nodes)
{
	struct xl_part part;
	long long value;
	unsigned id = 0;

	xl_open(&g->xml, "distances");
	while (xl_part_next(&distances, &part) && id <= nodes) {
		if (!xl_read_number(part.key, 10, &value) || value < 10 || value > 255) {
			xl_say(g, XL_BAD, list->at, "vnuma: a distance is a number from 10 to 255");
			break;
		}
		xl_open(&g->xml, "sibling");
		xl_attr_printf(&g->xml, "id", "%u", id++);
		xl_attr_printf(&g->xml, "value", "%lld", value);
		xl_close(&g->xml);
	}
	xl_close(&g->xml);
	if (id != nodes && !g->bad)
		xl_say(g, XL_BAD, list->at, "vnuma: vdistances needs a number for each node");
}

static void
write_cell(struct xl_guest *g, const struct xl_value *list, unsigned id, unsigned nodes)
{
	struct cell cell;

	if (!read_cell(g, list, &cell))
		return;
	xl_open(&g->xml, "cell");
	xl_attr_printf(&g->xml, "id", "%u", id);
	xl_cpu_set_write(&g->xml, "cpus", &cell.cpus);
	xl_attr_printf(&g->xml, "memory", "%lld", cell.size * 1024);
	xl_attr_text(&g->xml, "unit", "KiB");
	if (cell.distances.n > 0)
		write_distances(g, list, cell.distances, nodes);
	xl_close(&g->xml);
}

static unsigned
count_nodes(struct xl_guest *g)
{
	unsigned nodes = 0;

	for (const struct xl_value *i = xl_items(g, XL_KEY_vnuma, false); i != NULL; i = i->next)
		nodes++;
	return nodes;
}

long long
xl_numa_memory(struct xl_guest *g)
{
	long long sum = 0;
	struct cell cell;

	for (const struct xl_value *i = xl_items(g, XL_KEY_vnuma, false); i != NULL; i = i->next) {
		if (g->bad || !read_cell(g, i, &cell) || sum > 1LL << 40)
			return 0;
		sum += cell.size;
	}
	return sum;
}

static void
write_numa(struct xl_guest *g)
{
	unsigned nodes = count_nodes(g), id = 0;

	if (nodes == 0 || g->bad)
		return;
	if (nodes > 128) {
		xl_say(g, XL_BAD, xl_at(g, XL_KEY_vnuma), "vnuma: more than 128 nodes");
		return;
	}
	xl_open(&g->xml, "numa");
	for (const struct xl_value *i = xl_items(g, XL_KEY_vnuma, false); i != NULL; i = i->next)
		write_cell(g, i, id++, nodes);
	xl_close(&g->xml);
}

/* vmx stands for both makers' virtualization: the file does not say whose CPU the host has. */
void
xl_write_cpu(struct xl_guest *g)
{
	const struct xl_value *cpuid = xl_value(g, XL_KEY_cpuid);
	bool nested = g->type == XL_HVM && xl_has(g, XL_KEY_nestedhvm);
	bool has_cpuid = cpuid != NULL && cpuid->kind != XL_LIST;

	if (cpuid != NULL && !has_cpuid && cpuid->first != NULL)
		xl_say(g, XL_VALUE_DROPPED, cpuid->at,
		       "cpuid: libvirt has no place for the format of xend, with registers");
	if (!nested && !has_cpuid && !xl_has(g, XL_KEY_vnuma))
		return;
	xl_open(&g->xml, "cpu");
	if (nested || has_cpuid)
		xl_attr_text(&g->xml, "mode", "host-passthrough");
	if (nested && !xl_bool(g, XL_KEY_nestedhvm, false))
		write_feature(&g->xml, "disable", str_from("vmx"));
	read_cpuid(g);
	write_numa(g);
	xl_close(&g->xml);
}
