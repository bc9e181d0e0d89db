#include "options/maps.h"

#include "base/mem.h"
#include "bridge/map_file.h"
#include "cli/common.h"
#include "cli/diag.h"
#include "cli/slurp.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A file that an option names, and what reads it. */
struct map_source {
	const char *path;
	bool (*read)(struct maps *m, char *text, size_t len, struct map_fault *fault);
	struct buf text; /* the maps point into it */
};

enum key {
	KEY_MAC = KEY_MAPS,
	KEY_DEV,
	KEY_TO_NETWORK,
	KEY_ALLOW,
	KEY_ALLOW_FROM,
};

static const struct option_row rows[] = {
	{ 'b', "bridge", ARGUMENT_REQUIRED, "IN:OUT|OUT",
	  "bridge IN becomes OUT (also IN*:OUT*); OUT: every other one does" },
	{ 'n', "network", ARGUMENT_REQUIRED, "IN:OUT|OUT", "the same for networks of libvirt's" },
	{ KEY_TO_NETWORK, "bridge-to-network", ARGUMENT_REQUIRED, "IN:OUT",
	  "interfaces on bridge IN become those of network OUT" },
	{ KEY_MAC, "mac", ARGUMENT_REQUIRED, "MAC:KIND:OUT",
	  "the interface goes to KIND bridge or network OUT" },
	{ KEY_DEV, "dev", ARGUMENT_REQUIRED, "IN:OUT", "host device below macvtap or a forward" },
	{ 'f', "map-file", ARGUMENT_REQUIRED, "FILE", "maps, one a line (bridgemap.conf(5))",
	  FILE_READ },
	{ KEY_ALLOW, "allow", ARGUMENT_REQUIRED, "BRIDGE,..",
	  "the new host's bridges: warn of any other" },
	{ KEY_ALLOW_FROM, "allow-from", ARGUMENT_REQUIRED, "FILE",
	  "the same, as ls /sys/class/net or ip -o link", FILE_READ },
};

static bool
add_source(struct map_options *c, const char *path,
           bool (*reader)(struct maps *m, char *text, size_t len, struct map_fault *fault))
{
	c->sources = mem_resize(c->sources, (c->sources_count + 1) * sizeof(*c->sources));
	c->sources[c->sources_count++] = (struct map_source){ path, reader, { 0 } };
	return path[0] != '\0';
}

static bool
add_allowed(struct maps *m, const char *list, const char **why)
{
	for (;;) {
		size_t n = strcspn(list, ",");

		if (!maps_allow(m, (struct str){ list, n }, why))
			return false;
		if (list[n] == '\0')
			return true;
		list += n + 1;
	}
}

bool
maps_option(void *to, int key, const char *argument, const char **why)
{
	struct map_options *c = to;

	switch (key) {
	case 'b':
		return maps_add(&c->maps, LINK_BRIDGE, argument, why);
	case 'n':
		return maps_add(&c->maps, LINK_NETWORK, argument, why);
	case KEY_DEV:
		return maps_add(&c->maps, LINK_DEVICE, argument, why);
	case KEY_TO_NETWORK:
		return maps_add_network(&c->maps, argument, why);
	case KEY_MAC:
		return maps_add_mac(&c->maps, argument, why);
	case 'f':
		*why = "expected the name of a file";
		return add_source(c, argument, map_file_read);
	case KEY_ALLOW:
		return add_allowed(&c->maps, argument, why);
	default:
		*why = "expected the name of a file";
		return add_source(c, argument, allow_list_read);
	}
}

/* A file that cannot be read is bad input; one that says nonsense is wrong usage. */
static enum status
read_source(struct maps *m, struct map_source *source)
{
	struct map_fault fault;
	struct position at;

	if (!slurp(source->path, &source->text)) {
		file_error(source->path, NULL, "cannot read", strerror(errno));
		return STATUS_TROUBLE;
	}
	if (source->read(m, source->text.p, source->text.len, &fault))
		return STATUS_OK;
	at = (struct position){ fault.line, fault.column };
	if (fault.line > 0)
		file_error(source->path, &at, "bad line", fault.why);
	else
		file_error(source->path, NULL, "not a map file", fault.why);
	return STATUS_USAGE;
}

enum status
maps_options_read_files(struct map_options *c)
{
	enum status status;

	for (size_t i = 0; i < c->sources_count; i++)
		if ((status = read_source(&c->maps, &c->sources[i])) != STATUS_OK)
			return status;
	return STATUS_OK;
}

void
maps_options_default(struct map_options *c, const char *path)
{
	bool given = maps_any(&c->maps);

	for (size_t i = 0; i < c->sources_count; i++)
		given = given || c->sources[i].read == map_file_read;
	if (!given)
		add_source(c, path, map_file_read);
}

bool
maps_options_any(const struct map_options *c)
{
	return maps_any(&c->maps) || c->maps.allowing || c->sources_count > 0;
}

void
maps_options_free(struct map_options *c)
{
	for (size_t i = 0; i < c->sources_count; i++)
		buf_free(&c->sources[i].text);
	free(c->sources);
	maps_free(&c->maps);
}

const struct option_table maps_options = { rows, sizeof(rows) / sizeof(rows[0]) };
