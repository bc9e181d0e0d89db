/* Input and host devices, USB controllers, the emulator and its arguments. */
#include "xl/parts.h"
#include "xl/spec.h"

#include <ctype.h>

void
xl_write_emulator(struct xl_guest *g)
{
	struct str path = xl_word(g, XL_KEY_device_model_override);

	xl_text(&g->xml, "emulator", path.p != NULL ? path : xl_word(g, XL_KEY_device_model));
}

static bool
is_usb_input(struct str device)
{
	static const char *const inputs[] = { "tablet", "mouse", "keyboard", NULL };

	return str_in(device, inputs);
}

static void
write_input(struct xl_xml *x, struct str type, const char *bus)
{
	xl_open(x, "input");
	xl_attr(x, "type", type);
	xl_attr_text(x, "bus", bus);
	xl_close(x);
}

void
xl_write_inputs(struct xl_guest *g)
{
	const char *bus = g->type == XL_HVM ? "ps2" : "xen";

	if (g->type == XL_HVM)
		for (const struct xl_value *i = xl_items(g, XL_KEY_usbdevice, true); i != NULL;
		     i = i->next)
			if (is_usb_input(xl_item_text(g, XL_KEY_usbdevice, i)))
				write_input(&g->xml, i->text, "usb");
	write_input(&g->xml, str_from("mouse"), bus);
	write_input(&g->xml, str_from("keyboard"), bus);
}

/* --- USB controllers ---------------------------------------------------------------------- */

static const struct xl_part_row usbctrl_rows[] = {
	{ "type", XL_PLACED, NULL, NULL },
	{ "version", XL_PLACED, NULL, NULL },
	{ "ports", XL_PLACED, NULL, NULL },
	{ "backend", XL_DROPPED, NULL, "a driver domain of Xen" },
	{ NULL, XL_IDLE, NULL, NULL },
};

static void
write_controller(struct xl_guest *g, const char *model, long long ports, unsigned index)
{
	xl_open(&g->xml, "controller");
	xl_attr_text(&g->xml, "type", "usb");
	xl_attr_printf(&g->xml, "index", "%u", index);
	xl_attr_text(&g->xml, "model", model);
	if (ports > 0)
		xl_attr_printf(&g->xml, "ports", "%lld", ports);
	xl_close(&g->xml);
}

/* The models of a controller that QEMU emulates, by USB version. */
static const char *const emulated[] = { NULL, "piix3-uhci", "ehci", "nec-xhci" };

/* libvirt's converter knows the type qusb only; a controller of type pv or auto becomes one. */
static void
write_usbctrl(struct xl_guest *g, const struct xl_value *from, unsigned index)
{
	static const char *const types[] = { "qusb", "pv", "auto", "devicemodel", NULL };
	struct str type = STR_NONE, versions = str_from("2"), count = str_from("8");
	struct str *const places[] = { &type, &versions, &count, NULL };
	long long version, ports;

	xl_parts_read(g, from, xl_item_text(g, XL_KEY_usbctrl, from), "usbctrl", usbctrl_rows,
	              places);
	if (!xl_read_number(versions, 16, &version) || !xl_read_number(count, 10, &ports) ||
	    version < 1 || version > 3 || ports < 1 || ports > 31 ||
	    (type.n > 0 && !str_in(type, types)))
		xl_say(g, XL_BAD, from->at,
		       "usbctrl: expected type=auto, pv, qusb or devicemodel, version=1 to 3, "
		       "ports=1 to 31");
	else if (str_is(type, "devicemodel"))
		write_controller(g, emulated[version], 0, index);
	else
		write_controller(g, version == 1 ? "qusb1" : "qusb2", ports, index);
}

void
xl_write_usb_controllers(struct xl_guest *g)
{
	long long version = 0;
	unsigned index = 0;

	for (const struct xl_value *i = xl_items(g, XL_KEY_usbctrl, false); i != NULL; i = i->next)
		write_usbctrl(g, i, index++);
	if (g->type == XL_HVM && xl_number(g, XL_KEY_usbversion, 0, 3, &version) && version > 0)
		write_controller(g, emulated[version], 0, index);
}

/* --- host devices ------------------------------------------------------------------------- */

static void
open_hostdev(struct xl_xml *x, const char *type)
{
	xl_open(x, "hostdev");
	xl_attr_text(x, "mode", "subsystem");
	xl_attr_text(x, "type", type);
	xl_attr_text(x, "managed", "no");
}

