#include "domain/convert.h"

#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

static struct domain *
read_facts(const struct run *r, uint32_t root, uint32_t peer, const struct settings *set,
           bool as_xen)
{
	struct domain *d = domain_read(r, root, peer, set, as_xen);

	disks_read(r, d);
	return d;
}

/*
 * Dry run of one scope's rules with the domain taken for a Xen domain: records warnings, makes no
 * edit.
 */
static void
dry_run(struct run *r, const struct domain *d, enum scope scope)
{
	r->dry_run = true;
	r->scopes = SCOPE_BIT(scope);
	r->domain = read_facts(r, d->root, d->peer, d->set, true);
	run_rules(r, DOMAIN_RULES, TARGET_ARCH);
	r->dry_run = false;
	r->domain = d;
}

/* Marks each --disk-format that is about one of the domain's disks. */
static void
mark_used_formats(struct settings *set, const struct domain *d)
{
	struct setting_pairs *formats = &set->disk_formats;
	const struct setting_pair *pair;

	for (size_t i = 0; formats->count > 0 && i < d->disks_count; i++)
		if ((pair = disk_format_pair(set, d->doc, &d->disks[i])) != NULL)
			formats->list[pair - formats->list].used = true;
}

/* A Xen domain gets --emulator; omit needs an emulator to remove, a KVM domain one from Xen. */
static void
mark_used_emulator(struct settings *set, const struct run *r)
{
	const struct domain *d = r->domain;

	if (d->xen && d->devices != NONE &&
	    (set->emulator != NULL || node_child(d->doc, d->devices, NAME_EMULATOR) != NONE))
		set->emulator_used = true;
	for (size_t i = 0; set->emulator_given && !d->xen && i < r->edits->count; i++)
		if (r->edits->list[i].rule == EMULATOR)
			set->emulator_used = true;
}

void
domain_convert(struct run *r, uint32_t root, uint32_t peer, struct settings *set)
{
	const struct domain *d = read_facts(r, root, peer, set, false);

	mark_used_formats(set, d);
	r->domain = d;
	r->subject = root;
	r->scopes = d->xen ? SCOPES_ALL : SCOPE_BIT(SCOPE_ALWAYS) | SCOPE_BIT(SCOPE_OPTION);
	run_rules(r, NOT_XEN, NOT_XEN + 1);
	if (!d->known && r->refused)
		return;
	run_rules(r, NOT_XEN + 1, TARGET_ARCH);
	edits_settle(r->edits);
	mark_used_emulator(set, r);
	if (r->check && !d->xen) {
		dry_run(r, d, SCOPE_INERT);
		/* KVM accepts these values as well: warn only beside a sure leftover */
		if (edit_any(r->edits))
			dry_run(r, d, SCOPE_SUSPECT);
	}
	r->scopes = SCOPES_ALL;
}

void
domain_meet_target(struct run *r, const struct domain *d)
{
	const struct domain *before = r->domain;

	if (d == NULL || d->set->target == NULL || (!d->known && r->refused))
		return;
	r->domain = d;
	r->subject = d->root;
	run_rules(r, TARGET_ARCH, DOMAIN_RULE_COUNT);
	edits_settle(r->edits);
	r->domain = before;
}
