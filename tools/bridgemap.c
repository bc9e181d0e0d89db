/* bridgemap: renames bridges, networks and host devices wherever they are named. */
#include "bridge/convert.h"
#include "bridge/inventory.h"
#include "bridge/rules.h"
#include "cli/common.h"
#include "cli/diag.h"
#include "cli/tool.h"
#include "options/maps.h"

#define KEY_REQUIRE_MATCH KEY_TOOL

static const struct option_row rows[] = {
	{ KEY_REQUIRE_MATCH, "require-match", ARGUMENT_NONE, NULL,
	  "status 1 when no map applied anywhere" },
};

/* What all of bridgemap's options set. */
struct choices {
	struct map_options maps;
	bool require_match;
	struct bridge_job job;
};

static bool
set_option(void *to, int key, const char *argument, const char **why)
{
	struct choices *c = to;

	(void)key, (void)argument, (void)why;
	return c->require_match = true;
}

static enum status
prepare(void *choices, const struct common *common, char **files)
{
	struct choices *c = choices;

	(void)common, (void)files;
	if (maps_options_any(&c->maps))
		return maps_options_read_files(&c->maps);
	usage_error("bridgemap", "nothing to do: no map is given (--bridge, --network, --mac, "
	                         "--dev, --map-file)");
	return STATUS_USAGE;
}

static void
convert(struct run *r, void *choices)
{
	bridge_convert(r, &((struct choices *)choices)->job);
}

static enum status
finish(void *choices)
{
	const struct choices *c = choices;

	if (!c->require_match || c->job.applied > 0)
		return STATUS_OK;
	file_error("bridgemap", NULL, "no map applied to anything", NULL);
	return STATUS_FOUND;
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { "domain",    "domainsnapshot", "domaincheckpoint",
		                             "domstatus", "network",        NULL };
	struct choices choices = { .job = { 0 } };
	struct option_user options[] = {
		{ maps_options, maps_option, &choices.maps },
		{ { rows, sizeof(rows) / sizeof(rows[0]) }, set_option, &choices },
	};
	struct tool tool = {
		.name = "bridgemap",
		.purpose = "Renames bridges, networks and host devices in libvirt's XML.\n"
			   "Without FILE, or with -, reads standard input.",
		.roots = roots,
		.rules = &bridge_rules,
		.options = options,
		.options_count = sizeof(options) / sizeof(options[0]),
		.prepare = prepare,
		.convert = convert,
		.finish = finish,
		.take_inventory = bridge_inventory,
		.settings = &choices,
	};
	int status;

	choices.job.maps = &choices.maps.maps;
	status = tool_main(&tool, argc, argv);
	maps_options_free(&choices.maps);
	return status;
}