static void
write_usb_address(struct xl_xml *x, long long bus, long long device)
{
	open_hostdev(x, "usb");
	xl_open(x, "source");
	xl_open(x, "address");
	xl_attr_printf(x, "bus", "%lld", bus);
	xl_attr_printf(x, "device", "%lld", device);
	xl_close(x);
	xl_close(x);
	xl_close(x);
}

static const struct xl_part_row usbdev_rows[] = {
	{ "hostbus", XL_PLACED, NULL, NULL },
	{ "hostaddr", XL_PLACED, NULL, NULL },
	{ "type", XL_IDLE, NULL, NULL },
	{ "controller", XL_DROPPED, NULL, "which controller it is at" },
	{ "port", XL_DROPPED, NULL, "which port it is at" },
	{ NULL, XL_IDLE, NULL, NULL },
};

/* Both numbers are hexadecimal, for xl and for libvirt (xenParseXLUSB). */
static void
write_usbdev(struct xl_guest *g, const struct xl_value *from)
{
	struct str hostbus = STR_NONE, hostaddr = STR_NONE;
	struct str *const places[] = { &hostbus, &hostaddr, NULL };
	long long bus, device;

	xl_parts_read(g, from, xl_item_text(g, XL_KEY_usbdev, from), "usbdev", usbdev_rows, places);
	if (!xl_read_number(hostbus, 16, &bus) || !xl_read_number(hostaddr, 16, &device) ||
	    bus < 0 || bus > 0xff || device < 0 || device > 0xff)
		xl_say(g, XL_BAD, from->at, "usbdev: expected hostbus= and hostaddr=");
	else
		write_usb_address(&g->xml, bus, device);
}

static void
write_usb_id(struct xl_xml *x, const char *element, unsigned long long id)
{
	xl_open(x, element);
	xl_attr_printf(x, "id", "0x%04llx", id);
	xl_close(x);
}

/* host:VENDOR:PRODUCT in hexadecimal, or host:BUS.DEVICE in decimal, as QEMU's -usbdevice. */
static bool
write_usb_host(struct xl_xml *x, struct str s)
{
	struct str word = str_until(&s, ":.");
	long long first, second;
	int base;

	if (s.p == NULL)
		return false;
	base = s.p[-1] == ':' ? 16 : 10;
	if (!xl_read_number(word, base, &first) || !xl_read_number(s, base, &second) || first < 0 ||
	    second < 0 || first > 0xffff || second > 0xffff)
		return false;
	if (base == 10) {
		write_usb_address(x, first, second);
		return true;
	}
	open_hostdev(x, "usb");
	xl_open(x, "source");
	write_usb_id(x, "vendor", (unsigned long long)first);
	write_usb_id(x, "product", (unsigned long long)second);
	xl_close(x);
	xl_close(x);
	return true;
}

/* usbdevice has input devices, too, and others of QEMU that libvirt does not know. */
static void
write_usb_devices(struct xl_guest *g)
{
	if (g->type != XL_HVM)
		return;
	for (const struct xl_value *i = xl_items(g, XL_KEY_usbdevice, true); i != NULL;
	     i = i->next) {
		struct str device = i->text;

		if (i->kind == XL_LIST || device.n == 0 || is_usb_input(device))
			continue;
		if (!str_starts(device, "host:"))
			xl_say(g, XL_VALUE_DROPPED, i->at,
			       "usbdevice: libvirt has no place for this device of QEMU, only for "
			       "tablet, mouse, keyboard and host:...");
		else if (!write_usb_host(&g->xml, str_skip(device, 5)))
			xl_say(g, XL_BAD, i->at,
			       "usbdevice: expected host:VENDOR:PRODUCT or host:BUS.DEVICE");
	}
}

/* --- PCI ---------------------------------------------------------------------------------- */

static const struct xl_part_row pci_rows[] = {
	{ "bdf", XL_PLACED, NULL, NULL },
	{ "permissive", XL_PLACED, NULL, NULL },
	{ "vslot", XL_DROPPED, NULL, "the slot that the guest sees it in" },
	{ "msitranslate", XL_DROPPED, "0", "interrupts are translated" },
	{ "seize", XL_IDLE, NULL, NULL },
	{ "power_mgmt", XL_DROPPED, "0", "power states" },
	{ "rdm_policy", XL_DROPPED, NULL, "reserved memory of the device" },
	{ "name", XL_DROPPED, NULL, "a name that xl has given to a device" },
	{ NULL, XL_IDLE, NULL, NULL },
};

struct pci {
	long long domain, bus, slot, function;
	int permissive; /* -1: not said */
};

