#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

/* Models that QEMU 7.2 has on a PC; libvirt passes any name on. */
static const char *const models[] = {
	"virtio",
	"virtio-transitional",
	"virtio-non-transitional",
	"virtio-net-pci",
	"e1000",
	"e1000e",
	"e1000-82544gc",
	"e1000-82545em",
	"rtl8139",
	"pcnet",
	"ne2k_pci",
	"ne2k_isa",
	"i82550",
	"i82551",
	"i82557a",
	"i82557b",
	"i82557c",
	"i82558a",
	"i82558b",
	"i82559a",
	"i82559b",
	"i82559c",
	"i82559er",
	"i82562",
	"i82801",
	"vmxnet3",
	"usb-net",
	"tulip",
	"igb",
	NULL,
};

enum script { SCRIPT_BRIDGE, SCRIPT_OVS, SCRIPT_ROUTED, SCRIPT_CUSTOM };

static enum script
script_of(const struct document *doc, uint32_t node)
{
	struct str name = str_base(attr_value(doc, node, "path"));

	if (str_is(name, "vif-bridge") || str_is(name, "vif-vnic"))
		return SCRIPT_BRIDGE;
	if (str_is(name, "vif-openvswitch"))
		return SCRIPT_OVS;
	if (str_starts(name, "vif-route") || str_starts(name, "vif-nat"))
		return SCRIPT_ROUTED;
	return SCRIPT_CUSTOM;
}

/* The model without xend's prefix. */
static struct str
plain_model(const struct document *doc, uint32_t model)
{
	struct str type = attr_value(doc, model, "type");

	return str_starts(type, "ioemu:") ? str_skip(type, strlen("ioemu:")) : type;
}

HANDLER(convert_netfront)
{
	if (str_is(plain_model(run_doc(r), node), "netfront"))
		rule_set(r, rule, node, "type", domain_nic_model(domain_of(r)));
}

static bool
is_hostdev(const struct document *doc, uint32_t interface)
{
	return attr_is(doc, interface, "type", "hostdev");
}

HANDLER(convert_pv_model)
{
	const struct domain *d = domain_of(r);
	uint32_t model = node_child(d->doc, node, NAME_MODEL);

	if (!domain_is_pv(d) || is_hostdev(d->doc, node))
		return;
	if (model != NONE)
		rule_set(r, rule, model, "type", domain_nic_model(d));
	else
		rule_add(r, rule, node, NONE, "model", "type", domain_nic_model(d));
}

HANDLER(ignore_pv_model)
{
	const struct domain *d = domain_of(r);
	struct str type = plain_model(d->doc, node);

	if (!domain_is_pv(d) || type.p == NULL || str_is(type, "netfront") ||
	    str_is(type, "virtio"))
		return;
	rule_report(r, rule, node,
	            "the model '%.*s' is ignored, as Xen ignored it for PV interfaces",
	            STR_FMT(type));
	rule_set(r, rule, node, "type", domain_nic_model(d));
}

HANDLER(add_default_model)
{
	const struct domain *d = domain_of(r);
	uint32_t model = node_child(d->doc, node, NAME_MODEL);

	if (d->set->nic_model_default && !domain_is_pv(d) && !is_hostdev(d->doc, node) &&
	    attr_value(d->doc, model, "type").p == NULL) {
		if (model != NONE)
			rule_set(r, rule, model, "type", "rtl8139");
		else
			rule_add(r, rule, node, NONE, "model", "type", "rtl8139");
	}
}

HANDLER(convert_unknown_model)
{
	const struct domain *d = domain_of(r);
	struct str type = plain_model(d->doc, node);

	if (!domain_is_pv(d) && type.p != NULL && !str_is(type, "netfront") &&
	    !str_in(type, models))
		rule_set(r, rule, node, "type", "rtl8139");
}

