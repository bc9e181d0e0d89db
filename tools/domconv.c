/* domconv: makes a Xen domain a QEMU/KVM domain. */
#include "cli/common_options.h"
#include "cli/tool.h"
#include "domain/convert.h"
#include "domain/inventory.h"
#include "domain/move/fleet.h"
#include "domain/plan.h"
#include "domain/rules.h"
#include "options/domain.h"
#include "options/target.h"
#include "vocabulary/rules.h"

static const struct option_row rows[] = {
	{ "plan", "FILE", "print the steps of the move instead of documents; DIR/: scripts",
	  option_print, .optional = true, .once = true, .file = FILE_WRITTEN },
};

static const struct option_row shared_rows[] = {
	{ "shared", "PATH", "--plan: both hosts have PATH, its files are not copied",
	  domain_option_shared, offsetof(struct settings, shared), .once = true },
};

/* What the options ask for. */
struct choices {
	struct settings settings;
	struct print_request plan;
	struct target_choice target;
};

static enum status
prepare(void *choices, const struct common *common, char **operands)
{
	struct choices *c = choices;
	enum status status = target_choice_read(&c->target, common->max_size);

	(void)operands;
	c->settings.target = c->target.target;
	return status;
}

static void
convert(struct run *r, void *choices)
{
	domain_convert(r, 0, NONE, &((struct choices *)choices)->settings);
	domain_meet_target(r);
	vocabulary_run(r);
}

static enum status
finish(struct session *s, void *choices)
{
	domain_options_warn(&((struct choices *)choices)->settings, s, "domconv");
	return STATUS_OK;
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { "domain", NULL };
	struct choices choices = { .settings = settings_default };
	struct fleet fleet = { 0 };
	struct option_user options[] = {
		{ domain_options, &choices.settings },
		{ target_options, &choices.target },
		{ OPTION_TABLE(rows), &choices.plan },
		{ OPTION_TABLE(shared_rows), &choices.settings },
	};
	struct tool tool = {
		.name = "domconv",
		.purpose = "Converts libvirt domains from Xen to QEMU/KVM.\n"
			   "Without FILE, or with -, reads standard input.",
		.roots = roots,
		.rules = &domain_rules,
		.options = options,
		.options_count = sizeof(options) / sizeof(options[0]),
		.prepare = prepare,
		.convert = convert,
		.finish = finish,
		.take_inventory = domain_inventory,
		.plan = domain_plan,
		.plan_request = &choices.plan,
		.fleet = &fleet,
		.plan_all = fleet_write,
		.settings = &choices,
	};
	int status = tool_main(&tool, argc, argv);

	domain_options_free(&choices.settings);
	target_choice_free(&choices.target);
	fleet_free(&fleet);
	return status;
}
