#include "domain/move/images.h"

#include "base/dict.h"
#include "base/path.h"
#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/outcome.h"
#include "domain/paths.h"
#include "index/value.h"

#include <string.h>

#define WWID_LEAST 17 /* hexadecimal digits of a WWID: its type, and 64 bits or more */

/* The list while it is made. */
struct gathering {
	struct images images;
	struct dict seen; /* paths of the old host */
};

/* Whether the path is an LVM volume in the form /dev/VG/LV; its parts are in group and volume. */
static bool
is_volume(struct str path, struct str *group, struct str *volume)
{
	static const char *const others[] = { "mapper", "disk", "shm",  "block", "zvol",
		                              "drbd",   "rbd",  "xvda", "cciss", NULL };

	if (!str_starts(path, "/dev/"))
		return false;
	*volume = str_base(path);
	path = str_skip(path, strlen("/dev/"));
	if (volume->n == 0 || path.n < volume->n + 2)
		return false;
	*group = (struct str){ path.p, path.n - volume->n - 1 };
	return memchr(group->p, '/', group->n) == NULL && !str_in(*group, others) &&
	       !str_starts(*volume, "-") && !str_starts(*group, "-");
}

static void
add(struct gathering *g, struct arena *arena, struct image image)
{
	if (image.from.n == 0 || image.to.n == 0 ||
	    !dict_add(&g->seen, image.from, g->images.count))
		return;
	image.from_device = disk_is_device_path(image.from);
	image.target = image.to;
	if (image.way == WAY_CONVERT)
		image.target = str_from(arena_printf(arena, "%.*s.copy", STR_FMT(image.to)));
	if (image.way == WAY_DEVICE && is_volume(image.to, &image.group, &image.volume))
		image.way = WAY_VOLUME;
	g->images.list[g->images.count++] = image;
}

/* Names that udev and multipathd give to disks of a SAN, the same on each host. */
static bool
is_san_path(struct str path)
{
	static const char *const below[] = { "/dev/disk/by-path/ip-",
		                             "/dev/disk/by-path/fc-",
		                             "/dev/disk/by-id/wwn-",
		                             "/dev/disk/by-id/scsi-3",
		                             "/dev/disk/by-id/dm-uuid-mpath-",
		                             "/dev/mapper/mpath",
		                             "/dev/disk/by-id/dm-name-mpath",
		                             "/dev/etherd/",
		                             "/dev/rbd",
		                             "/dev/nbd" };
	struct str name = str_base(path), rest = name;

	for (size_t i = 0; i < sizeof(below) / sizeof(below[0]); i++)
		if (str_starts(path, below[i]))
			return true;
	if (str_starts(path, "/dev/disk/by-path/") &&
	    (str_has(path, "-fc-") || str_has(path, "iscsi")))
		return true;
	if (str_starts(name, "dm-name-"))
		rest = str_skip(name, strlen("dm-name-"));
	else if (!str_starts(path, "/dev/mapper/"))
		return false;
	name = str_until(&rest, "-p"); /* 3600a0b8...-part1, 3600a0b8...p1: a partition of it */
	return name.n >= WWID_LEAST && str_is_hex(name, name.n);
}

/* --shared */
static bool
is_given(const struct domain *d, struct str path)
{
	return path_map(d->doc->arena, &d->set->shared, path) != NULL;
}

static bool
is_shareable(const struct domain *d, const struct disk *disk)
{
	return node_child(d->doc, disk->node, NAME_SHAREABLE) != NONE;
}

static enum image_way
way_of(const struct domain *d, const struct disk *disk, bool shareable, const struct image *image)
{
	if (shareable || is_san_path(image->from) || is_given(d, image->from))
		return WAY_SHARED;
	if (disk_is_removable(disk) && disk_is_device_path(image->from))
		return WAY_DRIVE;
	if (image->format.p != NULL && !str_equal(image->format, image->old_format))
		return disk_is_device_path(image->to) ? WAY_HAND : WAY_CONVERT;
	return disk_is_device_path(image->to) ? WAY_DEVICE : WAY_FILE;
}

/* Of the image whose source element and format are given. */
static void
find_backing(const struct run *r, uint32_t source, struct str format, struct image *image)
{
	const struct document *doc = run_doc(r);
	uint32_t store = node_child(doc, doc->nodes[source].parent, NAME_BACKING_STORE);
	uint32_t behind = node_child(doc, store, NAME_SOURCE);
	struct str old;

	if (behind == NONE || !str_is(format, "qcow2") || image->way != WAY_FILE)
		return;
	old = disk_source_path(doc, behind);
	if (old.p == NULL || str_equal(old, outcome_path(r, behind)))
		return;
	image->backing = outcome_path(r, behind);
	image->backing_format = attr_value(doc, node_child(doc, store, NAME_FORMAT), "type");
	if (image->backing_format.p == NULL)
		image->backing_format = str_from("raw");
}

