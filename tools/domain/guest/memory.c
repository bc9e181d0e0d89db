#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

static unsigned long long
memory_bytes(const struct document *doc, uint32_t node)
{
	return str_bytes(node_trimmed(doc, node), attr_value(doc, node, "unit"));
}

static bool
is_zero(struct str number)
{
	for (size_t i = 0; i < number.n; i++)
		if (number.p[i] != '0')
			return false;
	return true;
}

/* Whether libvirt reads it (virutil.c virScaleInteger): K, KB and KiB, in capitals or not. */
static bool
is_unit(struct str unit)
{
	static const char *const plain[] = { "b", "byte", "bytes", NULL };
	static const char *const ends[] = { "iB", "", "B", "b", "ib", "IB", "Ib", NULL };

	return unit.n == 0 ||
	       (strchr("KMGTPEkmgtpe", unit.p[0]) != NULL && str_in(str_skip(unit, 1), ends)) ||
	       str_in(unit, plain);
}

/*
 * An amount that libvirt cannot read (virxml.c virParseScaledValue): it takes blanks before a
 * number, and none behind it. One that is empty it does not read.
 */
static void
refuse_amount(struct run *r, uint32_t node, const char *name)
{
	struct str number = node_text(run_doc(r), node);
	struct str unit = attr_value(run_doc(r), node, "unit");

	if (number.n == 0)
		return;
	while (number.n > 0 && str_blank(number.p[0]))
		number = str_skip(number, 1);
	if (!str_digits(number))
		rule_refuse(r, MEMORY_MISSING, node, "invalid %s '%.*s': expected a number", name,
		            STR_FMT(number));
	else if (!is_unit(unit))
		rule_refuse(r, MEMORY_MISSING, node,
		            "invalid unit '%.*s' of %s: expected one such as KiB", STR_FMT(unit),
		            name);
}

/* libvirt adds up the memory of NUMA cells where there are any (virDomainDefSetMemoryTotal). */
void
refuse_no_memory(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t memory = node_child(d->doc, d->root, NAME_MEMORY);

	if (is_zero(node_trimmed(d->doc, memory)) && node_child(d->doc, d->cpu, NAME_NUMA) == NONE)
		rule_refuse(r, MEMORY_MISSING, memory != NONE ? memory : d->root,
		            "the domain has no memory: add a memory element");
	else
		refuse_amount(r, memory, "memory");
	refuse_amount(r, node_child(d->doc, d->root, NAME_CURRENT_MEMORY), "currentMemory");
}

void
note_balloon(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t memory = node_child(d->doc, d->root, NAME_MEMORY);
	uint32_t current = node_child(d->doc, d->root, NAME_CURRENT_MEMORY);

	if (memory == NONE || current == NONE)
		return;
	if (memory_bytes(d->doc, memory) != memory_bytes(d->doc, current))
		rule_report(
		    r, BALLOON_CURRENT_MEMORY, current,
		    "the guest gets less than its maximum memory only if it has the virtio balloon driver");
}

void
drop_max_memory(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i = node_child(d->doc, d->root, NAME_MAX_MEMORY);

	if (i == NONE || node_child(d->doc, d->cpu, NAME_NUMA) != NONE)
		return;
	for (; i != NONE; i = node_next_same(d->doc, i))
		rule_drop(r, MEMORY_HOTPLUG, i);
}

HANDLER(convert_memballoon)
{
	if (attr_is(run_doc(r), node, "model", "xen"))
		rule_set(r, rule, node, "model", domain_virtio(domain_of(r)));
}
