#include "bridge/interfaces.h"

#include "bridge/rules.h"
#include "index/value.h"

#include <ctype.h>
#include <string.h>

static const char *const attrs[LINK_COUNT + 1] = { "bridge", "network", "dev", NULL };
static const char *const types[LINK_COUNT] = { "bridge", "network", "direct" };

/* What an interface is attached to: type, name, and the element with the name. */
struct attachment {
	uint32_t node, source;
	enum link kind; /* LINK_COUNT: something else */
	struct str name;
	struct element *added; /* the source that an earlier rule adds; NULL: none */
};

/*
 * Reads type and name after the edits of earlier rules: snapconv converts a Xen domain's interface
 * first.
 */
static struct attachment
attachment_of(const struct run *r, uint32_t node)
{
	struct attachment at = { node, node_child(run_doc(r), node, NAME_SOURCE), LINK_COUNT,
		                 STR_NONE, NULL };
	struct str type = edit_value(r->edits, node, "type");

	if (at.source == NONE)
		at.added = edit_added(r->edits, node, "source");
	for (int kind = 0; kind < LINK_COUNT; kind++)
		if (str_is(type, types[kind])) {
			at.kind = (enum link)kind;
			at.name = at.added != NULL ? element_value(at.added, attrs[kind])
			                           : edit_value(r->edits, at.source, attrs[kind]);
		}
	return at;
}

/* What an attachment becomes, and by which rule; name NULL: unchanged. */
struct mapping {
	enum link kind;
	const char *name;
	uint16_t rule;
};

/* A map by MAC address wins, then one by name, then the one for all others. */
static struct mapping
mapping_for(const struct run *r, const struct attachment *at, const struct bridge_job *job)
{
	static const uint16_t named[] = { BRIDGE_NAMED, NETWORK_NAMED, DEVICE_NAMED };
	static const uint16_t others[] = { BRIDGE_OTHERS, NETWORK_OTHERS, DEVICE_NAMED };
	const struct maps *maps = job->maps;
	const struct map_use *by_mac =
	    maps_find_mac(maps, attr_value(run_doc(r), node_child(run_doc(r), at->node, NAME_MAC),
	                                   "address"));
	struct mapping m = { at->kind, NULL, 0 };

	if (by_mac != NULL) {
		m.rule = by_mac->kind == LINK_BRIDGE ? BRIDGE_MAC : NETWORK_MAC;
		if (rule_on(r, m.rule) && at->kind <= LINK_NETWORK)
			return (struct mapping){ by_mac->kind, by_mac->name, m.rule };
	}
	if (at->kind == LINK_COUNT || at->name.p == NULL)
		return m;
	if (at->kind == LINK_BRIDGE && rule_on(r, BRIDGE_TO_NETWORK) &&
	    maps_find_network(maps, at->name) != NULL)
		return (struct mapping){ LINK_NETWORK, maps_find_network(maps, at->name),
			                 BRIDGE_TO_NETWORK };
	m.rule = named[at->kind];
	m.name = rule_on(r, m.rule) ? maps_find(maps, at->kind, at->name, run_doc(r)->arena) : NULL;
	if (m.name != NULL)
		return m;
	m.rule = others[at->kind];
	m.name = rule_on(r, m.rule) ? maps->others[at->kind] : NULL;
	return m;
}

/* Removes the attribute, also one that an earlier rule adds. */
static void
unset_source(struct run *r, uint16_t rule, uint32_t source, const char *attr)
{
	struct edit *added = edit_at(r->edits, source, attr);

	if (added != NULL && attr_value(run_doc(r), source, attr).p == NULL)
		edit_remove(r->edits, added);
	else
		rule_unset(r, rule, source, attr);
}

