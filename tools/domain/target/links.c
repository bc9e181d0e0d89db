#include "domain/facts.h"
#include "domain/rules.h"

HANDLER(meet_network)
{
	const struct domain *d = domain_of(r);
	struct str network = edit_value(r->edits, node_child(d->doc, node, NAME_SOURCE), "network");

	if (!edit_is_dropped(r->edits, node) &&
	    str_is(edit_value(r->edits, node, "type"), "network") && network.p != NULL &&
	    target_knows(d->set->target, TARGET_NETWORKS) &&
	    dict_entry(&d->set->target->networks, network) == NULL)
		rule_report(r, rule, node, "the new host has no network '%.*s'", STR_FMT(network));
}

HANDLER(meet_link)
{
	const struct domain *d = domain_of(r);
	uint32_t source = node_child(d->doc, node, NAME_SOURCE);
	struct str type = edit_value(r->edits, node, "type");
	struct str name = edit_value(r->edits, source, str_is(type, "direct") ? "dev" : "bridge");

	if (edit_is_dropped(r->edits, node) || !target_knows(d->set->target, TARGET_LINKS) ||
	    name.p == NULL || dict_entry(&d->set->target->links, name) != NULL)
		return;
	if (str_is(type, "bridge"))
		rule_report(r, rule, node, "the new host has no bridge '%.*s'", STR_FMT(name));
	else if (str_is(type, "direct"))
		rule_report(r, rule, node, "the new host has no network device '%.*s'",
		            STR_FMT(name));
}

HANDLER(meet_filter)
{
	const struct domain *d = domain_of(r);
	struct str filter = edit_value(r->edits, node, "filter");

	if (!edit_is_dropped(r->edits, node) && target_knows(d->set->target, TARGET_FILTERS) &&
	    filter.p != NULL && dict_entry(&d->set->target->filters, filter) == NULL)
		rule_report(r, rule, node, "the new host has no network filter '%.*s'",
		            STR_FMT(filter));
}
