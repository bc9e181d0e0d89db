#include "domain/devices/consoles.h"
#include "domain/facts.h"
#include "domain/paths.h"
#include "domain/rules.h"
#include "index/value.h"

/*
 * Where a domain names a file of the guest: the attribute (NULL: the text) of an element in a
 * parent (NULL: in any). tests/check/host-paths.tsv has every path of libvirt's schema, and why the
 * others stay.
 */
/* clang-format off */
#define IMAGE(parent) \
	{ parent, "source", "file" }, { parent, "source", "dev" }, { parent, "source", "dir" }, \
	{ parent, "source", "path" }
#define CHARACTER(parent, named) \
	{ parent, "source", "path", named }, { parent, "log", "file", named }
/* clang-format on */

static const struct host_path {
	const char *parent, *element, *attr;
	bool named; /* noted where no map reaches it: no other rule or step of the plan does */
} host_paths[] = {
	IMAGE("disk"),
	IMAGE("backingStore"),
	IMAGE("mirror"),
	IMAGE("dataStore"),
	IMAGE("nvram"),
	{ "disk", "mirror", "file" },
	{ "source", "host", "socket", true },
	{ "os", "loader", NULL, true },
	{ "os", "nvram", NULL },
	{ "os", "nvram", "template" },
	{ "os", "kernel", NULL },
	{ "os", "initrd", NULL },
	{ "os", "dtb", NULL, true },
	{ "os", "shim", NULL, true },
	{ "os", "varstore", "path" },
	{ "os", "varstore", "template" },
	{ "acpi", "table", NULL },
	{ "sysinfo", "entry", "file", true },
	CHARACTER("serial", false),
	CHARACTER("parallel", false),
	CHARACTER("console", false),
	CHARACTER("channel", false),
	CHARACTER("redirdev", true),
	CHARACTER("smartcard", true),
	CHARACTER("backend", true), /* of a random number generator, a TPM */
	{ "smartcard", "database", NULL, true },
	{ "filesystem", "source", "file", true },
	{ "filesystem", "source", "dev", true },
	{ "filesystem", "source", "dir", true },
	{ "filesystem", "source", "socket", true },
	{ "interface", "source", "path", true },
	{ "interface", "backend", "logFile", true },
	{ "interface", "rom", "file", true },
	{ "hostdev", "rom", "file", true },
	{ "source", "path", NULL, true }, /* of an NVDIMM */
	{ "pstore", "path", NULL, true },
	{ "shmem", "server", "path", true },
	{ "lease", "target", "path", true },
	{ NULL, "graphics", "socket", true },
	{ NULL, "listen", "socket", true },
	{ NULL, "audio", "path", true },
};

/* Whether the row is about the node of this name; most are told apart by its first letter. */
static bool
is_about(const struct document *doc, const struct host_path *row, uint32_t node, struct str name)
{
	uint32_t parent = doc->nodes[node].parent;

	if (name.p[0] != row->element[0] || !str_is(name, row->element))
		return false;
	return row->parent == NULL ||
	       (parent != NONE && str_is(node_name(doc, parent), row->parent));
}

/* Devices that every host has. */
static bool
is_everywhere(struct str path)
{
	static const char *const devices[] = { "/dev/null", "/dev/zero", "/dev/random",
		                               "/dev/urandom", NULL };

	return str_in(path, devices);
}

/* A place that another rule has changed, such as a disk's source, is its rule's. */
static void
map_place(struct run *r, const struct host_path *row, uint32_t node)
{
	const struct domain *d = domain_of(r);
	struct str path =
	    row->attr != NULL ? attr_value(d->doc, node, row->attr) : node_trimmed(d->doc, node);
	const char *mapped;

	if (path.n == 0 || edit_at(r->edits, node, row->attr) != NULL ||
	    edit_is_dropped(r->edits, node))
		return;
	mapped = rule_on(r, MAP_PATH) ? path_map(d->doc->arena, &d->set->path_maps, path) : NULL;
	if (mapped != NULL && row->attr != NULL)
		rule_set(r, MAP_PATH, node, row->attr, mapped);
	else if (mapped != NULL)
		rule_text(r, MAP_PATH, node, mapped);
	else if (d->xen && row->named && path.p[0] == '/' && !is_everywhere(path))
		rule_note(r, HOST_PATH, node,
		          "'%.*s' must exist on the new host, or use --map-path", STR_FMT(path));
}

/* Whether it, and what has no prefix in it, is in a namespace, where libvirt does not look. */
static bool
is_foreign(const struct document *doc, uint32_t node)
{
	return !name_is_plain(doc->nodes[node].name) && attr_value(doc, node, "xmlns").n > 0;
}

void
map_host_paths(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t node = d->root, end = d->doc->nodes[node].next;
	struct str name;

	if (d->set->path_maps.count == 0 && !(d->xen && r->notes))
		return;
	while (node < end) {
		if (d->doc->nodes[node].name == NAME_METADATA || is_foreign(d->doc, node)) {
			node = d->doc->nodes[node].next;
			continue;
		}
		name = node_name(d->doc, node);
		for (size_t i = 0; i < sizeof(host_paths) / sizeof(host_paths[0]); i++)
			if (is_about(d->doc, &host_paths[i], node, name))
				map_place(r, &host_paths[i], node);
		node++;
	}
}

/* Directories that only a Xen host has: /var/run/xend, /var/lib/libvirt/libxl */
static bool
is_xen_directory(struct str path)
{
	static const char *const starts[] = {
		"/var/log/xen",           "/var/run/xen",           "/run/xen",
		"/var/lib/xen",           "/var/run/libvirt/libxl", "/run/libvirt/libxl",
		"/var/lib/libvirt/libxl", "/var/log/libvirt/libxl"
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (str_starts(path, starts[i]))
			return true;
	return false;
}

static void
name_path(struct run *r, uint32_t node, const char *attr)
{
	const struct domain *d = domain_of(r);
	struct str path = attr_value(d->doc, node, attr);

	if (path.n == 0 || edit_is_dropped(r->edits, node) ||
	    (rule_on(r, MAP_PATH) && path_map(d->doc->arena, &d->set->path_maps, path) != NULL))
		return;
	if (is_xen_directory(path))
		rule_report(r, CHARDEV_PATH, node,
		            "'%.*s' is in a directory of Xen, and without it the guest does not "
		            "start: use --map-path",
		            STR_FMT(path));
	else
		rule_note(r, CHARDEV_PATH, node,
		          "'%.*s', or its directory, must exist on the new host, or use --map-path",
		          STR_FMT(path));
}

static void
name_paths_of(struct run *r, uint32_t device)
{
	static const char *const types[] = { "file", "pipe", "unix", "dev", NULL };
	const struct document *doc = run_doc(r);
	bool has_path = str_in(attr_value(doc, device, "type"), types);
	uint32_t i;

	for (i = node_first(doc, device); i != NONE; i = node_next(doc, i))
		if (has_path && doc->nodes[i].name == NAME_SOURCE)
			name_path(r, i, "path");
		else if (doc->nodes[i].name == NAME_LOG)
			name_path(r, i, "file");
}

void
name_device_paths(struct run *r)
{
	each_port(r, name_paths_of);
}
