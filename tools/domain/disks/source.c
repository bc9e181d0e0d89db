#include "domain/disks/driver.h"

#include "base/path.h"
#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/paths.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

/* xend's prefixes, innermost last: tap:aio:/x, tap:tapdisk:aio:/x, phy:vg/lv, file:/x */
static struct str
without_prefixes(struct str path)
{
	static const char *const prefixes[] = { "tap2:", "tap:",  "tapdisk:", "aio:",
		                                "phy:",  "file:", "qcow:",    "qcow2:",
		                                "vhd:",  "ram:",  "raw:",     NULL };
	size_t i = 0;

	while (path.n > 0 && path.p[0] != '/' && prefixes[i] != NULL)
		if (str_starts(path, prefixes[i])) {
			path = str_skip(path, strlen(prefixes[i]));
			i = 0;
		} else
			i++;
	return path;
}

/*
 * Whether a relative path is an argument for a block script of Xen: drbd:r0,
 * iqn.2001-04.com.example:disk.
 */
static bool
is_script_argument(struct str path)
{
	for (size_t i = 0; i < path.n && path.p[i] != '/'; i++)
		if (path.p[i] == ':')
			return true;
	return false;
}

/* The path below /dev/; NULL: the source is not such a path. */
static const char *
device_path(struct run *r, const struct disk *disk, struct str path)
{
	const struct domain *d = domain_of(r);
	struct str driver = attr_value(d->doc, disk->driver, "name");

	if (disk_driver_is_foreign(driver))
		return NULL; /* reported already */
	if (d->xen && is_script_argument(path)) {
		rule_refuse(
		    r, DISK_DRIVER_UNKNOWN, disk->source,
		    "the disk source '%.*s' needs a block script of Xen: attach the image or "
		    "device behind it",
		    STR_FMT(path));
		return NULL;
	}
	return arena_printf(d->doc->arena, "/dev/%.*s", STR_FMT(path));
}

struct str
disk_source_path(const struct document *doc, uint32_t source)
{
	struct str file = attr_value(doc, source, "file");

	return file.p != NULL ? file : attr_value(doc, source, "dev");
}

struct str
disk_image(const struct domain *d, const struct disk *disk)
{
	struct str file = attr_value(d->doc, disk->source, "file"), path;
	const char *below;

	path = without_prefixes(file.p != NULL ? file : attr_value(d->doc, disk->source, "dev"));
	if (file.p != NULL || path.n == 0 || path.p[0] == '/')
		return path;
	if (is_script_argument(path))
		return STR_NONE;
	below = arena_printf(d->doc->arena, "/dev/%.*s", STR_FMT(path));
	return str_from(below);
}

struct str
disk_image_key(const struct domain *d, uint32_t source)
{
	struct disk disk = { .source = source };
	struct str image = disk_image(d, &disk);

	return image.n > 0 ? path_plain(d->doc->arena, image)
	                   : target_image(d->doc->arena, d->doc, source);
}

struct str
disk_new_image(const struct run *r, const struct domain *d, struct str key)
{
	const char *mapped =
	    rule_on(r, MAP_PATH) ? path_map(d->doc->arena, &d->set->path_maps, key) : NULL;

	return mapped != NULL ? path_plain(d->doc->arena, str_from(mapped)) : key;
}

bool
disk_is_device_path(struct str path)
{
	return path_is_below(path, "/dev") && !path_is_below(path, "/dev/shm") &&
	       !path_is_below(path, "/dev/hugepages");
}

/* oVirt, among others, has links to devices elsewhere; a name such as x.img is of a file. */
static bool
is_image_name(struct str path)
{
	static const char *const ends[] = { ".img",   ".raw",  ".iso", ".qcow",
		                            ".qcow2", ".vmdk", ".vhd", ".vdi" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(path, ends[i]))
			return true;
	return false;
}

/* A disk without a type is of a file (virDomainDiskDefParseXML); what is behind it has one. */
static bool
is_of_file(const struct document *doc, uint32_t node)
{
	return attr_is(doc, node, "type", "file") ||
	       (doc->nodes[node].name == NAME_DISK && attr_value(doc, node, "type").p == NULL);
}

