/* snapconv: converts the domains in snapshots and checkpoints, and puts a set in order. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/message.h"
#include "base/shell.h"
#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/slurp.h"
#include "cli/session.h"
#include "domain/inventory.h"
#include "options/domain.h"
#include "options/maps.h"
#include "options/target.h"
#include "snapshot/convert.h"
#include "snapshot/names.h"
#include "snapshot/rules.h"
#include "snapshot/set.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the options ask for, and what is kept of the documents. */
struct options {
	struct snapshot_settings settings;
	struct map_options maps;
	struct target_choice target;
	struct bridge_job job;
	bool order;
	bool reparent;
	struct snapshot_names names;
	bool unwritten;              /* converted documents go nowhere */
	const char *guest, *current; /* --script, --current */
	struct snapshot_set set;
};

static bool
set_uuid(void *field, const struct option_row *row, const char *argument, const char **why)
{
	*why = "expected a UUID of 32 hexadecimal digits";
	return option_text(field, row, argument, why) && str_is_uuid(str_from(argument));
}

#define FIELD(f) offsetof(struct options, f)

static const struct option_row rows[] = {
	{ "disk-only", NULL, "keep the disks of a snapshot of a running Xen guest", option_flag,
	  FIELD(settings.disk_only) },
	{ "uuid", "UUID", "refuse documents of other guests", set_uuid, FIELD(settings.uuid) },
	{ "new-uuid", "UUID", "the guest's UUID on the new host, written everywhere", set_uuid,
	  FIELD(settings.new_uuid) },
	{ "reparent", NULL, "drop a parent that is not among the documents", option_flag,
	  FIELD(reparent) },
	{ "order", NULL, "print file names instead of documents, parents first", option_flag,
	  FIELD(order) },
	{ "script", "GUEST", "print the virsh commands that redefine them for GUEST", option_text,
	  FIELD(guest) },
	{ "current", "NAME", "with --script: NAME is the current snapshot, whatever <active> says",
	  option_text, FIELD(current) },
};

/* Whether the documents' files are printed in place of the documents. */
static bool
wants_set(const struct options *o)
{
	return o->order || o->guest != NULL;
}

/* Pipes and standard input can be read once only. */
static bool
can_be_read_twice(const char *file)
{
	struct stat st;

	return strcmp(file, "-") != 0 && (stat(file, &st) != 0 || S_ISREG(st.st_mode));
}

/* --reparent: whether all files could be read before the run, which reads them again. */
static bool
read_names(struct session *s, struct options *o, char **files)
{
	const char *once = *files == NULL ? "-" : NULL;
	int fd;

	for (; *files != NULL && once == NULL; files++)
		if (!can_be_read_twice(*files))
			once = *files;
		else if ((fd = slurp_open(*files)) >= 0) {
			snapshot_names_read(&o->names, fd, session_common(s)->max_size);
			close(fd);
		}
	o->settings.names = &o->names;
	return once == NULL ||
	       session_usage(s, "--reparent reads its files twice, and %s cannot be",
	                     strcmp(once, "-") == 0 ? "standard input" : once);
}

/* Whether the options agree, and the files that they name are good. */
static bool
prepare(struct session *s, struct options *o, char **files)
{
	const struct common *common = session_common(s);

	o->unwritten = common->dir == NULL && !common->in_place;
	if (o->order && o->guest != NULL)
		return session_usage(s, "--order and --script exclude each other");
	if (o->current != NULL && o->guest == NULL)
		return session_usage(s, "--current needs --script");
	if (wants_set(o) && common->output != NULL)
		return session_usage(
		    s, "--order and --script need one file per document: --output-dir");
	if ((o->reparent && !read_names(s, o, files)) || !target_choice_read(&o->target, s))
		return false;
	o->settings.domain.target = o->target.target;
	return session_status(s, maps_options_read_files(&o->maps));
}

static void
convert(struct run *r, void *options)
{
	struct options *o = options;

	r->libvirt = target_libvirt(o->target.target);
	snapshot_convert(r, &o->settings, &o->job);
}

static void
take_inventory(const struct run *r, struct inventory *inventory)
{
	if (r->domain != NULL)
		domain_inventory(r, inventory);
}

static void
wrote(void *set, const struct run *r, const char *source, const char *target)
{
	snapshot_set_add(set, r, source, target);
}

static void
complain(const struct snapshot_entry *e, const char *why)
{
	const char *name = e->name != NULL ? e->name : "(no name)";
	struct buf what = { 0 };

	message_add(&what, "%s '%s'", e->checkpoint ? "checkpoint" : "snapshot", name);
	if (e->parent != NULL)
		message_add(&what, ", child of '%s'", e->parent);
	buf_char(&what, '\0');
	file_error(e->source, &e->at, what.p, why);
	buf_free(&what);
}

