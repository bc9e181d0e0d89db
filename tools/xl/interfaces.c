/* Network interfaces and shared directories. */
#include "xl/parts.h"
#include "xl/spec.h"

#include <ctype.h>
#include <string.h>

/* An element of the list vif. */
struct vif {
	const struct xl_value *from;
	struct str mac, bridge, script, model, type, ifname, ip, rate, backend, mtu;
};

static const struct xl_part_row vif_rows[] = {
	{ "mac", XL_PLACED, NULL, NULL },
	{ "bridge", XL_PLACED, NULL, NULL },
	{ "script", XL_PLACED, NULL, NULL },
	{ "model", XL_PLACED, NULL, NULL },
	{ "type", XL_PLACED, NULL, NULL },
	{ "vifname", XL_PLACED, NULL, NULL },
	{ "ip", XL_PLACED, NULL, NULL },
	{ "rate", XL_PLACED, NULL, NULL },
	{ "backend", XL_PLACED, NULL, NULL },
	{ "mtu", XL_PLACED, NULL, NULL },
	{ "gatewaydev", XL_DROPPED, NULL, "the device of the host that the script vif-route uses" },
	{ "netdev", XL_DROPPED, NULL, "the device of the host that the script vif-route uses" },
	{ "devid", XL_IDLE, NULL, NULL },
	{ "trusted", XL_IDLE, NULL, NULL },
	{ "untrusted", XL_DROPPED, NULL, "the guest does not trust the old host" },
	{ "accel", XL_DROPPED, NULL, "an accelerator of xm" },
	{ "uuid", XL_IDLE, NULL, NULL },
	{ "nat", XL_DROPPED, NULL, "an argument of the script of xm" },
	{ "netmask", XL_DROPPED, NULL, "an argument of the script of xm" },
	{ "gateway", XL_DROPPED, NULL, "an argument of the script of xm" },
	{ "vlan", XL_DROPPED, NULL, "an argument of the script of the host" },
	{ "forwarddev", XL_DROPPED, NULL, "replication to another host" },
	{ NULL, XL_IDLE, NULL, NULL },
};

static void
read_vif(struct xl_guest *g, struct vif *v, struct str text)
{
	struct str *const places[] = { &v->mac,     &v->bridge, &v->script, &v->model,
		                       &v->type,    &v->ifname, &v->ip,     &v->rate,
		                       &v->backend, &v->mtu,    NULL };

	xl_parts_read(g, v->from, text, "vif", vif_rows, places);
	for (size_t i = 0; places[i] != NULL; i++)
		if (places[i]->n == 0)
			*places[i] = STR_NONE;
}

static void
bad(struct xl_guest *g, const struct vif *v, struct str at, const char *expected)
{
	xl_say(g, XL_BAD, xl_text_at(g, v->from, at.p), "vif: expected %s", expected);
}

/* Six numbers of one or two digits; written as libvirt writes them. */
static void
write_mac(struct xl_guest *g, const struct vif *v)
{
	struct str s = v->mac;
	char mac[18], *p = mac;
	int pairs = 0;

	if (s.p == NULL) {
		xl_say(g, XL_MAC_MISSING, v->from->at,
		       "vif: no MAC address: Xen makes one at each start, libvirt one at define");
		return;
	}
	while (pairs < 6) {
		size_t n = 0;

		while (n < 2 && n < s.n && isxdigit((unsigned char)s.p[n]))
			n++;
		if (n == 0)
			break;
		*p = '0';
		if (n == 2)
			*p = (char)tolower((unsigned char)s.p[0]);
		p++;
		*p++ = (char)tolower((unsigned char)s.p[n - 1]);
		*p++ = ':';
		pairs++;
		s = str_skip(s, n);
		if (s.n == 0 || s.p[0] != ':' || pairs == 6)
			break;
		s = str_skip(s, 1);
	}
	if (pairs == 6 && s.n == 0)
		xl_empty_str(&g->xml, "mac", "address", (struct str){ mac, 17 });
	else
		bad(g, v, v->mac, "a MAC address such as 00:16:3e:12:34:56");
}

