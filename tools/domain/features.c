#include "domain/facts.h"
#include "domain/handlers.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

void
insert_features(struct run *r)
{
	const struct domain *d = domain_of(r);
	struct element *e;

	if (d->features != NONE)
		return;
	e = rule_element(r, FEATURES_MISSING, "features");
	rule_child(r, FEATURES_MISSING, e, "acpi");
	rule_child(r, FEATURES_MISSING, e, "apic");
	rule_insert(r, d->root, domain_os_place(d), e);
}

HANDLER(add_features)
{
	const struct domain *d = domain_of(r);

	(void)rule;
	(void)node;
	/* behind an os that is missing as well */
	if (d->os == NONE && rule_on(r, OS_MISSING))
		return;
	insert_features(r);
}

static void
add_feature(struct run *r, uint16_t rule, uint32_t features, enum name name)
{
	if (node_child(run_doc(r), features, name) == NONE)
		rule_insert(r, features, NONE, rule_element(r, rule, name_text(name)));
}

HANDLER(add_acpi)
{
	add_feature(r, rule, node, NAME_ACPI);
	if (!domain_is_pv(domain_of(r)) && node_child(run_doc(r), node, NAME_ACPI) == NONE)
		rule_say(r, rule, node,
		         "a Windows that was installed without ACPI wants it left out: "
		         "--skip=features-acpi");
}

HANDLER(add_apic)
{
	add_feature(r, rule, node, NAME_APIC);
}

static struct element *
hypervclock(struct run *r, uint16_t rule)
{
	struct element *e = rule_element(r, rule, "timer");

	rule_part(r, rule, e, "name", "hypervclock");
	rule_part(r, rule, e, "present", "yes");
	return e;
}

