#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

static bool
is_within(const struct document *doc, uint32_t node, uint32_t outer)
{
	return outer != NONE && node > outer && node < doc->nodes[outer].next;
}

static void
forget_terminals(struct run *r, enum name device)
{
	const struct domain *d = domain_of(r);
	uint32_t i, source;

	for (i = node_child(d->doc, d->devices, device); i != NONE; i = node_next_same(d->doc, i)) {
		rule_unset(r, LIVE_TTY, i, "tty");
		source = node_child(d->doc, i, NAME_SOURCE);
		if (source != NONE && attr_is(d->doc, i, "type", "pty"))
			rule_drop(r, LIVE_PTY_SOURCE, source);
	}
}

/* libvirt's libxl driver generates a path for a unix channel without one. */
static void
forget_channel_paths(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i, source;

	for (i = node_child(d->doc, d->devices, NAME_CHANNEL); i != NONE;
	     i = node_next_same(d->doc, i)) {
		source = node_child(d->doc, i, NAME_SOURCE);
		if (source != NONE && attr_is(d->doc, i, "type", "unix") &&
		    str_starts(attr_value(d->doc, source, "path"), "/var/lib/libvirt/libxl/"))
			rule_drop(r, LIVE_CHANNEL_SOURCE, source);
	}
}

void
forget_live(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i;

	if (d->devices == NONE)
		return;
	for (i = d->doc->first[NAME_ALIAS]; i != NONE; i = d->doc->nodes[i].same)
		if (is_within(d->doc, i, d->devices) &&
		    !str_starts(attr_value(d->doc, i, "name"), "ua-"))
			rule_drop(r, LIVE_ALIAS, i);
	forget_terminals(r, NAME_CONSOLE);
	forget_terminals(r, NAME_SERIAL);
	forget_terminals(r, NAME_PARALLEL);
	forget_terminals(r, NAME_CHANNEL);
	forget_channel_paths(r);
}

void
drop_seclabels(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i;

	for (i = d->doc->first[NAME_SECLABEL]; i != NONE; i = d->doc->nodes[i].same)
		if ((d->doc->nodes[i].parent == d->root || is_within(d->doc, i, d->devices)) &&
		    attr_is(d->doc, i, "model", "flask"))
			rule_drop(r, SECLABEL, i);
}
