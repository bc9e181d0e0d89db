/* domconv: makes a Xen domain a QEMU/KVM domain. */
#include "cli/common_options.h"
#include "cli/tool.h"
#include "domain/convert.h"
#include "domain/inventory.h"
#include "domain/plan.h"
#include "domain/rules.h"
#include "options/domain.h"

static const struct option_row rows[] = {
	{ "plan", "FILE", "print the steps of the move instead of documents", option_print,
	  .optional = true, .once = true, .file = FILE_WRITTEN },
};

static const struct option_row shared_rows[] = {
	{ "shared", "PATH", "--plan: both hosts have PATH, its files are not copied",
	  domain_option_shared, offsetof(struct settings, shared), .once = true },
};

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
	struct print_request plan = { false, NULL };
	struct option_user options[] = {
		{ domain_options, &settings },
		{ OPTION_TABLE(rows), &plan },
		{ OPTION_TABLE(shared_rows), &settings },
	};
	struct tool tool = {
		.name = "domconv",
		.purpose = "Converts libvirt domains from Xen to QEMU/KVM.\n"
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
