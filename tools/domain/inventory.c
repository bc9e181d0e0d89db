#include "domain/inventory.h"

#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/outcome.h"
#include "index/value.h"

static struct str
first_of(struct str a, struct str b)
{
	return a.p != NULL ? a : b;
}

static void
read_disk(const struct run *r, const struct disk *disk, struct inventory_disk *out)
{
	const struct document *doc = run_doc(r);

	out->path = outcome_path(r, disk->source);
	out->device = first_of(edit_value(r->edits, disk->node, "device"), str_from("disk"));
	out->old_format = attr_value(doc, disk->driver, "type");
	out->format = outcome_format(r, disk);
	out->old_target = disk->old->dev;
	out->target = edit_value(r->edits, disk->target, "dev");
	out->old_bus = disk->old->bus;
	out->bus = edit_value(r->edits, disk->target, "bus");
	out->guest_name = str_from(disk->guest_name[0] != '\0' ? disk->guest_name : NULL);
}

static void
read_nic(const struct run *r, uint32_t node, struct inventory_nic *out)
{
	const struct document *doc = run_doc(r);
	uint32_t source = node_child(doc, node, NAME_SOURCE);
	uint32_t model = node_child(doc, node, NAME_MODEL);

	out->mac = attr_value(doc, node_child(doc, node, NAME_MAC), "address");
	out->type = edit_value(r->edits, node, "type");
	out->model = edit_value(r->edits, model, "type");
	if (model == NONE && domain_of(r)->xen && domain_is_pv(domain_of(r)))
		out->model = str_from(domain_nic_model(domain_of(r)));
	out->source = first_of(edit_value(r->edits, source, "bridge"),
	                       first_of(edit_value(r->edits, source, "network"),
	                                edit_value(r->edits, source, "dev")));
}

void
domain_inventory(const struct run *r, struct inventory *v)
{
	const struct domain *d = domain_of(r);
	struct arena *a = d->doc->arena;
	uint32_t i, first;

	v->disks_count = 0;
	v->disks = arena_alloc(a, d->disks_count * sizeof(*v->disks));
	for (size_t n = 0; n < d->disks_count; n++)
		if (d->disks[n].old->repeat == REPEAT_NONE)
			read_disk(r, &d->disks[n], &v->disks[v->disks_count++]);
	v->nics_count = 0;
	first = node_child(d->doc, d->devices, NAME_INTERFACE);
	for (i = first; i != NONE; i = node_next_same(d->doc, i))
		v->nics_count++;
	v->nics = arena_alloc(a, v->nics_count * sizeof(*v->nics));
	v->nics_count = 0;
	for (i = first; i != NONE; i = node_next_same(d->doc, i))
		read_nic(r, i, &v->nics[v->nics_count++]);
}
