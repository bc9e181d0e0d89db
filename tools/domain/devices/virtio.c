#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

/* Devices that name their model of virtio themselves. */
static const struct {
	enum name device;
	const char *virtio;
} devices[] = {
	{ NAME_MEMBALLOON, "virtio" },
	{ NAME_RNG, "virtio" },
	{ NAME_VSOCK, "virtio" },
	{ NAME_CONTROLLER, "virtio-scsi" },
};

static void
set_model(struct run *r, uint32_t node, const char *attr)
{
	rule_set(r, VIRTIO_TRANSITIONAL, node, attr, "virtio-transitional");
}

/* An explicit other model stays. */
static void
convert_disks(struct run *r, const struct domain *d)
{
	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];
		struct str model = attr_value(d->doc, disk->node, "model");

		if (str_is(disk_new_bus(disk), "virtio") && !disk_is_removed(r, disk) &&
		    (model.p == NULL || str_is(model, "virtio")))
			set_model(r, disk->node, "model");
	}
}

/* Of an HVM guest: a PV interface's model is written by the rules about it. */
static void
convert_interfaces(struct run *r, const struct domain *d)
{
	uint32_t i, model;

	for (i = node_child(d->doc, d->devices, NAME_INTERFACE); i != NONE && !domain_is_pv(d);
	     i = node_next_same(d->doc, i)) {
		struct str type;

		model = node_child(d->doc, i, NAME_MODEL);
		type = attr_value(d->doc, model, "type");
		if (str_is(type, "virtio") || str_is(type, "ioemu:virtio"))
			set_model(r, model, "type");
	}
}

void
make_transitional(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i;

	if (!d->transitional || d->devices == NONE)
		return;
	convert_disks(r, d);
	convert_interfaces(r, d);
	for (size_t n = 0; n < sizeof(devices) / sizeof(devices[0]); n++)
		for (i = node_child(d->doc, d->devices, devices[n].device); i != NONE;
		     i = node_next_same(d->doc, i))
			if (attr_is(d->doc, i, "model", devices[n].virtio))
				set_model(r, i, "model");
}
