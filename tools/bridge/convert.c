#include "bridge/convert.h"

#include "bridge/interfaces.h"
#include "bridge/rules.h"
#include "index/value.h"

static struct bridge_job *
job_of(const struct run *r)
{
	return (struct bridge_job *)r->facts;
}

/* A network's own names: by a map of their name only. */
static void
map_attr(struct run *r, uint16_t rule, uint32_t node, const char *attr, enum link kind)
{
	const char *to = maps_find(job_of(r)->maps, kind, attr_value(run_doc(r), node, attr));

	if (to == NULL || !rule_on(r, rule))
		return;
	job_of(r)->applied++;
	rule_set(r, rule, node, attr, to);
}

void
map_net_bridge(struct run *r, uint16_t rule, uint32_t node)
{
	map_attr(r, rule, node, "name", LINK_BRIDGE);
}

void
map_forward(struct run *r, uint16_t rule, uint32_t node)
{
	map_attr(r, rule, node, "dev", LINK_DEVICE);
}

/* A network that only forwards to a bridge does not make it: the host has to have it. */
static void
check_net_bridge(struct run *r, const struct bridge_job *job)
{
	uint32_t bridge = node_child(run_doc(r), 0, NAME_BRIDGE);
	uint32_t forward = node_child(run_doc(r), 0, NAME_FORWARD);

	if (forward != NONE && attr_is(run_doc(r), forward, "mode", "bridge"))
		bridge_check(r, bridge, edit_value(r->edits, bridge, "name"), job);
}

static void
convert_network(struct run *r, struct bridge_job *job)
{
	r->facts = job;
	run_rules(r, (uint16_t)(job->base + NET_BRIDGE),
	          (uint16_t)(job->base + NET_FORWARD_INTERFACE + 1), false);
	check_net_bridge(r, job);
}

void
bridge_convert_domain(struct run *r, uint32_t root, struct bridge_job *job)
{
	uint32_t devices, node;

	for (devices = node_child(run_doc(r), root, NAME_DEVICES); devices != NONE;
	     devices = node_again(run_doc(r), devices))
		for (node = node_child(run_doc(r), devices, NAME_INTERFACE); node != NONE;
		     node = node_again(run_doc(r), node))
			bridge_convert_interface(r, node, job);
}

void
bridge_convert(struct run *r, struct bridge_job *job)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	r->subject = 0;
	if (doc->nodes[0].name == NAME_NETWORK) {
		convert_network(r, job);
		return;
	}
	if (doc->nodes[0].name == NAME_DOMAIN) {
		bridge_convert_domain(r, 0, job);
		return;
	}
	for (i = node_first(doc, 0); i != NONE; i = node_next(doc, i))
		if (doc->nodes[i].name == NAME_DOMAIN || doc->nodes[i].name == NAME_INACTIVE_DOMAIN)
			bridge_convert_domain(r, i, job);
}
