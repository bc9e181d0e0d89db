/* The new host: the guest of the snapshot or checkpoint, and what it needs there (--target). */
#include "domain/facts.h"
#include "domain/outcome.h"
#include "index/value.h"
#include "snapshot/facts.h"
#include "snapshot/rules.h"
#include "vocabulary/words.h"

/* What is known of the new host; NULL: nothing. */
static const struct target *
there(const struct snapshot *s)
{
	return s->set->domain.target;
}

static const char *
kind_of(const struct snapshot *s)
{
	return s->checkpoint ? "checkpoint" : "snapshot";
}

/* The guest's UUID on the new host, as a key; absent: neither document nor option has one. */
static struct str
guest_uuid(const struct run *r, const struct snapshot *s)
{
	struct document *doc = run_doc(r);
	uint32_t node = node_child(doc, s->domain, NAME_UUID);
	const char *given = s->set->new_uuid != NULL ? s->set->new_uuid : s->set->uuid;

	if (node != NONE)
		return target_uuid(doc->arena, str_trim(outcome_text(r, node)));
	return target_uuid(doc->arena, str_from(given));
}

static void
meet_guest(struct run *r, const struct snapshot *s, struct str uuid)
{
	const struct document *doc = run_doc(r);
	const struct target *t = there(s);
	struct str name = child_trimmed(doc, s->domain, NAME_NAME);
	const struct target_guest *g = target_user(t, &t->guest_names, name);

	if (target_user(t, &t->guest_uuids, uuid) != NULL)
		return;
	if (g == NULL)
		rule_report(r, SNAPSHOT_GUEST_MISSING, s->domain,
		            "the new host has no domain '%.*s' yet: define it there first, then "
		            "redefine its %ss",
		            STR_FMT(name), kind_of(s));
	else if (g->uuid.n > 0)
		rule_refuse(r, SNAPSHOT_GUEST_OTHER, s->domain,
		            "the domain '%.*s' of the new host has the UUID %.*s", STR_FMT(name),
		            STR_FMT(g->uuid));
}

static void
meet_moment(struct run *r, const struct snapshot *s, struct str uuid)
{
	struct document *doc = run_doc(r);
	struct str name = node_trimmed(doc, s->name);
	struct str time = target_moment(there(s), doc->arena, s->checkpoint, uuid, name);

	if (time.p != NULL && !str_equal(time, node_trimmed(doc, s->time)))
		rule_refuse(r, SNAPSHOT_NAME_IN_USE, s->name,
		            "the domain has another %s '%.*s' on the new host", kind_of(s),
		            STR_FMT(name));
}

void
meet_guest_there(struct run *r)
{
	const struct snapshot *s = r->snapshot;
	struct str uuid;

	if (there(s) == NULL)
		return;
	uuid = guest_uuid(r, s);
	if (s->domain != NONE && target_knows(there(s), TARGET_GUESTS))
		meet_guest(r, s, uuid);
	meet_moment(r, s, uuid);
}

static void
meet_source(struct run *r, uint32_t source)
{
	const struct snapshot *s = r->snapshot;
	struct document *doc = run_doc(r);
	struct str path = outcome_path(r, source);
	struct str image = path.p != NULL ? path : target_image(doc->arena, doc, source);
	const struct target_guest *g =
	    s->guest != NULL ? domain_other_guest(r, &there(s)->guest_images, image) : NULL;

	if (g != NULL)
		rule_refuse(r, SNAPSHOT_FILE_IN_USE, source,
		            "the domain '%.*s' of the new host uses the image '%.*s'",
		            STR_FMT(g->name), STR_FMT(image));
	else
		domain_miss_path(r, SNAPSHOT_FILE_MISSING, source, there(s), path);
}

void
meet_files(struct run *r)
{
	const struct snapshot *s = r->snapshot;
	const struct document *doc = run_doc(r);
	const uint32_t lists[] = { s->disks, s->revert };

	if (there(s) == NULL)
		return;
	for (size_t l = 0; l < sizeof(lists) / sizeof(lists[0]); l++)
		for (uint32_t i = snapshot_disk_first(doc, lists[l]); i != NONE;
		     i = snapshot_disk_next(doc, i)) {
			uint32_t source = node_child(doc, i, NAME_SOURCE);

			if (source != NONE && !edit_is_dropped(r->edits, i))
				meet_source(r, source);
		}
	if (s->memory != NONE)
		domain_miss_path(r, SNAPSHOT_FILE_MISSING, s->memory, there(s),
		                 edit_value(r->edits, s->memory, "file"));
}

/* A disk or the memory in a file of its own; NONE: all of it is in the guest's images. */
static uint32_t
external_part(const struct run *r, const struct snapshot *s)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	for (i = snapshot_disk_first(doc, s->disks); i != NONE; i = snapshot_disk_next(doc, i))
		if (str_is(edit_value(r->edits, i, "snapshot"), "external"))
			return i;
	return s->memory != NONE && str_is(edit_value(r->edits, s->memory, "snapshot"), "external")
	           ? s->memory
	           : NONE;
}

void
meet_form(struct run *r)
{
	const struct snapshot *s = r->snapshot;
	uint32_t external = s->checkpoint ? NONE : external_part(r, s);

	if (there(s) == NULL)
		return;
	if (external != NONE && s->guest != NULL && s->guest->there != NULL &&
	    s->guest->there->reverts == ANSWER_NO)
		rule_report(r, SNAPSHOT_REVERT, external,
		            "libvirt of the new host cannot revert to an external snapshot");
	if (s->checkpoint && words_before(r->libvirt, "5.6.0"))
		rule_refuse(r, SNAPSHOT_CHECKPOINT, 0, "libvirt %.*s has no checkpoints",
		            STR_FMT(r->libvirt));
	if (s->checkpoint && s->guest != NULL &&
	    target_can(s->guest->ability, "features/backup", "", str_from("")) == ANSWER_NO)
		rule_report(r, SNAPSHOT_BACKUP, 0,
		            "the new host has no incremental backup: the checkpoint is of no use "
		            "there");
}
