#include "domain/facts.h"
#include "domain/rules.h"
#include "domain/outcome.h"
#include "index/value.h"

#include <limits.h>

/* What a description names, as people list it: "pc, q35". */
static const char *
join(struct arena *a, const char *so_far, struct str word)
{
	return arena_printf(a, "%s%s%.*s", so_far, *so_far != '\0' ? ", " : "", STR_FMT(word));
}

void
meet_arch(struct run *r)
{
	const struct domain *d = domain_of(r);
	const struct target *t = d->set->target;
	const struct target_arch *archs = t->archs.items;
	const char *has = "";

	if (t->archs.count == 0 || d->there != NULL || d->arch.p == NULL)
		return;
	for (size_t i = 0; i < t->archs.count; i++)
		has = join(d->doc->arena, has, archs[i].name);
	rule_refuse(r, TARGET_ARCH, d->os_type != NONE ? d->os_type : d->root,
	            "the new host has no emulator for architecture '%.*s': it has '%s'",
	            STR_FMT(d->arch), has);
}

void
meet_type(struct run *r)
{
	const struct domain *d = domain_of(r);
	const char *has = "";

	if (d->there == NULL || d->there->types.count == 0 || !d->known ||
	    target_type(d->there, d->type) != NULL)
		return;
	for (size_t i = 0; i < d->there->types.count; i++)
		has = join(d->doc->arena, has, d->there->types.items[i].type);
	rule_refuse(r, TARGET_TYPE, d->root,
	            "the new host runs no domain of type '%.*s' for '%.*s': it has '%s'",
	            STR_FMT(d->type), STR_FMT(d->arch), has);
}

HANDLER(meet_machine)
{
	const struct domain *d = domain_of(r);

	if (node == d->os_type && domain_lacks_machine(d, d->machine))
		rule_refuse(r, rule, node, "the new host has no machine '%.*s' for '%.*s'",
		            STR_FMT(d->machine), STR_FMT(d->arch));
}

/* The facts have chosen the machine, since the disks' names depend on it. */
void
replace_machine(struct run *r)
{
	const struct domain *d = domain_of(r);
	struct str machine = attr_value(d->doc, d->os_type, "machine");

	if (machine.p == NULL || str_starts(machine, "xen"))
		machine = str_from(d->set->machine);
	if (!d->xen || str_equal(machine, d->machine))
		return;
	rule_report(r, TARGET_MACHINE_XEN, d->os_type != NONE ? d->os_type : d->root,
	            "the new host has no machine '%.*s': it becomes '%.*s'", STR_FMT(machine),
	            STR_FMT(d->machine));
	if (d->os_type != NONE)
		rule_set(r, TARGET_MACHINE_XEN, d->os_type, "machine",
		         arena_copy(d->doc->arena, d->machine.p, d->machine.n));
}

/* Whether the host names the path somewhere, for this architecture or another. */
static bool
is_named(const struct target *t, struct str path)
{
	const struct target_arch *archs = t->archs.items;
	const struct target_ability *abilities = t->abilities.items;

	for (size_t i = 0; i < t->abilities.count; i++)
		if (str_equal(abilities[i].path, path))
			return true;
	for (size_t i = 0; i < t->archs.count; i++) {
		if (str_equal(archs[i].emulator, path))
			return true;
		for (size_t k = 0; k < archs[i].types.count; k++)
			if (str_equal(archs[i].types.items[k].emulator, path))
				return true;
	}
	return false;
}

/* Where distributions have QEMU. */
static bool
is_stock(struct str path)
{
	static const char *const stock[] = { "/usr/bin/kvm", "/usr/bin/qemu", "/usr/bin/qemu-kvm",
		                             "/usr/libexec/qemu-kvm", NULL };

	return str_in(path, stock) || str_starts(path, "/usr/bin/qemu-system-");
}

/* The path to write instead of the one that comes out; absent: it is fine, or nobody knows. */
static struct str
better_emulator(const struct run *r, uint32_t node, struct str *path)
{
	const struct domain *d = domain_of(r);

	*path = outcome_text(r, node);
	if (edit_is_dropped(r->edits, node) || path->n == 0 || is_named(d->set->target, *path))
		return STR_NONE;
	return domain_emulator_there(d);
}

