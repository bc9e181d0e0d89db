#include "domain/facts.h"
#include "domain/handlers.h"
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

static bool
is_pci(const struct document *doc, uint32_t node)
{
	return attr_is(doc, node, "type", "pci");
}

HANDLER(convert_hostdev_driver)
{
	const struct domain *d = domain_of(r);
	uint32_t driver = node_child(d->doc, node, NAME_DRIVER);
	struct element *e;

	if (driver != NONE) {
		struct str name = attr_value(d->doc, driver, "name");

		if (str_is(name, "xen") || (d->xen && name.p == NULL && is_pci(d->doc, node)))
			rule_set(r, rule, driver, "name", "vfio");
	} else if (d->xen && is_pci(d->doc, node)) {
		e = rule_element(r, rule, "driver");
		rule_part(r, rule, e, "name", "vfio");
		rule_insert_first(r, node, e);
	}
}

HANDLER(refuse_capabilities)
{
	if (attr_is(run_doc(r), node, "mode", "capabilities") && !domain_of(r)->set->hostdev_drop &&
	    rule_refuse(r, rule, node, "QEMU cannot pass a device by capabilities to the guest"))
		rule_drop(r, rule, node);
}

HANDLER(drop_hostdev)
{
	if (domain_of(r)->set->hostdev_drop)
		rule_drop(r, rule, node);
}

static bool
is_kept(const struct run *r)
{
	return !domain_of(r)->set->hostdev_drop || !rule_on(r, HOSTDEV_DROPPED);
}

HANDLER(note_hostdev_pci)
{
	const struct document *doc = run_doc(r);

	if (is_pci(doc, node) && is_kept(r))
		rule_say(r, rule, node,
		         "the PCI device's address is the old host's: look up the new one and its "
		         "IOMMU group%s",
		         !attr_is(doc, node, "managed", "yes")
		             ? "; without managed='yes' binding it "
		               "to vfio-pci is left to you"
		             : "");
}

/* Interfaces that are a device of the host. */
void
plan_interface_hostdevs(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i = d->devices != NONE ? node_child(d->doc, d->devices, NAME_INTERFACE) : NONE;

	for (; i != NONE; i = node_again(d->doc, i)) {
		if (!attr_is(d->doc, i, "type", "hostdev"))
			continue;
		if (d->set->hostdev_drop)
			rule_drop(r, HOSTDEV_DROPPED, i);
		if (is_kept(r))
			rule_say(r, HOSTDEV_PCI, i,
			         "the interface's PCI address is the old host's: look up the new "
			         "one");
	}
}

HANDLER(note_hostdev_usb)
{
	const struct document *doc = run_doc(r);
	uint32_t source = node_child(doc, node, NAME_SOURCE);

	if (attr_is(doc, node, "type", "usb") && is_kept(r) && source != NONE &&
	    node_child(doc, source, NAME_ADDRESS) != NONE)
		rule_say(r, rule, node,
		         "the USB device's bus and number are the old host's: name it by vendor "
		         "and "
		         "product");
}