/* A volume of a pool, whose path the document does not have; a directory. */
static void
choose_other_way(const struct run *r, const struct disk *disk, struct image *image)
{
	const struct document *doc = run_doc(r);
	bool pool = attr_is(doc, disk->node, "type", "volume");

	if (!pool && !attr_is(doc, disk->node, "type", "dir"))
		return;
	image->from = disk_image_key(domain_of(r), disk->source);
	image->to = pool ? image->from : edit_value(r->edits, disk->source, "dir");
	image->group = attr_value(doc, disk->source, "pool");
	image->volume = attr_value(doc, disk->source, "volume");
	image->way = pool ? WAY_POOL : is_given(domain_of(r), image->from) ? WAY_SHARED : WAY_TREE;
}

static void
add_disk(struct gathering *g, const struct run *r, const struct disk *disk)
{
	const struct domain *d = domain_of(r);
	const char *format = disk_format(d->set, d->doc, disk);
	struct str old = attr_value(d->doc, disk->driver, "type");
	struct image image = { .from = path_plain(d->doc->arena, disk_image(d, disk)),
		               .to = path_plain(d->doc->arena, outcome_path(r, disk->source)),
		               .format = str_from(format),
		               .removable = disk_is_removable(disk) };

	image.old_format = old.p == NULL || str_is(old, "aio") ? str_from("raw") : old;
	image.way = way_of(d, disk, is_shareable(d, disk), &image);
	choose_other_way(r, disk, &image);
	find_backing(r, disk->source, old, &image);
	add(g, run_doc(r)->arena, image);
}

/* The files behind it: all sources in the disk but its own. */
static void
add_chain(struct gathering *g, const struct run *r, const struct disk *disk)
{
	const struct document *doc = run_doc(r);
	bool shareable = is_shareable(domain_of(r), disk);

	for (uint32_t i = disk->node + 1; i < doc->nodes[disk->node].next; i++) {
		struct image image = {
			.from = path_plain(doc->arena, disk_source_path(doc, i)),
			.to = path_plain(doc->arena, outcome_path(r, i)),
		};

		if (doc->nodes[i].name != NAME_SOURCE || i == disk->source)
			continue;
		image.way = way_of(domain_of(r), disk, shareable, &image);
		if (image.way == WAY_DRIVE)
			image.way = WAY_DEVICE;
		find_backing(r, i,
		             attr_value(doc, node_child(doc, doc->nodes[i].parent, NAME_FORMAT),
		                        "type"),
		             &image);
		add(g, run_doc(r)->arena, image);
	}
}

static void
add_file(struct gathering *g, const struct run *r, enum name name)
{
	const struct domain *d = domain_of(r);
	uint32_t node = node_child(d->doc, d->os, name);
	struct image image = { .way = WAY_FILE };

	if (node == NONE || edit_is_dropped(r->edits, node))
		return;
	image.from = node_trimmed(d->doc, node);
	image.to = outcome_text(r, node);
	if (is_given(d, image.from))
		image.way = WAY_SHARED;
	if (image.from.n > 0 && image.from.p[0] == '/')
		add(g, run_doc(r)->arena, image);
}

static size_t
most_images(const struct domain *d)
{
	size_t n = 3; /* kernel, initrd, nvram */

	for (size_t i = 0; i < d->disks_count; i++)
		n += 1 + d->doc->nodes[d->disks[i].node].next - d->disks[i].node;
	return n;
}

struct images
images_of(const struct run *r)
{
	static const enum name files[] = { NAME_KERNEL, NAME_INITRD, NAME_NVRAM };
	const struct domain *d = domain_of(r);
	struct gathering g = { 0 };

	g.images.list = arena_alloc(d->doc->arena, most_images(d) * sizeof(*g.images.list));
	for (size_t i = 0; i < d->disks_count; i++) {
		if (disk_is_removed(r, &d->disks[i]))
			continue;
		add_chain(&g, r, &d->disks[i]);
		if (d->disks[i].source != NONE)
			add_disk(&g, r, &d->disks[i]);
	}
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		add_file(&g, r, files[i]);
	dict_free(&g.seen);
	return g.images;
}
