#include "base/address.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

/*
 * For a PV guest's mouse, libvirt's Xen drivers default to bus xen, its QEMU driver to a relative
 * mouse.
 */
static bool
is_implied_mouse(const struct domain *d, uint32_t node)
{
	return d->xen && domain_is_pv(d) && attr_is(d->doc, node, "type", "mouse") &&
	       attr_value(d->doc, node, "bus").p == NULL;
}

HANDLER(convert_mouse)
{
	const struct domain *d = domain_of(r);
	bool mouse = attr_is(d->doc, node, "type", "mouse");
	bool xen =
	    attr_is(d->doc, node, "bus", "xen") && !attr_is(d->doc, node, "type", "keyboard");

	if (!xen && !is_implied_mouse(d, node))
		return;
	if (!mouse && !attr_is(d->doc, node, "type", "tablet")) {
		rule_unset(r, rule, node, "bus"); /* the others have a bus that libvirt knows */
		return;
	}
	if ((mouse && d->tablet) || d->no_usb) {
		rule_drop(r, rule, node);
		return;
	}
	rule_set(r, rule, node, "type", "tablet");
	rule_set(r, rule, node, "bus", "usb");
}

HANDLER(convert_keyboard)
{
	if (attr_is(run_doc(r), node, "type", "keyboard") &&
	    attr_is(run_doc(r), node, "bus", "xen"))
		rule_set(r, rule, node, "bus", "ps2");
}

HANDLER(convert_video)
{
	/* Xen's sizes are too small, and the other attributes belong to QXL */
	static const char *const sizes[] = { "vram", "ram", "vram64", "vgamem" };

	if (!attr_is(run_doc(r), node, "type", "xen"))
		return;
	rule_set(r, rule, node, "type", "vga");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		rule_unset(r, rule, node, sizes[i]);
}

/* The primary video is the first, unless another is marked. The node is the devices element. */
HANDLER(drop_second_video)
{
	const struct document *doc = run_doc(r);
	uint32_t primary = node_child(doc, node, NAME_VIDEO), i;

	for (i = primary; i != NONE; i = node_next_same(doc, i))
		if (attr_is(doc, node_child(doc, i, NAME_MODEL), "primary", "yes")) {
			primary = i;
			break;
		}
	for (i = node_child(doc, node, NAME_VIDEO); i != NONE; i = node_next_same(doc, i))
		if (i != primary && !attr_is(doc, node_child(doc, i, NAME_MODEL), "type", "qxl"))
			rule_drop(r, rule, i);
}

#define VNC_PASSWORD 8 /* bytes, the key of its cipher */

HANDLER(cut_passwd)
{
	struct document *doc = run_doc(r);
	struct str passwd = attr_value(doc, node, "passwd");

	if (attr_is(doc, node, "type", "vnc") && passwd.n > VNC_PASSWORD) {
		passwd = str_cut(passwd, VNC_PASSWORD);
		rule_set(r, rule, node, "passwd", arena_copy(doc->arena, passwd.p, passwd.n));
	}
}

static void
unset_secure(struct run *r, uint16_t rule, uint32_t node, const char *attr)
{
	if (attr_is(run_doc(r), node, attr, "secure"))
		rule_unset(r, rule, node, attr);
}

/* Whether a SPICE display asks for encryption anywhere. */
static bool
wants_tls(const struct document *doc, uint32_t graphics)
{
	struct str port = attr_value(doc, graphics, "tlsPort");

	return attr_is(doc, graphics, "type", "spice") &&
	       (child_with(doc, graphics, NAME_CHANNEL, "mode", "secure") != NONE ||
	        (port.p != NULL && !str_is(port, "-1")) ||
	        attr_is(doc, graphics, "defaultMode", "secure"));
}

HANDLER(refuse_spice_tls)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	if (!wants_tls(doc, node) ||
	    !rule_refuse(
		r, rule, node,
		"SPICE with TLS needs certificates and spice_tls in qemu.conf of the new host, "
		"and --force drops encryption"))
		return;
	rule_unset(r, rule, node, "tlsPort");
	unset_secure(r, rule, node, "defaultMode");
	for (i = node_child(doc, node, NAME_CHANNEL); i != NONE; i = node_next_same(doc, i))
		if (attr_is(doc, i, "mode", "secure"))
			rule_drop(r, rule, i);
}

/* A window on the old host's screen: SDL's, or that of Qubes. */
static bool
is_window(const struct document *doc, uint32_t graphics)
{
	return attr_is(doc, graphics, "type", "sdl") || attr_is(doc, graphics, "type", "qubes");
}

