#include "domain/facts.h"
#include "domain/paths.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

/* A new attribute of a disk's driver, and the rule that sets it. */
struct driver_attr {
	const char *name, *value; /* value NULL: unchanged */
	uint16_t rule;
};

struct driver {
	struct driver_attr name, type, cache;
};

/* Xen's disk drivers that QEMU replaces. */
static const struct {
	const char *name;
	uint16_t rule;
} backends[] = {
	{ "tap2", DISK_DRIVER_TAP2 },
	{ "phy", DISK_DRIVER_PHY },
	{ "file", DISK_DRIVER_FILE },
	{ "tap", DISK_DRIVER_TAP },
};

/* Neither QEMU's driver nor one that it replaces. */
static bool
is_foreign_driver(struct str name)
{
	for (size_t i = 0; i < sizeof(backends) / sizeof(backends[0]); i++)
		if (str_is(name, backends[i].name))
			return false;
	return name.p != NULL && !str_is(name, "qemu");
}

static void
choose_driver_name(struct run *r, const struct disk *disk, struct driver *p)
{
	struct str name = attr_value(run_doc(r), disk->driver, "name");

	p->name.name = "name";
	for (size_t i = 0; i < sizeof(backends) / sizeof(backends[0]); i++)
		if (str_is(name, backends[i].name) && rule_on(r, backends[i].rule)) {
			p->name.value = "qemu";
			p->name.rule = backends[i].rule;
			return;
		}
	if (domain_of(r)->xen && is_foreign_driver(name) &&
	    rule_refuse(r, DISK_DRIVER_UNKNOWN, disk->driver,
	                "unsupported disk driver '%.*s': attach the image or device behind it",
	                STR_FMT(name)))
		p->name = (struct driver_attr){ "name", "qemu", DISK_DRIVER_UNKNOWN };
}

/* Formats that libvirt's QEMU driver accepts (storage_file_probe.c, virStorageFileFormat). */
static const char *const formats[] = {
	"raw",   "bochs", "cloop", "dmg",   "vpc", "vdi",  "vhd",
	"ploop", "cow",   "qcow",  "qcow2", "qed", "vmdk", NULL,
};

/* A directory that the guest sees as a FAT file system. */
static bool
is_directory(const struct domain *d, const struct disk *disk)
{
	return attr_is(d->doc, disk->node, "type", "dir") &&
	       attr_is(d->doc, disk->driver, "type", "fat");
}

static void
choose_format(struct run *r, const struct disk *disk, struct driver *p)
{
	const struct domain *d = domain_of(r);
	struct str type = attr_value(d->doc, disk->driver, "type");
	const char *wanted = disk_format(d->set, d->doc, disk);

	p->type.name = "type";
	if (wanted != NULL && rule_on(r, DISK_FORMAT))
		p->type = (struct driver_attr){ "type", wanted, DISK_FORMAT };
	else if (type.p == NULL && rule_on(r, DISK_FORMAT_DEFAULT) &&
	         !attr_is(d->doc, disk->node, "type", "dir"))
		p->type = (struct driver_attr){ "type", "raw", DISK_FORMAT_DEFAULT };
	else if (str_is(type, "aio") && rule_on(r, DISK_FORMAT_AIO))
		p->type = (struct driver_attr){ "type", "raw", DISK_FORMAT_AIO };
	else if (str_is(type, "vhd") && rule_on(r, DISK_FORMAT_VHD))
		p->type = (struct driver_attr){ "type", "vpc", DISK_FORMAT_VHD };
	else if (
	    type.p != NULL && !str_is(type, "aio") &&
	    (str_is(type, "cow") || !str_in(type, formats)) && !is_directory(d, disk) &&
	    rule_refuse(
		r, DISK_FORMAT_UNKNOWN, disk->driver,
		"unsupported disk format '%.*s': convert the image and use --disk-format=%.*s=FORMAT",
		STR_FMT(type), STR_FMT(disk->old->dev)))
		p->type = (struct driver_attr){ "type", "raw", DISK_FORMAT_UNKNOWN };
}

static void
choose_cache(const struct run *r, const struct disk *disk, struct driver *p)
{
	const struct domain *d = domain_of(r);
	struct str name = attr_value(d->doc, disk->driver, "name");
	bool tap = str_is(name, "tap") || str_is(name, "tap2");
	bool native = attr_is(d->doc, disk->driver, "io", "native");
	bool missing = attr_value(d->doc, disk->driver, "cache").p == NULL;
	bool removable = disk_is_removable(disk);

	p->cache.name = "cache";
	if (!d->xen)
		return;
	if (d->set->cache != NULL && !removable)
		p->cache = (struct driver_attr){ "cache", d->set->cache, DISK_CACHE };
	else if (missing && (native || (tap && !removable)))
		p->cache = (struct driver_attr){ "cache", "none", DISK_CACHE };
}

