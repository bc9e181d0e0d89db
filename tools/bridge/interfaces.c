#include "bridge/interfaces.h"

#include "bridge/rules.h"
#include "index/value.h"

static const char *const attrs[LINK_COUNT] = { "bridge", "network", "dev" };
static const char *const types[LINK_COUNT] = { "bridge", "network", "direct" };

/* What an interface is plugged into: its type, the name, and the element that has it. */
struct plug {
	uint32_t node, source;
	enum link kind; /* LINK_COUNT: something else */
	struct str name;
};

/*
 * Another rule may have changed type or name before (snapconv makes a Xen domain's interface a
 * KVM one first); for the maps, that is what stands there.
 */
static struct plug
plug_of(const struct run *r, uint32_t node)
{
	struct plug p = { node, node_child(run_doc(r), node, NAME_SOURCE), LINK_COUNT, STR_NONE };
	struct str type = edit_value(r->edits, node, "type");

	for (int kind = 0; kind < LINK_COUNT; kind++)
		if (str_is(type, types[kind])) {
			p.kind = (enum link)kind;
			p.name = edit_value(r->edits, p.source, attrs[kind]);
		}
	return p;
}

/* What a plug becomes, and by which rule; name NULL: it stays. */
struct wish {
	enum link kind;
	const char *name;
	uint16_t rule;
};

/* A MAC address knows best, then a name, then what holds for all others. */
static struct wish
wish_for(const struct run *r, const struct plug *p, const struct bridge_job *job)
{
	static const uint16_t named[] = { BRIDGE_NAMED, NETWORK_NAMED, DEVICE_NAMED };
	static const uint16_t others[] = { BRIDGE_OTHERS, NETWORK_OTHERS, DEVICE_NAMED };
	const struct maps *maps = job->maps;
	const struct link_target *by_mac =
	    maps_find_mac(maps, attr_value(run_doc(r), node_child(run_doc(r), p->node, NAME_MAC),
	                                   "address"));
	struct wish w = { p->kind, NULL, 0 };

	if (by_mac != NULL) {
		w.rule = by_mac->kind == LINK_BRIDGE ? BRIDGE_MAC : NETWORK_MAC;
		if (rule_on(r, w.rule) && p->kind <= LINK_NETWORK)
			return (struct wish){ by_mac->kind, by_mac->name, w.rule };
	}
	if (p->kind == LINK_COUNT || p->name.p == NULL)
		return w;
	w.rule = named[p->kind];
	w.name = rule_on(r, w.rule) ? maps_find(maps, p->kind, p->name) : NULL;
	if (w.name != NULL)
		return w;
	w.rule = others[p->kind];
	w.name = rule_on(r, w.rule) ? maps->others[p->kind] : NULL;
	return w;
}

/* A new kind of plug: what only the old kind knew of its source goes. */
static void
change_kind(struct run *r, const struct plug *p, const struct wish *w)
{
	static const char *const old[] = { "bridge", "network", "portgroup", "portid" };
	struct element *e;

	rule_set(r, w->rule, p->node, "type", types[w->kind]);
	if (p->source == NONE) {
		e = rule_element(r, w->rule, "source");
		rule_part(r, w->rule, e, attrs[w->kind], w->name);
		rule_insert(r, p->node, node_child(run_doc(r), p->node, NAME_MAC), e);
		return;
	}
	for (size_t i = 0; i < sizeof(old) / sizeof(old[0]); i++)
		if (!str_is(str_from(old[i]), attrs[w->kind]))
			rule_unset(r, w->rule, p->source, old[i]);
	rule_set(r, w->rule, p->source, attrs[w->kind], w->name);
}

void
bridge_check(struct run *r, uint32_t node, struct str bridge, const struct bridge_job *job)
{
	static const char message[] = "the bridge '%.*s' is not among those that the new host has";

	if (!job->maps->allowing || bridge.p == NULL || maps_allows(job->maps, bridge))
		return;
	if (job->refuse_unlisted)
		rule_refuse(r, BRIDGE_UNLISTED, node, message, STR_FMT(bridge));
	else
		rule_say(r, BRIDGE_UNLISTED, node, message, STR_FMT(bridge));
}

static void
check_mac(struct run *r, const struct plug *p, const struct bridge_job *job)
{
	uint32_t mac = node_child(run_doc(r), p->node, NAME_MAC);

	if (p->kind > LINK_NETWORK &&
	    maps_find_mac(job->maps, attr_value(run_doc(r), mac, "address")) != NULL)
		rule_say(r, MAC_OTHER_TYPE, p->node,
		         "the interface with this MAC address is neither of type bridge nor "
		         "network");
}

static void
map_interface(struct run *r, uint32_t node)
{
	struct bridge_job *job = r->bridge;
	struct plug p = plug_of(r, node);
	struct wish w = wish_for(r, &p, job);

	check_mac(r, &p, job);
	if (w.name != NULL) {
		job->applied++;
		if (w.kind != p.kind || p.source == NONE)
			change_kind(r, &p, &w);
		else
			rule_set(r, w.rule, p.source, attrs[p.kind], w.name);
	}
	if (w.kind == LINK_BRIDGE)
		bridge_check(r, p.source != NONE ? p.source : node,
		             w.name != NULL ? str_from(w.name) : p.name, job);
}

/* Of the domain that is the run's subject, in all of its devices elements. */
void
map_interfaces(struct run *r)
{
	const struct document *doc = run_doc(r);
	uint32_t devices, i;

	for (devices = node_child(doc, r->subject, NAME_DEVICES); devices != NONE;
	     devices = node_again(doc, devices))
		for (i = node_child(doc, devices, NAME_INTERFACE); i != NONE;
		     i = node_again(doc, i))
			map_interface(r, i);
}