static void
write_tags(struct xl_guest *g, const struct vif *v, struct str tags, bool trunk)
{
	xl_open(&g->xml, "vlan");
	if (trunk)
		xl_attr_text(&g->xml, "trunk", "yes");
	while (tags.p != NULL) {
		struct str tag = str_until(&tags, ":");
		unsigned long id;

		if (!str_number(tag, 4095, &id)) {
			bad(g, v, tag, "numbers of VLANs up to 4095 behind the bridge");
			break;
		}
		xl_empty(&g->xml, "tag", "id", arena_printf(g->arena, "%lu", id));
	}
	xl_close(&g->xml);
	xl_empty(&g->xml, "virtualport", "type", "openvswitch");
}

/*
 * BRIDGE.TAG and BRIDGE:TAG:TAG are Open vSwitch's; the point only with its script, where libvirt
 * takes it always: br0.5 is the usual name of a bridge for VLAN 5.
 */
static void
write_bridge(struct xl_guest *g, const struct vif *v)
{
	struct str tags = v->bridge.p != NULL ? v->bridge : str_from("xenbr0"), name;
	bool point = str_has(v->script, "openvswitch") && str_has(tags, ".");

	name = str_until(&tags, point ? "." : ":");
	xl_empty_str(&g->xml, "source", "bridge", name);
	if (tags.p != NULL)
		write_tags(g, v, tags, !point);
}

/* 10Mb/s, perhaps with @INTERVAL, in KiB a second, as libvirt counts. */
static void
write_rate(struct xl_guest *g, const struct vif *v)
{
	struct str interval = v->rate, s = interval;
	unsigned long rate;
	size_t n = 0;
	char unit = '\0';

	if (s.p == NULL)
		return;
	s = str_until(&interval, "@");
	while (n < s.n && isdigit((unsigned char)s.p[n]))
		n++;
	if (!str_number((struct str){ s.p, n }, 1UL << 31, &rate)) {
		bad(g, v, v->rate, "a rate such as 10Mb/s");
		return;
	}
	s = str_skip(s, n);
	if (s.n > 3) {
		unit = s.p[0];
		s = str_skip(s, 1);
	}
	if ((!str_is(s, "b/s") && !str_is(s, "B/s")) ||
	    (unit != '\0' && strchr("GMK", unit) == NULL)) {
		bad(g, v, v->rate, "a rate such as 10Mb/s");
		return;
	}
	rate = unit == 'G' ? rate << 20 : unit == 'M' ? rate << 10 : rate;
	xl_open(&g->xml, "bandwidth");
	xl_empty(&g->xml, "outbound", "average",
	         arena_printf(g->arena, "%lu", s.p[0] == 'b' ? rate / 8 : rate));
	xl_close(&g->xml);
}

/* Addresses with blanks between, each perhaps with a prefix's length. */
static void
write_addresses(struct xl_guest *g, const struct vif *v)
{
	struct str rest = str_trim(v->ip);

	while (rest.n > 0) {
		struct str prefix = str_until(&rest, " "), address = str_until(&prefix, "/");

		xl_open(&g->xml, "ip");
		xl_attr(&g->xml, "address", address);
		xl_attr_text(&g->xml, "family", str_has(address, ":") ? "ipv6" : "ipv4");
		xl_attr(&g->xml, "prefix", prefix);
		xl_close(&g->xml);
		rest = str_trim(rest);
	}
}

/* A vif that has no emulated card: xl calls its type vif, xm netfront. */
static void
write_model(struct xl_guest *g, const struct vif *v)
{
	static const char *const types[] = { "ioemu",           "vif",
		                             "netfront",        "paravirtualised",
		                             "paravirtualized", NULL };
	struct str model = v->model;

	if (v->type.p != NULL && !str_in(v->type, types))
		xl_say(g, XL_PART_DROPPED, xl_text_at(g, v->from, v->type.p),
		       "vif: the type '%.*s' is unknown, and ignored", STR_FMT(v->type));
	else if (model.p == NULL && v->type.p != NULL && !str_is(v->type, "ioemu"))
		model = str_from("netfront");
	if (model.p != NULL)
		xl_empty_str(&g->xml, "model", "type", model);
}