static void
add_driver_attr(struct run *r, struct element *e, const struct driver_attr *a)
{
	if (a->value != NULL && rule_on(r, a->rule))
		rule_part(r, a->rule, e, a->name, a->value);
}

/* QEMU supports native AIO on uncached files only: define fails otherwise. */
static void
drop_native_io(struct run *r, const struct disk *disk, const struct driver *p)
{
	struct str cache = p->cache.value != NULL ? str_from(p->cache.value)
	                                          : attr_value(run_doc(r), disk->driver, "cache");

	if (domain_of(r)->xen && cache.p != NULL && !str_is(cache, "none") &&
	    !str_is(cache, "directsync") && attr_is(run_doc(r), disk->driver, "io", "native"))
		rule_unset(r, DISK_CACHE, disk->driver, "io");
}

static void
convert_driver(struct run *r, const struct disk *disk)
{
	const struct domain *d = domain_of(r);
	struct driver p = { 0 };
	struct element *e;

	choose_driver_name(r, disk, &p);
	if (d->xen ||
	    p.name.value != NULL) { /* a driver of Xen: its other attributes are Xen's as well */
		choose_format(r, disk, &p);
		choose_cache(r, disk, &p);
	}
	if (disk->driver != NONE) {
		const struct driver_attr *all[] = { &p.name, &p.type, &p.cache };

		for (size_t i = 0; i < 3; i++)
			if (all[i]->value != NULL)
				rule_set(r, all[i]->rule, disk->driver, all[i]->name,
				         all[i]->value);
		drop_native_io(r, disk, &p);
		return;
	}
	if (p.type.value == NULL && p.cache.value == NULL)
		return;
	e = rule_element(r, p.type.value != NULL ? p.type.rule : p.cache.rule, "driver");
	rule_part(r, e->rule, e, "name", "qemu");
	add_driver_attr(r, e, &p.type);
	add_driver_attr(r, e, &p.cache);
	rule_insert_first(r, disk->node, e);
}

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

	if (is_foreign_driver(driver))
		return NULL; /* reported already */
	if (d->xen && is_script_argument(path)) {
		rule_refuse(
		    r, DISK_DRIVER_UNKNOWN, disk->source,
		    "the disk's source '%.*s' needs a block script of Xen: attach the image or device behind "
		    "it",
		    STR_FMT(path));
		return NULL;
	}
	return arena_printf(d->doc->arena, "/dev/%.*s", STR_FMT(path));
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

static void
convert_source(struct run *r, const struct disk *disk, const char *attr, bool block)
{
	const struct domain *d = domain_of(r);
	struct str path = attr_value(d->doc, disk->source, attr), plain;
	const char *fixed = NULL, *mapped;

	if (path.p == NULL || path.n == 0)
		return;
	plain = without_prefixes(path);
	if (plain.n != path.n && plain.n > 0)
		fixed = arena_copy(d->doc->arena, plain.p, plain.n);
	if (block && plain.n > 0 && plain.p[0] != '/' && (d->xen || plain.n != path.n))
		fixed = device_path(r, disk, plain);
	if (fixed != NULL && !rule_on(r, DISK_SOURCE_PREFIX))
		fixed = NULL;
	mapped =
	    path_map(d->doc->arena, &d->set->path_maps, fixed != NULL ? str_from(fixed) : path);
	if (mapped != NULL && rule_on(r, MAP_PATH))
		rule_set(r, MAP_PATH, disk->source, attr, mapped);
	else if (fixed != NULL)
		rule_set(r, DISK_SOURCE_PREFIX, disk->source, attr, fixed);
}

/* The disk's other images: backingStore, mirror. */
static void
convert_chain(struct run *r, const struct disk *disk)
{
	static const char *const attrs[] = { "file", "dev" };
	const struct domain *d = domain_of(r);
	uint32_t i, end = d->doc->nodes[disk->node].next;

	if (d->set->path_maps.count == 0)
		return;
	for (i = disk->node + 1; i < end; i++) {
		if (d->doc->nodes[i].name != NAME_SOURCE || i == disk->source)
			continue;
		for (size_t a = 0; a < sizeof(attrs) / sizeof(attrs[0]); a++) {
			struct str path = attr_value(d->doc, i, attrs[a]);
			const char *mapped = path.p != NULL
			                         ? path_map(d->doc->arena, &d->set->path_maps, path)
			                         : NULL;

			if (mapped != NULL)
				rule_set(r, MAP_PATH, i, attrs[a], mapped);
		}
	}
}

/* Properties that only the old bus has. */
static void
drop_bus_properties(struct run *r, const struct disk *disk)
{
	static const enum name things[] = { NAME_WWN, NAME_VENDOR, NAME_PRODUCT, NAME_GEOMETRY };
	uint32_t i;

	for (size_t t = 0; t < sizeof(things) / sizeof(things[0]); t++)
		if ((i = node_child(run_doc(r), disk->node, things[t])) != NONE)
			rule_drop(r, DISK_BUS_PROPERTIES, i);
	rule_unset(r, DISK_BUS_PROPERTIES, disk->target, "rotation_rate");
	rule_unset(r, DISK_BUS_PROPERTIES, disk->target, "removable");
}

