#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

static bool
is_xenbus(const struct document *doc, uint32_t node)
{
	return attr_is(doc, node, "type", "xenbus");
}

HANDLER(drop_xenbus)
{
	if (is_xenbus(run_doc(r), node))
		rule_drop(r, rule, node);
}

HANDLER(drop_xenbus_limits)
{
	const struct document *doc = run_doc(r);

	if (is_xenbus(doc, node) && (attr_value(doc, node, "maxGrantFrames").p != NULL ||
	                             attr_value(doc, node, "maxEventChannels").p != NULL))
		rule_drop(r, rule, node);
}

HANDLER(convert_qusb)
{
	struct str model = attr_value(run_doc(r), node, "model");
	bool one = str_is(model, "qusb1");

	if ((!one && !str_is(model, "qusb2")) || !attr_is(run_doc(r), node, "type", "usb"))
		return;
	rule_set(r, rule, node, "model", one ? "piix3-uhci" : "nec-xhci");
	rule_unset(r, rule, node, "ports");
}

HANDLER(drop_ide_controller)
{
	const struct domain *d = domain_of(r);
	struct str index = attr_value(d->doc, node, "index");

	if (attr_is(d->doc, node, "type", "ide") &&
	    (d->q35 || (index.p != NULL && !str_is(index, "0"))))
		rule_drop(r, rule, node);
}

HANDLER(convert_watchdog)
{
	const struct domain *d = domain_of(r);

	if (d->q35 && attr_is(d->doc, node, "model", "ib700"))
		rule_set(r, rule, node, "model", "i6300esb");
}
