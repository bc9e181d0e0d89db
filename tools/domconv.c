/* domconv: makes a Xen domain a QEMU/KVM domain. */
#include "cli/common.h"
#include "cli/tool.h"
#include "domain/convert.h"
#include "domain/inventory.h"
#include "domain/plan.h"
#include "domain/rules.h"
#include "options/domain.h"

static const struct option_row rows[] = {
	{ KEY_PLAN, "plan", ARGUMENT_OPTIONAL, "FILE",
	  "print what a person has to do, instead of documents", FILE_WRITTEN },
};

static bool
set_option(void *to, int key, const char *argument, const char **why)
{
	struct plan_request *plan = to;

	(void)key;
	plan->wanted = true;
	plan->file = argument;
	return argument == NULL || is_file_name(argument, why);
}

static void
convert(struct run *r, void *settings)
{
	domain_convert(r, 0, NONE, settings);
}

static enum status
finish(struct session *s, void *settings)
{
	domain_options_warn(settings, s, "domconv");
	return STATUS_OK;
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { "domain", NULL };
	struct settings settings = settings_default;
	struct plan_request plan = { false, NULL };
	struct option_user options[] = {
		{ domain_options, domain_option, &settings },
		{ { rows, sizeof(rows) / sizeof(rows[0]) }, set_option, &plan },
	};
	struct tool tool = {
		.name = "domconv",
		.purpose = "Converts libvirt domains of Xen to QEMU/KVM.\n"
			   "Without FILE, or with -, reads standard input.",
		.roots = roots,
		.rules = &domain_rules,
		.options = options,
		.options_count = sizeof(options) / sizeof(options[0]),
		.convert = convert,
		.finish = finish,
		.take_inventory = domain_inventory,
		.plan = domain_plan,
		.plan_request = &plan,
		.settings = &settings,
	};
	int status = tool_main(&tool, argc, argv);

	domain_options_free(&settings);
	return status;
}
