#include "base/path.h"
#include "domain/facts.h"
#include "domain/outcome.h"
#include "domain/rules.h"
#include "index/value.h"

/* The UUID of the new domain, which --new-uuid sets in snapshots. */
static struct str
uuid_of(const struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t uuid = node_child(d->doc, d->root, NAME_UUID);

	return target_uuid(d->doc->arena,
	                   uuid != NONE ? str_trim(outcome_text(r, uuid)) : STR_NONE);
}

/* Whether the guest is the domain itself, which moved there before. */
static bool
is_itself(const struct run *r, const struct target_guest *g)
{
	const struct domain *d = domain_of(r);
	struct str uuid = uuid_of(r);

	if (uuid.n > 0 && g->uuid.n > 0)
		return str_uuid_equal(uuid, g->uuid);
	return str_equal(child_trimmed(d->doc, d->root, NAME_NAME), g->name);
}

const struct target_guest *
domain_other_guest(const struct run *r, const struct dict *by, struct str key)
{
	const struct target_guest *g = target_user(domain_of(r)->set->target, by, key);

	return g != NULL && is_itself(r, g) ? NULL : g;
}

void
meet_guests(struct run *r)
{
	const struct domain *d = domain_of(r);
	const struct target *t = d->set->target;
	uint32_t name = node_child(d->doc, d->root, NAME_NAME);
	uint32_t uuid = node_child(d->doc, d->root, NAME_UUID);
	const struct target_guest *g = target_user(t, &t->guest_names, node_trimmed(d->doc, name));

	if (d->root != 0) /* a snapshot's domain is not defined (snapshot/target.c) */
		return;
	if (g != NULL && (uuid == NONE || !str_uuid_equal(uuid_of(r), g->uuid)))
		rule_refuse(r, TARGET_NAME, name, "the new host has another domain '%.*s'",
		            STR_FMT(g->name));
	g = target_user(t, &t->guest_uuids, uuid_of(r));
	if (g != NULL && !str_equal(g->name, node_trimmed(d->doc, name)))
		rule_refuse(r, TARGET_UUID, uuid, "the domain '%.*s' of the new host has this UUID",
		            STR_FMT(g->name));
}

HANDLER(meet_mac)
{
	const struct domain *d = domain_of(r);
	struct str mac = target_lower(d->doc->arena, edit_value(r->edits, node, "address"));
	const struct target_guest *g = domain_other_guest(r, &d->set->target->guest_macs, mac);

	if (g != NULL && !edit_is_dropped(r->edits, node))
		rule_report(r, rule, node,
		            "the domain '%.*s' of the new host has the MAC address '%.*s'",
		            STR_FMT(g->name), STR_FMT(mac));
}

/* What the disk opens, as a key (target/target.h); absent: nothing, or what others may open, too.
 */
static struct str
image_key(const struct run *r, const struct disk *disk)
{
	const struct document *doc = run_doc(r);
	struct str path = outcome_path(r, disk->source);

	if (disk->source == NONE || edit_is_dropped(r->edits, disk->node) ||
	    disk_is_removable(disk) || node_child(doc, disk->node, NAME_SHAREABLE) != NONE ||
	    node_child(doc, disk->node, NAME_READONLY) != NONE)
		return STR_NONE;
	return path.p != NULL ? path_plain(doc->arena, path)
	                      : target_image(doc->arena, doc, disk->source);
}

void
meet_images(struct run *r)
{
	const struct domain *d = domain_of(r);

	for (size_t i = 0; i < d->disks_count; i++) {
		struct str key = image_key(r, &d->disks[i]);
		const struct target_guest *g =
		    domain_other_guest(r, &d->set->target->guest_images, key);

		if (g != NULL)
			rule_refuse(r, TARGET_IMAGE, d->disks[i].source,
			            "the domain '%.*s' of the new host uses the image '%.*s'",
			            STR_FMT(g->name), STR_FMT(key));
	}
}

HANDLER(meet_port)
{
	const struct domain *d = domain_of(r);
	struct str port = edit_value(r->edits, node, "port");
	const struct target_guest *g;

	if (edit_is_dropped(r->edits, node) ||
	    str_is(edit_value(r->edits, node, "autoport"), "yes"))
		return;
	g = domain_other_guest(r, &d->set->target->guest_ports, port);
	if (g != NULL)
		rule_report(r, rule, node,
		            "the display of the domain '%.*s' of the new host has the port %.*s",
		            STR_FMT(g->name), STR_FMT(port));
}
