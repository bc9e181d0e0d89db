#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

static bool
is_pci(const struct document *doc, uint32_t node)
{
	return attr_is(doc, node, "type", "pci");
}

/* An interface that is a device of the host. */
static bool
is_interface(const struct document *doc, uint32_t node)
{
	return doc->nodes[node].name == NAME_INTERFACE && attr_is(doc, node, "type", "hostdev");
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
	    rule_refuse(r, rule, node,
	                "unsupported hostdev mode 'capabilities': QEMU does not have it"))
		rule_drop(r, rule, node);
}

HANDLER(drop_hostdevs)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	if (!domain_of(r)->set->hostdev_drop)
		return;
	for (i = node_first(doc, node); i != NONE; i = node_next(doc, i))
		if (doc->nodes[i].name == NAME_HOSTDEV || is_interface(doc, i))
			rule_drop(r, rule, i);
}

static bool
are_kept(const struct run *r)
{
	return !domain_of(r)->set->hostdev_drop || !rule_on(r, HOSTDEV_DROPPED);
}

HANDLER(note_pci)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	for (i = node_first(doc, node); i != NONE && are_kept(r); i = node_next(doc, i))
		if (is_interface(doc, i))
			rule_report(
			    r, rule, i,
			    "the PCI address of the interface is from the old host: look up the "
			    "new one");
		else if (doc->nodes[i].name == NAME_HOSTDEV && is_pci(doc, i))
			rule_report(
			    r, rule, i,
			    "the address of the PCI device is from the old host: look up the new "
			    "one and its IOMMU group%s",
			    attr_is(doc, i, "managed", "yes")
				? ""
				: ", and without managed='yes' you must bind it to vfio-pci "
				  "yourself");
}

/* Whether the attribute has a number other than 0. */
static bool
has_number(const struct document *doc, uint32_t node, const char *attr)
{
	struct str number = attr_value(doc, node, attr);

	for (size_t i = 0; i < number.n; i++)
		if (number.p[i] != '0' && number.p[i] != 'x')
			return true;
	return false;
}

/* virDomainHostdevSubsysUSBDefParseXML: a vendor and product, or a bus and device or port. */
static bool
is_complete_usb(const struct document *doc, uint32_t source)
{
	uint32_t vendor = node_child(doc, source, NAME_VENDOR);
	uint32_t address = node_child(doc, source, NAME_ADDRESS);

	if (vendor != NONE)
		return has_number(doc, vendor, "id") &&
		       attr_value(doc, node_child(doc, source, NAME_PRODUCT), "id").n > 0;
	return attr_value(doc, address, "bus").n > 0 &&
	       (attr_value(doc, address, "device").n > 0 || attr_value(doc, address, "port").n > 0);
}

HANDLER(refuse_usb)
{
	const struct document *doc = run_doc(r);
	uint32_t source = node_child(doc, node, NAME_SOURCE);

	if (!attr_is(doc, node, "type", "usb") || attr_is(doc, node, "mode", "capabilities") ||
	    !are_kept(r))
		return;
	if (!is_complete_usb(doc, source))
		rule_refuse(
		    r, rule, node,
		    "the USB device has neither vendor and product nor an address: add them");
}

HANDLER(note_usb)
{
	const struct document *doc = run_doc(r);
	uint32_t source = node_child(doc, node, NAME_SOURCE);

	if (attr_is(doc, node, "type", "usb") && are_kept(r) &&
	    node_child(doc, source, NAME_ADDRESS) != NONE)
		rule_report(r, rule, node,
		            "the bus and number of the USB device are from the old host: name it "
		            "by vendor and product");
}
