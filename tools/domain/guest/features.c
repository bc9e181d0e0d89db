#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

/* On Xen an HVM guest without the feature had none; only an old Windows is set up without. */
static void
tell_acpi(struct run *r, uint16_t rule, uint32_t node)
{
	static const char message[] =
	    "the guest ran without ACPI, and gets it: a Windows that was installed without may not "
	    "boot with it (--skip=features-acpi)";
	const struct domain *d = domain_of(r);

	if (!domain_is_pv(d) && d->system == SYSTEM_WINDOWS)
		rule_report(r, rule, node, message);
	else if (!domain_is_pv(d))
		rule_note(r, rule, node, message);
}

void
add_features(struct run *r)
{
	const struct domain *d = domain_of(r);
	bool acpi = !selection_skips(r->selection, FEATURES_ACPI);
	bool apic = !selection_skips(r->selection, FEATURES_APIC);
	struct element *e;

	if (d->features != NONE || (!acpi && !apic))
		return;
	e = rule_element(r, FEATURES_MISSING, "features");
	if (acpi)
		rule_child(r, FEATURES_MISSING, e, "acpi");
	if (apic)
		rule_child(r, FEATURES_MISSING, e, "apic");
	rule_insert(r, d->root, domain_os_place(d), e);
	if (acpi)
		tell_acpi(r, FEATURES_MISSING, d->root);
}

/* Adds it to the features, unless it is there; a second features element gets none. */
static bool
add_feature(struct run *r, uint16_t rule, uint32_t features, enum name name)
{
	if (features != domain_of(r)->features || node_child(run_doc(r), features, name) != NONE)
		return false;
	rule_insert(r, features, NONE, rule_element(r, rule, name_text(name)));
	return true;
}

HANDLER(add_acpi)
{
	if (add_feature(r, rule, node, NAME_ACPI))
		tell_acpi(r, rule, node);
}

HANDLER(add_apic)
{
	add_feature(r, rule, node, NAME_APIC);
}

static void
add_hyperv(struct run *r, uint16_t rule, uint32_t viridian)
{
	struct element *e = rule_element(r, rule, "hyperv"), *part;

	part = rule_child(r, rule, e, "relaxed");
	rule_part(r, rule, part, "state", "on");
	part = rule_child(r, rule, e, "vapic");
	rule_part(r, rule, part, "state", "on");
	part = rule_child(r, rule, e, "spinlocks");
	rule_part(r, rule, part, "state", "on");
	rule_part(r, rule, part, "retries", "8191");
	rule_insert(r, domain_of(r)->features, viridian, e);
}

/* The timer by which hyperv's time is asked for; a clock for it, if there is none. */
static void
add_hypervclock(struct run *r, uint16_t rule)
{
	const struct domain *d = domain_of(r);
	uint32_t clock = node_child(d->doc, d->root, NAME_CLOCK);
	struct element *e;

	if (child_with(d->doc, clock, NAME_TIMER, "name", "hypervclock") != NONE)
		return;
	if (clock != NONE)
		e = rule_add(r, rule, clock, NONE, "timer", "name", "hypervclock");
	else {
		e = rule_add(r, rule, d->root, d->features, "clock", "offset", "utc");
		e = rule_child(r, rule, e, "timer");
		rule_part(r, rule, e, "name", "hypervclock");
	}
	rule_part(r, rule, e, "present", "yes");
}

/* What viridian offered a Windows guest: libxl's default enlightenments, in libvirt's terms. */
HANDLER(convert_viridian)
{
	const struct domain *d = domain_of(r);
	uint32_t viridian = node_child(d->doc, node, NAME_VIRIDIAN), i;

	for (i = viridian; i != NONE; i = node_next_same(d->doc, i))
		rule_drop(r, rule, i);
	if (viridian == NONE || node != d->features || r->dry_run) /* reported already */
		return;
	if (node_child(d->doc, node, NAME_HYPERV) == NONE)
		add_hyperv(r, rule, viridian);
	add_hypervclock(r, rule);
}

/* Turns a feature on, or adds it. */
static void
need_feature(struct run *r, uint16_t rule, uint32_t hyperv, enum name name)
{
	uint32_t node = node_child(run_doc(r), hyperv, name);

	if (node != NONE) {
		rule_set(r, rule, node, "state", "on");
		return;
	}
	rule_add(r, rule, hyperv, NONE, name_text(name), "state", "on");
}

/* QEMU's table of what a feature needs (target/i386/kvm/kvm.c kvm_hyperv_properties). */
HANDLER(complete_hyperv)
{
	static const struct {
		enum name feature, needs;
	} needs[] = {
		{ NAME_STIMER, NAME_SYNIC },     { NAME_SYNIC, NAME_VPINDEX },
		{ NAME_TLBFLUSH, NAME_VPINDEX }, { NAME_IPI, NAME_VPINDEX },
		{ NAME_EVMCS, NAME_VAPIC },
	};
	const struct domain *d = domain_of(r);
	bool stimer = attr_is(d->doc, node_child(d->doc, node, NAME_STIMER), "state", "on");
	bool vpindex = false;

	if (d->doc->nodes[node].parent != d->features ||
	    attr_is(d->doc, node, "mode", "passthrough"))
		return;
	for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++) {
		uint32_t has = node_child(d->doc, node, needs[i].feature);
		bool on = attr_is(d->doc, has, "state", "on") ||
		          (stimer && needs[i].feature == NAME_SYNIC);

		if (!on || (vpindex && needs[i].needs == NAME_VPINDEX))
			continue;
		vpindex = vpindex || needs[i].needs == NAME_VPINDEX;
		need_feature(r, rule, node, needs[i].needs);
	}
	if (stimer && node_child(d->doc, d->features, NAME_VIRIDIAN) == NONE)
		add_hypervclock(r, rule);
}

HANDLER(note_pae)
{
	rule_report(r, rule, node, "pae stays without effect: all CPUs of QEMU have it");
}
