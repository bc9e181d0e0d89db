/* domconv: makes a Xen domain a QEMU/KVM domain. */
#include "cli/common_options.h"
#include "cli/session.h"
#include "domain/convert.h"
#include "domain/guests.h"
#include "domain/move/fleet.h"
#include "domain/move/views.h"
#include "domain/plan.h"
#include "domain/rules.h"
#include "options/domain.h"
#include "options/target.h"
#include "vocabulary/rules.h"

/* What the options ask for. */
struct options {
	struct settings settings;
	struct print_request plan;
	struct target_choice target;
};

#define FIELD(f) offsetof(struct options, f)

static const struct option_row rows[] = {
	{ "plan", "FILE", "print the steps of the move instead of documents; DIR/: scripts",
	  option_print, FIELD(plan), .optional = true, .once = true, .file = FILE_WRITTEN },
	{ "shared", "PATH", "--plan: both hosts have PATH, its files are not copied",
	  domain_option_shared, FIELD(settings.shared), .once = true },
};

static void
convert(struct run *r, void *options)
{
	struct options *o = options;

	r->libvirt = target_libvirt(o->target.target);
	domain_convert(r, 0, NONE, &o->settings);
	domain_meet_target(r, r->domain);
	vocabulary_run(r);
}

/* -d: the guests whose documents have been written. */
struct written {
	struct session *session;
	struct guests guests;
};

/*
 * Of two documents with the same name and UUID that are defined one after the other, the last one
 * stays, silently (virDomainObjListAddLocked); with another UUID it is refused.
 */
static void
wrote(void *to, const struct run *r, const char *source, const char *target)
{
	struct written *w = to;
	const char *other = guests_add(&w->guests, r, source);

	(void)target;
	if (other != NULL)
		session_diag(w->session, SEVERITY_WARNING, source, NULL, NULL,
		             "the guest has the name of that in %s: libvirt keeps only one of them",
		             other);
}

static bool
read_target(struct session *s, struct options *o)
{
	bool good = target_choice_read(&o->target, s);

	o->settings.target = o->target.target;
	return good;
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { "domain", NULL };
	static const struct tool tool = {
		.name = "domconv",
		.purpose = "Converts libvirt domains from Xen to QEMU/KVM.\n"
			   "Without FILE, or with -, reads standard input.",
		.roots = roots,
		.rules = &domain_rules,
		.convert = convert,
		.take_inventory = move_check_list,
	};
	struct options o = { .settings = settings_default };
	struct fleet fleet = { 0 };
	struct work work = { .plan = &o.plan,
		             .write_plan = domain_plan,
		             .fleet = &fleet,
		             .write_fleet = fleet_write };
	struct session *s = session_new(&tool, &o);
	struct written written = { .session = s };
	char **files;
	int status;

	session_options(s, domain_options, &o.settings);
	session_options(s, target_options, &o.target);
	session_options(s, (struct option_table)OPTION_TABLE(rows), &o);
	files = session_operands(s, argc, argv);
	if (files != NULL && session_accept(s, files, &work) && read_target(s, &o) &&
	    session_begin(s)) {
		session_filter_each(s, files, session_common(s)->dir != NULL ? wrote : NULL,
		                    &written);
		domain_options_warn(&o.settings, s);
	}
	status = session_end(s);
	domain_options_free(&o.settings);
	target_choice_free(&o.target);
	fleet_free(&fleet);
	guests_free(&written.guests);
	return status;
}
