#include "domain/devices/consoles.h"

#include "base/address.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

static struct element *
new_console(struct run *r, uint16_t rule, const char *type, const char *port)
{
	struct element *e = rule_element(r, rule, "console"), *target;

	rule_part(r, rule, e, "type", "pty");
	target = rule_child(r, rule, e, "target");
	rule_part(r, rule, target, "type", type);
	rule_part(r, rule, target, "port", port);
	return e;
}

static void
convert_first(struct run *r, uint32_t console)
{
	const struct domain *d = domain_of(r);
	uint32_t target = node_child(d->doc, console, NAME_TARGET);
	struct str type = attr_value(d->doc, target, "type");
	bool named = str_is(type, "xen");
	const char *becomes = domain_console(d);

	/* an HVM guest's console is its serial port again, unless its type is xen */
	if (d->xen && !domain_is_pv(d) && !(named && d->serial))
		becomes = "serial";
	if (target != NONE && (named || (type.p == NULL && d->xen)))
		rule_set(r, CONSOLE_XEN, target, "type", becomes);
	if (d->xen && domain_is_pv(d) && strcmp(d->set->console, "both") == 0)
		rule_insert(r, d->devices, console, new_console(r, CONSOLE_XEN, "virtio", "1"));
}

static void
convert_further(struct run *r, uint32_t console)
{
	const struct domain *d = domain_of(r);
	uint32_t target = node_child(d->doc, console, NAME_TARGET);
	struct str type = attr_value(d->doc, target, "type");

	if (str_is(type, "xen") || (target != NONE && type.p == NULL && d->xen))
		rule_set(r, CONSOLE_XEN_VIRTIO, target, "type", "virtio");
	else if (str_is(type, "serial") && d->xen)
		rule_drop(r, CONSOLE_EXTRA_SERIAL, console);
}

/* source/@wiremode, today protocol/@type */
static void
convert_wiremodes(struct run *r, enum name device)
{
	const struct domain *d = domain_of(r);
	uint32_t i, source;
	bool has_protocol;

	for (i = node_child(d->doc, d->devices, device); i != NONE; i = node_next_same(d->doc, i)) {
		if (!attr_is(d->doc, i, "type", "tcp"))
			continue;
		has_protocol = node_child(d->doc, i, NAME_PROTOCOL) != NONE;
		for (source = node_child(d->doc, i, NAME_SOURCE); source != NONE;
		     source = node_next_same(d->doc, source)) {
			struct str mode = attr_value(d->doc, source, "wiremode");

			if (mode.p == NULL)
				continue;
			rule_unset(r, SERIAL_WIREMODE, source, "wiremode");
			if (has_protocol)
				continue;
			has_protocol = true;
			rule_add(r, SERIAL_WIREMODE, i, source, "protocol", "type",
			         arena_copy(d->doc->arena, mode.p, mode.n));
		}
	}
}

/* On Xen a PV guest has a console even if the document names none. */
static void
add_implicit(struct run *r)
{
	const struct domain *d = domain_of(r);

	if (!d->xen || !domain_is_pv(d) || d->serial)
		return;
	rule_insert(r, d->devices, NONE,
	            new_console(r, CONSOLE_PV_IMPLICIT, domain_console(d), "0"));
	if (strcmp(d->set->console, "both") == 0)
		rule_insert(r, d->devices, NONE,
		            new_console(r, CONSOLE_PV_IMPLICIT, "virtio", "1"));
}

void
fix_consoles(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t console, i;

	if (d->devices == NONE)
		return;
	if (d->xen) {
		convert_wiremodes(r, NAME_SERIAL);
		convert_wiremodes(r, NAME_PARALLEL);
		convert_wiremodes(r, NAME_CONSOLE);
	}
	console = node_child(d->doc, d->devices, NAME_CONSOLE);
	if (console == NONE) {
		add_implicit(r);
		return;
	}
	convert_first(r, console);
	for (i = node_next_same(d->doc, console); i != NONE; i = node_next_same(d->doc, i))
		convert_further(r, i);
}

HANDLER(convert_agent)
{
	const struct document *doc = run_doc(r);
	uint32_t target = node_child(doc, node, NAME_TARGET);
	uint32_t source = node_child(doc, node, NAME_SOURCE);

	if (!attr_is(doc, node, "type", "pty") ||
	    !attr_is(doc, target, "name", "org.qemu.guest_agent.0"))
		return;
	rule_set(r, rule, node, "type", "unix");
	if (source != NONE)
		rule_drop(r, rule, source);
}

void
each_port(struct run *r, void (*look)(struct run *r, uint32_t device))
{
	static const enum name kinds[] = { NAME_SERIAL, NAME_PARALLEL, NAME_CONSOLE, NAME_CHANNEL };
	const struct domain *d = domain_of(r);
	uint32_t i;

	for (size_t k = 0; d->devices != NONE && k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		i = node_child(d->doc, d->devices, kinds[k]);
		if (i != NONE && kinds[k] == NAME_CONSOLE && d->serial && !domain_is_pv(d))
			i = node_next_same(d->doc, i);
		for (; i != NONE; i = node_next_same(d->doc, i))
			look(r, i);
	}
}

/* A source with mode bind listens; without a host, on every address (qemu_command.c). */
static void
check_listening(struct run *r, uint32_t source)
{
	struct str host = attr_value(run_doc(r), source, "host");

	if (host.n == 0 || address_reach(host) == REACH_NONE)
		rule_report(r, SERIAL_OPEN, source,
		            "anybody who reaches the host can use this port: bind it to 127.0.0.1");
}

/* One with mode connect is a client, which only with <reconnect> waits for its server. */
static void
check_connecting(struct run *r, uint32_t source)
{
	const struct document *doc = run_doc(r);
	struct str host = attr_value(doc, source, "host");

	if (attr_is(doc, node_child(doc, source, NAME_RECONNECT), "enabled", "yes"))
		return;
	rule_report(
	    r, SERIAL_CONNECT, source,
	    "QEMU connects to '%.*s' when the guest starts: a program must listen there, or "
	    "the guest does not start",
	    STR_FMT(host));
}

static void
check_port(struct run *r, uint32_t device)
{
	const struct document *doc = run_doc(r);
	bool tcp = attr_is(doc, device, "type", "tcp");
	uint32_t i;

	if (!tcp && !attr_is(doc, device, "type", "udp"))
		return;
	for (i = node_child(doc, device, NAME_SOURCE); i != NONE; i = node_next_same(doc, i))
		if (attr_is(doc, i, "mode", "bind"))
			check_listening(r, i);
		else if (tcp && attr_is(doc, i, "mode", "connect"))
			check_connecting(r, i);
}

/* Devices whose other side is a character device, too: the devices, or what they hold. */
void
check_serial_ports(struct run *r)
{
	static const enum name others[] = { NAME_REDIRDEV, NAME_SMARTCARD, NAME_RNG };
	const struct domain *d = domain_of(r);
	uint32_t i;

	each_port(r, check_port);
	for (size_t k = 0; d->devices != NONE && k < sizeof(others) / sizeof(others[0]); k++)
		for (i = node_child(d->doc, d->devices, others[k]); i != NONE;
		     i = node_next_same(d->doc, i))
			check_port(r,
			           others[k] == NAME_RNG ? node_child(d->doc, i, NAME_BACKEND) : i);
}
