#include "domain/convert.h"

#include "domain/facts.h"
#include "domain/handlers.h"
#include "domain/rules.h"
#include "index/value.h"

/* The plans look at the whole domain; in a kvm or qemu domain only left-overs concern them. */
static void
run_plans(struct run *r, bool xen)
{
	plan_disks(r);
	plan_consoles(r);
	plan_commandline(r);
	plan_seclabels(r);
	plan_lifecycle(r);
	plan_kernel(r);
	if (!xen)
		return;
	plan_boot(r);
	plan_boot_disk(r);
	plan_display(r);
	plan_interface_hostdevs(r);
	plan_live(r);
	plan_chores(r);
}

/* The rules of a scope look at the domain as if it were a Xen domain, and may only talk. */
static void
tell(struct run *r, const struct domain *d, enum scope scope)
{
	r->doubt = true;
	r->told = scope;
	r->facts = domain_read(r, d->root, d->twin, d->set, true);
	run_rules(r, 0, DOMAIN_RULE_COUNT, false);
	run_plans(r, true);
	r->doubt = false;
	r->facts = d;
}

void
domain_convert(struct run *r, uint32_t root, uint32_t twin, const struct settings *set)
{
	struct domain *d = domain_read(r, root, twin, set, false);
	struct str type = attr_value(d->doc, root, "type");

	r->facts = d;
	r->subject = root;
	if (!d->known) {
		rule_refuse(r, NOT_XEN, root, "domain type %s%.*s%s is not xen, kvm or qemu",
		            type.p ? "'" : "(none)", STR_FMT(type.p ? type : str_from("")),
		            type.p ? "'" : "");
		if (r->refused)
			return;
	}
	run_rules(r, 0, DOMAIN_RULE_COUNT, !d->xen);
	run_plans(r, d->xen);
	run_settle(r);
	if (!r->check || d->xen)
		return;
	tell(r, d, SCOPE_IDLE);
	/* what KVM takes as well is pointed out only beside something that is Xen's for sure */
	if (edit_any(r->edits))
		tell(r, d, SCOPE_DOUBT);
}