static void
convert_window(struct run *r, uint16_t rule, uint32_t node)
{
	static const char *const own[] = { "display", "xauth", "fullscreen", "log_level" };
	const struct document *doc = run_doc(r);
	uint32_t i;

	rule_report(
	    r, rule, node,
	    "the window on the screen of the host is replaced by VNC on the loopback address: "
	    "QEMU under libvirt has none");
	rule_set(r, rule, node, "type", "vnc");
	rule_set(r, rule, node, "port", "-1");
	rule_set(r, rule, node, "autoport", "yes");
	rule_set(r, rule, node, "listen", "127.0.0.1");
	for (size_t n = 0; n < sizeof(own) / sizeof(own[0]); n++)
		rule_unset(r, rule, node, own[n]);
	for (i = node_first(doc, node); i != NONE; i = node_next(doc, i))
		rule_drop(r, rule, i);
}

/* QEMU has one display of each kind: VNC is there, or the first window becomes so. */
HANDLER(convert_windows)
{
	const struct document *doc = run_doc(r);
	bool vnc = child_with(doc, node, NAME_GRAPHICS, "type", "vnc") != NONE;
	uint32_t i;

	for (i = node_child(doc, node, NAME_GRAPHICS); i != NONE; i = node_next_same(doc, i)) {
		if (!is_window(doc, i))
			continue;
		if (vnc) {
			rule_report(
			    r, rule, i,
			    "the window on the screen of the host is removed: QEMU under libvirt "
			    "has none, use the VNC display");
			rule_drop(r, rule, i);
		} else
			convert_window(r, rule, i);
		vnc = true;
	}
}

/* xend's dumps of running guests have the port that was chosen, and no autoport. */
static bool
is_live_port(const struct document *doc, uint32_t graphics)
{
	struct str id = attr_value(doc, doc->nodes[doc->nodes[graphics].parent].parent, "id");

	return id.p != NULL && attr_value(doc, graphics, "autoport").p == NULL;
}

HANDLER(reset_port)
{
	const struct document *doc = run_doc(r);

	if (is_window(doc, node) || attr_value(doc, node, "port").p == NULL)
		return;
	if (attr_is(doc, node, "autoport", "yes"))
		rule_set(r, rule, node, "port", "-1");
	else if (is_live_port(doc, node)) {
		rule_set(r, rule, node, "port", "-1");
		rule_set(r, rule, node, "autoport", "yes");
	}
}

/* Whether a display can be reached from other hosts: by @listen, or by a listen element. */
static bool
listens_to_all(const struct document *doc, uint32_t graphics)
{
	uint32_t i;

	if (address_reach(attr_value(doc, graphics, "listen")) == REACH_NONE)
		return true;
	for (i = node_child(doc, graphics, NAME_LISTEN); i != NONE; i = node_next_same(doc, i))
		if (address_reach(attr_value(doc, i, "address")) == REACH_NONE)
			return true;
	return false;
}

HANDLER(warn_open)
{
	const struct document *doc = run_doc(r);

	if (!is_window(doc, node) && attr_value(doc, node, "passwd").n == 0 &&
	    listens_to_all(doc, node))
		rule_report(r, rule, node,
		            "the display listens on all addresses and has no password: let it "
		            "listen on 127.0.0.1, or dump the domain with --security-info");
}

HANDLER(note_fixed_port)
{
	const struct document *doc = run_doc(r);
	struct str port = attr_value(doc, node, "port");

	if (!is_window(doc, node) && port.n > 0 && port.p[0] != '-' &&
	    !attr_is(doc, node, "autoport", "yes") && !is_live_port(doc, node))
		rule_report(r, rule, node,
		            "the port '%.*s' is fixed, and a second guest with it does not start: "
		            "autoport=yes lets libvirt choose",
		            STR_FMT(port));
}

HANDLER(note_passwd)
{
	if (attr_value(run_doc(r), node, "passwd").p != NULL)
		rule_report(r, rule, node,
		            "the document contains a password: keep the file private (mode 0600)");
}

static void
add_vnc(struct run *r)
{
	struct element *e =
	    rule_add(r, GRAPHICS_ADDED, domain_of(r)->devices, NONE, "graphics", "type", "vnc");

	rule_part(r, GRAPHICS_ADDED, e, "port", "-1");
	rule_part(r, GRAPHICS_ADDED, e, "autoport", "yes");
	rule_part(r, GRAPHICS_ADDED, e, "listen", "127.0.0.1");
}

/* With --vnc, a PV guest gets display, video and tablet. */
void
add_display(struct run *r)
{
	const struct domain *d = domain_of(r);
	struct element *e;

	if (!d->set->vnc || !domain_is_pv(d) || d->devices == NONE)
		return;
	if (node_child(d->doc, d->devices, NAME_GRAPHICS) == NONE)
		add_vnc(r);
	if (node_child(d->doc, d->devices, NAME_VIDEO) == NONE) {
		e = rule_element(r, VIDEO_ADDED, "video");
		rule_part(r, VIDEO_ADDED, rule_child(r, VIDEO_ADDED, e, "model"), "type", "vga");
		rule_insert(r, d->devices, NONE, e);
	}
	if (!d->tablet && !d->mouse && !d->no_usb) {
		e = rule_add(r, INPUT_TABLET_ADDED, d->devices, NONE, "input", "type", "tablet");
		rule_part(r, INPUT_TABLET_ADDED, e, "bus", "usb");
	}
}
