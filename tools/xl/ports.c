/* Serial and parallel ports, the console, and channels. */
#include "xl/parts.h"
#include "xl/spec.h"

/* A character device of the host, as QEMU's -serial takes it. */
struct backend {
	const char *type; /* of the XML */
	const char *form; /* path, socket, host, udp, or "" */
	struct str rest;  /* what stands behind the type */
	bool telnet;
};

/* *rest is what follows the word and its colon. */
static bool
read_backend(struct str s, struct backend *b)
{
	static const struct {
		const char *word, *type, *form;
	} types[] = { { "pty", "pty", "" },       { "null", "null", "" },
		      { "vc", "vc", "" },         { "stdio", "stdio", "" },
		      { "file", "file", "path" }, { "pipe", "pipe", "path" },
		      { "tcp", "tcp", "host" },   { "telnet", "tcp", "host" },
		      { "udp", "udp", "udp" },    { "unix", "unix", "socket" } };
	struct str word;

	if (str_starts(s, "/")) {
		*b = (struct backend){ "dev", "path", s, false };
		return true;
	}
	word = str_until(&s, ":");
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (str_is(word, types[i].word)) {
			*b = (struct backend){ types[i].type, types[i].form, s,
				               str_is(word, "telnet") };
			return b->form[0] == '\0' || b->rest.n > 0;
		}
	return false;
}

/* HOST:SERVICE; an empty host is left out, and so are the brackets of an IPv6 address. */
static bool
write_host(struct xl_xml *x, const char *mode, struct str address)
{
	struct str service, host;
	size_t colon = address.n;

	while (colon > 0 && address.p[colon - 1] != ':')
		colon--;
	if (colon == 0)
		return false;
	service = str_skip(address, colon);
	host = xl_without_brackets((struct str){ address.p, colon - 1 });
	xl_open(x, "source");
	xl_attr_text(x, "mode", mode);
	xl_attr(x, "host", host.n > 0 ? host : STR_NONE);
	xl_attr(x, "service", service);
	xl_close(x);
	return service.n > 0;
}

/* HOST:SERVICE[@HOST:SERVICE], where it sends to and what it listens at. */
static bool
write_udp(struct xl_xml *x, struct str s)
{
	struct str remote = str_until(&s, "@");

	return (s.p == NULL || write_host(x, "bind", s)) && write_host(x, "connect", remote);
}

/* Whether QEMU listens: server, or, as newer ones have it, server=on. */
static bool
is_server(struct str options)
{
	struct xl_part part;
	bool server = false;

	while (xl_part_next(&options, &part))
		if (str_is(part.key, "server"))
			server = part.value.p == NULL || str_is(part.value, "on");
	return server;
}

static bool
write_backend(struct xl_xml *x, const struct backend *b)
{
	struct str options = b->rest, address = str_until(&options, ",");
	const char *mode = is_server(options) ? "bind" : "connect";

	switch (b->form[0]) {
	case 'p': /* path */
		xl_empty_str(x, "source", "path", b->rest);
		return true;
	case 's': /* socket */
		xl_open(x, "source");
		xl_attr_text(x, "mode", mode);
		xl_attr(x, "path", address);
		xl_close(x);
		return true;
	case 'h': /* host */
		if (!write_host(x, mode, address))
			return false;
		xl_empty(x, "protocol", "type", b->telnet ? "telnet" : "raw");
		return true;
	case 'u': /* udp */
		return write_udp(x, b->rest);
	default:
		return true;
	}
}

/* console: the kind of its target; NULL: a port's target has none. */
static void
write_port(struct xl_guest *g, const char *element, const struct backend *b, const char *console,
           unsigned port, const struct xl_value *from)
{
	xl_open(&g->xml, element);
	xl_attr_text(&g->xml, "type", b->type);
	if (!write_backend(&g->xml, b))
		xl_say(g, XL_BAD, from->at, "%s: expected HOST:PORT", element);
	xl_open(&g->xml, "target");
	xl_attr_text(&g->xml, "type", console);
	xl_attr_printf(&g->xml, "port", "%u", port);
	xl_close(&g->xml);
	xl_close(&g->xml);
}

