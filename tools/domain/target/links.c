#include "domain/facts.h"
#include "domain/outcome.h"
#include "domain/rules.h"
#include "index/value.h"

HANDLER(meet_network)
{
	const struct domain *d = domain_of(r);
	struct str network = edit_value(r->edits, node_child(d->doc, node, NAME_SOURCE), "network");
	size_t number;

	if (!outcome_is_gone(r, node) && str_is(edit_value(r->edits, node, "type"), "network") &&
	    network.p != NULL && target_knows(d->set->target, TARGET_NETWORKS) &&
	    !dict_find(&d->set->target->networks, network, &number))
		rule_report(r, rule, node, "the new host has no network '%.*s'", STR_FMT(network));
}

HANDLER(meet_link)
{
	const struct domain *d = domain_of(r);
	uint32_t source = node_child(d->doc, node, NAME_SOURCE);
	struct str type = edit_value(r->edits, node, "type");
	struct str name = edit_value(r->edits, source, str_is(type, "direct") ? "dev" : "bridge");
	size_t number;

	if (outcome_is_gone(r, node) || !target_knows(d->set->target, TARGET_LINKS) ||
	    name.p == NULL || dict_find(&d->set->target->links, name, &number))
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
	size_t number;

	if (!outcome_is_gone(r, node) && target_knows(d->set->target, TARGET_FILTERS) &&
	    filter.p != NULL && !dict_find(&d->set->target->filters, filter, &number))
		rule_report(r, rule, node, "the new host has no network filter '%.*s'",
		            STR_FMT(filter));
}
