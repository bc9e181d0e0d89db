#include "base/path.h"
#include "domain/facts.h"
#include "domain/outcome.h"
#include "domain/rules.h"
#include "index/value.h"

/* Whether QEMU reads an image of the one format as the other; formats of no image say nothing. */
static bool
formats_differ(struct str a, struct str b)
{
	static const char *const formats[] = { "raw",  "qcow2", "qcow", "qed",
		                               "vmdk", "vdi",   "vpc",  NULL };

	return str_in(a, formats) && str_in(b, formats) && !str_equal(a, b);
}

/* The kind of a volume against that of the disk's source: file or block. */
static bool
kinds_differ(const struct run *r, const struct disk *disk, const struct target_volume *v)
{
	struct str type = edit_value(r->edits, disk->node, "type");
	bool file = str_is(type, "file") || type.p == NULL, block = str_is(type, "block");

	return (file && str_is(v->type, "block")) || (block && str_is(v->type, "file"));
}

static void
meet_volume(struct run *r, const struct disk *disk, const struct target_volume *v)
{
	struct str format = outcome_format(r, disk);

	if (formats_differ(v->format, format))
		rule_refuse(r, TARGET_FORMAT, disk->source,
		            "the volume '%.*s' of the new host is %.*s, and the disk reads it as "
		            "%.*s",
		            STR_FMT(v->path), STR_FMT(v->format), STR_FMT(format));
	else if (kinds_differ(r, disk, v))
		rule_refuse(r, TARGET_FORMAT, disk->source,
		            "the volume '%.*s' of the new host is a %s, and the disk is not",
		            STR_FMT(v->path), str_is(v->type, "block") ? "device" : "file");
}

void
domain_miss_path(struct run *r, uint16_t rule, uint32_t node, const struct target *t,
                 struct str path)
{
	const struct target_pool *pool = target_lacks(t, path);

	if (pool != NULL)
		rule_report(r, rule, node,
		            "the pool '%.*s' of the new host has no volume '%.*s' yet",
		            STR_FMT(pool->name), STR_FMT(path));
}

/* A volume by its name in a pool. */
static void
meet_named(struct run *r, const struct disk *disk, struct str name)
{
	const struct domain *d = domain_of(r);
	const struct target *t = d->set->target;
	struct str in = edit_value(r->edits, disk->source, "pool");
	const struct target_pool *pool = target_pool(t, in);
	const struct target_volume *v = target_volume_in(t, d->doc->arena, in, name);

	if (v != NULL && formats_differ(v->format, outcome_format(r, disk)))
		meet_volume(r, disk, v);
	else if (pool == NULL && target_knows(t, TARGET_POOLS))
		rule_report(r, TARGET_POOL, disk->source, "the new host has no pool '%.*s'",
		            STR_FMT(in));
	else if (v == NULL && pool != NULL && target_lists_volumes(t, pool))
		rule_report(r, TARGET_VOLUME, disk->source,
		            "the pool '%.*s' of the new host has no volume '%.*s' yet", STR_FMT(in),
		            STR_FMT(name));
}

void
meet_storage(struct run *r)
{
	const struct domain *d = domain_of(r);

	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];
		struct str path = path_plain(d->doc->arena, outcome_path(r, disk->source));
		struct str name = edit_value(r->edits, disk->source, "volume");
		const struct target_volume *v = target_volume(d->set->target, path);

		if (disk->source == NONE || edit_is_dropped(r->edits, disk->node))
			continue;
		if (name.p != NULL)
			meet_named(r, disk, name);
		else if (v != NULL)
			meet_volume(r, disk, v);
		else
			domain_miss_path(r, TARGET_VOLUME, disk->source, d->set->target, path);
	}
	for (uint32_t i = node_first(d->doc, d->os); i != NONE; i = node_next(d->doc, i)) {
		unsigned element = d->doc->nodes[i].name;

		if ((element == NAME_KERNEL || element == NAME_INITRD || element == NAME_NVRAM) &&
		    !edit_is_dropped(r->edits, i))
			domain_miss_path(r, TARGET_VOLUME, i, d->set->target, outcome_text(r, i));
	}
}

void
meet_secrets(struct run *r)
{
	const struct domain *d = domain_of(r);
	const struct document *doc = d->doc;
	uint32_t i;

	for (i = doc->first[NAME_SECRET]; i != NONE; i = doc->nodes[i].same) {
		struct str usage = attr_value(doc, i, "usage");

		if (i > d->root && i < doc->nodes[d->root].next && !edit_is_dropped(r->edits, i) &&
		    target_lacks_secret(d->set->target, doc, i))
			rule_report(r, TARGET_SECRET, i, "the new host has no secret '%.*s'",
			            STR_FMT(usage.p != NULL ? usage : attr_value(doc, i, "uuid")));
	}
}
