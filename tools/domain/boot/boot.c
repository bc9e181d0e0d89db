#include "domain/boot/boot.h"

#include "base/dict.h"
#include "domain/boot/kernel.h"
#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

static bool
is_pypxeboot(const struct domain *d)
{
	return str_has(node_trimmed(d->doc, d->bootloader), "pypxeboot");
}

/* Whether the domain says anywhere what to boot from. */
static bool
has_boot_order(const struct domain *d)
{
	return node_child(d->doc, d->os, NAME_BOOT) != NONE || domain_has_device_order(d);
}

/* libvirt's Xen drivers accept both kinds of boot order for a PV guest. */
static void
drop_boot_devices(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i;

	for (i = node_child(d->doc, d->os, NAME_BOOT); i != NONE; i = node_next_same(d->doc, i))
		rule_drop(r, BOOT_ORDER_CONFLICT, i);
}

uint16_t
boot_device_rule(const struct run *r, const char **dev)
{
	const struct domain *d = domain_of(r);

	if (is_pypxeboot(d) && rule_on(r, BOOTLOADER_PYPXEBOOT) &&
	    (!has_boot_order(d) || node_child(d->doc, d->os, NAME_BOOT) != NONE)) {
		*dev = "network";
		return BOOTLOADER_PYPXEBOOT;
	}
	*dev = "hd";
	if (domain_is_pv(d) && !has_boot_order(d) && rule_on(r, BOOT_DEV_ADDED))
		return BOOT_DEV_ADDED;
	return DOMAIN_RULE_COUNT;
}

void
fix_boot(struct run *r)
{
	const struct domain *d = domain_of(r);
	const char *dev;
	uint16_t rule = boot_device_rule(r, &dev);
	uint32_t boot;

	if (d->os == NONE)
		return;
	if (domain_is_pv(d) && domain_has_device_order(d)) {
		drop_boot_devices(r);
		return;
	}
	if (rule == DOMAIN_RULE_COUNT)
		return;
	boot = node_child(d->doc, d->os, NAME_BOOT);
	if (boot != NONE) {
		rule_set(r, rule, boot, "dev", dev);
		return;
	}
	rule_add(r, rule, d->os, NONE, "boot", "dev", dev);
}

HANDLER(convert_boot_text)
{
	const struct document *doc = run_doc(r);
	struct str text = node_trimmed(doc, node);

	if (attr_value(doc, node, "dev").p != NULL || text.n == 0)
		return;
	rule_set(r, rule, node, "dev", arena_copy(doc->arena, text.p, text.n));
	rule_text(r, rule, node, "");
}

static bool
has_hard_disk(const struct domain *d)
{
	for (size_t i = 0; i < d->disks_count; i++)
		if (!disk_is_removable(&d->disks[i]))
			return true;
	return false;
}

/* Behind the last boot element, as Xen's BIOS went on to the disk. */
static void
add_hd(struct run *r, uint32_t boot)
{
	uint32_t last = boot;

	rule_report(r, BOOT_NO_HD, boot,
	            "the boot order has no hd, and QEMU does not fall back to the disk as Xen "
	            "did: it is added last");
	for (uint32_t i = boot; i != NONE; i = node_next_same(run_doc(r), i))
		last = i;
	rule_add(r, BOOT_NO_HD, domain_of(r)->os, last, "boot", "dev", "hd");
}

/* Xen's BIOS boots hda, which may be the emulation of xvda. */
static const struct disk *
xen_boots(const struct domain *d)
{
	const struct disk *found = NULL;

	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];
		struct disk_name name = disk_name_read(disk->old->dev);

		if (!disk_is_removable(disk) && disk->old->repeat == REPEAT_NONE &&
		    name.index == 0 && (name.family == FAMILY_HD || name.family == FAMILY_XVD) &&
		    (found == NULL || name.family == FAMILY_HD))
			found = disk;
	}
	return found;
}

/* The highest place in the devices' own order. */
static unsigned long
last_order(const struct domain *d)
{
	const struct document *doc = d->doc;
	unsigned long last = 0, order;

	for (uint32_t i = doc->first[NAME_BOOT]; i != NONE; i = doc->nodes[i].same)
		if (i > d->root && i < doc->nodes[d->root].next &&
		    str_number(attr_value(doc, i, "order"), UINT16_MAX, &order) && order > last)
			last = order;
	return last;
}

