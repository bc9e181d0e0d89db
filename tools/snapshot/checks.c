#include "snapshot/checks.h"

#include "index/value.h"
#include "snapshot/rules.h"

#include <string.h>

/* libvirt snapshot_conf.c, virDomainSnapshotState */
static const char *const states[] = { "nostate",       "running", "blocked", "paused",
	                              "shutdown",      "shutoff", "crashed", "pmsuspended",
	                              "disk-snapshot", NULL };

/* As strtoll() reads it, which libvirt lets take blanks before the number, and none behind it. */
static bool
is_time(struct str time)
{
	return str_digits(str_trim(time)) && !str_blank(time.p[time.n - 1]);
}

static void
check_header(struct run *r, const struct snapshot *s)
{
	const struct document *doc = run_doc(r);
	const char *what = s->checkpoint ? "checkpoint" : "snapshot";
	struct str state = node_text(doc, s->state); /* a blank beside it is refused */

	if (node_trimmed(doc, s->name).n == 0)
		rule_refuse(r, SNAPSHOT_NO_NAME, 0, "the %s has no name", what);
	if (!s->checkpoint && state.n == 0)
		rule_refuse(r, SNAPSHOT_NO_STATE, 0, "the snapshot has no state");
	else if (!s->checkpoint && !str_in(state, states))
		rule_refuse(r, SNAPSHOT_NO_STATE, s->state, "unknown state '%.*s'", STR_FMT(state));
	if (!is_time(node_text(doc, s->time)))
		rule_refuse(r, SNAPSHOT_NO_TIME, s->time != NONE ? s->time : 0,
		            "the %s has no creation time", what);
}

static void
check_uuid(struct run *r, const struct snapshot *s, uint32_t domain)
{
	uint32_t node = node_child(run_doc(r), domain, NAME_UUID);
	struct str uuid = node_trimmed(run_doc(r), node);

	if (s->set->uuid == NULL || uuid.p == NULL || str_uuid_equal(uuid, str_from(s->set->uuid)))
		return;
	if (rule_refuse(r, SNAPSHOT_UUID, node, "the uuid '%.*s' belongs to another guest",
	                STR_FMT(uuid)) &&
	    s->set->new_uuid == NULL)
		rule_text(r, SNAPSHOT_UUID, node, s->set->uuid);
}

void
check_snapshot(struct run *r)
{
	const struct snapshot *s = r->snapshot;

	check_header(r, s);
	if (s->bare != NONE)
		rule_refuse(r, SNAPSHOT_BARE_DOMAIN, s->bare,
		            "the domain is only a uuid, as old versions of libvirt stored it");
	else if (s->domain == NONE && !s->checkpoint)
		rule_refuse(r, SNAPSHOT_NO_DOMAIN, 0, "the snapshot has no domain");
	check_uuid(r, s, s->domain);
	check_uuid(r, s, s->inactive);
}

void
check_disks(struct run *r)
{
	const struct document *doc = run_doc(r);
	const struct snapshot *s = r->snapshot;
	uint32_t i = s->checkpoint ? NONE : snapshot_disk_first(doc, s->disks);

	for (; i != NONE; i = snapshot_disk_next(doc, i)) {
		struct str name = attr_value(doc, i, "name");

		if (attr_is(doc, i, "snapshot", "manual"))
			rule_note(
			    r, SNAPSHOT_MANUAL, i,
			    "libvirt keeps nothing of the disk '%.*s' in this snapshot: bring "
			    "what was taken by hand to the new host",
			    STR_FMT(name));
		if (node_child(doc, i, NAME_SNAPSHOT_DELETE_IN_PROGRESS) != NONE)
			rule_report(r, SNAPSHOT_DELETING, i,
			            "the deletion of the disk '%.*s' was interrupted: finish it on "
			            "the old host (virsh snapshot-delete), and dump again",
			            STR_FMT(name));
	}
}

void
check_disk_name(struct run *r, const struct snapshot *s, uint32_t node, struct str name)
{
	if (s->guest == NULL) /* refused for the missing domain already */
		return;
	rule_refuse(r, SNAPSHOT_DISK_UNKNOWN, node, "the domain has no disk '%.*s'",
	            STR_FMT(name.p != NULL ? name : str_from("")));
}