/* The first serial port is the console as well, as libvirt defines it. */
static void
write_serials(struct xl_guest *g)
{
	struct backend b, first;
	const struct xl_value *first_from = NULL;
	unsigned port = 0, first_port = 0;

	for (const struct xl_value *i = xl_items(g, XL_KEY_serial, true); i != NULL;
	     i = i->next, port++) {
		struct str text = xl_item_text(g, XL_KEY_serial, i);

		if (text.n == 0 || str_is(text, "none"))
			continue;
		if (!read_backend(text, &b)) {
			xl_say(g, XL_VALUE_DROPPED, i->at,
			       "serial: libvirt has no such port, only pty, null, vc, stdio, "
			       "file:, pipe:, tcp:, telnet:, udp:, unix: and /dev/...");
			continue;
		}
		write_port(g, "serial", &b, NULL, port, i);
		if (first_from == NULL) {
			first = b;
			first_from = i;
			first_port = port;
		}
	}
	if (first_from != NULL && !g->bad)
		write_port(g, "console", &first, "serial", first_port, first_from);
}

static void
write_parallel(struct xl_guest *g)
{
	struct str text = xl_word(g, XL_KEY_parallel);
	struct backend b;

	if (text.p == NULL || str_is(text, "none"))
		return;
	if (read_backend(text, &b))
		write_port(g, "parallel", &b, NULL, 0, xl_value(g, XL_KEY_parallel));
	else
		xl_say(g, XL_VALUE_DROPPED, xl_value(g, XL_KEY_parallel)->at,
		       "parallel: libvirt has no such port");
}

/* --- channels ----------------------------------------------------------------------------- */

static const struct xl_part_row channel_rows[] = {
	{ "connection", XL_PLACED, NULL, NULL },
	{ "name", XL_PLACED, NULL, NULL },
	{ "path", XL_PLACED, NULL, NULL },
	{ "backend", XL_DROPPED, NULL, "a driver domain of Xen" },
	{ NULL, XL_IDLE, NULL, NULL },
};

static void
write_channel(struct xl_guest *g, const struct xl_value *from)
{
	struct str text = xl_item_text(g, XL_KEY_channel, from), name = STR_NONE, path = STR_NONE;
	struct str connection = STR_NONE, *const places[] = { &connection, &name, &path, NULL };
	bool socket, pty;

	xl_parts_read(g, from, text, "channel", channel_rows, places);
	socket = str_is(connection, "socket") || str_is(connection, "SOCKET");
	pty = str_is(connection, "pty") || str_is(connection, "PTY");
	if ((!socket && !pty) || (socket && path.n == 0)) {
		xl_say(g, XL_BAD, from->at,
		       "channel: expected connection=pty, or connection=socket and path=");
		return;
	}
	xl_open(&g->xml, "channel");
	xl_attr_text(&g->xml, "type", socket ? "unix" : "pty");
	if (socket) {
		xl_open(&g->xml, "source");
		xl_attr_text(&g->xml, "mode", "bind");
		xl_attr(&g->xml, "path", path);
		xl_close(&g->xml);
	}
	xl_open(&g->xml, "target");
	xl_attr_text(&g->xml, "type", "xen");
	xl_attr(&g->xml, "name", name);
	xl_close(&g->xml);
	xl_close(&g->xml);
}

void
xl_write_ports(struct xl_guest *g)
{
	if (g->type == XL_HVM) {
		write_serials(g);
		write_parallel(g);
	} else {
		struct backend pty = { .type = "pty", .form = "" };

		write_port(g, "console", &pty, "xen", 0, NULL);
	}
	for (const struct xl_value *i = xl_items(g, XL_KEY_channel, false); i != NULL; i = i->next)
		write_channel(g, i);
}
