#include "domain/disks/disk.h"

#include "base/dict.h"
#include "base/path.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint16_t reason_rules[REASON_COUNT] = {
	[REASON_BUS_XEN] = DISK_BUS_XEN,           [REASON_BUS_MISSING] = DISK_BUS_MISSING,
	[REASON_PARTITION] = DISK_PARTITION,       [REASON_NORMALISE] = DISK_TARGET_NORMALISE,
	[REASON_CDROM_BUS] = DISK_CDROM_BUS,       [REASON_IDE_READONLY] = DISK_IDE_READONLY,
	[REASON_IDE_OVERFLOW] = DISK_IDE_OVERFLOW, [REASON_IDE_FULL] = DISK_IDE_FULL,
	[REASON_IDE_Q35] = DISK_IDE_Q35,           [REASON_PV_EMULATED] = DISK_PV_EMULATED_NAME,
	[REASON_HVM_BUS] = DISK_HVM_BUS,           [REASON_COLLISION] = DISK_NAME_COLLISION,
	[REASON_UNKNOWN] = DISK_TARGET_UNKNOWN,
};

uint16_t
disk_reason_rule(enum disk_reason reason)
{
	return reason_rules[reason];
}

struct str
disk_new_name(const struct disk *disk)
{
	return disk->new->dev[0] != '\0' ? str_from(disk->new->dev) : disk->old->dev;
}

struct str
disk_new_bus(const struct disk *disk)
{
	return disk->new->bus != NULL ? str_from(disk->new->bus) : disk->old->bus;
}

static enum disk_device
device_of(struct str device)
{
	if (str_is(device, "cdrom"))
		return DEVICE_CDROM;
	if (str_is(device, "floppy"))
		return DEVICE_FLOPPY;
	return DEVICE_DISK; /* lun as well */
}

static struct disk_old
disk_old_of(const struct document *doc, uint32_t node, bool xen)
{
	uint32_t target = node_child(doc, node, NAME_TARGET);
	bool directory = xen && attr_is(doc, node, "type", "dir"); /* read-only from now on */

	return (struct disk_old){
		.node = node,
		.device = (uint8_t)device_of(attr_value(doc, node, "device")),
		.dev = attr_value(doc, target, "dev"),
		.bus = attr_value(doc, target, "bus"),
		.readonly = directory || node_child(doc, node, NAME_READONLY) != NONE,
	};
}

static void
read_disk(const struct document *doc, uint32_t node, struct disk *disk)
{
	disk->node = node;
	disk->driver = node_child(doc, node, NAME_DRIVER);
	disk->source = node_child(doc, node, NAME_SOURCE);
	disk->target = node_child(doc, node, NAME_TARGET);
	disk->address = node_child(doc, node, NAME_ADDRESS);
}

static uint32_t
first_disk(const struct document *doc, uint32_t domain)
{
	return node_child(doc, node_child(doc, domain, NAME_DEVICES), NAME_DISK);
}

static size_t
count_disks(const struct document *doc, uint32_t domain)
{
	size_t n = 0;

	for (uint32_t i = first_disk(doc, domain); i != NONE; i = node_next_same(doc, i))
		n++;
	return n;
}

static struct disk_policy
policy_of(const struct run *r, const struct domain *d)
{
	struct disk_policy p = {
		.xen = d->xen,
		.pv = d->xen && domain_is_pv(d),
		.q35 = d->q35,
		.disk_bus = d->set->disk_bus,
		.hvm_disk_bus = d->xen ? d->set->hvm_disk_bus : "keep",
	};

	if (p.q35 && strcmp(p.hvm_disk_bus, "ide") == 0)
		p.hvm_disk_bus = "sata";

	for (size_t i = REASON_NONE + 1; i < REASON_COUNT; i++)
		p.on[i] = rule_on(r, reason_rules[i]) &&
		          (d->xen || rule_row(r->set, reason_rules[i])->scope == SCOPE_ALWAYS);
	return p;
}

/* The disks of a guest, each once, even if both of its domains list it. */
struct disk_list {
	struct disk_old *old;
	size_t count;
	struct dict by_name; /* of the domain that was listed first */
	bool xen;
};

static bool
disk_old_equal(const struct disk_old *a, const struct disk_old *b)
{
	return a->device == b->device && a->readonly == b->readonly && str_equal(a->bus, b->bus);
}

/*
 * Adds a domain's disks; at[i] (at may be NULL): index of its disk i in the list. false: the
 * domains disagree about a disk.
 */
