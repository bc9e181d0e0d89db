#include "bridge/convert.h"

#include "bridge/interfaces.h"
#include "bridge/rules.h"
#include "index/value.h"

/* A network's own names change only if a map names them. */
static void
map_attr(struct run *r, uint16_t rule, uint32_t node, const char *attr, enum link kind)
{
	const char *to =
	    maps_find(r->bridge->maps, kind, attr_value(run_doc(r), node, attr), run_doc(r)->arena);

	if (to == NULL || !rule_on(r, rule) || !bridge_name_fits(r, MAP_TOO_LONG, node, kind, to))
		return;
	r->bridge->applied++;
	rule_set(r, rule, node, attr, to);
}

HANDLER(map_net_bridge)
{
	map_attr(r, rule, node, "name", LINK_BRIDGE);
}

/* libvirt takes the first name. */
HANDLER(map_net_name)
{
	const struct document *doc = run_doc(r);
	struct str name = node_trimmed(doc, node);
	const char *to = maps_find(r->bridge->maps, LINK_NETWORK, name, doc->arena);

	if (!r->bridge->rename_networks || node != node_child(doc, 0, NAME_NAME) || to == NULL ||
	    !bridge_name_fits(r, MAP_TOO_LONG, node, LINK_NETWORK, to))
		return;
	r->bridge->applied++;
	if (!str_is(name, to))
		rule_text(r, rule, node, to);
}

HANDLER(map_forward)
{
	map_attr(r, rule, node, "dev", LINK_DEVICE);
}

/* A network that forwards to a bridge does not create it: the host must have it. */
static void
check_net_bridge(struct run *r, const struct bridge_job *job)
{
	uint32_t bridge = node_child(run_doc(r), 0, NAME_BRIDGE);
	uint32_t forward = node_child(run_doc(r), 0, NAME_FORWARD);

	if (attr_is(run_doc(r), forward, "mode", "bridge"))
		bridge_check(r, bridge, edit_value(r->edits, bridge, "name"), job);
}

static void
convert_network(struct run *r, struct bridge_job *job)
{
	run_rules(r, BRIDGE_INTERFACES_END, BRIDGE_RULES_END);
	check_net_bridge(r, job);
}

void
bridge_convert_domain(struct run *r, uint32_t root, struct bridge_job *job)
{
	r->bridge = job;
	r->subject = root;
	run_rules(r, BRIDGE_RULES, BRIDGE_INTERFACES_END);
}

void
bridge_convert(struct run *r, struct bridge_job *job)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	r->bridge = job;
	if (doc->nodes[0].name == NAME_NETWORK)
		convert_network(r, job);
	else if (doc->nodes[0].name == NAME_DOMAIN)
		bridge_convert_domain(r, 0, job);
	else
		for (i = node_first(doc, 0); i != NONE; i = node_next(doc, i))
			if (doc->nodes[i].name == NAME_DOMAIN ||
			    doc->nodes[i].name == NAME_INACTIVE_DOMAIN)
				bridge_convert_domain(r, i, job);
}
