/* snapconv: converts the domains in snapshots and checkpoints, and puts a set in order. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/message.h"
#include "base/shell.h"
#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/slurp.h"
#include "cli/tool.h"
#include "domain/inventory.h"
#include "options/domain.h"
#include "options/maps.h"
#include "snapshot/convert.h"
#include "snapshot/names.h"
#include "snapshot/rules.h"
#include "snapshot/set.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What all of snapconv's options set, and what it keeps of its documents. */
struct choices {
	struct snapshot_settings settings;
	struct map_options maps;
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

#define FIELD(f) offsetof(struct choices, f)

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

static bool
wants_set(const void *choices)
{
	const struct choices *c = choices;

	return c->order || c->guest != NULL;
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
read_names(struct choices *c, const struct common *common, char **files)
{
	const char *once = *files == NULL ? "-" : NULL;
	int fd;

	for (; *files != NULL && once == NULL; files++)
		if (!can_be_read_twice(*files))
			once = *files;
		else if ((fd = slurp_open(*files)) >= 0) {
			snapshot_names_read(&c->names, fd, common->max_size);
			close(fd);
		}
	c->settings.names = &c->names;
	if (once != NULL)
		usage_error("snapconv", "--reparent reads its files twice, and %s cannot be",
		            strcmp(once, "-") == 0 ? "standard input" : once);
	return once == NULL;
}

static enum status
prepare(void *choices, const struct common *common, char **files)
{
	struct choices *c = choices;
	const char *why = NULL;

	if (c->order && c->guest != NULL)
		why = "--order and --script exclude each other";
	else if (c->current != NULL && c->guest == NULL)
		why = "--current needs --script";
	else if (wants_set(c) && common->output != NULL)
		why = "--order and --script need one file per document: --output-dir";
	c->unwritten = common->dir == NULL && !common->in_place;
	if (why == NULL && (!c->reparent || read_names(c, common, files)))
		return maps_options_read_files(&c->maps);
	if (why != NULL)
		usage_error("snapconv", "%s", why);
	return STATUS_USAGE;
}

static void
convert(struct run *r, void *choices)
{
	struct choices *c = choices;

	snapshot_convert(r, &c->settings, &c->job);
}

static void
take_inventory(const struct run *r, struct inventory *inventory)
{
	if (r->domain != NULL)
		domain_inventory(r, inventory);
}

static void
wrote(void *choices, const struct run *r, const char *source, const char *target)
{
	struct choices *c = choices;

	if (wants_set(c))
		snapshot_set_add(&c->set, r, source, target);
	if (c->set.count > 0)
		c->set.list[c->set.count - 1].changed = edit_any(r->edits);
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
check_files(const struct choices *c)
{
	const struct snapshot_set *set = &c->set;
	bool good = true;

	for (size_t i = 0; i < set->count; i++) {
		const struct snapshot_entry *e = &set->list[i];

		if (strcmp(e->file, "<stdin>") == 0 ||
		    (i > 0 && strcmp(e->file, e[-1].file) == 0)) {
			complain(e, "it has no file of its own: --output-dir gives it one");
			good = false;
		} else if (e->changed && c->unwritten) {
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

static bool
is_current(const struct choices *c, const struct snapshot_entry *e)
{
	if (e->checkpoint || e->name == NULL)
		return false;
	return c->current != NULL ? strcmp(e->name, c->current) == 0 : e->active;
}

/* The list or the script; nothing of it if a document has no place there. */
static enum status
print_set(struct choices *c, const size_t *order)
{
	struct buf out = { 0 };
	enum status status;
	bool current = c->current == NULL;

	for (size_t i = 0; i < c->set.count; i++) {
		const struct snapshot_entry *e = &c->set.list[order[i]];

		current = current || is_current(c, e);
		if (c->guest != NULL)
			snapshot_command(&out, e, c->guest, is_current(c, e));
		else {
			shell_word(&out, str_from(e->file));
			buf_char(&out, '\n');
		}
	}
	if (current)
		status = tool_print("snapconv", buf_view(&out));
	else {
		out.len = 0;
		message_add(&out, "no snapshot among the documents is called '%s'", c->current);
		buf_char(&out, '\0');
		file_error("snapconv", NULL, out.p, NULL);
		status = STATUS_FOUND;
	}
	buf_free(&out);
	return status;
}

static enum status
finish(struct session *s, void *choices)
{
	struct choices *c = choices;
	enum status status = STATUS_FOUND;
	size_t *order;

	domain_options_warn(&c->settings.domain, s, "snapconv");
	if (!wants_set(c))
		return STATUS_OK;
	order = mem_alloc((c->set.count + 1) * sizeof(*order));
	if (check_files(c) && snapshot_set_order(&c->set, order, complain))
		status = print_set(c, order);
	free(order);
	return status;
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { "domainsnapshot", "domaincheckpoint", NULL };
	struct choices choices = { .settings.domain = settings_default };
	struct option_user options[] = {
		{ OPTION_TABLE(rows), &choices },
		{ maps_options, &choices.maps },
		{ domain_options, &choices.settings.domain },
	};
	struct tool tool = {
		.name = "snapconv",
		.purpose =
		    "Converts libvirt snapshots and checkpoints of Xen domains to QEMU/KVM.\n"
		    "Without FILE, or with -, reads standard input.",
		.roots = roots,
		.rules = &snapshot_rules,
		.options = options,
		.options_count = sizeof(options) / sizeof(options[0]),
		.prepare = prepare,
		.convert = convert,
		.take_inventory = take_inventory,
		.wrote = wrote,
		.takes_output = wants_set,
		.finish = finish,
		.settings = &choices,
	};
	int status;

	choices.job = (struct bridge_job){ .maps = &choices.maps.maps };
	status = tool_main(&tool, argc, argv);
	snapshot_set_free(&choices.set);
	snapshot_names_free(&choices.names);
	maps_options_free(&choices.maps);
	domain_options_free(&choices.settings.domain);
	return status;
}