bool
disk_convert_kind(struct run *r, uint16_t rule, uint32_t node, uint32_t source, const char *path)
{
	struct document *doc = run_doc(r);
	bool block = attr_is(doc, node, "type", "block");
	const char *attr = block ? "dev" : "file";
	struct str now = path != NULL ? str_from(path) : attr_value(doc, source, attr);

	if (now.n == 0 || now.p[0] != '/' || disk_is_device_path(now) == block ||
	    attr_value(doc, source, attr).p == NULL || (!block && !is_of_file(doc, node)) ||
	    !rule_on(r, rule))
		return false;
	if (block && path == NULL && !domain_of(r)->xen && !is_image_name(now))
		return false;
	rule_set(r, rule, node, "type", block ? "file" : "block");
	rule_unset(r, rule, source, attr);
	rule_set(r, rule, source, block ? "file" : "dev", arena_copy(doc->arena, now.p, now.n));
	return true;
}

/*
 * In the attribute of the other type libvirt looks for no path, and finds none: the type and the
 * attribute follow the path. Returns whether the attribute changes.
 */
static bool
convert_misplaced(struct run *r, const struct disk *disk, const char *attr, struct str now)
{
	struct document *doc = run_doc(r);
	bool block = attr_is(doc, disk->node, "type", "block"), device = disk_is_device_path(now);
	const char *right = device ? "dev" : "file";

	if (!domain_of(r)->xen || (!block && !is_of_file(doc, disk->node)) || now.n == 0 ||
	    now.p[0] != '/' || !rule_on(r, DISK_SOURCE_KIND))
		return false;
	if (device != block)
		rule_set(r, DISK_SOURCE_KIND, disk->node, "type", device ? "block" : "file");
	if (strcmp(attr, right) == 0)
		return false;
	rule_unset(r, DISK_SOURCE_KIND, disk->source, attr);
	rule_set(r, DISK_SOURCE_KIND, disk->source, right, arena_copy(doc->arena, now.p, now.n));
	return true;
}

/* What an attribute of the disk's source becomes, and by which rule; NULL: it stays. */
static const char *
new_path(struct run *r, const struct disk *disk, const char *attr, uint16_t *rule)
{
	const struct domain *d = domain_of(r);
	struct str path = attr_value(d->doc, disk->source, attr), plain = without_prefixes(path);
	const char *fixed = NULL, *mapped;

	if (plain.n == 0)
		return NULL;
	if (plain.n != path.n)
		fixed = arena_copy(d->doc->arena, plain.p, plain.n);
	if (strcmp(attr, "dev") == 0 && plain.p[0] != '/' && (d->xen || plain.n != path.n))
		fixed = device_path(r, disk, plain);
	if (fixed != NULL && !rule_on(r, DISK_SOURCE_PREFIX))
		fixed = NULL;
	mapped =
	    path_map(d->doc->arena, &d->set->path_maps, fixed != NULL ? str_from(fixed) : path);
	*rule = DISK_SOURCE_PREFIX;
	if (mapped == NULL || !rule_on(r, MAP_PATH))
		return fixed;
	*rule = MAP_PATH;
	return mapped;
}

/* libvirt reads the attribute that the disk's type is about, and no other. */
static void
convert_source(struct run *r, const struct disk *disk)
{
	static const char *const attrs[] = { "file", "dev" };
	const struct document *doc = run_doc(r);
	const char *paths[2];
	uint16_t rules[2];
	size_t read = attr_is(doc, disk->node, "type", "block");
	bool there = attr_value(doc, disk->source, attrs[read]).p != NULL;
	size_t at = there ? read : !read;

	for (size_t i = 0; i < 2; i++)
		paths[i] = new_path(r, disk, attrs[i], &rules[i]);
	if (there ? disk_convert_kind(r, DISK_SOURCE_KIND, disk->node, disk->source, paths[at])
	          : convert_misplaced(r, disk, attrs[at],
	                              paths[at] != NULL ? str_from(paths[at])
	                                                : attr_value(doc, disk->source, attrs[at])))
		return;
	for (size_t i = 0; i < 2; i++)
		if (paths[i] != NULL)
			rule_set(r, rules[i], disk->source, attrs[i], paths[i]);
}

