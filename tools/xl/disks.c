/* The disks of a guest, and the controllers that libvirt gives them. */
#include "xl/disk.h"

#include "base/dict.h"
#include "xl/parts.h"
#include "xl/rbd.h"

enum bus { BUS_XEN, BUS_IDE, BUS_SCSI, BUS_FDC, BUS_COUNT };

static const struct {
	const char *name;
	unsigned units; /* of a controller; 0: the disks have no address */
} buses[BUS_COUNT] = { { "xen", 0 }, { "ide", 4 }, { "scsi", 7 }, { "fdc", 2 } };

/* Every disk of a guest that is not HVM is a Xen disk, whatever it is called. */
static enum bus
bus_of(const struct xl_guest *g, const struct xl_disk *d)
{
	if (d->device == XL_FLOPPY)
		return BUS_FDC;
	if (g->type != XL_HVM || str_starts(d->vdev, "xvd"))
		return BUS_XEN;
	return str_starts(d->vdev, "sd") ? BUS_SCSI : BUS_IDE;
}

/* hda: 0, hdb: 1, hdaa: 26 */
static unsigned
number_of(struct str vdev)
{
	unsigned number = 0;
	size_t i = str_starts(vdev, "xvd") ? 3 : 2;

	for (; i < vdev.n && vdev.p[i] >= 'a' && vdev.p[i] <= 'z'; i++)
		number = number * 26 + (unsigned)(vdev.p[i] - 'a') + 1;
	return number - 1;
}

static void
write_driver(struct xl_xml *x, const struct xl_disk *d)
{
	xl_open(x, "driver");
	xl_attr_text(x, "name", d->driver);
	xl_attr_text(x, "type", d->format);
	if (d->discard != 0)
		xl_attr_text(x, "discard", d->discard > 0 ? "unmap" : "ignore");
	xl_close(x);
}

/* As virDomainDiskDefAssignAddress counts: two disks a channel of IDE, seven a SCSI controller. */
static void
write_address(struct xl_xml *x, enum bus bus, unsigned number)
{
	unsigned units = buses[bus].units, unit = number % units;

	xl_open(x, "address");
	xl_attr_text(x, "type", "drive");
	xl_attr_printf(x, "controller", "%u", number / units);
	xl_attr_printf(x, "bus", "%u", bus == BUS_IDE ? unit / 2 : 0);
	xl_attr_text(x, "target", "0");
	xl_attr_printf(x, "unit", "%u", bus == BUS_IDE ? unit % 2 : unit);
	xl_close(x);
}

static void
write_disk(struct xl_guest *g, const struct xl_disk *d, bool rbd)
{
	static const char *const devices[] = { "disk", "cdrom", "floppy" };
	enum bus bus = bus_of(g, d);
	struct xl_xml *x = &g->xml;

	xl_open(x, "disk");
	xl_attr_text(x, "type", rbd ? "network" : d->block ? "block" : "file");
	xl_attr_text(x, "device", devices[d->device]);
	write_driver(x, d);
	if (rbd)
		xl_write_rbd(g, d);
	else if (d->target.p != NULL)
		xl_empty_str(x, "source", d->block ? "dev" : "file", d->target);
	if (d->backend.p != NULL)
		xl_empty_str(x, "backenddomain", "name", d->backend);
	xl_open(x, "target");
	xl_attr(x, "dev", d->vdev);
	xl_attr_text(x, "bus", buses[bus].name);
	xl_close(x);
	if (d->readonly)
		xl_empty(x, "readonly", NULL, NULL);
	if (d->shareable)
		xl_empty(x, "shareable", NULL, NULL);
	if (buses[bus].units > 0)
		write_address(x, bus, number_of(d->vdev));
	xl_close(x);
}

/* xm's floppy drives: a path, which has a prefix at most. */
static void
write_floppy(struct xl_guest *g, enum xl_key key, unsigned *controllers)
{
	struct str path = g->type == XL_HVM ? xl_word(g, key) : STR_NONE;
	struct xl_disk d = { .driver = "qemu", .format = "raw", .device = XL_FLOPPY };

	if (path.p == NULL)
		return;
	d.from = xl_value(g, key);
	d.target = str_starts(path, "file:") ? str_skip(path, 5) : path;
	d.block = str_starts(path, "/dev/");
	d.vdev = str_from(xl_keys[key].name);
	write_disk(g, &d, false);
	controllers[BUS_FDC] = 1;
}

static void
write_controllers(struct xl_guest *g, const unsigned *controllers)
{
	for (enum bus bus = BUS_IDE; bus < BUS_COUNT; bus++)
		for (unsigned i = 0; i < controllers[bus]; i++) {
			xl_open(&g->xml, "controller");
			xl_attr_text(&g->xml, "type", buses[bus].name);
			xl_attr_printf(&g->xml, "index", "%u", i);
			xl_close(&g->xml);
		}
}

/* Neither Xen nor libvirt takes two disks of one name (virDomainDefCheckDuplicateDiskInfo). */
static bool
is_new(struct xl_guest *g, struct dict *names, const struct xl_disk *d)
{
	if (dict_add(names, d->vdev, 0))
		return true;
	xl_say(g, XL_BAD, d->from->at, "disk: another disk is the guest's device '%.*s', too",
	       STR_FMT(d->vdev));
	return false;
}

void
xl_write_disks(struct xl_guest *g)
{
	unsigned controllers[BUS_COUNT] = { 0 };
	struct dict names = { 0 };

	for (const struct xl_value *i = xl_items(g, XL_KEY_disk, false); i != NULL; i = i->next) {
		struct xl_disk d;
		enum bus bus;
		unsigned last;

		if (!xl_disk_read(g, i, &d) || !is_new(g, &names, &d))
			continue;
		bus = bus_of(g, &d);
		last = buses[bus].units > 0 ? number_of(d.vdev) / buses[bus].units + 1 : 0;
		if (last > controllers[bus])
			controllers[bus] = last;
		write_disk(g, &d, str_starts(d.target, "rbd:"));
	}
	write_floppy(g, XL_KEY_fda, controllers);
	write_floppy(g, XL_KEY_fdb, controllers);
	dict_free(&names);
	write_controllers(g, controllers);
}
