/* bridgemap: renames bridges, networks and host devices wherever they are named. */
#include "bridge/convert.h"
#include "bridge/hook.h"
#include "bridge/inventory.h"
#include "bridge/ldif.h"
#include "bridge/rules.h"
#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/sandbox.h"
#include "cli/session.h"
#include "cli/slurp.h"
#include "cli/tool.h"
#include "options/maps.h"
#include "vocabulary/rules.h"

#include <errno.h>
#include <string.h>

/* --hook reads it when the command line has no map: libvirt's hooks are called without options. */
#define HOOK_MAP_FILE "/etc/virtxml-filters/bridgemap.conf"

/* What all of bridgemap's options set. */
struct choices {
	struct map_options maps;
	bool require_match, hook, no_sandbox, ldif;
	const struct common *common;
	struct bridge_job job;
};

#define FIELD(f) offsetof(struct choices, f)

static const struct option_row rows[] = {
	{ "require-match", NULL, "exit with status 1 if no map applied", option_flag,
	  FIELD(require_match) },
	{ "virtualport", "keep|openvswitch|none",
	  "Open vSwitch port of interfaces on bridges (keep)", option_choice,
	  FIELD(job.virtualport) },
	{ "rename-networks", NULL, "--network=IN:OUT renames the network IN itself, too",
	  option_flag, FIELD(job.rename_networks) },
	{ "hook", NULL, "run as a libvirt hook: -- NAME OPERATION SUBOP EXTRA", option_flag,
	  FIELD(hook) },
	{ "no-sandbox", NULL, "--hook: do not confine the process (seccomp)", option_flag,
	  FIELD(no_sandbox) },
	{ "ldif", NULL, "read UVMM profiles as LDIF, write changes for ldapmodify", option_flag,
	  FIELD(ldif) },
};

/* Why the options do not go together, or NULL. */
static const char *
disagreement(const struct choices *c, const struct common *k, char **operands)
{
	bool elsewhere = k->in_place || k->output != NULL || k->dir != NULL || k->report != NULL;

	if (c->ldif && (c->hook || k->in_place || k->dir != NULL || k->report != NULL))
		return "--ldif writes changes: it excludes --hook, --in-place, --output-dir and "
		       "--report";
	if (!c->hook)
		return NULL;
	if (hook_call(operands) == HOOK_WRONG)
		return "--hook: expected -- NAME OPERATION SUBOP EXTRA, as libvirt passes them";
	if (elsewhere || k->check || c->require_match)
		return "--hook writes the document to standard output: it excludes --output, "
		       "--output-dir, --in-place, --report, --check and --require-match";
	return NULL;
}

static enum status
prepare(void *choices, const struct common *common, char **operands)
{
	struct choices *c = choices;
	const char *why = disagreement(c, common, operands);

	c->common = common;
	if (why != NULL) {
		usage_error("bridgemap", "%s", why);
		return STATUS_USAGE;
	}
	if (c->hook && hook_call(operands) == HOOK_RESTS)
		return STATUS_OK;
	if (c->hook)
		maps_options_default(&c->maps, HOOK_MAP_FILE);
	c->job.refuse_unlisted = c->hook;
	if (maps_options_any(&c->maps) || c->job.virtualport != VIRTUALPORT_KEEP || common->check)
		return maps_options_read_files(&c->maps);
	usage_error("bridgemap", "nothing to do: no map given (--bridge, --network, --mac, "
	                         "--dev, --map-file)");
	return STATUS_USAGE;
}

static void
convert(struct run *r, void *choices)
{
	bridge_convert(r, &((struct choices *)choices)->job);
	r->subject = 0;
	vocabulary_run(r);
}

static enum inputs
inputs(const void *choices, char **operands)
{
	(void)operands; /* of a hook they are words */
	return ((const struct choices *)choices)->hook ? INPUTS_STANDARD : INPUTS_NAMED;
}

/*
 * The domain comes from another host, and this runs as root.  It is all that libvirt ever gives to
 * a hook at these operations (qemuMigrationDstPrepareAny, qemuSaveImageStartVM).
 */
static void
rewrite_for_libvirt(struct session *s, const struct choices *c)
{
	static const char *const roots[] = { "domain", NULL };
	const char *why = NULL;

	if (!c->no_sandbox && !sandbox_enter(&why) && why != NULL &&
	    !session_say(s, SEVERITY_WARNING, "bridgemap", NULL, NULL, "runs unconfined: %s", why))
		return;
	session_filter_one(s, roots);
}

