#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

HANDLER(convert_emulator)
{
	const struct domain *d = domain_of(r);
	struct str path = node_trimmed(d->doc, node);
	const char *emulator;

	if (!d->xen && !str_ends(path, "qemu-dm") && !str_has(path, "/xen/") &&
	    !str_has(path, "/xen-"))
		return;
	emulator = domain_emulator(d);
	if (emulator == NULL) {
		rule_drop(r, rule, node);
		return;
	}
	rule_text(r, rule, node, emulator);
	rule_unset(r, rule, node, "type"); /* of a stub domain, as Qubes' libvirt has them */
	rule_unset(r, rule, node, "cmdline");
}

HANDLER(add_emulator)
{
	const struct domain *d = domain_of(r);
	struct element *e;

	if (!d->set->emulator_given || d->set->emulator == NULL || node != d->devices ||
	    node_child(d->doc, node, NAME_EMULATOR) != NONE)
		return;
	e = rule_element(r, rule, "emulator");
	e->text = d->set->emulator;
	rule_insert_first(r, node, e);
}

static void
keep_arguments(struct run *r, uint32_t commandline)
{
	struct document *doc = run_doc(r);
	struct element *e = rule_element(r, XEN_COMMANDLINE, "qemu:commandline");
	uint32_t i;

	rule_part(r, XEN_COMMANDLINE, e, "xmlns:qemu", NAMESPACE_QEMU);
	for (i = node_child(doc, commandline, NAME_XEN_ARG); i != NONE;
	     i = node_next_same(doc, i)) {
		struct str value = attr_value(doc, i, "value");

		if (value.p == NULL)
			continue;
		rule_part(r, XEN_COMMANDLINE, rule_child(r, XEN_COMMANDLINE, e, "qemu:arg"),
		          "value", arena_copy(doc->arena, value.p, value.n));
	}
	rule_insert(r, domain_of(r)->root, commandline, e);
}

void
fix_commandline(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i;

	for (i = node_child(d->doc, d->root, NAME_XEN_COMMANDLINE); i != NONE;
	     i = node_next_same(d->doc, i)) {
		rule_drop(r, XEN_COMMANDLINE, i);
		if (d->set->keep_qemu_args && rule_on(r, XEN_COMMANDLINE))
			keep_arguments(r, i);
	}
}
