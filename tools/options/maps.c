#include "options/maps.h"

#include "base/mem.h"
#include "bridge/map_file.h"
#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/session.h"
#include "cli/slurp.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file that an option names, and what reads it. */
struct map_source {
	const char *path;
	bool (*read)(struct maps *m, char *text, size_t len, struct map_fault *fault);
	struct buf text; /* the maps point into it */
};

static bool
add_source(struct map_options *c, const char *path,
           bool (*reader)(struct maps *m, char *text, size_t len, struct map_fault *fault))
{
	MEM_GROW(c->sources, c->sources_count, c->sources_room);
	c->sources[c->sources_count++] = (struct map_source){ path, reader, { 0 } };
	return path[0] != '\0';
}

static bool
add_map_file(void *options, const struct option_row *row, const char *path, const char **why)
{
	(void)row;
	*why = "expected the name of a file";
	return add_source(options, path, map_file_read);
}

static bool
add_allow_file(void *options, const struct option_row *row, const char *path, const char **why)
{
	(void)row;
	*why = "expected the name of a file";
	return add_source(options, path, allow_list_read);
}

static bool
add_bridge(void *maps, const struct option_row *row, const char *argument, const char **why)
{
	(void)row;
	return maps_add(maps, LINK_BRIDGE, argument, why);
}

static bool
add_network(void *maps, const struct option_row *row, const char *argument, const char **why)
{
	(void)row;
	return maps_add(maps, LINK_NETWORK, argument, why);
}

static bool
add_to_network(void *maps, const struct option_row *row, const char *argument, const char **why)
{
	(void)row;
	return maps_add_network(maps, argument, why);
}

static bool
add_device(void *maps, const struct option_row *row, const char *argument, const char **why)
{
	(void)row;
	return maps_add(maps, LINK_DEVICE, argument, why);
}

static bool
add_mac(void *maps, const struct option_row *row, const char *argument, const char **why)
{
	(void)row;
	return maps_add_mac(maps, argument, why);
}

static bool
add_allowed(void *maps, const struct option_row *row, const char *list, const char **why)
{
	struct str rest = str_from(list);

	(void)row;
	while (rest.p != NULL)
		if (!maps_allow(maps, str_until(&rest, ","), why))
			return false;
	return true;
}

static bool
add_allow_host(void *maps, const struct option_row *row, const char *argument, const char **why)
{
	struct maps *m = maps;

	(void)row, (void)argument, (void)why;
	return m->allowing = m->allow_host = true;
}

#define FIELD(f) offsetof(struct map_options, f)

static const struct option_row rows[] = {
	{ "bridge", "IN:OUT|OUT", "rename bridge IN to OUT (also IN*:OUT*); OUT: all others",
	  add_bridge, FIELD(maps), .letter = 'b' },
	{ "network", "IN:OUT|OUT", "the same for libvirt networks", add_network, FIELD(maps),
	  .letter = 'n' },
	{ "bridge-to-network", "IN:OUT", "move interfaces from bridge IN to network OUT",
	  add_to_network, FIELD(maps) },
	{ "mac", "MAC:KIND:OUT", "connect this interface to OUT; KIND: bridge or network", add_mac,
	  FIELD(maps) },
	{ "dev", "IN:OUT", "rename host device IN of macvtap or a forward", add_device,
	  FIELD(maps) },
	{ "map-file", "FILE", "read maps, one per line (bridgemap.conf(5))", add_map_file,
	  .letter = 'f', .file = FILE_READ },
	{ "allow", "BRIDGE,..", "bridges of the new host: warn about others", add_allowed,
	  FIELD(maps) },
	{ "allow-from", "FILE", "the same, from ls /sys/class/net or ip -o link", add_allow_file,
	  .file = FILE_READ },
	{ "allow-host", NULL, "the same: all interfaces of this host", add_allow_host,
	  FIELD(maps) },
};

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

#define HOST_INTERFACES "/sys/class/net"

/*
 * The kernel lists an interface by the name of each bridge, Open vSwitch's too (its internal port);
 * a file such as bonding_masters is none.
 */
static bool
read_interfaces(struct maps *m, DIR *dir)
{
	const struct dirent *entry;
	const char *why;
	char first;

	for (errno = 0; (entry = readdir(dir)) != NULL; errno = 0) {
		size_t n = strlen(entry->d_name);

		if (readlinkat(dirfd(dir), entry->d_name, &first, 1) == 1) /* it is a link */
			maps_allow(m, (struct str){ arena_copy(&m->words, entry->d_name, n), n },
			           &why);
	}
	return errno == 0;
}

static enum status
read_host(struct maps *m)
{
	DIR *dir = opendir(HOST_INTERFACES);
	bool good = dir != NULL && read_interfaces(m, dir);

	if (!good)
		file_error(HOST_INTERFACES, NULL, "cannot read", strerror(errno));
	if (dir != NULL)
		closedir(dir);
	return good ? STATUS_OK : STATUS_TROUBLE;
}

enum status
maps_options_read_files(struct map_options *c)
{
	enum status status;

	c->given = c->maps.uses_count;
	for (size_t i = 0; i < c->sources_count; i++)
		if ((status = read_source(&c->maps, &c->sources[i])) != STATUS_OK)
			return status;
	return c->maps.allow_host ? read_host(&c->maps) : STATUS_OK;
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
maps_options_warn(const struct map_options *c, struct session *s)
{
	/* of a document that could not be read nobody knows; --check asks whether there is work */
	bool told = session_good(s) && !session_common(s)->check;

	for (size_t i = 0; told && i < c->given; i++)
		if (!c->maps.uses[i].used)
			session_unused(s, "map-unused", "nothing matches '--%s=%s'",
			               c->maps.uses[i].option, c->maps.uses[i].text);
}

void
maps_options_free(struct map_options *c)
{
	for (size_t i = 0; i < c->sources_count; i++)
		buf_free(&c->sources[i].text);
	free(c->sources);
	maps_free(&c->maps);
}

const struct option_table maps_options = OPTION_TABLE(rows);
