/* Displays, video cards and sound cards. */
#include "xl/parts.h"
#include "xl/spec.h"

/* A VNC or SDL display, of an HVM guest's keys or of an element of vfb. */
struct display {
	bool sdl;
	bool has_number, automatic; /* vncdisplay; vncunused */
	long long number;
	struct str listen, password, keymap, display, xauthority;
};

/* "ADDRESS:NUMBER" is an address and the number of the display; an IPv6 address has brackets. */
static void
split_listen(struct display *d)
{
	struct str s = d->listen;
	size_t n = s.n, colons = 0;
	long long number;

	for (size_t i = 0; i < s.n; i++)
		colons += s.p[i] == ':';
	while (n > 0 && s.p[n - 1] != ':' && s.p[n - 1] != ']')
		n--;
	if (n > 0 && s.p[n - 1] == ':' && (colons == 1 || s.p[0] == '[') &&
	    xl_read_number(str_skip(s, n), 10, &number)) {
		d->listen.n = n - 1;
		if (!d->has_number)
			d->number = number;
		d->has_number = true;
	}
	d->listen = xl_without_brackets(d->listen);
	if (d->listen.n == 0)
		d->listen = STR_NONE;
}

static void
write_listen(struct xl_xml *x, struct str address)
{
	xl_open(x, "listen");
	xl_attr_text(x, "type", "address");
	xl_attr(x, "address", address);
	xl_close(x);
}

/* Xen takes an empty password as none, QEMU as one that nobody can give. */
static void
write_vnc(struct xl_xml *x, const struct display *d)
{
	xl_open(x, "graphics");
	xl_attr_text(x, "type", "vnc");
	if (d->automatic)
		xl_attr_text(x, "port", "-1");
	else
		xl_attr_printf(x, "port", "%lld", d->number + 5900);
	xl_attr_text(x, "autoport", d->automatic ? "yes" : "no");
	xl_attr(x, "listen", d->listen);
	xl_attr(x, "keymap", d->keymap);
	xl_attr(x, "passwd", d->password.n > 0 ? d->password : STR_NONE);
	write_listen(x, d->listen);
	xl_close(x);
}

static void
write_display(struct xl_xml *x, struct display *d)
{
	if (d->sdl) {
		xl_open(x, "graphics");
		xl_attr_text(x, "type", "sdl");
		xl_attr(x, "display", d->display);
		xl_attr(x, "xauth", d->xauthority);
		xl_close(x);
		return;
	}
	split_listen(d);
	write_vnc(x, d);
}

/* The keys of a guest's own VNC or SDL display. */
static void
read_keys(struct xl_guest *g, struct display *d)
{
	d->keymap = xl_word(g, XL_KEY_keymap);
	if (d->sdl) {
		d->display = xl_word(g, XL_KEY_display);
		d->xauthority = xl_word(g, XL_KEY_xauthority);
		return;
	}
	d->listen = xl_word(g, XL_KEY_vnclisten);
	d->password = xl_word(g, XL_KEY_vncpasswd);
	d->automatic = xl_bool(g, XL_KEY_vncunused, true);
	d->has_number = xl_number(g, XL_KEY_vncdisplay, 0, 59635, &d->number);
}

/* --- SPICE -------------------------------------------------------------------------------- */

static void
write_choice(struct xl_guest *g, enum xl_key key, const char *element, const char *attribute,
             const char *const *words)
{
	struct str word = xl_word(g, key);

	if (word.p == NULL)
		return;
	if (str_in(word, words))
		xl_empty_str(&g->xml, element, attribute, word);
	else
		xl_say(g, XL_BAD, xl_value(g, key)->at, "%s: unknown word", xl_keys[key].name);
}

/* What is missing is libvirt's choice (xenParseXLSpice): the mouse is the server's. */
static void
write_spice_details(struct xl_guest *g)
{
	static const char *const images[] = { "auto_glz", "auto_lz", "quic", "glz",
		                              "lz",       "off",     NULL };
	static const char *const streams[] = { "filter", "all", "off", NULL };

	write_choice(g, XL_KEY_spice_image_compression, "image", "compression", images);
	write_choice(g, XL_KEY_spice_streaming_video, "streaming", "mode", streams);
	xl_empty(&g->xml, "mouse", "mode",
	         xl_bool(g, XL_KEY_spiceagent_mouse, false) ? "client" : "server");
	xl_empty(&g->xml, "clipboard", "copypaste",
	         xl_bool(g, XL_KEY_spice_clipboard_sharing, false) ? "yes" : "no");
}