HANDLER(strip_ioemu)
{
	struct document *doc = run_doc(r);
	struct str type = attr_value(doc, node, "type"), plain = plain_model(doc, node);

	if (type.n != plain.n)
		rule_set(r, rule, node, "type", arena_copy(doc->arena, plain.p, plain.n));
}

/*
 * All of an interface's, though it has one: libvirt would run the first that is left, and a
 * downscript without a script as well.
 */
HANDLER(drop_scripts)
{
	const struct document *doc = run_doc(r);
	bool any_name = domain_of(r)->xen || attr_is(doc, node, "type", "bridge");

	for (uint32_t i = node_first(doc, node); i != NONE; i = node_next(doc, i)) {
		bool script = doc->nodes[i].name == NAME_SCRIPT;

		if ((script &&
		     (any_name || str_starts(str_base(attr_value(doc, i, "path")), "vif-"))) ||
		    (domain_of(r)->xen && doc->nodes[i].name == NAME_DOWNSCRIPT))
			rule_drop(r, rule, i);
	}
}

/* An interface's script of that kind, from one of its scripts on. */
static uint32_t
find_script(const struct document *doc, uint32_t node, enum script kind)
{
	while (node != NONE && script_of(doc, node) != kind)
		node = node_next_same(doc, node);
	return node;
}

HANDLER(convert_ovs_scripts)
{
	const struct document *doc = run_doc(r);
	uint32_t i = find_script(doc, node_child(doc, node, NAME_SCRIPT), SCRIPT_OVS);

	if (i == NONE)
		return;
	for (; i != NONE; i = find_script(doc, node_next_same(doc, i), SCRIPT_OVS))
		rule_drop(r, rule, i);
	if (node_child(doc, node, NAME_VIRTUALPORT) != NONE ||
	    (attr_is(doc, node, "type", "ethernet") && domain_of(r)->set->default_bridge == NULL))
		return;
	rule_add(r, rule, node, node_child(doc, node, NAME_SOURCE), "virtualport", "type",
	         "openvswitch");
}

HANDLER(drop_routed_script)
{
	if (script_of(run_doc(r), node) == SCRIPT_ROUTED)
		rule_drop(r, rule, node);
}

HANDLER(drop_custom_script)
{
	if (script_of(run_doc(r), node) == SCRIPT_CUSTOM)
		rule_drop(r, rule, node);
}

/* Xen uses Open vSwitch if the script or the virtualport says so. */
static bool
is_ovs(const struct run *r, uint32_t interface)
{
	const struct document *doc = run_doc(r);
	uint32_t script = node_child(doc, interface, NAME_SCRIPT);
	uint32_t port = node_child(doc, interface, NAME_VIRTUALPORT);

	return (script != NONE && script_of(doc, script) == SCRIPT_OVS) ||
	       (domain_of(r)->xen && attr_is(doc, port, "type", "openvswitch"));
}

static struct str
cut(struct str *s, char at)
{
	const char *p = memchr(s->p, at, s->n);
	struct str head = { s->p, p != NULL ? (size_t)(p - s->p) : s->n };

	*s = p != NULL ? str_skip(*s, head.n + 1) : str_skip(*s, s->n);
	return head;
}

/* The VLANs of an interface, each once. */
#define VLANS 4096

struct vlans {
	struct element *element;
	unsigned char seen[VLANS / 8];
};

/* false: it is no ID. */
static bool
add_tag(struct run *r, uint16_t rule, struct vlans *v, struct str text, bool native)
{
	struct element *tag;
	unsigned long id;

	if (!str_number(text, VLANS - 1, &id))
		return false;
	if (v->seen[id / 8] & 1U << id % 8)
		return true;
	v->seen[id / 8] |= (unsigned char)(1U << id % 8);
	tag = rule_child(r, rule, v->element, "tag");
	rule_part(r, rule, tag, "id", arena_copy(run_doc(r)->arena, text.p, text.n));
	if (native)
		rule_part(r, rule, tag, "nativeMode", "untagged");
	return true;
}

