#include "snapshot/convert.h"

#include "domain/convert.h"
#include "domain/outcome.h"
#include "domain/paths.h"
#include "edit/element.h"
#include "index/value.h"
#include "snapshot/checks.h"
#include "snapshot/facts.h"
#include "snapshot/rules.h"
#include "vocabulary/rules.h"

/* Makes it a snapshot of the disks of a guest that is shut off. */
static void
keep_disks_only(struct run *r, const struct snapshot *s, uint16_t rule)
{
	const struct document *doc = run_doc(r);
	bool external = false;
	uint32_t i;

	for (i = snapshot_disk_first(doc, s->disks); i != NONE; i = snapshot_disk_next(doc, i))
		external = external || attr_is(doc, i, "snapshot", "external");
	if (s->ran)
		rule_text(r, rule, s->state, external ? "disk-snapshot" : "shutoff");
	if (s->memory_kept) {
		rule_set(r, rule, s->memory, "snapshot", "no");
		rule_unset(r, rule, s->memory, "file");
	}
}

void
fix_state(struct run *r)
{
	const struct snapshot *s = r->snapshot;

	if (!s->xen || (!s->ran && !s->memory_kept))
		return;
	if (s->set->disk_only)
		keep_disks_only(r, s, SNAPSHOT_DISK_ONLY);
	else if (rule_refuse(
		     r, SNAPSHOT_RUNNING, s->state != NONE ? s->state : s->memory,
		     "the guest ran when the snapshot was taken, and its memory image is from Xen: "
		     "--disk-only keeps the disks"))
		keep_disks_only(r, s, SNAPSHOT_RUNNING);
}

/* --map-path for the attribute of a source, or of the memory. */
static void
map_path(struct run *r, const struct snapshot *s, uint32_t node, const char *attr)
{
	const struct document *doc = run_doc(r);
	struct str path = attr_value(doc, node, attr);
	const char *mapped =
	    path.p != NULL ? path_map(doc->arena, &s->set->domain.path_maps, path) : NULL;

	if (mapped != NULL &&
	    !disk_convert_kind(r, SNAPSHOT_PATH, doc->nodes[node].parent, node, mapped))
		rule_set(r, SNAPSHOT_PATH, node, attr, mapped);
}

/* Renames a disk that is named by its target or by the path of its image. */
static void
convert_disk_name(struct run *r, const struct snapshot *s, uint32_t node)
{
	struct document *doc = run_doc(r);
	struct str name = attr_value(doc, node, "name"), now;
	const struct disk *disk = snapshot_disk(s, name);

	if (disk == NULL) {
		check_disk_name(r, s, node, name);
		return;
	}
	if (disk->old->repeat != REPEAT_NONE) { /* the domain has lost it */
		rule_drop(r, SNAPSHOT_DISK_NAME, node);
		return;
	}
	now = str_equal(name, disk->old->dev) ? disk_new_name(disk) : outcome_path(r, disk->source);
	if (now.p != NULL && !str_equal(name, now))
		rule_set(r, SNAPSHOT_DISK_NAME, node, "name", arena_copy(doc->arena, now.p, now.n));
}

static void
convert_disk_names(struct run *r, const struct snapshot *s, uint32_t list)
{
	const struct document *doc = run_doc(r);
	uint32_t i, source;

	for (i = snapshot_disk_first(doc, list); i != NONE; i = snapshot_disk_next(doc, i)) {
		convert_disk_name(r, s, i);
		source = node_child(doc, i, NAME_SOURCE);
		map_path(r, s, source, "file");
		map_path(r, s, source, "dev");
	}
}

void
fix_disk_names(struct run *r)
{
	const struct snapshot *s = r->snapshot;

	convert_disk_names(r, s, s->disks);
	convert_disk_names(r, s, s->revert);
	map_path(r, s, s->memory, "file");
}

void
fix_parent(struct run *r)
{
	const struct document *doc = run_doc(r);
	const struct snapshot_settings *set = r->snapshot->set;
	uint32_t parent;

	if (set->names == NULL || snapshot_names_parent(set->names, doc))
		return;
	for (parent = node_child(doc, 0, NAME_PARENT); parent != NONE;
	     parent = node_next_same(doc, parent))
		rule_drop(r, SNAPSHOT_PARENT, parent);
}

/* A text that may be there already: another spelling of the same UUID stays. */
static void
set_uuid(struct run *r, uint32_t node, const char *uuid)
{
	if (!str_uuid_equal(node_trimmed(run_doc(r), node), str_from(uuid)))
		rule_text(r, SNAPSHOT_NEW_UUID, node, uuid);
}

static void
set_domain_uuid(struct run *r, uint32_t domain, const char *uuid)
{
	const struct document *doc = run_doc(r);
	uint32_t node = node_child(doc, domain, NAME_UUID);
	struct element *e;

	if (node != NONE) {
		set_uuid(r, node, uuid);
		return;
	}
	e = rule_element(r, SNAPSHOT_NEW_UUID, "uuid");
	e->text = uuid;
	rule_insert(r, domain, node_child(doc, domain, NAME_NAME), e);
}

/* libvirt compares the UUID that the guest's firmware shows with the domain's. */
static void
set_firmware_uuid(struct run *r, uint32_t domain, const char *uuid)
{
	const struct document *doc = run_doc(r);
	uint32_t info, system, entry;

	for (info = node_child(doc, domain, NAME_SYSINFO); info != NONE;
	     info = node_next_same(doc, info))
		for (system = node_child(doc, info, NAME_SYSTEM); system != NONE;
		     system = node_next_same(doc, system))
			for (entry = node_child(doc, system, NAME_ENTRY); entry != NONE;
			     entry = node_next_same(doc, entry))
				if (attr_is(doc, entry, "name", "uuid"))
					set_uuid(r, entry, uuid);
}

void
fix_uuid(struct run *r)
{
	const struct snapshot *s = r->snapshot;
	const uint32_t domains[] = { s->domain, s->inactive };

	for (size_t i = 0; s->set->new_uuid != NULL && i < 2; i++)
		if (domains[i] != NONE) {
			set_domain_uuid(r, domains[i], s->set->new_uuid);
			set_firmware_uuid(r, domains[i], s->set->new_uuid);
		}
}

void
snapshot_convert(struct run *r, struct snapshot_settings *set, struct bridge_job *job)
{
	struct snapshot *s = snapshot_read(r, set);
	const struct domain *inactive = NULL, *domain = NULL;

	if (s->inactive != NONE) {
		domain_convert(r, s->inactive, s->domain, &set->domain);
		inactive = r->domain;
	}
	if (s->domain != NONE) {
		domain_convert(r, s->domain, s->inactive, &set->domain);
		domain = r->domain;
		snapshot_know_guest(s, domain);
		bridge_convert_domain(r, s->domain, job);
	}
	if (s->inactive != NONE)
		bridge_convert_domain(r, s->inactive, job);
	r->snapshot = s;
	r->subject = 0;
	run_rules(r, SNAPSHOT_RULES, SNAPSHOT_RULES_END);
	domain_meet_target(r, inactive);
	domain_meet_target(r, domain);
	vocabulary_run(r);
	edits_settle(r->edits);
	snapshot_free(s);
}