static void
write_mtu(struct xl_guest *g, const struct vif *v)
{
	long long mtu;

	if (v->mtu.p == NULL)
		return;
	if (!xl_read_number(v->mtu, 10, &mtu) || mtu < 68 || mtu > 65535) {
		bad(g, v, v->mtu, "a number from 68 to 65535 as mtu");
		return;
	}
	xl_empty(&g->xml, "mtu", "size", arena_printf(g->arena, "%lld", mtu));
}

/* Without a bridge and a script, xl connects it to xenbr0, and libvirt's converter to nothing. */
static bool
is_bridge(const struct vif *v)
{
	struct str script = str_base(v->script);

	return v->bridge.p != NULL || str_is(script, "vif-bridge") || str_is(script, "vif-vnic");
}

static void
write_interface(struct xl_guest *g, const struct vif *v)
{
	struct xl_xml *x = &g->xml;
	bool bridge = is_bridge(v);

	if (v->bridge.p == NULL && (bridge || v->script.p == NULL))
		xl_say(g, XL_BRIDGE_MISSING, v->from->at,
		       "vif: no bridge is given, and xl takes xenbr0 or the one of xl.conf");
	xl_open(x, "interface");
	xl_attr_text(x, "type", bridge ? "bridge" : "ethernet");
	write_mac(g, v);
	if (bridge)
		write_bridge(g, v);
	write_rate(g, v);
	write_addresses(g, v);
	if (v->script.p != NULL)
		xl_empty_str(x, "script", "path", v->script);
	if (v->backend.p != NULL)
		xl_empty_str(x, "backenddomain", "name", v->backend);
	if (v->ifname.p != NULL)
		xl_empty_str(x, "target", "dev", v->ifname);
	write_model(g, v);
	write_mtu(g, v);
	xl_close(x);
}

void
xl_write_interfaces(struct xl_guest *g)
{
	for (const struct xl_value *i = xl_items(g, XL_KEY_vif, false); i != NULL; i = i->next) {
		struct str text = xl_item_text(g, XL_KEY_vif, i);
		struct vif v = { .from = i };

		if (text.p == NULL)
			continue;
		read_vif(g, &v, text);
		write_interface(g, &v);
	}
}

/* --- 9pfs --------------------------------------------------------------------------------- */

static const struct xl_part_row p9_rows[] = {
	{ "tag", XL_PLACED, NULL, NULL },
	{ "path", XL_PLACED, NULL, NULL },
	{ "security_model", XL_IDLE, NULL, NULL },
	{ "backend", XL_DROPPED, NULL, "a driver domain of Xen" },
	{ NULL, XL_IDLE, NULL, NULL },
};

/* libvirt's converter leaves them out.  Xen's only security model, none, is libvirt's squash. */
void
xl_write_filesystems(struct xl_guest *g)
{
	for (const struct xl_value *i = xl_items(g, XL_KEY_p9, false); i != NULL; i = i->next) {
		struct str text = xl_item_text(g, XL_KEY_p9, i), tag = STR_NONE, path = STR_NONE;
		struct str *const places[] = { &tag, &path, NULL };

		xl_parts_read(g, i, text, "p9", p9_rows, places);
		if (tag.n == 0 || path.n == 0) {
			xl_say(g, XL_BAD, i->at, "p9: expected tag= and path=");
			continue;
		}
		xl_open(&g->xml, "filesystem");
		xl_attr_text(&g->xml, "type", "mount");
		xl_attr_text(&g->xml, "accessmode", "squash");
		xl_empty_str(&g->xml, "source", "dir", path);
		xl_empty_str(&g->xml, "target", "dir", tag);
		xl_close(&g->xml);
	}
}