/* BRIDGE[.VLAN][:TRUNK]...: with trunks, the VLAN is untagged (libxlMakeNic). */
HANDLER(split_ovs_vlan)
{
	struct document *doc = run_doc(r);
	uint32_t source = node_child(doc, node, NAME_SOURCE);
	struct str trunks = attr_value(doc, source, "bridge"), name, bridge;
	struct vlans v = { 0 };

	if (trunks.p == NULL || !is_ovs(r, node) || node_child(doc, node, NAME_VLAN) != NONE ||
	    attr_is(doc, node, "type", "ethernet")) /* which names no bridge */
		return;
	name = cut(&trunks, ':');
	bridge = cut(&name, '.');
	if ((name.n == 0 && trunks.n == 0) || bridge.n == 0)
		return;
	v.element = rule_element(r, rule, "vlan");
	if (trunks.n > 0)
		rule_part(r, rule, v.element, "trunk", "yes");
	if (name.n > 0 && !add_tag(r, rule, &v, name, trunks.n > 0))
		return;
	while (trunks.n > 0)
		if (!add_tag(r, rule, &v, cut(&trunks, ':'), false))
			return;
	rule_set(r, rule, source, "bridge", arena_copy(doc->arena, bridge.p, bridge.n));
	rule_insert(r, node, source, v.element);
}

static void
set_bridge(struct run *r, uint16_t rule, uint32_t interface, uint32_t source)
{
	const struct domain *d = domain_of(r);

	if (source != NONE) {
		rule_set(r, rule, source, "bridge", d->set->default_bridge);
		rule_unset(r, rule, source, "dev");
		return;
	}
	rule_add(r, rule, interface, node_child(d->doc, interface, NAME_MAC), "source", "bridge",
	         d->set->default_bridge);
}

HANDLER(convert_ethernet)
{
	const struct domain *d = domain_of(r);

	if (!attr_is(d->doc, node, "type", "ethernet"))
		return;
	if (d->set->default_bridge == NULL) {
		rule_report(r, rule, node,
		            "on KVM the interface is a tap device connected to nothing: "
		            "--default-bridge=NAME connects it to a bridge");
		return;
	}
	rule_set(r, rule, node, "type", "bridge");
	set_bridge(r, rule, node, node_child(d->doc, node, NAME_SOURCE));
}

HANDLER(drop_ethernet_source)
{
	const struct domain *d = domain_of(r);
	uint32_t source = node_child(d->doc, node, NAME_SOURCE);

	if (source == NONE || !attr_is(d->doc, node, "type", "ethernet"))
		return;
	if (d->set->default_bridge == NULL && attr_value(d->doc, source, "dev").p != NULL &&
	    node_first(d->doc, source) == NONE)
		rule_drop(r, rule, source);
}

HANDLER(require_bridge)
{
	const struct domain *d = domain_of(r);
	uint32_t source = node_child(d->doc, node, NAME_SOURCE);

	if (!attr_is(d->doc, node, "type", "bridge") ||
	    attr_value(d->doc, source, "bridge").p != NULL)
		return;
	if (d->set->default_bridge == NULL)
		rule_refuse(
		    r, rule, node,
		    "the interface names no bridge, which libvirt requires: use --default-bridge=NAME");
	else
		set_bridge(r, rule, node, source);
}

HANDLER(drop_ip)
{
	static const char *const plain[] = { "bridge", "network", "direct", NULL };
	const struct document *doc = run_doc(r);

	if (!domain_of(r)->xen && !str_in(attr_value(doc, node, "type"), plain))
		return; /* a user network has an address on KVM as well */
	for (uint32_t i = node_first(doc, node); i != NONE; i = node_next(doc, i))
		if (doc->nodes[i].name == NAME_IP || doc->nodes[i].name == NAME_ROUTE)
			rule_drop(r, rule, i);
}

