#include "snapshot/facts.h"

#include "index/value.h"

/* A domain element that libvirt accepts, which needs a type (virDomainSnapshotDefParse). */
static uint32_t
domain_in(const struct document *doc, enum name name, uint32_t *bare)
{
	uint32_t node = node_child(doc, 0, name);

	if (node == NONE || attr_value(doc, node, "type").p != NULL)
		return node;
	*bare = node;
	return NONE;
}

static bool
is_xen(const struct document *doc, uint32_t domain)
{
	return attr_is(doc, domain, "type", "xen");
}

struct snapshot *
snapshot_read(const struct run *r, const struct snapshot_settings *set)
{
	static const char *const running[] = { "running", "paused", "blocked", "pmsuspended",
		                               NULL };
	static const char *const kept[] = { "internal", "external", NULL };
	struct document *doc = run_doc(r);
	struct snapshot *s = arena_alloc(doc->arena, sizeof(*s));

	s->set = set;
	s->checkpoint = str_is(node_name(doc, 0), "domaincheckpoint");
	s->name = node_child(doc, 0, NAME_NAME);
	s->state = node_child(doc, 0, NAME_STATE);
	s->time = node_child(doc, 0, NAME_CREATION_TIME);
	s->memory = node_child(doc, 0, NAME_MEMORY);
	s->disks = node_child(doc, 0, NAME_DISKS);
	s->revert = node_child(doc, 0, NAME_REVERT_DISKS);
	s->bare = NONE;
	s->domain = domain_in(doc, NAME_DOMAIN, &s->bare);
	s->inactive = domain_in(doc, NAME_INACTIVE_DOMAIN, &s->bare);
	s->xen = is_xen(doc, s->domain) || is_xen(doc, s->inactive);
	s->ran = str_in(node_text(doc, s->state), running);
	s->memory_kept = str_in(attr_value(doc, s->memory, "snapshot"), kept) ||
	                 attr_value(doc, s->memory, "file").p != NULL;
	return s;
}

uint32_t
snapshot_disk_first(const struct document *doc, uint32_t list)
{
	uint32_t disk = NONE;

	for (; list != NONE && disk == NONE; list = node_next_same(doc, list))
		disk = node_child(doc, list, NAME_DISK);
	return disk;
}

uint32_t
snapshot_disk_next(const struct document *doc, uint32_t disk)
{
	uint32_t next = node_next_same(doc, disk);

	return next != NONE
	           ? next
	           : snapshot_disk_first(doc, node_next_same(doc, doc->nodes[disk].parent));
}

static void
know_disk(struct snapshot *s, struct str name, size_t i)
{
	if (name.n > 0)
		dict_add(&s->disks_by_name, name, i);
}

/* As libvirt looks them up: a path if it begins with a slash (virDomainDiskIndexByName). */
void
snapshot_know_guest(struct snapshot *s, const struct domain *guest)
{
	s->guest = guest;
	if (s->disks == NONE && s->revert == NONE)
		return; /* nothing looks them up */
	for (size_t i = 0; i < guest->disks_count; i++) {
		const struct disk *disk = &guest->disks[i];

		know_disk(s, attr_value(guest->doc, disk->target, "dev"), i);
		know_disk(s, attr_value(guest->doc, disk->source, "file"), i);
		know_disk(s, attr_value(guest->doc, disk->source, "dev"), i);
	}
}

void
snapshot_free(struct snapshot *s)
{
	dict_free(&s->disks_by_name);
}

const struct disk *
snapshot_disk(const struct snapshot *s, struct str name)
{
	size_t i;

	return dict_find(&s->disks_by_name, name, &i) ? &s->guest->disks[i] : NULL;
}
