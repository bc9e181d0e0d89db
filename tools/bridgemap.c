/* bridgemap: renames bridges, networks and host devices wherever they are named. */
#include "base/message.h"
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
#include "options/maps.h"
#include "options/target.h"
#include "vocabulary/rules.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

/* --hook reads it when the command line has no map: libvirt's hooks are called without options. */
#define HOOK_MAP_FILE "/etc/virtxml-filters/bridgemap.conf"

/* What the options ask for. */
struct options {
	struct map_options maps;
	struct target_choice target;
	bool require_match, hook, no_sandbox, ldif;
	struct bridge_job job;
};

#define FIELD(f) offsetof(struct options, f)

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
disagreement(const struct options *o, const struct common *k, char **operands)
{
	bool elsewhere = k->in_place || k->dir != NULL || k->report != NULL || k->diff;
	bool compared = k->baseline != NULL || k->write_baseline != NULL;

	if (o->ldif && (o->hook || elsewhere || compared || k->format != REPORT_XML))
		return "--ldif writes changes: it excludes --hook, --in-place, --output-dir, "
		       "--report, --diff, --format and --baseline";
	if (!o->hook)
		return NULL;
	if (hook_call(operands) == HOOK_WRONG)
		return "--hook: expected -- NAME OPERATION SUBOP EXTRA, as libvirt passes them";
	if (elsewhere || k->output != NULL || k->check || o->require_match)
		return "--hook writes the document to standard output: it excludes --output, "
		       "--output-dir, --in-place, --report, --diff, --check and --require-match";
	if (k->obey_comments)
		return "--hook obeys no comment: it excludes --obey-comments";
	return NULL;
}

/* What the new host has takes the place of --allow-from. */
static bool
read_target(struct session *s, struct options *o)
{
	struct maps *m = &o->maps.maps;
	const struct target *t;

	if (!target_choice_read(&o->target, s))
		return false;
	t = o->target.target;
	if (t != NULL && target_knows(t, TARGET_LINKS)) {
		m->known[LINK_BRIDGE] = m->known[LINK_DEVICE] = &t->links;
		m->allowing = true;
	}
	if (t != NULL && target_knows(t, TARGET_NETWORKS))
		m->known[LINK_NETWORK] = &t->networks;
	return true;
}

/* Whether the options agree, and the files that they name are good. */
static bool
prepare(struct session *s, struct options *o, char **operands)
{
	const char *why = disagreement(o, session_common(s), operands);

	if (why != NULL)
		return session_usage(s, "%s", why);
	if (o->hook && hook_call(operands) == HOOK_RESTS)
		return true;
	if (o->hook)
		maps_options_default(&o->maps, HOOK_MAP_FILE);
	o->job.refuse_unlisted = o->hook;
	if (!read_target(s, o))
		return false;
	if (maps_options_any(&o->maps) || o->target.target != NULL ||
	    o->job.virtualport != VIRTUALPORT_KEEP || session_common(s)->check)
		return session_status(s, maps_options_read_files(&o->maps));
	return session_usage(s, "nothing to do: no map given (--bridge, --network, --mac, "
	                        "--dev, --map-file)");
}

static void
convert(struct run *r, void *options)
{
	struct options *o = options;

	bridge_convert(r, &o->job);
	r->subject = 0;
	r->libvirt = target_libvirt(o->target.target);
	vocabulary_run(r);
}

/*
 * The domain comes from another host, and this runs as root.  It is all that libvirt ever gives to
 * a hook at these operations (qemuMigrationDstPrepareAny, qemuSaveImageStartVM).
 */
static void
rewrite_for_libvirt(struct session *s, const struct options *o)
{
	static const char *const roots[] = { "domain", NULL };
	const char *why = NULL;

	if (!o->no_sandbox && !sandbox_enter(&why) && why != NULL &&
	    !session_diag(s, SEVERITY_WARNING, "bridgemap", NULL, NULL, "runs unconfined: %s", why))
		return;
	session_filter_one(s, roots);
}

/* One input of LDIF. */
struct directory {
	struct session *session;
	const char *file;
};

/* Prints a message as the rule's level says; false: the entry stays as it is. */
__attribute__((format(printf, 4, 5))) static bool
tell(const struct directory *d, enum bridge_rule rule, struct position at, const char *fmt, ...)
{
	const struct rule *row = rule_row(&bridge_rules, (uint16_t)rule);
	const char *id = rule_id(&bridge_rules, (uint16_t)rule);
	struct buf text = { 0 };
	bool good = true;
	va_list ap;

	va_start(ap, fmt);
	message_vadd(&text, fmt, ap);
	va_end(ap);
	if (row->level == LEVEL_OPTION)
		session_change(d->session, d->file, &at, id, "%.*s", STR_FMT(buf_view(&text)));
	else
		good = session_diag(d->session,
		                    row->level == LEVEL_REFUSE ? SEVERITY_ERROR : SEVERITY_WARNING,
		                    d->file, &at, id, "%.*s", STR_FMT(buf_view(&text)));
	if (!good)
		session_status(d->session, STATUS_FOUND);
	buf_free(&text);
	return good;
}

