#include "domain/facts.h"

#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

const struct domain *
domain_of(const struct run *r)
{
	return r->domain;
}

bool
domain_is_pv(const struct domain *d)
{
	return d->guest != GUEST_HVM;
}

uint32_t
domain_os_place(const struct domain *d)
{
	static const enum name before[] = {
		NAME_BOOTLOADER_ARGS, NAME_BOOTLOADER, NAME_VCPU, NAME_CURRENT_MEMORY,
		NAME_MEMORY,          NAME_UUID,       NAME_NAME
	};
	uint32_t node = d->os;

	for (size_t i = 0; node == NONE && i < sizeof(before) / sizeof(before[0]); i++)
		node = node_child(d->doc, d->root, before[i]);
	return node;
}

bool
domain_has_device_order(const struct domain *d)
{
	const struct document *doc = d->doc;
	uint32_t i;

	for (i = doc->first[NAME_BOOT]; i != NONE; i = doc->nodes[i].same)
		if (i > d->root && i < doc->nodes[d->root].next &&
		    attr_value(doc, i, "order").p != NULL)
			return true;
	return false;
}

struct str
domain_boot_device(const struct domain *d, uint32_t boot)
{
	struct str dev = attr_value(d->doc, boot, "dev");

	return dev.p != NULL ? dev : node_trimmed(d->doc, boot);
}

const char *
domain_console(const struct domain *d)
{
	if (d->xen && d->serial)
		return "virtio";
	return strcmp(d->set->console, "virtio") == 0 ? "virtio" : "serial";
}

/* xend wrote linux, libvirt's Xen drivers xen; without a type, a boot loader means PV. */
static enum guest
guest_of(const struct domain *d)
{
	struct str type = node_trimmed(d->doc, d->os_type);

	if (str_is(type, "xenpvh") || str_is(type, "pvh"))
		return GUEST_PVH;
	if (str_is(type, "linux") || str_is(type, "xen"))
		return GUEST_PV;
	return type.p == NULL && d->xen ? GUEST_PV : GUEST_HVM;
}

/* Whether a feature of Hyper-V is shown, which only Windows looks for: Xen calls it viridian. */
static bool
shows_hyperv(const struct domain *d)
{
	return d->features != NONE && (node_child(d->doc, d->features, NAME_VIRIDIAN) != NONE ||
	                               node_child(d->doc, d->features, NAME_HYPERV) != NONE);
}

/*
 * The id that virt-install and virt-manager write into the domain's metadata, such as
 * http://microsoft.com/win/2k12; absent: there is none.
 */
static struct str
osinfo_id(const struct domain *d)
{
	uint32_t metadata = node_child(d->doc, d->root, NAME_METADATA), i;

	if (metadata == NONE)
		return STR_NONE;
	for (i = d->doc->first[NAME_LIBOSINFO_OS]; i != NONE; i = d->doc->nodes[i].same)
		if (i > metadata && i < d->doc->nodes[metadata].next)
			return attr_value(d->doc, i, "id");
	return STR_NONE;
}

/* As libvirt wrote it: sync before 0.5, a variable offset for localtime=1 of xl.cfg. */
static bool
clock_is_local(const struct document *doc, uint32_t clock)
{
	struct str offset = attr_value(doc, clock, "offset");

	if (offset.p == NULL)
		return attr_is(doc, clock, "sync", "localtime");
	return str_is(offset, "localtime") ||
	       (str_is(offset, "variable") && attr_is(doc, clock, "basis", "localtime"));
}

/* A clock in local time is Windows', too (libosinfo: clock). */
static enum guest_system
system_of(const struct domain *d)
{
	uint32_t clock = node_child(d->doc, d->root, NAME_CLOCK);
	struct str id = osinfo_id(d);

	if (domain_is_pv(d))
		return SYSTEM_OTHER;
	if (id.p != NULL)
		return str_has(id, "microsoft.com/") ? SYSTEM_WINDOWS : SYSTEM_OTHER;
	if (shows_hyperv(d) || clock_is_local(d->doc, clock))
		return SYSTEM_WINDOWS;
	return SYSTEM_UNKNOWN;
}