static void
write_spice(struct xl_guest *g)
{
	struct str listen = xl_without_brackets(xl_word(g, XL_KEY_spicehost));
	struct str password = xl_word(g, XL_KEY_spicepasswd);
	long long port = 0, tls = 0;

	xl_number(g, XL_KEY_spiceport, 0, 65535, &port);
	xl_number(g, XL_KEY_spicetls_port, 0, 65535, &tls);
	xl_open(&g->xml, "graphics");
	xl_attr_text(&g->xml, "type", "spice");
	if (port != 0)
		xl_attr_printf(&g->xml, "port", "%lld", port);
	if (tls != 0)
		xl_attr_printf(&g->xml, "tlsPort", "%lld", tls);
	xl_attr_text(&g->xml, "autoport", port == 0 && tls == 0 ? "yes" : "no");
	xl_attr(&g->xml, "listen", listen);
	if (!xl_bool(g, XL_KEY_spicedisable_ticketing, false))
		xl_attr(&g->xml, "passwd", password);
	write_listen(&g->xml, listen);
	write_spice_details(g);
	xl_close(&g->xml);
}

/* --- video and sound ---------------------------------------------------------------------- */

static void
write_video(struct xl_xml *x, const char *model, long long vram)
{
	xl_open(x, "video");
	xl_open(x, "model");
	xl_attr_text(x, "type", model);
	xl_attr_printf(x, "vram", "%lld", vram);
	xl_attr_text(x, "heads", "1");
	xl_attr_text(x, "primary", "yes");
	xl_close(x);
	xl_close(x);
}

/* Which card, and how much memory it has, libvirt's converter does not read. */
static void
write_hvm_video(struct xl_guest *g)
{
	static const struct {
		const char *word, *model;
		long long vram; /* KiB, where none is given */
	} cards[] = { { "cirrus", "cirrus", 8192 },
		      { "stdvga", "vga", 16384 },
		      { "qxl", "qxl", 131072 } };
	struct str vga = xl_word(g, XL_KEY_vga);
	bool standard = xl_bool(g, XL_KEY_stdvga, false);
	size_t card = standard && vga.p == NULL ? 1 : 0;
	long long mib;

	if (str_is(vga, "none"))
		return;
	for (size_t i = 0; i < sizeof(cards) / sizeof(cards[0]); i++)
		if (str_is(vga, cards[i].word)) {
			card = i;
			vga = STR_NONE;
		}
	if (vga.p != NULL)
		xl_say(g, XL_BAD, xl_value(g, XL_KEY_vga)->at,
		       "vga: expected none, stdvga, cirrus or qxl");
	mib = cards[card].vram / 1024;
	xl_number(g, XL_KEY_videoram, 0, 65536, &mib);
	write_video(&g->xml, cards[card].model, mib > 0 ? mib * 1024 : cards[card].vram);
}

static bool
write_sound_card(struct xl_guest *g, struct str card)
{
	static const char *const same[] = { "sb16", "es1370", "ac97", "pcspk", "ich6", NULL };
	static const char *const other[] = { "adlib", "cs4231a", "gus", NULL };

	if (str_in(card, same) || str_is(card, "hda"))
		xl_empty_str(&g->xml, "sound", "model",
		             str_is(card, "hda") ? str_from("ich6") : card);
	else if (str_in(card, other))
		xl_say(g, XL_VALUE_DROPPED, xl_value(g, XL_KEY_soundhw)->at,
		       "soundhw: libvirt has no sound card %.*s", STR_FMT(card));
	else
		return false;
	return true;
}

/* Cards with commas between; all: those that Xen's QEMU once had (xenParseSxprSound). */
static void
write_sounds(struct xl_guest *g)
{
	struct str rest = g->type == XL_HVM ? xl_word(g, XL_KEY_soundhw) : STR_NONE;
	struct xl_part part;

	if (str_is(rest, "all") || str_is(rest, "1"))
		rest = str_from("sb16,es1370");
	while (!str_is(rest, "0") && xl_part_next(&rest, &part))
		if (!write_sound_card(g, part.key)) {
			xl_say(g, XL_BAD, xl_value(g, XL_KEY_soundhw)->at,
			       "soundhw: expected hda, ac97, es1370 or sb16");
			return;
		}
}

/* --- which displays there are ------------------------------------------------------------- */

/* libvirt's converter writes one of them only, SPICE first. */
static bool
write_hvm_displays(struct xl_guest *g)
{
	bool hidden = xl_bool(g, XL_KEY_nographic, false), any = false;
	bool vnc = xl_bool(g, XL_KEY_vnc, false), sdl = xl_bool(g, XL_KEY_sdl, false);
	bool spice = xl_bool(g, XL_KEY_spice, false);

	if (hidden)
		return false;
	if (spice)
		write_spice(g);
	if (vnc || sdl) {
		struct display d = { .sdl = !vnc };

		read_keys(g, &d);
		write_display(&g->xml, &d);
	}
	any = spice || vnc || sdl;
	if (!any && !xl_has(g, XL_KEY_vnc) && !xl_has(g, XL_KEY_nographic))
		xl_say(
		    g, XL_DISPLAY_MISSING, 0,
		    "no display: xl would show this guest by VNC on 127.0.0.1, but the converter "
		    "of libvirt and xlconv do not: write vnc = 1 to have one");
	return any;
}