static bool
list_disks(struct disk_list *list, const struct document *doc, uint32_t domain, size_t *at,
           bool again)
{
	size_t i = 0, known;

	for (uint32_t node = first_disk(doc, domain); node != NONE;
	     node = node_next_same(doc, node), i++) {
		struct disk_old disk = disk_old_of(doc, node, list->xen);
		bool there = again && dict_find(&list->by_name, disk.dev, &known);

		if (there && !disk_old_equal(&disk, &list->old[known]))
			return false;
		if (at != NULL)
			at[i] = there ? known : list->count;
		if (there)
			continue;
		if (!again && disk.dev.p != NULL)
			dict_add(&list->by_name, disk.dev, list->count);
		list->old[list->count++] = disk;
	}
	return true;
}

/*
 * Allocates over the union of both domains' disks, so that both get the same names; if they
 * disagree, over this domain's alone.
 */
static void
list_guest(struct disk_list *list, const struct domain *d, size_t *at)
{
	bool first = d->root < d->peer;

	if (d->peer != NONE &&
	    list_disks(list, d->doc, first ? d->root : d->peer, first ? at : NULL, false) &&
	    list_disks(list, d->doc, first ? d->peer : d->root, first ? NULL : at, true))
		return;
	dict_free(&list->by_name);
	list->count = 0;
	list_disks(list, d->doc, d->root, at, true);
}

static bool
is_pv_disk(const struct disk_old *old)
{
	return str_is(old->bus, "xen") ||
	       (old->bus.p == NULL && disk_name_read(old->dev).family == FAMILY_XVD);
}

/* Whether QEMU lets both attach the image: it locks what one of them writes. */
static bool
may_share(const struct document *doc, const struct disk_old *a, const struct disk_old *b)
{
	bool read = (a->readonly || a->device == DEVICE_CDROM) &&
	            (b->readonly || b->device == DEVICE_CDROM);

	return read || (node_child(doc, a->node, NAME_SHAREABLE) != NONE &&
	                node_child(doc, b->node, NAME_SHAREABLE) != NONE);
}

/* What the disk opens on the Xen host, as a key. */
static struct str
image_of(const struct domain *d, const struct disk_old *old)
{
	return disk_image_key(d, node_child(d->doc, old->node, NAME_SOURCE));
}

/* Notes the image of one disk, or that another disk has it already, or will have it. */
static void
find_repeat(const struct run *r, const struct domain *d, struct disk_list *list, size_t i,
            struct dict *images)
{
	struct disk_old *old = &list->old[i], *other;
	struct str image = disk_new_image(r, d, image_of(d, old));
	size_t first;

	if (image.n == 0 || dict_add(images, image, i) || !dict_find(images, image, &first))
		return;
	other = &list->old[first];
	if (!domain_is_pv(d) && is_pv_disk(old) && !is_pv_disk(other) &&
	    str_equal(image_of(d, old), image_of(d, other)))
		old->repeat = REPEAT_PV;
	else if (!may_share(d->doc, old, other))
		old->repeat = REPEAT_WRITER;
}

/* Emulated disks first: of an image that Xen gave as both kinds, the PV disk is the repeated one.
 */
static void
find_repeats(const struct run *r, const struct domain *d, struct disk_list *list)
{
	struct dict images = { 0 };

	if (!d->xen || list->count < 2 || !rule_on(r, DISK_IMAGE_TWICE))
		return;
	for (int pv = 0; pv < 2; pv++)
		for (size_t i = 0; i < list->count; i++)
			if (is_pv_disk(&list->old[i]) == (pv == 1))
				find_repeat(r, d, list, i, &images);
	dict_free(&images);
}

static void
read_all(const struct run *r, struct domain *d)
{
	struct disk_policy policy = policy_of(r, d);
	struct arena *a = d->doc->arena;
	size_t most = d->disks_count + count_disks(d->doc, d->peer);
	size_t *at = mem_alloc(d->disks_count * sizeof(*at));
	struct disk_list list = { .old = arena_alloc(a, most * sizeof(*list.old)), .xen = d->xen };
	struct disk_new *new = arena_alloc(a, most * sizeof(*new));
	uint32_t node = first_disk(d->doc, d->root);

	list_guest(&list, d, at);
	find_repeats(r, d, &list);
	disk_names(&policy, list.old, list.count, new);
	dict_free(&list.by_name);
	d->disks = arena_alloc(a, d->disks_count * sizeof(*d->disks));
	for (size_t i = 0; i < d->disks_count; i++, node = node_next_same(d->doc, node)) {
		read_disk(d->doc, node, &d->disks[i]);
		d->disks[i].old = &list.old[at[i]];
		d->disks[i].new = &new[at[i]];
	}
	free(at);
}