/* Of what follows from these, UCS from Debian, CentOS from RHEL. */
static enum guest_family
family_of(const struct domain *d)
{
	static const struct {
		const char *vendor;
		enum guest_family family;
	} vendors[] = {
		{ "debian.org/", FAMILY_DEBIAN },      { "ubuntu.com/", FAMILY_DEBIAN },
		{ "univention.", FAMILY_DEBIAN },      { "redhat.com/", FAMILY_RHEL },
		{ "centos.org/", FAMILY_RHEL },        { "oracle.com/ol", FAMILY_RHEL },
		{ "fedoraproject.org/", FAMILY_RHEL }, { "scientificlinux.org/", FAMILY_RHEL },
		{ "rockylinux.org/", FAMILY_RHEL },    { "almalinux.org/", FAMILY_RHEL },
		{ "suse.com/", FAMILY_SLES },          { "opensuse.org/", FAMILY_SLES },
	};
	struct str id = osinfo_id(d);

	for (size_t i = 0; i < sizeof(vendors) / sizeof(vendors[0]); i++)
		if (id.p != NULL && str_has(id, vendors[i].vendor))
			return vendors[i].family;
	return id.p != NULL && !str_has(id, "linux") ? FAMILY_STRANGE : FAMILY_ANY;
}

bool
domain_is_ovmf(const struct document *doc, uint32_t loader)
{
	struct str path = node_trimmed(doc, loader);

	return attr_is(doc, loader, "type", "pflash") || str_has(path, "ovmf") ||
	       str_has(path, "OVMF");
}

static bool
has_efi(const struct domain *d)
{
	uint32_t i;

	if (!d->xen || domain_is_pv(d) || d->os == NONE)
		return false;
	for (i = node_child(d->doc, d->os, NAME_LOADER); i != NONE; i = node_next_same(d->doc, i))
		if (domain_is_ovmf(d->doc, i))
			return true;
	return attr_is(d->doc, d->os, "firmware", "efi");
}

/* Whether a feature of the firmware is one that Secure Boot has: keys are enrolled for it only. */
static bool
has_secure_feature(const struct document *doc, uint32_t firmware)
{
	static const char *const names[] = { "secure-boot", "enrolled-keys", NULL };
	uint32_t i;

	for (i = node_child(doc, firmware, NAME_FEATURE); i != NONE; i = node_next_same(doc, i))
		if (str_in(attr_value(doc, i, "name"), names) && attr_is(doc, i, "enabled", "yes"))
			return true;
	return false;
}

static bool
asks_for_secure_boot(const struct domain *d)
{
	const struct document *doc = d->doc;
	uint32_t i;

	if (child_with(doc, d->os, NAME_LOADER, "secure", "yes") != NONE)
		return true;
	for (i = node_child(doc, d->os, NAME_FIRMWARE); i != NONE; i = node_next_same(doc, i))
		if (has_secure_feature(doc, i))
			return true;
	return false;
}

bool
domain_lacks_machine(const struct domain *d, struct str machine)
{
	return machine.p != NULL && d->there != NULL && d->there->machines.count > 0 &&
	       target_machine(d->there, machine) == NULL;
}

/*
 * What Xen's machine becomes: pc, or that of --machine; q35 for Secure Boot, which needs its SMM,
 * and where the new host has no pc.
 */
static struct str
machine_for_xen(const struct domain *d)
{
	struct str machine = str_from(d->set->machine);

	if (d->secure_boot && !d->set->machine_given)
		return str_from("q35");
	if (!d->set->machine_given && domain_lacks_machine(d, machine) &&
	    target_machine(d->there, str_from("q35")) != NULL)
		return str_from("q35");
	return machine;
}

static struct str
new_machine(const struct domain *d)
{
	struct str machine = attr_value(d->doc, d->os_type, "machine");

	if (str_starts(machine, "xen") || (d->xen && machine.p == NULL))
		return machine_for_xen(d);
	if (d->xen && domain_lacks_machine(d, machine))
		return machine_for_xen(d);
	return machine;
}