/* Changes the kind of attachment and removes the old kind's attributes from source. */
static void
change_kind(struct run *r, const struct attachment *at, const struct mapping *m)
{
	static const char *const old[] = { "bridge", "network", "portgroup", "portid" };

	rule_set(r, m->rule, at->node, "type", types[m->kind]);
	if (at->added != NULL) { /* all that it has is the old name */
		at->added->attr = NULL;
		rule_part(r, m->rule, at->added, attrs[m->kind], m->name);
		return;
	}
	if (at->source == NONE) {
		rule_add(r, m->rule, at->node, node_child(run_doc(r), at->node, NAME_MAC), "source",
		         attrs[m->kind], m->name);
		return;
	}
	for (size_t i = 0; i < sizeof(old) / sizeof(old[0]); i++)
		if (!str_is(str_from(old[i]), attrs[m->kind]))
			unset_source(r, m->rule, at->source, old[i]);
	rule_set(r, m->rule, at->source, attrs[m->kind], m->name);
}

void
bridge_check(struct run *r, uint32_t node, struct str bridge, const struct bridge_job *job)
{
	static const char message[] = "the new host has no bridge '%.*s'";

	if (!job->maps->allowing || bridge.p == NULL || maps_allows(job->maps, bridge))
		return;
	if (job->refuse_unlisted)
		rule_refuse(r, BRIDGE_UNLISTED, node, message, STR_FMT(bridge));
	else
		rule_report(r, BRIDGE_UNLISTED, node, message, STR_FMT(bridge));
}

bool
bridge_name_fits(struct run *r, uint16_t rule, uint32_t node, enum link kind, const char *name)
{
	return maps_name_fits(kind, name) ||
	       rule_refuse(r, rule, node, "'%s' cannot be the name of a device or network", name);
}

/*
 * libvirt 9.0 reads the first <source> in no namespace; 7.0 (virDomainNetDefParseXML) goes through
 * all that are called so, in whatever namespace, until one has a bridge.
 */
static void
check_other_sources(struct run *r, const struct attachment *at, const struct bridge_job *job)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	for (i = node_first(doc, at->node); i != NONE; i = node_next(doc, i))
		if (i != at->source && node_is_called(doc, i, "source"))
			bridge_check(r, i, attr_value(doc, i, "bridge"), job);
}

static void
check_mac(struct run *r, const struct attachment *at, const struct bridge_job *job)
{
	uint32_t mac = node_child(run_doc(r), at->node, NAME_MAC);

	if (at->kind > LINK_NETWORK &&
	    maps_find_mac(job->maps, attr_value(run_doc(r), mac, "address")) != NULL)
		rule_report(r, MAC_OTHER_TYPE, at->node,
		            "the interface with this MAC address is not of type bridge or network");
}

static void
add_virtualport(struct run *r, const struct attachment *at)
{
	const struct document *doc = run_doc(r);
	uint32_t after = at->source != NONE ? at->source : node_child(doc, at->node, NAME_MAC);

	if (node_child(doc, at->node, NAME_VIRTUALPORT) != NONE)
		return;
	rule_add(r, VIRTUALPORT_ADDED, at->node, after, "virtualport", "type", "openvswitch");
}

static void
drop_virtualport(struct run *r, const struct attachment *at)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	for (i = node_child(doc, at->node, NAME_VIRTUALPORT); i != NONE; i = node_next_same(doc, i))
		if (attr_is(doc, i, "type", "openvswitch"))
			rule_drop(r, VIRTUALPORT_REMOVED, i);
}

/* kind: what the interface is attached to after mapping. */
static void
set_virtualport(struct run *r, const struct attachment *at, enum link kind)
{
	if (r->bridge->virtualport == VIRTUALPORT_OPENVSWITCH && kind == LINK_BRIDGE)
		add_virtualport(r, at);
	else if (r->bridge->virtualport == VIRTUALPORT_NONE && kind <= LINK_NETWORK)
		drop_virtualport(r, at);
}

/* A network or a device that the new host lacks; kind is no bridge: those are bridge_check()'s. */
static void
check_known(struct run *r, uint32_t node, enum link kind, struct str name)
{
	if (name.p == NULL || kind > LINK_DEVICE || maps_knows(r->bridge->maps, kind, name))
		return;
	if (kind == LINK_NETWORK)
		rule_report(r, NETWORK_UNLISTED, node, "the new host has no network '%.*s'",
		            STR_FMT(name));
	else
		rule_report(r, DEVICE_UNLISTED, node, "the new host has no network device '%.*s'",
		            STR_FMT(name));
}

