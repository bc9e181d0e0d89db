#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

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

/* A hard disk that an option asks to be on IDE, and that is not. */
static void
warn_left_over(struct run *r, const struct disk *disk)
{
	const struct domain *d = domain_of(r);
	struct str bus = disk_new_bus(disk);

	if (d->xen && !disk_is_removable(disk) &&
	    (str_is(str_from(d->set->disk_bus), "ide") ||
	     str_is(str_from(d->set->hvm_disk_bus), "ide")) &&
	    (disk->new->bus_reason == REASON_IDE_FULL ||
	     disk->new->bus_reason == REASON_IDE_READONLY || (d->q35 && str_is(bus, "sata"))))
		rule_report(r, DISK_IDE_LEFT_OVER, disk->target,
		            "the disk '%.*s' has no place on IDE and is on '%.*s': the guest needs "
		            "that driver before it sees the disk",
		            STR_FMT(disk->old->dev), STR_FMT(bus));
}

/* A name that no disk of QEMU can have. */
static void
refuse_name(struct run *r, const struct disk *disk)
{
	const struct disk_new *p = disk->new;

	if (p->partition)
		rule_refuse(
		    r, DISK_PARTITION, disk->target,
		    "the target '%.*s' is a partition, and QEMU attaches whole disks: copy it "
		    "into a partitioned image with a boot loader, or use --force, which attaches "
		    "each partition as a disk of its own",
		    STR_FMT(disk->old->dev));
	if (p->unknown)
		rule_refuse(
		    r, DISK_TARGET_UNKNOWN, disk->target,
		    "invalid disk name '%.*s': expected %s, or --force, which assigns the next "
		    "free letter",
		    STR_FMT(disk->old->dev),
		    domain_is_pv(domain_of(r)) ? "a name such as xvda"
					       : "a name such as hda or xvda");
	if (p->clash)
		rule_refuse(
		    r,
		    p->bus_reason != REASON_NONE ? disk_reason_rule(p->bus_reason)
						 : DISK_NAME_COLLISION,
		    disk->target,
		    "two disks would get the same target, '%.*s' or the one it becomes: rename one of "
		    "them",
		    STR_FMT(disk->old->dev));
}

/* Xen's firmware, and a guest without PV drivers, had the disk on IDE. */
static void
warn_xvd(struct run *r, const struct disk *disk)
{
	const struct domain *d = domain_of(r);

	if (disk->new->was_xvd && d->xen && d->system != SYSTEM_OTHER &&
	    !str_is(disk_new_bus(disk), "ide") && disk_name_read(disk->old->dev).index < 4)
		rule_report(
		    r, DISK_HVM_XVD, disk->target,
		    "Xen showed '%.*s' as an IDE disk, too: %s boots from it %s",
		    STR_FMT(disk->old->dev),
		    d->system == SYSTEM_WINDOWS ? "Windows" : "a guest without the virtio driver",
		    d->q35
			? "on a machine with IDE only, and q35 has none"
			: "with --disk-bus=ide or --hvm-disk-bus=ide only: AHCI (sata) does not help");
}

static void
convert_target(struct run *r, const struct disk *disk)
{
	const struct disk_new *p = disk->new;
	bool moved = is_moved(disk);

	if (disk->target == NONE)
		return;
	refuse_name(r, disk);
	if (p->bus != NULL)
		rule_set(r, disk_reason_rule(p->bus_reason), disk->target, "bus", p->bus);
	if (p->dev[0] != '\0')
		rule_set(r, disk_reason_rule(p->dev_reason), disk->target, "dev", p->dev);
	if (moved)
		drop_bus_properties(r, disk);
	if (p->cdrom)
		rule_set(r, DISK_TARGET_NORMALISE, disk->node, "device", "cdrom");
	warn_xvd(r, disk);
	if (disk->address != NONE &&
	    (moved || (p->dev[0] != '\0' && !str_is(disk->old->dev, p->dev))))
		rule_drop(r, DISK_ADDRESS_STALE, disk->address);
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
			            "the guest will see the disk '%.*s' as '/dev/%s'",
			            STR_FMT(name), disk->guest_name);
	}
}

/* Xen gave one image as an emulated disk and as a PV disk, of which a guest uses one. */
static void
drop_repeated(struct run *r, const struct disk *disk)
{
	const struct domain *d = domain_of(r);
	struct str image = disk_new_image(r, d, disk_image_key(d, disk->source));
	bool drop = disk->old->repeat == REPEAT_PV;

	if (drop)
		rule_note(r, DISK_IMAGE_TWICE, disk->node,
		          "'%.*s' is the PV side of an emulated disk with the same image: the "
		          "guest has one of them, and QEMU locks the image",
		          STR_FMT(disk->old->dev));
	else
		drop = rule_refuse(r, DISK_IMAGE_TWICE, disk->node,
		                   "another disk has the image '%.*s', too, and QEMU locks it: "
		                   "remove one of them, or use --force, which removes '%.*s'",
		                   STR_FMT(image), STR_FMT(disk->old->dev));
	if (drop)
		rule_drop(r, DISK_IMAGE_TWICE, disk->node);
}

void
fix_targets(struct run *r)
{
	const struct domain *d = domain_of(r);

	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];

		if (disk->old->repeat != REPEAT_NONE)
			drop_repeated(r, disk);
		else if (disk_is_removed(r, disk))
			rule_drop(r, DISK_FLOPPY_PV, disk->node);
		else {
			convert_target(r, disk);
			warn_left_over(r, disk);
		}
	}
	if (d->xen)
		note_gaps(r);
}