/* Whether the clock has the timer already, present or not. */
static bool
has_hypervclock(const struct document *doc, uint32_t clock)
{
	uint32_t i;

	for (i = clock != NONE ? node_child(doc, clock, NAME_TIMER) : NONE; i != NONE;
	     i = node_again(doc, i))
		if (attr_is(doc, i, "name", "hypervclock"))
			return true;
	return false;
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

/* What viridian gave a Windows guest: libxl's default enlightenments, as libvirt names them. */
HANDLER(convert_viridian)
{
	const struct domain *d = domain_of(r);
	uint32_t clock = node_child(d->doc, d->root, NAME_CLOCK);
	struct element *e;

	rule_drop(r, rule, node);
	if (r->doubt) /* has been told */
		return;
	if (node_child(d->doc, d->features, NAME_HYPERV) == NONE)
		add_hyperv(r, rule, node);
	if (has_hypervclock(d->doc, clock))
		return;
	if (clock != NONE) {
		rule_insert(r, clock, NONE, hypervclock(r, rule));
		return;
	}
	e = rule_element(r, rule, "clock");
	rule_part(r, rule, e, "offset", "utc");
	e->child = hypervclock(r, rule);
	rule_insert(r, d->root, d->features, e);
}

/* The mode to add; without KVM there is no passing through. */
static const char *
new_cpu_mode(const struct domain *d)
{
	bool tcg = str_is(str_from(d->set->type), "qemu");

	return tcg && str_is(str_from(d->set->cpu), "host-passthrough") ? "maximum" : d->set->cpu;
}

HANDLER(add_cpu_model)
{
	const struct domain *d = domain_of(r);
	struct element *e;

	(void)node;
	if (d->set->cpu == NULL)
		return;
	if (d->cpu == NONE) {
		e = rule_element(r, rule, "cpu");
		rule_part(r, rule, e, "mode", new_cpu_mode(d));
		rule_insert(r, d->root, d->features != NONE ? d->features : domain_os_place(d), e);
	} else if (attr_value(d->doc, d->cpu, "mode").p == NULL &&
	           node_child(d->doc, d->cpu, NAME_MODEL) == NONE)
		rule_set(r, rule, d->cpu, "mode", new_cpu_mode(d));
	else
		return;
	if (!d->set->cpu_given)
		rule_say(r, rule, d->cpu != NONE ? d->cpu : d->root,
		         "the guest sees the host's CPU, as on Xen: live migration then wants "
		         "equal "
		         "hosts; --cpu=MODE chooses, --cpu=none adds nothing");
}

HANDLER(convert_passthrough)
{
	const struct domain *d = domain_of(r);

	if (str_is(str_from(d->set->type), "qemu") &&
	    attr_is(d->doc, node, "mode", "host-passthrough"))
		rule_set(r, rule, node, "mode", "maximum");
}

HANDLER(convert_clock_sync)
{
	const struct document *doc = run_doc(r);
	struct str sync = attr_value(doc, node, "sync");

	if (sync.p == NULL)
		return;
	if (attr_value(doc, node, "offset").p == NULL)
		rule_set(r, rule, node, "offset", arena_copy(doc->arena, sync.p, sync.n));
	rule_unset(r, rule, node, "sync");
}

HANDLER(drop_timer)
{
	if (attr_is(run_doc(r), node, "name", "platform"))
		rule_drop(r, rule, node);
}

HANDLER(drop_tsc_frequency)
{
	if (attr_is(run_doc(r), node, "name", "tsc"))
		rule_unset(r, rule, node, "frequency");
}

HANDLER(note_tsc)
{
	struct str mode = attr_value(run_doc(r), node, "mode");

	if (attr_is(run_doc(r), node, "name", "tsc") && mode.p != NULL)
		rule_say(r, rule, node, "the mode '%.*s' of the tsc timer has no effect on QEMU",
		         STR_FMT(mode));
}

HANDLER(note_adjustment)
{
	struct str by = attr_value(run_doc(r), node, "adjustment");

	if (str_is(by, "reset"))
		rule_say(r, rule, node,
		         "the clock adjustment 'reset' is kept: the guest's own corrections of its "
		         "clock end with it");
	else if (by.p != NULL && !str_is(by, "0"))
		rule_say(r, rule, node,
		         "the clock adjustment is kept: the guest's clock starts %.*s seconds off",
		         STR_FMT(by));
}

HANDLER(note_pinning)
{
	static const enum name pins[] = { NAME_VCPUPIN, NAME_EMULATORPIN, NAME_IOTHREADPIN };
	const struct domain *d = domain_of(r);
	uint32_t vcpu = node_child(d->doc, d->root, NAME_VCPU), i;
	uint32_t tune = node_child(d->doc, d->root, NAME_CPUTUNE);

	(void)node;
	if (vcpu != NONE && attr_value(d->doc, vcpu, "cpuset").p != NULL)
		rule_say(r, rule, vcpu, "the CPU set is kept; it is about the old host's CPUs");
	for (size_t p = 0; tune != NONE && p < sizeof(pins) / sizeof(pins[0]); p++)
		if ((i = node_child(d->doc, tune, pins[p])) != NONE)
			rule_say(r, rule, i,
			         "CPU pinning is kept; it is about the old host's CPUs");
	if ((i = node_child(d->doc, d->root, NAME_NUMATUNE)) != NONE)
		rule_say(r, rule, i, "NUMA tuning is kept; it is about the old host's nodes");
}

/* The bytes that a memory element means (libvirt virutil.c virScaleInteger); 0: unreadable. */
static unsigned long long
memory_bytes(const struct document *doc, uint32_t node)
{
	static const char letters[] = "KMGTPE";
	struct str unit = attr_value(doc, node, "unit");
	unsigned long long bytes;
	unsigned long value;
	const char *letter;

	if (!str_number(node_word(doc, node), UINT32_MAX * 1024UL, &value))
		return 0;
	bytes = value;
	if (unit.p == NULL || unit.n == 0)
		unit = str_from("KiB");
	if (str_is(unit, "b") || str_is(unit, "bytes"))
		return bytes;
	letter = strchr(letters, unit.p[0] & ~0x20);
	if (letter == NULL)
		return 0;
	for (const char *l = letters; l <= letter; l++)
		bytes *= unit.n == 2 ? 1000 : 1024;
	return bytes;
}

HANDLER(note_balloon)
{
	const struct domain *d = domain_of(r);
	uint32_t memory = node_child(d->doc, d->root, NAME_MEMORY);
	uint32_t current = node_child(d->doc, d->root, NAME_CURRENT_MEMORY);

	(void)node;
	if (memory == NONE || current == NONE)
		return;
	if (memory_bytes(d->doc, memory) != memory_bytes(d->doc, current))
		rule_say(r, rule, current,
		         "the guest gets less than its maximum memory only with the virtio balloon "
		         "driver");
}

HANDLER(note_pae)
{
	rule_say(r, rule, node, "pae stays, and does nothing: QEMU's CPUs have it anyway");
}

HANDLER(drop_max_memory)
{
	const struct domain *d = domain_of(r);

	if (d->cpu == NONE || node_child(d->doc, d->cpu, NAME_NUMA) == NONE)
		rule_drop(r, rule, node);
}
