/* domconv: makes a Xen domain a QEMU/KVM domain. */
#include "base/dict.h"
#include "base/mem.h"
#include "cli/common_options.h"
#include "cli/session.h"
#include "domain/convert.h"
#include "domain/move/fleet.h"
#include "domain/move/views.h"
#include "domain/plan.h"
#include "domain/rules.h"
#include "index/value.h"
#include "options/domain.h"
#include "options/target.h"
#include "vocabulary/rules.h"

#include <stdlib.h>

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

/* -d: the guests whose documents have been written, and from which inputs. */
struct written {
	struct session *session;
	struct arena names;
	struct dict guests;
	const char **inputs;
	size_t count, room;
};

/*
 * Of two documents with the same name and UUID that are defined one after the other, the last one
 * stays, silently (virDomainObjListAddLocked); with another UUID it is refused.
 */
static void
look_for_another(void *to, const struct run *r, const char *source, const char *target)
{
	struct written *w = to;
	const struct document *doc = run_doc(r);
	struct str name = node_text(doc, node_child(doc, 0, NAME_NAME));
	size_t other;

	(void)target;
	if (name.n == 0)
		return;
	if (dict_find(&w->guests, name, &other)) {
		session_diag(w->session, SEVERITY_WARNING, source, NULL, NULL,
		             "the guest has the name of that in %s: libvirt keeps only one of them",
		             w->inputs[other]);
		return;
	}
	MEM_GROW(w->inputs, w->count, w->room);
	dict_add(&w->guests, str_from(arena_copy(&w->names, name.p, name.n)), w->count);
	w->inputs[w->count++] = source;
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
		session_filter_each(s, files, session_common(s)->dir != NULL ? look_for_another : NULL,
		                    &written);
		domain_options_warn(&o.settings, s);
	}
	status = session_end(s);
	domain_options_free(&o.settings);
	target_choice_free(&o.target);
	fleet_free(&fleet);
	dict_free(&written.guests);
	arena_free(&written.names);
	free(written.inputs);
	return status;
}
