#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

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

HANDLER(add_windows_timers)
{
	static const struct {
		const char *name, *attr, *value;
	} timers[] = {
		{ "rtc", "tickpolicy", "catchup" },
		{ "pit", "tickpolicy", "delay" },
		{ "hpet", "present", "no" },
	};
	const struct domain *d = domain_of(r);
	struct element *e;

	if (d->system != SYSTEM_WINDOWS || node != node_child(d->doc, d->root, NAME_CLOCK))
		return;
	for (size_t i = 0; i < sizeof(timers) / sizeof(timers[0]); i++) {
		if (child_with(d->doc, node, NAME_TIMER, "name", timers[i].name) != NONE)
			continue;
		e = rule_add(r, rule, node, NONE, "timer", "name", timers[i].name);
		rule_part(r, rule, e, timers[i].attr, timers[i].value);
	}
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
		rule_report(r, rule, node, "the mode '%.*s' of the tsc timer has no effect on QEMU",
		            STR_FMT(mode));
}

HANDLER(note_adjustment)
{
	struct str by = attr_value(run_doc(r), node, "adjustment");

	if (str_is(by, "reset"))
		rule_report(
		    r, rule, node,
		    "the clock adjustment 'reset' is kept: corrections that the guest makes are "
		    "lost at each start");
	else if (by.p != NULL && !str_is(by, "0"))
		rule_report(r, rule, node,
		            "the clock adjustment is kept: the clock of the guest starts '%.*s' "
		            "seconds off",
		            STR_FMT(by));
}