static void
map_interface(struct run *r, uint32_t node)
{
	struct bridge_job *job = r->bridge;
	struct attachment at = attachment_of(r, node);
	struct mapping m = mapping_for(r, &at, job);

	check_mac(r, &at, job);
	if (m.name != NULL && bridge_name_fits(r, MAP_TOO_LONG, node, m.kind, m.name)) {
		job->applied++;
		if (m.kind != at.kind || at.source == NONE)
			change_kind(r, &at, &m);
		else
			rule_set(r, m.rule, at.source, attrs[at.kind], m.name);
	}
	set_virtualport(r, &at, m.kind);
	if (m.kind != LINK_BRIDGE)
		check_known(r, at.source != NONE ? at.source : node, m.kind,
		            m.name != NULL ? str_from(m.name) : at.name);
	if (m.kind == LINK_BRIDGE && job->maps->allowing) {
		bridge_check(r, at.source != NONE ? at.source : node,
		             m.name != NULL ? str_from(m.name) : at.name, job);
		check_other_sources(r, &at, job);
	}
}

/* Maps the interfaces of the subject, a domain, in all of its devices elements. */
void
map_interfaces(struct run *r)
{
	const struct document *doc = run_doc(r);
	uint32_t devices, i;

	for (devices = node_child(doc, r->subject, NAME_DEVICES); devices != NONE;
	     devices = node_next_same(doc, devices))
		for (i = node_child(doc, devices, NAME_INTERFACE); i != NONE;
		     i = node_next_same(doc, i))
			map_interface(r, i);
}

/* --- QEMU's own arguments ----------------------------------------------------------------- */

/*
 * The next bridge in an argument, after "br=" at the beginning of a word or, of JSON, "br":, as
 * QEMU's -netdev and its helper have it.
 */
static struct str
next_bridge(struct str *rest)
{
	static const char stops[] = ",\"' \t\n";

	for (bool inside = false; rest->n > 3; *rest = str_skip(*rest, 1)) {
		struct str s = *rest, name;
		bool json = str_starts(s, "\"br\"");

		if (!json && (inside || !str_starts(s, "br="))) {
			inside = isalnum((unsigned char)s.p[0]) || s.p[0] == '_';
			continue;
		}
		s = str_skip(s, json ? strlen("\"br\"") : strlen("br="));
		while (json && s.n > 0 && (str_blank(s.p[0]) || s.p[0] == ':' || s.p[0] == '"'))
			s = str_skip(s, 1);
		for (name = s; s.n > 0 && strchr(stops, s.p[0]) == NULL;)
			s = str_skip(s, 1);
		name.n -= s.n;
		*rest = s;
		return name;
	}
	return STR_NONE;
}

static bool
is_mapped(const struct maps *maps, struct str bridge, struct arena *arena)
{
	const char *to = maps_find(maps, LINK_BRIDGE, bridge, arena);

	if (to == NULL)
		to = maps_find_network(maps, bridge);
	if (to == NULL)
		to = maps->others[LINK_BRIDGE];
	return to != NULL && !str_is(bridge, to);
}

static void
check_argument(struct run *r, uint32_t node)
{
	struct str rest = attr_value(run_doc(r), node, "value"), bridge;

	while ((bridge = next_bridge(&rest)).p != NULL)
		if (bridge.n == 0)
			continue;
		else if (is_mapped(r->bridge->maps, bridge, run_doc(r)->arena))
			rule_report(
			    r, BRIDGE_QEMU_ARG, node,
			    "a QEMU argument names the bridge '%.*s', which a map renames: change it by hand",
			    STR_FMT(bridge));
		else
			bridge_check(r, node, bridge, r->bridge);
}

void
check_qemu_args(struct run *r)
{
	const struct document *doc = run_doc(r);
	uint32_t list, i;

	for (list = node_child(doc, r->subject, NAME_QEMU_COMMANDLINE); list != NONE;
	     list = node_next_same(doc, list))
		for (i = node_child(doc, list, NAME_QEMU_ARG); i != NONE;
		     i = node_next_same(doc, i))
			check_argument(r, i);
}
