#include "domain/boot/boot.h"
#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

void
refuse_type(struct run *r)
{
	const struct domain *d = domain_of(r);
	struct str type = attr_value(d->doc, d->root, "type");

	if (!d->known)
		rule_refuse(r, NOT_XEN, d->root,
		            "unsupported domain type '%.*s': expected xen, kvm or qemu",
		            STR_FMT(type.p != NULL ? type : str_from("(none)")));
}

void
refuse_domain_zero(struct run *r)
{
	static const char zero[] = "00000000000000000000000000000000";
	const struct domain *d = domain_of(r);

	if (str_is(child_trimmed(d->doc, d->root, NAME_NAME), "Domain-0") ||
	    str_uuid_equal(child_trimmed(d->doc, d->root, NAME_UUID), str_from(zero)) ||
	    attr_is(d->doc, d->root, "id", "0"))
		rule_refuse_always(r, DOMAIN_ZERO, d->root,
		                   "Domain-0 is the Xen host itself, not a guest");
}

void
fix_type(struct run *r)
{
	const struct domain *d = domain_of(r);

	rule_set(r, DOMAIN_TYPE, d->root, "type", d->set->type);
}

static const char *
machine_word(const struct domain *d)
{
	return arena_copy(d->doc->arena, d->machine.p, d->machine.n);
}

HANDLER(convert_machine)
{
	const struct domain *d = domain_of(r);
	struct str machine = attr_value(d->doc, node, "machine");

	if (node != d->os_type) /* a second one, which nobody reads */
		return;
	/* without one the chipset would be the new host's choice, which is not always pc */
	if (str_starts(machine, "xen") || (machine.p == NULL && d->xen))
		rule_set(r, rule, node, "machine", machine_word(d));
}

HANDLER(add_arch)
{
	const struct domain *d = domain_of(r);

	if (node == d->os_type && attr_value(d->doc, node, "arch").p == NULL)
		rule_set(r, rule, node, "arch", d->set->arch);
}

HANDLER(refuse_arch)
{
	struct str arch = attr_value(domain_of(r)->doc, node, "arch");

	if (arch.p != NULL && !str_is(arch, "x86_64") && !str_is(arch, "i686"))
		rule_refuse(
		    r, rule, node,
		    "unsupported architecture '%.*s': QEMU has a machine like that of Xen for "
		    "x86_64 and i686 only",
		    STR_FMT(arch));
}

void
add_os(struct run *r)
{
	const struct domain *d = domain_of(r);
	struct element *os, *type;
	const char *dev;
	uint16_t boot = boot_device_rule(r, &dev);

	if (d->os_type != NONE || !rule_on(r, OS_MISSING))
		return;
	os = rule_element(r, OS_MISSING, d->os == NONE ? "os" : "type");
	type = d->os == NONE ? rule_child(r, OS_MISSING, os, "type") : os;
	type->text = "hvm";
	if (rule_on(r, OS_ARCH_MISSING))
		rule_part(r, OS_ARCH_MISSING, type, "arch", d->set->arch);
	if (rule_on(r, OS_MACHINE))
		rule_part(r, OS_MACHINE, type, "machine", machine_word(d));
	if (d->os != NONE) {
		rule_insert_first(r, d->os, os);
		return;
	}
	if (boot != DOMAIN_RULE_COUNT)
		rule_part(r, boot, rule_child(r, boot, os, "boot"), "dev", dev);
	rule_insert(r, d->root, domain_os_place(d), os);
}

/* Where distributions install Xen: /usr/lib/xen-4.17/boot, /usr/libexec/xen/boot */
static bool
is_xens_own(struct str path)
{
	return str_starts(path, "/usr/lib/xen") || str_starts(path, "/usr/lib64/xen") ||
	       str_starts(path, "/usr/libexec/xen") || str_starts(path, "/usr/share/xen");
}

static bool
selects_nothing(const struct domain *d, uint32_t args)
{
	static const char *const quiet[] = { "", "-q", "--quiet", NULL };

	return str_in(node_trimmed(d->doc, args), quiet) ||
	       str_has(node_trimmed(d->doc, d->bootloader), "pypxeboot");
}

HANDLER(drop_quiet_args)
{
	if (selects_nothing(domain_of(r), node))
		rule_drop(r, rule, node);
}

HANDLER(drop_selecting_args)
{
	if (!selects_nothing(domain_of(r), node))
		rule_drop(r, rule, node);
}

/*
 * libvirt's XenAPI driver calls every PV guest's loader pygrub. In a kvm domain, a directory named
 * xen may hold firmware that people put there.
 */
HANDLER(drop_hvmloader)
{
	const struct domain *d = domain_of(r);
	struct str path = node_trimmed(d->doc, node);
	bool none = d->xen && (domain_is_pv(d) || path.n == 0);
	bool there = is_xens_own(path) || (d->xen && str_has(path, "/xen/"));

	if (none || there || str_has(path, "hvmloader") || str_is(str_base(path), "pygrub"))
		rule_drop(r, rule, node);
}

HANDLER(convert_ovmf)
{
	const struct domain *d = domain_of(r);
	bool any = false;
	uint32_t i;

	if (domain_is_pv(d) || node != d->os)
		return;
	for (i = node_child(d->doc, node, NAME_LOADER); i != NONE; i = node_next_same(d->doc, i))
		if (domain_is_ovmf(d->doc, i)) {
			rule_drop(r, rule, i);
			any = true;
		}
	if (any)
		rule_set(r, rule, node, "firmware", "efi");
}

/* The second element of its name beside the first one, which may be missing. */
static void
refuse_second(struct run *r, uint32_t first)
{
	uint32_t i = first != NONE ? node_next_same(run_doc(r), first) : NONE;

	if (i != NONE)
		rule_refuse(r, ELEMENT_REPEATED, i, "unexpected second element '%.*s'",
		            STR_FMT(node_name(run_doc(r), i)));
}

void
refuse_repeated(struct run *r)
{
	static const enum name actions[] = { NAME_ON_POWEROFF, NAME_ON_REBOOT, NAME_ON_CRASH };
	const struct domain *d = domain_of(r);
	uint32_t i;

	refuse_second(r, d->os);
	refuse_second(r, d->devices);
	for (i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		refuse_second(r, node_child(d->doc, d->root, actions[i]));
	refuse_second(r, node_child(d->doc, d->os, NAME_TYPE));
	for (size_t n = 0; n < d->disks_count; n++) {
		refuse_second(r, d->disks[n].source);
		refuse_second(r, d->disks[n].target);
	}
	for (i = node_child(d->doc, d->devices, NAME_CONSOLE); i != NONE;
	     i = node_next_same(d->doc, i))
		refuse_second(r, node_child(d->doc, i, NAME_TARGET));
}

HANDLER(note_slic)
{
	struct str path = node_trimmed(run_doc(r), node);

	rule_report(r, rule, node, "the ACPI table '%.*s' must exist on the new host%s",
	            STR_FMT(path),
	            str_starts(path, "/sys/") ? ", and this one belongs to the old host" : "");
}
