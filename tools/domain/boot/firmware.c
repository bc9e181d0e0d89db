#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"
#include "vocabulary/words.h"

static struct element *
add_feature(struct run *r, uint16_t rule, struct element *firmware, const char *enabled)
{
	struct element *e = firmware != NULL ? rule_child(r, rule, firmware, "feature")
	                                     : rule_element(r, rule, "feature");

	rule_part(r, rule, e, "enabled", enabled);
	rule_part(r, rule, e, "name", "secure-boot");
	return e;
}

/* Where libvirt knows no firmware element: it is on only if the loader says so. */
static void
set_secure_loader(struct run *r, uint16_t rule, uint32_t os, bool on)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	for (i = node_child(doc, os, NAME_FIRMWARE); i != NONE; i = node_next_same(doc, i))
		rule_drop(r, rule, i);
	if (on)
		rule_add(r, rule, os, domain_of(r)->os_type, "loader", "secure", "yes");
}

/* In the first firmware element: libvirt reads no other. */
static void
set_secure_boot(struct run *r, uint16_t rule, uint32_t os, bool on)
{
	static const char *const path[] = { "domain", "os", "firmware", NULL };
	const struct document *doc = run_doc(r);
	const char *enabled = on ? "yes" : "no";
	uint32_t firmware = node_child(doc, os, NAME_FIRMWARE), feature, keys;
	struct element *e;

	if (words_lack(r->libvirt, path)) {
		set_secure_loader(r, rule, os, on);
		return;
	}
	if (firmware == NONE) {
		e = rule_element(r, rule, "firmware");
		add_feature(r, rule, e, enabled);
		rule_insert(r, os, domain_of(r)->os_type, e);
		return;
	}
	feature = child_with(doc, firmware, NAME_FEATURE, "name", "secure-boot");
	if (feature != NONE)
		rule_set(r, rule, feature, "enabled", enabled);
	else
		rule_insert(r, firmware, NONE, add_feature(r, rule, NULL, enabled));
	keys = child_with(doc, firmware, NAME_FEATURE, "name", "enrolled-keys");
	if (!on && attr_is(doc, keys, "enabled", "yes"))
		rule_set(r, rule, keys, "enabled", "no");
}

/* libvirt turns SMM on by itself, unless the document turns it off. */
static void
allow_smm(struct run *r, uint16_t rule)
{
	const struct domain *d = domain_of(r);
	uint32_t smm = node_child(d->doc, d->features, NAME_SMM);

	if (attr_is(d->doc, smm, "state", "off"))
		rule_set(r, rule, smm, "state", "on");
}

HANDLER(fix_secure_boot)
{
	const struct domain *d = domain_of(r);

	if (!d->efi || node != d->os)
		return;
	if (!d->secure_boot || d->q35) {
		set_secure_boot(r, rule, node, d->secure_boot);
		if (d->secure_boot)
			allow_smm(r, rule);
	} else if (rule_refuse(r, rule, node,
	                       "the guest asks for Secure Boot, which needs the machine q35: use "
	                       "--machine=q35, or --force, which turns it off"))
		set_secure_boot(r, rule, node, false);
}

HANDLER(warn_q35)
{
	const struct domain *d = domain_of(r);

	if (!d->secure_boot || !d->q35 || d->set->machine_given || node != d->os)
		return;
	for (size_t i = 0; i < d->disks_count; i++)
		if (d->disks[i].new->bus_reason == REASON_IDE_Q35 &&
		    !disk_is_removable(&d->disks[i])) {
			rule_report(r, rule, d->disks[i].target,
			            "Secure Boot needs the machine q35, so the disk '%.*s' is on "
			            "SATA instead of IDE: the guest must have the AHCI driver",
			            STR_FMT(d->disks[i].old->dev));
			return;
		}
}