/* One input of LDIF. */
struct directory {
	struct session *session;
	const char *file;
};

static bool
tell_of_value(void *to, enum bridge_rule rule, struct position at, struct str value,
              const char *name)
{
	const struct directory *d = to;
	const char *id = rule_id(&bridge_rules, (uint16_t)rule);

	if (rule == MAP_TOO_LONG) {
		session_say(d->session, SEVERITY_ERROR, d->file, &at, id,
		            "'%s' cannot be the name of a device or network", name);
		session_status(d->session, STATUS_FOUND);
		return false;
	}
	if (name != NULL) {
		session_change(d->session, d->file, &at, id, "'%.*s' becomes '%s'", STR_FMT(value),
		               name);
		return true;
	}
	if (session_say(d->session, SEVERITY_WARNING, d->file, &at, id,
	                "the new host has no bridge '%.*s'", STR_FMT(value)))
		return true;
	session_status(d->session, STATUS_FOUND);
	return false;
}

static void
tell_of_more(void *to, enum bridge_rule rule, struct position at, size_t count)
{
	static const char format[] = "%zu more of this rule in this entry";
	const struct directory *d = to;
	const char *id = rule_id(&bridge_rules, (uint16_t)rule);

	if (rule == BRIDGE_UNLISTED)
		session_say(d->session, SEVERITY_WARNING, d->file, &at, id, format, count);
	else
		session_change(d->session, d->file, &at, id, format, count);
}

/* Returns whether the input was good and its changes could be written. */
static bool
filter_directory(struct session *s, struct choices *c, const char *file)
{
	struct directory d = { s, strcmp(file, "-") == 0 ? "<stdin>" : file };
	struct ldif_job job = { &c->job, &c->common->selection, tell_of_value, tell_of_more, &d };
	struct buf text = { 0 }, changes = { 0 };
	struct ldif_fault fault;
	bool good = slurp_input(file, c->common->max_size, &text);

	if (!good && errno == EFBIG)
		session_say(s, SEVERITY_ERROR, d.file, NULL, NULL,
		            "the input is larger than %zu bytes (--max-size)", c->common->max_size);
	else if (!good)
		session_say(s, SEVERITY_ERROR, d.file, NULL, NULL, "cannot read: %s",
		            strerror(errno));
	else if (!(good = ldif_convert(&job, buf_view(&text), &changes, &fault)))
		session_say(s, SEVERITY_ERROR, d.file, &fault.at, NULL, "%s", fault.why);
	if (!good)
		session_status(s, STATUS_TROUBLE);
	else if (changes.len > 0)
		good = session_emit(s, d.file, STR_NONE, buf_view(&changes));
	buf_free(&text);
	buf_free(&changes);
	return good;
}

static void
filter_directories(struct session *s, struct choices *c, char **files)
{
	static char *standard_input[] = { (char *)"-", NULL };
	bool good = true;

	if (!session_open(s))
		return;
	for (files = *files != NULL ? files : standard_input; *files != NULL; files++)
		good = filter_directory(s, c, *files) && good;
	session_close(s, good);
}

static bool
instead(struct session *s, void *choices, char **operands)
{
	struct choices *c = choices;

	if (c->ldif)
		filter_directories(s, c, operands);
	if (!c->hook)
		return c->ldif;
	if (hook_call(operands) == HOOK_REWRITES)
		rewrite_for_libvirt(s, c);
	return true;
}

static enum status
finish(struct session *s, void *choices)
{
	const struct choices *c = choices;

	(void)s;
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
		{ maps_options, &choices.maps },
		{ OPTION_TABLE(rows), &choices },
	};
	struct tool tool = {
		.name = "bridgemap",
		.purpose = "Renames bridges, networks and host devices in libvirt XML.\n"
			   "Without FILE, or with -, reads standard input.",
		.roots = roots,
		.rules = &bridge_rules,
		.options = options,
		.options_count = sizeof(options) / sizeof(options[0]),
		.prepare = prepare,
		.convert = convert,
		.instead = instead,
		.finish = finish,
		.inputs = inputs,
		.take_inventory = bridge_inventory,
		.settings = &choices,
	};
	int status;

	if (hook_rests(argv))
		return STATUS_OK;
	choices.job.maps = &choices.maps.maps;
	status = tool_main(&tool, argc, argv);
	maps_options_free(&choices.maps);
	return status;
}