static void
write_emulator(struct run *r, uint16_t rule, uint32_t node, struct str path)
{
	if (!domain_of(r)->set->emulator_given)
		rule_text(r, rule, node, arena_copy(run_doc(r)->arena, path.p, path.n));
}

HANDLER(meet_emulator)
{
	struct str path, better = better_emulator(r, node, &path);

	if (better.p != NULL && is_stock(path))
		write_emulator(r, rule, node, better);
}

HANDLER(warn_emulator)
{
	const struct domain *d = domain_of(r);
	struct str path, better = better_emulator(r, node, &path);

	if (better.p == NULL || (is_stock(path) && !d->set->emulator_given))
		return;
	rule_report(r, rule, node, "the new host does not name the emulator '%.*s': it has '%.*s'",
	            STR_FMT(path), STR_FMT(better));
	write_emulator(r, rule, node, better);
}

HANDLER(meet_firmware)
{
	const struct domain *d = domain_of(r);
	struct str firmware = edit_value(r->edits, node, "firmware");

	if (node == d->os && target_can(d->ability, "os", "firmware", firmware) == ANSWER_NO)
		rule_refuse(r, rule, node, "the new host has no firmware '%.*s'",
		            STR_FMT(firmware));
}

/* ---- processors ---- */

HANDLER(meet_cpu_mode)
{
	const struct domain *d = domain_of(r);
	struct str mode = edit_value(r->edits, node, "mode");
	const char *better;

	if (node != d->cpu || mode.p == NULL)
		return;
	better = domain_cpu_mode(d, mode);
	if (str_is(mode, better))
		return;
	rule_report(r, rule, node, "the new host has no CPU mode '%.*s' for type '%.*s'",
	            STR_FMT(mode), STR_FMT(d->type));
	if (*better != '\0')
		rule_set(r, rule, node, "mode", better);
}

HANDLER(meet_cpu_model)
{
	const struct domain *d = domain_of(r);
	struct str mode = edit_value(r->edits, d->cpu, "mode"), model = node_trimmed(d->doc, node);
	bool usable;
	enum answer answer;

	if (d->cpu == NONE || node_child(d->doc, d->cpu, NAME_MODEL) != node || !d->exact ||
	    (mode.p != NULL && !str_is(mode, "custom")))
		return;
	answer = target_has_model(d->ability, model, &usable);
	if (answer == ANSWER_NO)
		rule_report(r, rule, node, "the new host does not know the CPU model '%.*s'",
		            STR_FMT(model));
	else if (answer == ANSWER_YES && !usable && str_is(d->type, "kvm") &&
	         !attr_is(d->doc, node, "fallback", "allow"))
		rule_report(r, rule, node, "the new host cannot run the CPU model '%.*s'",
		            STR_FMT(model));
}

/* ---- how much ---- */

void
meet_cpus(struct run *r)
{
	const struct domain *d = domain_of(r);
	const struct target_machine *machine = target_machine(d->there, d->machine);
	uint32_t vcpu = node_child(d->doc, d->root, NAME_VCPU);
	unsigned long most = machine != NULL ? machine->most_cpus : 0, n;

	if (vcpu == NONE || !str_number(node_trimmed(d->doc, vcpu), UINT_MAX, &n))
		return;
	if (most > 0 && n > most)
		rule_refuse(r, TARGET_CPUS, vcpu,
		            "the machine '%.*s' of the new host has at most %lu CPUs",
		            STR_FMT(d->machine), most);
	else if (d->set->target->cpus > 0 && n > d->set->target->cpus)
		rule_report(r, TARGET_CPUS_HOST, vcpu, "the new host has %lu CPUs only",
		            d->set->target->cpus);
}

void
meet_memory(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t memory = node_child(d->doc, d->root, NAME_MEMORY);
	unsigned long long has = d->set->target->memory;

	if (memory != NONE && has > 0 &&
	    str_bytes(node_trimmed(d->doc, memory), attr_value(d->doc, memory, "unit")) > has)
		rule_report(r, TARGET_MEMORY, memory, "the new host has %lu MiB of memory only",
		            (unsigned long)(has >> 20));
}