static bool
tell_of_value(void *to, enum bridge_rule rule, struct position at, struct str value,
              const char *name)
{
	if (rule == MAP_TOO_LONG)
		return tell(to, rule, at, "'%s' cannot be the name of a device or network: %s",
		            name, rule_row(&bridge_rules, (uint16_t)rule)->mind);
	if (name != NULL)
		return tell(to, rule, at, "'%.*s' becomes '%s'", STR_FMT(value), name);
	return tell(to, rule, at, "the new host has no bridge '%.*s'", STR_FMT(value));
}

static void
tell_of_more(void *to, enum bridge_rule rule, struct position at, size_t count)
{
	tell(to, rule, at, "%zu more of this rule in this entry", count);
}

/* Returns whether the input was good and its changes could be written. */
static bool
filter_directory(struct session *s, struct options *o, const char *file)
{
	struct directory d = { s, strcmp(file, "-") == 0 ? "<stdin>" : file };
	struct ldif_job job = { &o->job, &session_common(s)->selection, tell_of_value, tell_of_more,
		                &d };
	struct buf text = { 0 }, changes = { 0 };
	struct ldif_fault fault;
	struct session_made made = { .file = d.file };
	bool good = slurp_input(file, session_common(s)->max_size, &text);

	if (!good && errno == EFBIG)
		session_diag(s, SEVERITY_ERROR, d.file, NULL, NULL,
		             "the input is larger than %zu bytes (--max-size)",
		             session_common(s)->max_size);
	else if (!good)
		session_diag(s, SEVERITY_ERROR, d.file, NULL, NULL, "cannot read: %s",
		             strerror(errno));
	else if (!(good = ldif_convert(&job, buf_view(&text), &changes, &fault)))
		session_diag(s, SEVERITY_ERROR, d.file, &fault.at, NULL, "%s", fault.why);
	if (!good)
		session_status(s, STATUS_TROUBLE);
	made.text = buf_view(&changes);
	if (good && changes.len > 0)
		good = session_emit(s, &made);
	buf_free(&text);
	buf_free(&changes);
	return good;
}

static void
warn_unused(struct session *s, const struct options *o)
{
	if (!o->require_match) /* which says more */
		maps_options_warn(&o->maps, s);
}

static void
filter_documents(struct session *s, const struct options *o, char **files)
{
	session_filter(s, files);
	warn_unused(s, o);
}

static void
filter_directories(struct session *s, struct options *o, char **files)
{
	bool good = true;

	if (!session_open(s))
		return;
	for (files = session_inputs(files); *files != NULL; files++)
		good = filter_directory(s, o, *files) && good;
	session_close(s, good);
	warn_unused(s, o);
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { "domain",    "domainsnapshot", "domaincheckpoint",
		                             "domstatus", "network",        NULL };
	static const struct tool tool = {
		.name = "bridgemap",
		.purpose = "Renames bridges, networks and host devices in libvirt XML.\n"
			   "Without FILE, or with -, reads standard input.",
		.roots = roots,
		.rules = &bridge_rules,
		.convert = convert,
		.take_inventory = bridge_inventory,
	};
	struct options o = { .job.maps = &o.maps.maps };
	struct work work = { .inputs = INPUTS_NAMED };
	struct session *s;
	char **files;
	int status;

	if (hook_rests(argv))
		return STATUS_OK;
	s = session_new(&tool, &o);
	session_options(s, maps_options, &o.maps);
	session_options(s, target_options, &o.target);
	session_options(s, (struct option_table)OPTION_TABLE(rows), &o);
	files = session_operands(s, argc, argv);
	if (o.hook)
		work.inputs = INPUTS_STANDARD;
	if (files != NULL && session_accept(s, files, &work) && prepare(s, &o, files) &&
	    session_begin(s)) {
		if (o.ldif)
			filter_directories(s, &o, files);
		else if (!o.hook)
			filter_documents(s, &o, files);
		else if (hook_call(files) == HOOK_REWRITES)
			rewrite_for_libvirt(s, &o);
		if (o.require_match && o.job.applied == 0) {
			file_error("bridgemap", NULL, "no map applied to anything", NULL);
			session_status(s, STATUS_FOUND);
		}
	}
	status = session_end(s);
	maps_options_free(&o.maps);
	target_choice_free(&o.target);
	return status;
}