HANDLER(note_bridge)
{
	const struct document *doc = run_doc(r);
	uint32_t source = node_child(doc, node, NAME_SOURCE);
	struct str bridge = attr_value(doc, source, "bridge");

	if (bridge.p == NULL || !attr_is(doc, node, "type", "bridge"))
		return;
	if (is_ovs(r, node) && rule_on(r, INTERFACE_OVS_VLAN)) {
		struct str rest = bridge;

		bridge = cut(&rest, ':');
		rest = bridge;
		bridge = cut(&rest, '.');
	}
	rule_report(r, rule, source,
	            "the bridge '%.*s' must exist on the new host, or be renamed with bridgemap",
	            STR_FMT(bridge));
}

/* vif6.0, tap6.0, vif6.0-emu, vif-6.0: names that Xen's tools generate */
static bool
is_vif_name(struct str name)
{
	struct str domid;

	if (!str_starts(name, "vif") && !str_starts(name, "tap"))
		return false;
	name = str_skip(name, name.n > 3 && name.p[3] == '-' ? 4 : 3);
	domid = cut(&name, '.');
	if (str_ends(name, "-emu"))
		name.n -= strlen("-emu");
	return str_digits(domid) && str_digits(name);
}

/* Removes the element: libvirt's schema requires target/@dev. */
HANDLER(drop_vif_target)
{
	if (is_vif_name(attr_value(run_doc(r), node, "dev")))
		rule_drop(r, rule, node);
}

HANDLER(note_no_model)
{
	const struct domain *d = domain_of(r);

	if (!domain_is_pv(d) && !is_hostdev(d->doc, node) && !d->set->nic_model_default &&
	    attr_value(d->doc, node_child(d->doc, node, NAME_MODEL), "type").p == NULL)
		rule_report(r, rule, node,
		            "the interface has no model: libvirt chooses, mostly rtl8139: a "
		            "guest with PV drivers had netfront on Xen, which is virtio on KVM");
}

HANDLER(warn_no_mac)
{
	const struct document *doc = run_doc(r);
	uint32_t mac = node_child(doc, node, NAME_MAC);

	if (attr_value(doc, mac, "address").n == 0)
		rule_report(
		    r, rule, node,
		    "the interface has no MAC address: each define makes a new one: add the one "
		    "that the guest has");
}

HANDLER(warn_vlan)
{
	static const char *const without[] = { "direct", "ethernet", "user", NULL };
	const struct document *doc = run_doc(r);
	uint32_t vlan = node_child(doc, node, NAME_VLAN);
	struct str type = attr_value(doc, node, "type");

	if (vlan == NONE || node_child(doc, vlan, NAME_TAG) == NONE || is_ovs(r, node))
		return;
	if (str_is(type, "bridge"))
		rule_report(r, rule, vlan,
		            "a VLAN on a Linux bridge starts with libvirt 11.0 and later only: use "
		            "a bridge of the VLAN, or Open vSwitch");
	else if (str_in(type, without) &&
	         !attr_is(doc, node_child(doc, node, NAME_SOURCE), "mode", "passthrough"))
		rule_report(r, rule, vlan,
		            "libvirt starts no VLAN on an interface of type '%.*s': use a bridge "
		            "of the VLAN, or Open vSwitch",
		            STR_FMT(type));
}

HANDLER(convert_interface_hostdev)
{
	const struct domain *d = domain_of(r);
	uint32_t driver = node_child(d->doc, node, NAME_DRIVER);
	struct element *e;

	if (!is_hostdev(d->doc, node))
		return;
	if (driver != NONE) {
		if (attr_is(d->doc, driver, "name", "xen"))
			rule_set(r, rule, driver, "name", "vfio");
	} else if (d->xen) {
		e = rule_element(r, rule, "driver");
		rule_part(r, rule, e, "name", "vfio");
		rule_insert_first(r, node, e);
	}
}