/* [DDDD:]BB:SS.F */
static bool
read_bdf(struct str s, struct pci *p)
{
	long long numbers[3] = { 0 };
	size_t count = 0, start = 0, i = 0;

	for (; i < s.n && s.p[i] != '.'; i++)
		if (s.p[i] == ':') {
			if (count == 2 || !xl_read_number((struct str){ s.p + start, i - start },
			                                  16, &numbers[count]))
				return false;
			count++;
			start = i + 1;
		}
	if (i == s.n || count == 0 ||
	    !xl_read_number((struct str){ s.p + start, i - start }, 16, &p->slot) ||
	    !xl_read_number(str_skip(s, i + 1), 16, &p->function))
		return false;
	p->domain = count == 2 ? numbers[0] : 0;
	p->bus = numbers[count - 1];
	return p->domain >= 0 && p->domain <= 0xffff && p->bus >= 0 && p->bus <= 0xff &&
	       p->slot >= 0 && p->slot <= 0x1f && p->function >= 0 && p->function <= 7;
}

static void
write_pci(struct xl_xml *x, const struct pci *p)
{
	open_hostdev(x, "pci");
	xl_empty(x, "driver", "name", "xen");
	xl_open(x, "source");
	if (p->permissive >= 0)
		xl_attr_text(x, "writeFiltering", p->permissive > 0 ? "no" : "yes");
	xl_open(x, "address");
	xl_attr_printf(x, "domain", "0x%04llx", (unsigned long long)p->domain);
	xl_attr_printf(x, "bus", "0x%02llx", (unsigned long long)p->bus);
	xl_attr_printf(x, "slot", "0x%02llx", (unsigned long long)p->slot);
	xl_attr_printf(x, "function", "0x%llx", (unsigned long long)p->function);
	xl_close(x);
	xl_close(x);
	xl_close(x);
}

/* An address alone, perhaps with @SLOT behind. */
static bool
read_positional(struct xl_guest *g, const struct xl_value *from, struct str s, struct pci *p)
{
	struct str address = str_until(&s, "@");

	if (s.p != NULL)
		xl_say(g, XL_PART_DROPPED, xl_text_at(g, from, s.p - 1),
		       "pci: the slot that the guest sees it in is lost");
	return read_bdf(address, p);
}

static void
write_pci_device(struct xl_guest *g, const struct xl_value *from, int permissive)
{
	struct str text = xl_item_text(g, XL_KEY_pci, from);
	struct pci p = { .permissive = permissive };
	struct xl_part part;
	bool good = false;
	long long value;

	while (xl_part_next(&text, &part)) {
		if (part.value.p == NULL && part.key.n > 0 && !good)
			good = read_positional(g, from, part.key, &p);
		else if (str_is(part.key, "bdf"))
			good = read_positional(g, from, part.value, &p);
		else if (str_is(part.key, "permissive") && xl_read_number(part.value, 10, &value))
			p.permissive = value != 0;
		else
			xl_part_left(g, from, "pci", pci_rows, &part);
	}
	if (good)
		write_pci(&g->xml, &p);
	else
		xl_say(g, XL_BAD, from->at, "pci: expected an address such as 0000:01:00.0");
}

void
xl_write_hostdevs(struct xl_guest *g)
{
	int permissive = xl_bool(g, XL_KEY_pci_permissive, false) ? 1 : -1;

	for (const struct xl_value *i = xl_items(g, XL_KEY_pci, false); i != NULL; i = i->next)
		write_pci_device(g, i, permissive);
	for (const struct xl_value *i = xl_items(g, XL_KEY_usbdev, false); i != NULL; i = i->next)
		write_usbdev(g, i);
	write_usb_devices(g);
}

/* --- arguments of the emulator ------------------------------------------------------------ */

static unsigned
write_list(struct xl_guest *g, enum xl_key key, unsigned count)
{
	for (const struct xl_value *i = xl_items(g, key, false); i != NULL; i = i->next) {
		struct str text = xl_item_text(g, key, i);

		if (text.p == NULL)
			continue;
		if (count++ == 0)
			xl_open(&g->xml, "xen:commandline");
		xl_empty_str(&g->xml, "xen:arg", "value", text);
	}
	return count;
}

void
xl_write_arguments(struct xl_guest *g)
{
	unsigned count = write_list(g, XL_KEY_device_model_args, 0);

	count = write_list(g,
	                   g->type == XL_HVM ? XL_KEY_device_model_args_hvm
	                                     : XL_KEY_device_model_args_pv,
	                   count);
	if (count > 0)
		xl_close(&g->xml);
}