/* The images behind a disk's, each of a type of its own; map-path sees to those that keep it. */
static void
convert_stores(struct run *r, const struct domain *d, enum name name)
{
	const struct document *doc = d->doc;
	uint32_t i, source, end = doc->nodes[d->devices].next;

	for (i = doc->first[name]; i != NONE && i < end; i = doc->nodes[i].same) {
		struct str path;

		source = i > d->devices ? node_child(doc, i, NAME_SOURCE) : NONE;
		if (source == NONE)
			continue;
		path = attr_value(doc, source, attr_is(doc, i, "type", "block") ? "dev" : "file");
		disk_convert_kind(r, DISK_SOURCE_KIND, i, source,
		                  rule_on(r, MAP_PATH)
		                      ? path_map(doc->arena, &d->set->path_maps, path)
		                      : NULL);
	}
}

void
fix_sources(struct run *r)
{
	static const enum name stores[] = { NAME_BACKING_STORE, NAME_MIRROR, NAME_DATA_STORE };
	const struct domain *d = domain_of(r);

	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];

		if (disk->source != NONE && !disk_is_removed(r, disk))
			convert_source(r, disk);
	}
	for (size_t i = 0; d->disks_count > 0 && i < sizeof(stores) / sizeof(stores[0]); i++)
		convert_stores(r, d, stores[i]);
}

HANDLER(note_network_disk)
{
	if (attr_is(run_doc(r), node, "type", "network"))
		rule_report(
		    r, rule, node,
		    "the disk is on the network: the new host must reach its hosts and have its secret");
}

HANDLER(refuse_backenddomain)
{
	static const char *const host[] = { "dom0", "Domain-0", "0", NULL };

	if (str_in(attr_value(run_doc(r), node, "name"), host)) {
		rule_drop(r, rule, node);
		return;
	}
	if (rule_refuse(
		r, rule, node,
		"another domain serves the disk, which KVM does not support: move the image to the host"))
		rule_drop(r, rule, node);
}

/*
 * Of a disk, its source, or an image behind it. libvirt has LUKS, and LUKS 2 where librbd decrypts
 * (qemu_domain.c qemuDomainValidateStorageSource).
 */
static void
check_encryption(struct run *r, uint32_t encryption)
{
	static const char *const old[] = { "qcow", "default", NULL };
	static const char *const librbd[] = { "luks2", "luks-any", NULL };
	const struct document *doc = run_doc(r);
	struct str format = attr_value(doc, encryption, "format");

	if (str_in(format, old))
		rule_refuse(r, DISK_ENCRYPTION_QCOW, encryption,
		            "QEMU no longer opens images with the encryption of qcow: decrypt the "
		            "image on the old host with qemu-img convert");
	else if (!str_is(format, "luks") &&
	         !(str_in(format, librbd) && attr_is(doc, encryption, "engine", "librbd")))
		rule_refuse(r, DISK_ENCRYPTION_QCOW, encryption,
		            "unsupported encryption '%.*s': expected luks", STR_FMT(format));
}

void
refuse_encryption(struct run *r)
{
	const struct domain *d = domain_of(r);
	const struct document *doc = d->doc;
	uint32_t i, parent;

	for (i = doc->first[NAME_ENCRYPTION]; i != NONE; i = doc->nodes[i].same) {
		parent = doc->nodes[i].parent;
		if (parent != NONE && doc->nodes[parent].name == NAME_SOURCE)
			parent = doc->nodes[parent].parent;
		if (i > d->devices && i < doc->nodes[d->devices].next && parent != NONE &&
		    (doc->nodes[parent].name == NAME_DISK ||
		     doc->nodes[parent].name == NAME_BACKING_STORE))
			check_encryption(r, i);
	}
}