/* In an order of devices, which Xen ignored, the disk that Xen booted has the last place. */
static void
order_disk(struct run *r)
{
	const struct domain *d = domain_of(r);
	const struct disk *disk = xen_boots(d);

	for (size_t i = 0; i < d->disks_count; i++)
		if (!disk_is_removable(&d->disks[i])) {
			if (node_child(d->doc, d->disks[i].node, NAME_BOOT) != NONE)
				return;
			if (disk == NULL && d->disks[i].old->repeat == REPEAT_NONE)
				disk = &d->disks[i];
		}
	if (disk == NULL)
		return;
	rule_report(
	    r, BOOT_NO_HD, disk->node,
	    "the boot order of the devices has no hard disk, and QEMU does not fall back to "
	    "one: the disk that Xen booted is added last");
	rule_add(r, BOOT_NO_HD, disk->node, NONE, "boot", "order",
	         arena_printf(d->doc->arena, "%lu", last_order(d) + 1));
}

void
add_boot_disk(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t boot = node_child(d->doc, d->os, NAME_BOOT), i;

	if (domain_has_device_order(d)) {
		order_disk(r);
		return;
	}
	if (boot == NONE || is_pypxeboot(d))
		return;
	for (i = boot; i != NONE; i = node_next_same(d->doc, i))
		if (str_is(domain_boot_device(d, i), "hd"))
			return;
	if (has_hard_disk(d))
		add_hd(r, boot);
}

/* Both BIOSes boot the hard disk if an element says so, or if none says anything. */
static bool
boots_from_disk(const struct domain *d, bool first)
{
	uint32_t boot = node_child(d->doc, d->os, NAME_BOOT), i;

	if (boot == NONE)
		return !domain_has_device_order(d);
	for (i = boot; i != NONE; i = first ? NONE : node_next_same(d->doc, i))
		if (str_is(domain_boot_device(d, i), "hd"))
			return true;
	return false;
}

/* The bus that a disk will be on; "": libvirt chooses. */
static struct str
bus_of(const struct disk *disk)
{
	struct str bus = disk_new_bus(disk);

	return bus.p != NULL ? bus : str_from("");
}

/*
 * libvirt keeps the disks of a bus together, at the place of the first one, and sorts them by name
 * (virDomainDiskInsert); the first hard disk in this order gets bootindex 1.
 */
static const struct disk *
qemu_boots(const struct domain *d)
{
	const struct disk *found = NULL;
	unsigned long lowest = 0, index;
	size_t first = 0, bus = 0;
	struct dict buses = { 0 }; /* where each begins */

	for (size_t i = 0; i < d->disks_count; i++)
		dict_add(&buses, bus_of(&d->disks[i]), i);
	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];

		if (disk_is_removable(disk) || disk->old->repeat != REPEAT_NONE ||
		    !dict_find(&buses, bus_of(disk), &bus))
			continue;
		index = disk_name_read(disk_new_name(disk)).index;
		if (found == NULL || bus < first || (bus == first && index < lowest)) {
			found = disk;
			first = bus;
			lowest = index;
		}
	}
	dict_free(&buses);
	return found;
}

static void
compare_boot_disks(struct run *r)
{
	const struct domain *d = domain_of(r);
	const struct disk *xen = xen_boots(d), *qemu = xen != NULL ? qemu_boots(d) : NULL;

	if (qemu != NULL && xen != qemu)
		rule_report(
		    r, BOOT_OTHER_DISK, xen->target,
		    "Xen booted '%.*s', QEMU boots what was '%.*s', whose bus comes first in the document: "
		    "move the other disk there, or give it boot order='1' instead of os/boot",
		    STR_FMT(xen->old->dev), STR_FMT(qemu->old->dev));
}

static bool
boots_elsewhere(const struct run *r)
{
	const struct domain *d = domain_of(r);

	return keeps_kernel(r) || !boots_from_disk(d, true) || is_pypxeboot(d);
}

void
check_boot_disk(struct run *r)
{
	const struct domain *d = domain_of(r);

	if (!domain_is_pv(d) && boots_from_disk(d, false))
		compare_boot_disks(r);
	if (!has_hard_disk(d) && !boots_elsewhere(r))
		rule_report(
		    r, DISK_NONE, d->devices != NONE ? d->devices : d->root,
		    "the document names no hard disk to boot from: find its disks on the old "
		    "host and add them");
}
