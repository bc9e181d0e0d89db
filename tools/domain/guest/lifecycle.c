#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

/* One of on_poweroff, on_reboot, on_crash: its new value and the rule that sets it. */
struct lifecycle_action {
	uint32_t node;
	struct str value;
	uint16_t rule; /* DOMAIN_RULE_COUNT: unchanged */
};

static void
change(const struct run *r, struct lifecycle_action *a, uint16_t rule, const char *value)
{
	if (!rule_on(r, rule))
		return;
	a->rule = rule;
	a->value = str_from(value);
}

static struct lifecycle_action
read_action(const struct run *r, enum name name, const char *absent)
{
	const struct domain *d = domain_of(r);
	struct lifecycle_action a = { node_child(d->doc, d->root, name), STR_NONE,
		                      DOMAIN_RULE_COUNT };
	bool crash = name == NAME_ON_CRASH;

	a.value = a.node != NONE ? node_trimmed(d->doc, a.node) : str_from(absent);
	if (!crash && str_is(a.value, "preserve"))
		change(r, &a, LIFECYCLE_PRESERVE, "destroy");
	else if (str_is(a.value, "rename-restart"))
		change(r, &a, LIFECYCLE_RENAME_RESTART, "restart");
	else if (!crash && str_is(a.value, "coredump-destroy"))
		change(r, &a, LIFECYCLE_COREDUMP, "destroy");
	else if (!crash && str_is(a.value, "coredump-restart"))
		change(r, &a, LIFECYCLE_COREDUMP, "restart");
	return a;
}

static void
apply(struct run *r, const struct lifecycle_action *a)
{
	if (a->node != NONE && a->rule != DOMAIN_RULE_COUNT)
		rule_text(r, a->rule, a->node, a->value.p);
}

void
fix_lifecycle(struct run *r)
{
	/* libvirt's defaults (domain_conf.c) */
	struct lifecycle_action off = read_action(r, NAME_ON_POWEROFF, "destroy");
	struct lifecycle_action reboot = read_action(r, NAME_ON_REBOOT, "restart");
	struct lifecycle_action crash = read_action(r, NAME_ON_CRASH, "destroy");

	if (str_is(off.value, "restart") && str_is(reboot.value, "destroy"))
		change(r, &off, LIFECYCLE_RESTART_DESTROY, "destroy");
	apply(r, &off);
	apply(r, &reboot);
	apply(r, &crash);
}

void
fix_crash(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t crash = node_child(d->doc, d->root, NAME_ON_CRASH);

	if (crash == NONE || str_is(node_trimmed(d->doc, crash), "destroy"))
		return;
	if (node_child(d->doc, d->devices, NAME_PANIC) != NONE)
		return;
	if (d->set->panic && d->devices != NONE) {
		rule_add(r, LIFECYCLE_CRASH_PANIC, d->devices, NONE, "panic", "model", "isa");
		return;
	}
	rule_report(r, LIFECYCLE_CRASH_PANIC, crash,
	            "KVM detects a crash of the guest only with a panic device (--panic adds one)");
}