/* An IDE disk that an HVM guest keeps is called what its kernel called it before, hda or sda. */
static bool
stays_ide(const struct domain *d, const struct disk *disk)
{
	return !domain_is_pv(d) && disk_name_read(disk->old->dev).family == FAMILY_HD &&
	       str_is(disk_new_bus(disk), "ide") &&
	       (disk->old->bus.n == 0 || str_is(disk->old->bus, "ide"));
}

bool
disk_renaming(const struct domain *d, const struct disk *disk, struct disk_renaming *names)
{
	struct disk_name name = disk_name_read(disk->old->dev);
	size_t n;

	if (disk->new->dev[0] == '\0' || stays_ide(d, disk) || name.family == FAMILY_OTHER ||
	    disk->guest_name[0] == '\0')
		return false;
	disk_name_write(names->old, name.family, name.index);
	names->new = disk->guest_name;
	if (strcmp(names->old, names->new) == 0)
		return false;
	n = strlen(names->old);
	if (name.partition > 0)
		snprintf(names->old + n, sizeof(names->old) - n, "%lu", name.partition);
	return true;
}

bool
disk_is_removable(const struct disk *disk)
{
	return disk->old->device == DEVICE_CDROM || disk->old->device == DEVICE_FLOPPY ||
	       disk->new->cdrom;
}

const struct setting_pair *
disk_format_pair(const struct settings *set, const struct document *doc, const struct disk *disk)
{
	static const char *const paths[] = { "file", "dev" };
	const struct setting_pairs *formats = &set->disk_formats;
	size_t first = formats->count, i;

	if (formats->count == 0)
		return NULL;
	if (dict_find(&formats->by_old, disk->old->dev, &i))
		first = i;
	for (size_t n = 0; n < sizeof(paths) / sizeof(paths[0]); n++) {
		struct str path = attr_value(doc, disk->source, paths[n]);

		if (dict_find(&formats->by_old, path_plain(doc->arena, path), &i) && i < first)
			first = i;
	}
	return first < formats->count ? &formats->list[first] : NULL;
}

const char *
disk_format(const struct settings *set, const struct document *doc, const struct disk *disk)
{
	const struct setting_pair *pair = disk_format_pair(set, doc, disk);

	return pair != NULL ? pair->to : NULL;
}

/* A disk and what determines its name in a Linux guest. */
struct order {
	struct disk *disk;
	enum disk_family family;
	unsigned bus; /* Linux probes IDE and SATA before SCSI, mostly */
	unsigned long index;
};

static int
by_order(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	if (x->family != y->family)
		return x->family < y->family ? -1 : 1;
	if (x->bus != y->bus)
		return x->bus < y->bus ? -1 : 1;
	if (x->index != y->index)
		return x->index < y->index ? -1 : 1;
	return (x->disk > y->disk) - (x->disk < y->disk); /* hda, and sda of SATA */
}

/* libvirt assigns PCI slots by letter, and the guest names disks by slot: gaps close. */
static void
find_guest_names(struct domain *d)
{
	struct order *orders = mem_alloc(d->disks_count * sizeof(*orders));
	size_t n = 0, rank = 0;
	bool sorted = true; /* true for most documents */

	for (size_t i = 0; i < d->disks_count; i++) {
		struct disk *disk = &d->disks[i];
		struct str bus = disk_new_bus(disk);
		bool virtio = str_is(bus, "virtio");

		if (disk_is_removable(disk) || disk_bus_family(bus) == FAMILY_OTHER ||
		    str_is(bus, "xen") || disk->old->repeat != REPEAT_NONE)
			continue;
		orders[n++] = (struct order){ disk, virtio ? FAMILY_VD : FAMILY_SD,
			                      str_is(bus, "scsi") || str_is(bus, "usb"),
			                      disk_name_read(disk_new_name(disk)).index };
	}
	for (size_t i = 1; i < n && sorted; i++)
		sorted = by_order(&orders[i - 1], &orders[i]) <= 0;
	if (!sorted)
		qsort(orders, n, sizeof(*orders), by_order);
	for (size_t i = 0; i < n; i++) {
		rank = i > 0 && orders[i].family == orders[i - 1].family ? rank + 1 : 0;
		disk_name_write(orders[i].disk->guest_name, orders[i].family, rank);
	}
	free(orders);
}

void
disks_read(const struct run *r, struct domain *d)
{
	d->disks_count = count_disks(d->doc, d->root);
	if (d->disks_count == 0)
		return;
	read_all(r, d);
	find_guest_names(d);
}

bool
disk_is_removed(const struct run *r, const struct disk *disk)
{
	const struct domain *d = domain_of(r);

	return disk->old->repeat != REPEAT_NONE ||
	       (d->xen && domain_is_pv(d) && disk->old->device == DEVICE_FLOPPY &&
	        rule_on(r, DISK_FLOPPY_PV));
}