/* Whether the bus changes, compared with the bus that its name implied if it had none. */
static bool
is_moved(const struct disk *disk)
{
	const struct disk_new *p = disk->new;

	if (p->bus == NULL)
		return false;
	if (disk->old->bus.p != NULL)
		return !str_is(disk->old->bus, p->bus);
	return disk_bus_family(str_from(p->bus)) != disk_name_read(disk->old->dev).family;
}

static void
convert_target(struct run *r, const struct disk *disk)
{
	const struct disk_new *p = disk->new;
	bool moved = is_moved(disk);

	if (disk->target == NONE)
		return;
	if (p->partition)
		rule_refuse(
		    r, DISK_PARTITION, disk->target,
		    "the target '%.*s' is a partition, and QEMU attaches whole disks: copy it into a "
		    "partitioned image with a boot loader; --force attaches each partition as a disk "
		    "of its own",
		    STR_FMT(disk->old->dev));
	if (p->unknown)
		rule_refuse(
		    r, DISK_TARGET_UNKNOWN, disk->target,
		    "invalid disk name '%.*s': expected %s; --force assigns the next free letter",
		    STR_FMT(disk->old->dev),
		    domain_is_pv(domain_of(r)) ? "a name such as xvda"
					       : "a name such as hda or xvda");
	if (p->clash)
		rule_refuse(r,
		            p->bus_reason != REASON_NONE ? disk_reason_rule(p->bus_reason)
		                                         : DISK_NAME_COLLISION,
		            disk->target,
		            "two disks would get the same target: '%.*s', or the one it becomes",
		            STR_FMT(disk->old->dev));
	if (p->bus != NULL)
		rule_set(r, disk_reason_rule(p->bus_reason), disk->target, "bus", p->bus);
	if (p->dev[0] != '\0')
		rule_set(r, disk_reason_rule(p->dev_reason), disk->target, "dev", p->dev);
	if (moved)
		drop_bus_properties(r, disk);
	if (p->cdrom)
		rule_set(r, DISK_TARGET_NORMALISE, disk->node, "device", "cdrom");
	if (p->was_xvd && domain_of(r)->xen && !str_is(disk_new_bus(disk), "sata") &&
	    disk_name_read(disk->old->dev).index < 4)
		rule_report(
		    r, DISK_HVM_XVD, disk->target,
		    "'%.*s' was an IDE disk as well on Xen; Windows boots from it only with the virtio driver, "
		    "or with --hvm-disk-bus=sata",
		    STR_FMT(disk->old->dev));
	if (disk->address != NONE &&
	    (moved || (p->dev[0] != '\0' && !str_is(disk->old->dev, p->dev))))
		rule_drop(r, DISK_ADDRESS_STALE, disk->address);
}

static void
check_sharing(struct run *r, const struct disk *disk)
{
	uint32_t shareable = node_child(run_doc(r), disk->node, NAME_SHAREABLE);
	struct str type = attr_value(run_doc(r), disk->driver, "type");

	if (shareable == NONE || type.p == NULL || str_is(type, "raw") || str_is(type, "aio"))
		return;
	if (rule_refuse(r, DISK_SHAREABLE_FORMAT, disk->node,
	                "QEMU can share raw disks only, and this one is '%.*s'", STR_FMT(type)))
		rule_drop(r, DISK_SHAREABLE_FORMAT, shareable);
}

static void
note_gaps(struct run *r)
{
	const struct domain *d = domain_of(r);

	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];
		struct str name = disk_new_name(disk);

		if (str_is(disk_new_bus(disk), "virtio") && disk->guest_name[0] != '\0' &&
		    !str_is(name, disk->guest_name))
			rule_report(r, DISK_VIRTIO_GAP, disk->target,
			            "the guest will see the disk '%.*s' as /dev/%s", STR_FMT(name),
			            disk->guest_name);
	}
}

void
fix_disks(struct run *r)
{
	const struct domain *d = domain_of(r);

	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];

		if (d->xen && domain_is_pv(d) && disk->old->device == DEVICE_FLOPPY) {
			rule_drop(r, DISK_FLOPPY_PV, disk->node);
			if (rule_on(r, DISK_FLOPPY_PV))
				continue;
		}
		convert_driver(r, disk);
		convert_target(r, disk);
		if (disk->source != NONE) {
			convert_source(r, disk, "file", false);
			convert_source(r, disk, "dev", true);
		}
		convert_chain(r, disk);
		if (d->xen)
			check_sharing(r, disk);
	}
	if (d->xen)
		note_gaps(r);
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