/* virsh takes one document a file, a list one file a line, and both name what is converted. */
static bool
check_files(const struct options *o)
{
	const struct snapshot_set *set = &o->set;
	bool good = true;

	for (size_t i = 0; i < set->count; i++) {
		const struct snapshot_entry *e = &set->list[i];

		if (strcmp(e->file, "<stdin>") == 0 ||
		    (i > 0 && strcmp(e->file, e[-1].file) == 0)) {
			complain(e, "it has no file of its own: --output-dir gives it one");
			good = false;
		} else if (e->changed && o->unwritten) {
			complain(e, "it is not converted yet: --output-dir or --in-place writes "
			            "what the commands name");
			good = false;
		} else if (strchr(e->file, '\n') != NULL) {
			complain(e, "its file has a line break in its name");
			good = false;
		}
	}
	return good;
}

/* A guest has one current snapshot; libvirt would keep the last that a script makes current. */
static bool
check_guest(const struct options *o)
{
	const struct snapshot_entry *current = NULL;
	bool good = snapshot_set_is_one_guest(&o->set, complain);

	for (size_t i = 0; o->current == NULL && i < o->set.count; i++) {
		const struct snapshot_entry *e = &o->set.list[i];

		if (!e->active || e->checkpoint)
			continue;
		if (current != NULL) {
			complain(e, "it is marked as the current one, like another: --current=NAME "
			            "says which is");
			good = false;
		}
		current = e;
	}
	return good;
}

static bool
is_current(const struct options *o, const struct snapshot_entry *e)
{
	if (e->checkpoint || e->name == NULL)
		return false;
	return o->current != NULL ? strcmp(e->name, o->current) == 0 : e->active;
}

/* The list or the script; nothing of it if a document has no place there. */
static void
print_in_order(struct session *s, const struct options *o, const size_t *order)
{
	struct buf out = { 0 };
	bool current = o->current == NULL;

	for (size_t i = 0; i < o->set.count; i++) {
		const struct snapshot_entry *e = &o->set.list[order[i]];

		current = current || is_current(o, e);
		if (o->guest != NULL)
			snapshot_command(&out, e, o->guest, is_current(o, e));
		else {
			shell_word(&out, str_from(e->file));
			buf_char(&out, '\n');
		}
	}
	if (current)
		session_print(s, buf_view(&out));
	else {
		out.len = 0;
		message_add(&out, "no snapshot among the documents is called '%s'", o->current);
		buf_char(&out, '\0');
		file_error("snapconv", NULL, out.p, NULL);
		session_status(s, STATUS_FOUND);
	}
	buf_free(&out);
}

static void
print_set(struct session *s, struct options *o)
{
	size_t *order = mem_alloc((o->set.count + 1) * sizeof(*order));

	if (check_files(o) && (o->guest == NULL || check_guest(o)) &&
	    snapshot_set_order(&o->set, order, complain))
		print_in_order(s, o, order);
	else
		session_status(s, STATUS_FOUND);
	free(order);
}

int
main(int argc, char **argv)
{
	static const struct tool tool = {
		.name = "snapconv",
		.purpose =
		    "Converts libvirt snapshots and checkpoints of Xen domains to QEMU/KVM.\n"
		    "Without FILE, or with -, reads standard input.",
		.roots = snapshot_roots,
		.rules = &snapshot_rules,
		.convert = convert,
		.take_inventory = take_inventory,
	};
	struct options o = { .settings.domain = settings_default, .job.maps = &o.maps.maps };
	struct session *s = session_new(&tool, &o);
	char **files;
	int status;

	session_options(s, (struct option_table)OPTION_TABLE(rows), &o);
	session_options(s, maps_options, &o.maps);
	session_options(s, domain_options, &o.settings.domain);
	session_options(s, target_options, &o.target);
	files = session_operands(s, argc, argv);
	if (files != NULL && session_accept(s, files, &(struct work){ .prints = wants_set(&o) }) &&
	    prepare(s, &o, files) && session_begin(s)) {
		session_filter_each(s, files, wants_set(&o) ? wrote : NULL, &o.set);
		domain_options_warn(&o.settings.domain, s);
		maps_options_warn(&o.maps, s);
		if (wants_set(&o))
			print_set(s, &o);
	}
	status = session_end(s);
	snapshot_set_free(&o.set);
	snapshot_names_free(&o.names);
	maps_options_free(&o.maps);
	target_choice_free(&o.target);
	domain_options_free(&o.settings.domain);
	return status;
}