/* Before the disks are named: the machine decides which buses there are. */
static void
read_target(struct domain *d, struct str type)
{
	const struct target *t = d->set->target;
	struct str arch = attr_value(d->doc, d->os_type, "arch");

	d->type = d->xen ? str_from(d->set->type) : type;
	d->arch = arch.p != NULL || !d->xen ? arch : str_from(d->set->arch);
	if (t != NULL) {
		if (d->arch.p == NULL)
			d->arch = t->host_arch;
		d->there = target_arch(t, d->arch);
	}
	d->machine = new_machine(d);
	d->q35 = str_has(d->machine, "q35");
	if (t != NULL)
		d->ability = target_ability(t, d->arch, d->type, d->machine);
	if (d->ability == NULL)
		return;
	d->exact = str_equal(d->ability->type, d->type);
	d->same_kind = str_has(d->ability->machine, "q35") == d->q35;
}

struct str
domain_emulator_there(const struct domain *d)
{
	const struct target_type *type = target_type(d->there, d->type);

	if (type != NULL && type->emulator.p != NULL)
		return type->emulator;
	if (d->there != NULL && d->there->emulator.p != NULL)
		return d->there->emulator;
	return d->ability != NULL ? d->ability->path : STR_NONE;
}

const char *
domain_emulator(const struct domain *d)
{
	struct str there = domain_emulator_there(d);

	return d->set->emulator_given || there.p == NULL
	           ? d->set->emulator
	           : arena_copy(d->doc->arena, there.p, there.n);
}

const char *
domain_cpu_mode(const struct domain *d, struct str wanted)
{
	static const char *const modes[] = { "host-passthrough", "host-model", "maximum" };
	const char *same = arena_copy(d->doc->arena, wanted.p, wanted.n);

	if (!d->exact || target_has_mode(d->ability, wanted) != ANSWER_NO)
		return same;
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (target_has_mode(d->ability, str_from(modes[i])) == ANSWER_YES)
			return modes[i];
	return "";
}

static bool
has_no_usb(const struct domain *d)
{
	uint32_t i;

	for (i = node_child(d->doc, d->devices, NAME_CONTROLLER); i != NONE;
	     i = node_next_same(d->doc, i))
		if (attr_is(d->doc, i, "type", "usb") && attr_is(d->doc, i, "model", "none"))
			return true;
	return false;
}

struct domain *
domain_read(const struct run *r, uint32_t root, uint32_t peer, const struct settings *set,
            bool as_xen)
{
	struct document *doc = run_doc(r);
	struct domain *d = arena_alloc(doc->arena, sizeof(*d));
	struct str type = attr_value(doc, root, "type");

	d->doc = doc;
	d->set = set;
	d->root = root;
	d->peer = peer;
	d->xen = as_xen || str_is(type, "xen");
	d->known = d->xen || str_is(type, "kvm") || str_is(type, "qemu");
	d->os = node_child(doc, root, NAME_OS);
	d->os_type = node_child(doc, d->os, NAME_TYPE);
	d->devices = node_child(doc, root, NAME_DEVICES);
	d->features = node_child(doc, root, NAME_FEATURES);
	d->cpu = node_child(doc, root, NAME_CPU);
	d->bootloader = node_child(doc, root, NAME_BOOTLOADER);
	d->guest = guest_of(d);
	d->system = system_of(d);
	d->efi = has_efi(d);
	d->secure_boot = d->efi && rule_on(r, FIRMWARE_SECURE_BOOT) && asks_for_secure_boot(d);
	read_target(d, type);
	d->transitional = d->xen && d->q35 && strcmp(set->virtio, "modern") != 0 &&
	                  rule_on(r, VIRTIO_TRANSITIONAL);
	d->family = family_of(d);
	if (d->devices != NONE) {
		d->serial = node_child(d->doc, d->devices, NAME_SERIAL) != NONE;
		d->tablet = child_with(doc, d->devices, NAME_INPUT, "type", "tablet") != NONE;
		d->mouse = child_with(doc, d->devices, NAME_INPUT, "type", "mouse") != NONE;
		d->no_usb = has_no_usb(d);
	}
	return d;
}

const char *
domain_virtio(const struct domain *d)
{
	return d->transitional ? "virtio-transitional" : "virtio";
}

const char *
domain_nic_model(const struct domain *d)
{
	return strcmp(d->set->nic_model, "virtio") == 0 ? domain_virtio(d) : d->set->nic_model;
}