static const struct xl_part_row vfb_rows[] = {
	{ "vnc", XL_PLACED, NULL, NULL },
	{ "vnclisten", XL_PLACED, NULL, NULL },
	{ "vncdisplay", XL_PLACED, NULL, NULL },
	{ "vncunused", XL_PLACED, NULL, NULL },
	{ "vncpasswd", XL_PLACED, NULL, NULL },
	{ "sdl", XL_PLACED, NULL, NULL },
	{ "display", XL_PLACED, NULL, NULL },
	{ "xauthority", XL_PLACED, NULL, NULL },
	{ "keymap", XL_PLACED, NULL, NULL },
	{ "type", XL_PLACED, NULL, NULL },
	{ "opengl", XL_DROPPED, "0", "OpenGL for the SDL window" },
	{ "videoram", XL_DROPPED, NULL, "memory of the display" },
	{ "backend", XL_DROPPED, NULL, "a driver domain of Xen" },
	{ NULL, XL_IDLE, NULL, NULL },
};

/* *unused: what vncunused says, or -1. */
static void
read_vfb_part(struct xl_guest *g, const struct xl_value *from, struct display *d, int *unused,
              const struct xl_part *part)
{
	struct {
		const char *key;
		struct str *value;
	} texts[] = { { "vnclisten", &d->listen },
		      { "vncpasswd", &d->password },
		      { "keymap", &d->keymap },
		      { "display", &d->display },
		      { "xauthority", &d->xauthority } };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (str_is(part->key, texts[i].key) && part->value.n > 0)
			*texts[i].value = part->value;
	if (str_is(part->key, "vncdisplay") && part->value.n > 0) {
		d->has_number = xl_read_number(part->value, 10, &d->number) && d->number >= 0 &&
		                d->number <= 59635;
		if (!d->has_number)
			xl_say(g, XL_BAD, xl_text_at(g, from, part->value.p),
			       "vfb: expected a number as vncdisplay");
	} else if (str_is(part->key, "vncunused") && part->value.n > 0)
		*unused = !str_is(part->value, "0");
	else if (str_is(part->key, "sdl") || str_is(part->key, "type"))
		d->sdl = d->sdl || str_is(part->value, "1") || str_is(part->value, "sdl");
	else
		xl_part_left(g, from, "vfb", vfb_rows, part);
}

/* Where vncunused is missing, xl looks for a port, unless a display's number is given. */
static void
write_vfb(struct xl_guest *g, const struct xl_value *from)
{
	struct str text = xl_item_text(g, XL_KEY_vfb, from);
	struct display d = { 0 };
	struct xl_part part;
	int unused = -1;

	while (xl_part_next(&text, &part))
		read_vfb_part(g, from, &d, &unused, &part);
	if (!d.sdl)
		split_listen(&d);
	d.automatic = unused >= 0 ? unused != 0 : !d.has_number;
	write_display(&g->xml, &d);
}

/* A PV guest has vfb or, with xl, the keys of an HVM guest's VNC, which libvirt does not read. */
static bool
write_pv_displays(struct xl_guest *g)
{
	const struct xl_value *vfb = xl_items(g, XL_KEY_vfb, true);
	bool vnc, sdl;

	if (vfb != NULL) {
		write_vfb(g, vfb);
		if (vfb->next != NULL)
			xl_say(g, XL_VALUE_DROPPED, vfb->next->at,
			       "vfb: libvirt accepts one display of a PV guest, the first");
		return true;
	}
	vnc = xl_bool(g, XL_KEY_vnc, false);
	sdl = !vnc && xl_bool(g, XL_KEY_sdl, false);
	if (vnc || sdl) {
		struct display d = { .sdl = sdl };

		read_keys(g, &d);
		write_display(&g->xml, &d);
	}
	return vnc || sdl;
}

/* 4096 KiB, and PVH's card, are what libvirt adds (libxlDomainDeviceDefPostParse). */
void
xl_write_display(struct xl_guest *g)
{
	if (g->type == XL_HVM) {
		bool shown = write_hvm_displays(g);

		write_sounds(g);
		if (shown)
			write_hvm_video(g);
	} else if (write_pv_displays(g)) {
		if (g->type == XL_PV)
			write_video(&g->xml, "xen", 4096);
		else
			write_video(&g->xml, "cirrus", 16384);
	}
}
