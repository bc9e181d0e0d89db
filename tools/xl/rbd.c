#include "xl/rbd.h"

#include "xl/spec.h"

#include <string.h>

/* Cuts off what stands before the next unescaped colon, and takes the backslashes out of it. */
static struct str
cut_option(struct xl_guest *g, struct str *rest)
{
	char *text = arena_alloc(g->arena, rest->n + 1);
	size_t n = 0, i = 0;

	for (; i < rest->n && rest->p[i] != ':'; i++) {
		if (rest->p[i] == '\\' && i + 1 < rest->n)
			i++;
		text[n++] = rest->p[i];
	}
	*rest = i < rest->n ? str_skip(*rest, i + 1) : STR_NONE;
	return (struct str){ text, n };
}

/* HOST, HOST:PORT or [IPv6]:PORT */
static void
write_host(struct xl_xml *x, struct str host)
{
	size_t n = host.n;

	while (n > 0 && host.p[n - 1] != ':' && host.p[n - 1] != ']')
		n--;
	xl_open(x, "host");
	if (n > 0 && host.p[n - 1] == ':') {
		xl_attr(x, "name", xl_without_brackets((struct str){ host.p, n - 1 }));
		xl_attr(x, "port", str_skip(host, n));
	} else
		xl_attr(x, "name", xl_without_brackets(host));
	xl_close(x);
}

struct options {
	struct str user, hosts, config;
	bool key;
};

static void
read_option(struct str option, struct options *o)
{
	struct str name = str_until(&option, "=");

	if (str_is(name, "id"))
		o->user = option;
	else if (str_is(name, "mon_host"))
		o->hosts = option;
	else if (str_is(name, "conf"))
		o->config = option;
	else if (str_is(name, "key"))
		o->key = true;
}

static void
write_auth(struct xl_guest *g, const struct xl_disk *disk, const struct options *o)
{
	if (o->user.p == NULL)
		return;
	xl_say(g, XL_PART_DROPPED, xl_text_at(g, disk->from, disk->target.p),
	       "disk: the key of the Ceph user is lost: define a secret of type ceph with usage "
	       "'client.%.*s' on the new host",
	       STR_FMT(o->user));
	xl_open(&g->xml, "auth");
	xl_attr(&g->xml, "username", o->user);
	xl_open(&g->xml, "secret");
	xl_attr_text(&g->xml, "type", "ceph");
	xl_attr_printf(&g->xml, "usage", "client.%.*s", STR_FMT(o->user));
	xl_close(&g->xml);
	xl_close(&g->xml);
}

void
xl_write_rbd(struct xl_guest *g, const struct xl_disk *disk)
{
	struct str rest = str_skip(disk->target, 4), name = cut_option(g, &rest), snapshot = name;
	struct options o = { 0 };
	struct xl_xml *x = &g->xml;

	while (rest.p != NULL)
		read_option(cut_option(g, &rest), &o);
	name = str_until(&snapshot, "@");
	xl_open(x, "source");
	xl_attr_text(x, "protocol", "rbd");
	xl_attr(x, "name", name);
	while (o.hosts.p != NULL) {
		struct str host = str_until(&o.hosts, ";,");

		if (host.n > 0)
			write_host(x, host);
	}
	if (snapshot.p != NULL)
		xl_empty_str(x, "snapshot", "name", snapshot);
	if (o.config.p != NULL)
		xl_empty_str(x, "config", "file", o.config);
	write_auth(g, disk, &o);
	xl_close(x);
}
