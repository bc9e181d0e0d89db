#include "domain/facts.h"
#include "domain/handlers.h"
#include "domain/rules.h"
#include "index/value.h"

HANDLER(convert_type)
{
	const struct domain *d = domain_of(r);

	if (d->xen)
		rule_set(r, rule, node, "type", d->set->type);
}

static bool
has_ide_disk(const struct domain *d)
{
	for (size_t i = 0; i < d->disks_count; i++)
		if (str_is(disk_new_bus(&d->disks[i]), "ide"))
			return true;
	return false;
}

HANDLER(convert_machine)
{
	const struct domain *d = domain_of(r);
	struct str machine = attr_value(d->doc, node, "machine");

	/* pc is what libvirt takes anyway; it is written down where disks depend on it */
	bool wanted = has_ide_disk(d) || !str_is(str_from(d->set->machine), "pc");

	if (str_starts(machine, "xen") || (machine.p == NULL && d->xen && wanted))
		rule_set(r, rule, node, "machine", d->set->machine);
}

HANDLER(add_arch)
{
	const struct domain *d = domain_of(r);

	if (attr_value(d->doc, node, "arch").p == NULL)
		rule_set(r, rule, node, "arch", d->set->arch);
}

HANDLER(refuse_arch)
{
	struct str arch = attr_value(domain_of(r)->doc, node, "arch");

	if (arch.p != NULL && !str_is(arch, "x86_64") && !str_is(arch, "i686"))
		rule_refuse(r, rule, node, "architecture '%.*s' has no machine like Xen's in QEMU",
		            STR_FMT(arch));
}

static bool
is_pypxeboot(const struct domain *d)
{
	return str_has(node_word(d->doc, d->bootloader), "pypxeboot");
}

/* Whether the domain says anywhere what to boot from. */
static bool
has_boot_order(const struct domain *d)
{
	return (d->os != NONE && node_child(d->doc, d->os, NAME_BOOT) != NONE) ||
	       domain_has_device_order(d);
}

/* libvirt's Xen drivers did not mind both kinds of boot order for a PV guest. */
static void
drop_boot_devices(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i;

	for (i = node_child(d->doc, d->os, NAME_BOOT); i != NONE; i = node_again(d->doc, i))
		rule_drop(r, BOOT_ORDER_CONFLICT, i);
}

/* The rule that adds a boot device, or NONE's like: DOMAIN_RULE_COUNT. */
static uint16_t
boot_rule(const struct run *r, const char **dev)
{
	const struct domain *d = domain_of(r);

	if (is_pypxeboot(d) && rule_on(r, BOOTLOADER_PYPXEBOOT) &&
	    (!has_boot_order(d) || node_child(d->doc, d->os, NAME_BOOT) != NONE)) {
		*dev = "network";
		return BOOTLOADER_PYPXEBOOT;
	}
	*dev = "hd";
	if (domain_is_pv(d) && !has_boot_order(d) && rule_on(r, BOOT_DEV_ADDED))
		return BOOT_DEV_ADDED;
	return DOMAIN_RULE_COUNT;
}

HANDLER(add_os)
{
	const struct domain *d = domain_of(r);
	struct element *os, *type;
	const char *dev;
	uint16_t boot = boot_rule(r, &dev);

	(void)node;
	if (d->os_type != NONE)
		return;
	os = rule_element(r, rule, d->os == NONE ? "os" : "type");
	type = d->os == NONE ? rule_child(r, rule, os, "type") : os;
	type->text = "hvm";
	if (rule_on(r, OS_ARCH_MISSING))
		rule_part(r, OS_ARCH_MISSING, type, "arch", d->set->arch);
	if (rule_on(r, OS_MACHINE))
		rule_part(r, OS_MACHINE, type, "machine", d->set->machine);
	if (d->os != NONE) {
		rule_insert_first(r, d->os, os);
		return;
	}
	if (boot != DOMAIN_RULE_COUNT)
		rule_part(r, boot, rule_child(r, boot, os, "boot"), "dev", dev);
	rule_insert(r, d->root, domain_os_place(d), os);
	insert_features(r);
}

void
plan_boot(struct run *r)
{
	const struct domain *d = domain_of(r);
	const char *dev;
	uint16_t rule = boot_rule(r, &dev);
	uint32_t boot;
	struct element *e;

	if (d->os == NONE)
		return;
	if (domain_is_pv(d) && domain_has_device_order(d)) {
		drop_boot_devices(r);
		return;
	}
	if (rule == DOMAIN_RULE_COUNT)
		return;
	boot = node_child(d->doc, d->os, NAME_BOOT);
	if (boot != NONE) {
		rule_set(r, rule, boot, "dev", dev);
		return;
	}
	e = rule_element(r, rule, "boot");
	rule_part(r, rule, e, "dev", dev);
	rule_insert(r, d->os, NONE, e);
}

HANDLER(convert_boot_text)
{
	const struct document *doc = run_doc(r);
	struct str text = node_word(doc, node);

	if (attr_value(doc, node, "dev").p != NULL || text.n == 0)
		return;
	rule_set(r, rule, node, "dev", arena_copy(doc->arena, text.p, text.n));
	rule_text(r, rule, node, "");
}

HANDLER(note_boot_order)
{
	const struct domain *d = domain_of(r);
	uint32_t boot = d->os != NONE ? node_child(d->doc, d->os, NAME_BOOT) : NONE, i;

	(void)node;
	if (boot == NONE || is_pypxeboot(d))
		return;
	for (i = boot; i != NONE; i = node_again(d->doc, i))
		if (str_is(domain_boot_device(d, i), "hd"))
			return;
	rule_say(r, rule, boot, "the boot order has no hd: QEMU will not fall back to the disk");
}

static bool
is_ovmf(const struct document *doc, uint32_t loader)
{
	struct str path = node_word(doc, loader);

	return attr_is(doc, loader, "type", "pflash") || str_has(path, "ovmf") ||
	       str_has(path, "OVMF");
}

/* Where distributions put what belongs to Xen: /usr/lib/xen-4.17/boot, /usr/libexec/xen/boot */
static bool
is_xens_own(struct str path)
{
	return str_starts(path, "/usr/lib/xen") || str_starts(path, "/usr/lib64/xen") ||
	       str_starts(path, "/usr/libexec/xen") || str_starts(path, "/usr/share/xen");
}

/*
 * libvirt's XenAPI driver calls every PV guest's loader pygrub.  In a kvm domain, firmware may lie
 * in a directory of this name that people have made.
 */
HANDLER(drop_hvmloader)
{
	const struct domain *d = domain_of(r);
	struct str path = node_word(d->doc, node);
	bool none = d->xen && (domain_is_pv(d) || path.n == 0);
	bool there = is_xens_own(path) || (d->xen && str_has(path, "/xen/"));

	if (none || there || str_has(path, "hvmloader") || str_is(str_base(path), "pygrub"))
		rule_drop(r, rule, node);
}

HANDLER(convert_ovmf)
{
	const struct domain *d = domain_of(r);

	if (domain_is_pv(d) || !is_ovmf(d->doc, node))
		return;
	rule_drop(r, rule, node);
	rule_set(r, rule, d->os, "firmware", "efi");
}

HANDLER(note_slic)
{
	struct str path = node_word(run_doc(r), node);

	rule_say(r, rule, node, "the ACPI table '%.*s' has to exist on the new host%s",
	         STR_FMT(path),
	         str_starts(path, "/sys/") ? "; this one is the old host's own" : "");
}
