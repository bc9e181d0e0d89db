/* poolgen: storage pools from options, from iSCSI discovery, or from a dump. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/message.h"
#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/session.h"
#include "cli/slurp.h"
#include "cli/tool.h"
#include "pool/check.h"
#include "pool/convert.h"
#include "pool/job.h"
#include "pool/names.h"
#include "pool/next.h"
#include "pool/rules.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What all of poolgen's options set. */
struct choices {
	struct pool_job job;
	bool from_discovery, type_given;
	struct print_request commands;
	struct buf initiator; /* the file that --source-initiator names */
	struct complaints complaints;
	struct arena arena;
	unsigned long made; /* documents */
};

static bool
set_type(void *choices, const struct option_row *row, const char *argument, const char **why)
{
	struct choices *c = choices;

	(void)row, (void)why;
	c->type_given = true;
	c->job.pool.type = pool_type_find(str_from(argument));
	return c->job.pool.type != NULL;
}

static bool
add_part(void *field, const struct option_row *row, const char *argument, const char **why)
{
	(void)row, (void)why;
	values_add(field, argument);
	return true;
}

static bool
add_portal(void *wanted, const struct option_row *row, const char *argument, const char **why)
{
	struct host h = host_split(str_from(argument));

	(void)row;
	if (host_check(h.name, why) != VERDICT_GOOD ||
	    (h.port.p != NULL && port_check(h.port, why) != VERDICT_GOOD))
		return false;
	wanted_add(wanted, h);
	return true;
}

static bool
set_template(void *field, const struct option_row *row, const char *argument, const char **why)
{
	(void)row;
	*(const char **)field = argument;
	return (*why = name_template_fault(argument)) == NULL;
}

static bool
set_luns(void *job, const struct option_row *row, const char *argument, const char **why)
{
	struct pool_job *j = job;

	(void)row;
	j->product = PRODUCT_PATHS;
	j->luns = argument;
	*why = "expected numbers with commas between";
	return luns_are_good(argument);
}

static bool
set_secret(void *field, const struct option_row *row, const char *argument, const char **why)
{
	(void)row, (void)argument, (void)why;
	*(enum pool_product *)field = PRODUCT_SECRET;
	return true;
}

#define FIELD(f) offsetof(struct choices, f)

static const struct option_row rows[] = {
	{ "type",
	  "dir|fs|netfs|logical|disk|iscsi|iscsi-direct|scsi|mpath|rbd|sheepdog|gluster|zfs|"
	  "vstorage",
	  "type of the pool (iscsi)", set_type },
#define X(sym, option, argument, help) \
	{ option, argument, help, add_part, FIELD(job.pool.parts[PART_##sym]) },
	PARTS(X)
#undef X
	    { "from-discovery", NULL, "make pools from the output of iscsiadm or iscsi-ls",
	      option_flag, FIELD(from_discovery) },
	{ "portal", "HOST[:PORT]", "use this portal of a target; repeatable", add_portal,
	  FIELD(job.wanted) },
	{ "name-template", "TEMPLATE", "name pools by this template (%t; %n, %h, %p)", set_template,
	  FIELD(job.name_template) },
	{ "commands", "FILE", "print the next commands instead of documents", option_print,
	  FIELD(commands), .optional = true, .once = true, .file = FILE_WRITTEN },
	{ "secret-xml", NULL, "write the secrets for authentication instead of pools", set_secret,
	  FIELD(job.product) },
	{ "by-path", "LUN,..", "print the paths of LUNs below /dev/disk/by-path", set_luns,
	  FIELD(job) },
};

static enum status
refuse(const char *why)
{
	usage_error("poolgen", "%s", why);
	return STATUS_USAGE;
}

/* @FILE: the name stands in an initiatorname.iscsi(5). */
static enum status
read_initiator(struct choices *c)
{
	const char *given = pool_value(&c->job.pool, PART_INITIATOR), *why;
	struct str name;

	if (given == NULL || given[0] != '@')
		return STATUS_OK;
	if (!slurp(given + 1, &c->initiator)) {
		file_error(given + 1, NULL, "cannot read", strerror(errno));
		return STATUS_TROUBLE;
	}
	name = initiator_read(buf_view(&c->initiator), &why);
	if (name.p == NULL) {
		file_error(given + 1, NULL, "no name of an initiator", why);
		return STATUS_TROUBLE;
	}
	c->job.pool.parts[PART_INITIATOR].list[0] = arena_copy(&c->arena, name.p, name.n);
	return STATUS_OK;
}

static const char *
complaint_text(struct choices *c, const struct complaint *i)
{
	const char *option = part_options[i->part];

	if (i->value == NULL)
		return message(&c->arena, "--%s: %s", option, i->why);
	return message(&c->arena, "--%s '%s': %s", option, i->value, i->why);
}

/* Prints the first thing that is not to be let through. */
static enum status
judge(struct choices *c)
{
	for (const struct complaint *i = c->complaints.first; i != NULL; i = i->next)
		if (i->verdict == VERDICT_WRONG || (i->verdict == VERDICT_BAD && !c->job.force))
			return refuse(complaint_text(c, i));
	return STATUS_OK;
}

static void
check_values(struct choices *c, const struct pool_type *type)
{
	const struct pool *pool = &c->job.pool;

	for (int i = 0; i < PART_COUNT; i++)
		for (size_t n = 0; n < pool->parts[i].count; n++)
			check_value(&c->complaints, type, (enum part)i, pool->parts[i].list[n]);
}

#define FOUND_BITS \
	(PART_BIT(NAME) | PART_BIT(HOST) | PART_BIT(DEVICE) | PART_BIT(DIR) | PART_BIT(SOURCE_NAME))
#define ALONE_BITS \
	(PART_BIT(NAME) | PART_BIT(UUID) | PART_BIT(HOST) | PART_BIT(PORT) | PART_BIT(DEVICE))

static enum status
prepare_discovery(struct choices *c)
{
	const struct pool *pool = &c->job.pool;

	for (int i = 0; i < PART_COUNT; i++)
		if ((pool_given(pool) & ALONE_BITS) >> i & 1U) {
			usage_error("poolgen",
			            "--%s cannot be used with --from-discovery, "
			            "which finds it",
			            part_options[i]);
			return STATUS_USAGE;
		}
	check_parts(&c->complaints, pool, FOUND_BITS);
	check_values(c, pool->type);
	if (pool->type->auth != NULL)
		check_together(&c->complaints, pool);
	return judge(c);
}

static enum status
prepare_dump(struct choices *c)
{
	if (c->type_given)
		return refuse(
		    "--type cannot be used with a FILE: the type of a pool cannot change");
	if (c->job.product != PRODUCT_POOL)
		return refuse("--secret-xml and --by-path cannot be used with a FILE");
	check_values(c, NULL);
	return judge(c);
}

static enum status
prepare_product(struct choices *c)
{
	const struct pool *pool = &c->job.pool;

	if (c->job.product == PRODUCT_SECRET && pool_value(pool, PART_AUTH_USER) == NULL)
		return refuse("--secret-xml needs --auth-username and --secret-usage or "
		              "--secret-uuid");
	if (c->job.product == PRODUCT_PATHS && strcmp(pool->type->name, "iscsi") != 0)
		return refuse("--by-path needs a pool of type iscsi");
	if (c->job.product == PRODUCT_PATHS && c->job.dir != NULL)
		return refuse("--by-path writes lines, not documents: it excludes --output-dir");
	if (c->job.product != PRODUCT_POOL && c->job.commands)
		return refuse("--commands excludes --secret-xml and --by-path");
	return STATUS_OK;
}

static enum status
prepare(void *choices, const struct common *common, char **operands)
{
	struct choices *c = choices;
	struct pool *pool = &c->job.pool;
	bool dump = !c->from_discovery && operands[0] != NULL;
	enum status status;

	c->job.commands = c->commands.given;
	c->job.force = common->force;
	c->job.output = common->output;
	c->job.dir = common->dir;
	c->job.in_place = common->in_place;
	if (!c->from_discovery && (c->job.wanted.count > 0 || c->job.name_template != NULL))
		return refuse("--portal and --name-template need --from-discovery");
	if (!dump && common->in_place)
		return refuse("--in-place needs a FILE with a pool");
	if ((status = read_initiator(c)) != STATUS_OK)
		return status;
	if (dump)
		return prepare_dump(c);
	if (pool->type->target != NULL && pool_value(pool, PART_TARGET) == NULL)
		pool_add(pool, PART_TARGET, pool->type->target);
	if (c->from_discovery)
		status = prepare_discovery(c);
	else {
		check_pool(&c->complaints, pool, 0);
		status = judge(c);
	}
	return status != STATUS_OK ? status : prepare_product(c);
}

/* --- what is made goes to the session ----------------------------------------------------- */

struct way {
	struct session *session;
	struct choices *choices;
};

static bool
say(void *to, enum severity severity, const char *file, const struct position *at,
    const char *message)
{
	struct way *w = to;

	if (severity == SEVERITY_ERROR)
		session_status(w->session, STATUS_FOUND);
	return session_say(w->session, severity, file, at, NULL, "%s", message);
}

static bool
emit(void *to, const char *file, struct str name, struct str text)
{
	struct way *w = to;

	w->choices->made++;
	return session_emit(w->session, file, name, text);
}

static void
plan(void *to, struct str text)
{
	session_plan(((struct way *)to)->session, text);
}

static void
make_alone(struct way *w, const struct pool_outlet *outlet)
{
	struct choices *c = w->choices;
	bool good = true;

	for (const struct complaint *i = c->complaints.first; i != NULL; i = i->next)
		good = say(w, SEVERITY_WARNING, "poolgen", NULL, complaint_text(c, i)) && good;
	if (session_open(w->session))
		session_close(w->session, good && pool_make(&c->job, outlet));
}

static bool
make_of_file(struct way *w, const struct pool_outlet *outlet, struct pool_names *names,
             const char *file)
{
	bool in = strcmp(file, "-") == 0, fault = true, good = false;
	struct buf text = { 0 };

	if (in)
		file = "<stdin>";
	if (in ? slurp_fd(STDIN_FILENO, &text) : slurp(file, &text))
		good = pool_make_found(&w->choices->job, outlet, names, file, buf_view(&text), true,
		                       &fault);
	else
		file_error(file, NULL, "cannot read", strerror(errno));
	if (fault)
		session_status(w->session, STATUS_TROUBLE);
	buf_free(&text);
	return good;
}

static void
make_found(struct way *w, const struct pool_outlet *outlet, char **files)
{
	static char *standard_input[] = { (char *)"-", NULL };
	struct arena arena = { 0 };
	struct pool_names names = { .arena = &arena };
	const struct pool_job *job = &w->choices->job;
	bool good = true;

	if (*files == NULL)
		files = standard_input;
	if (!session_open(w->session))
		return;
	for (; *files != NULL; files++)
		good = make_of_file(w, outlet, &names, *files) && good;
	if (good && job->wanted.count > 0 && w->choices->made == 0) {
		say(w, SEVERITY_ERROR, "poolgen", NULL,
		    "no target is at a portal that --portal names");
		session_status(w->session, STATUS_TROUBLE);
		good = false;
	}
	session_close(w->session, good);
	if (w->choices->made > 1 && job->product == PRODUCT_POOL && job->dir == NULL)
		say(w, SEVERITY_NOTE, "poolgen", NULL,
		    "more than one pool: virsh pool-define takes a file for each (--output-dir)");
	pool_names_free(&names);
	arena_free(&arena);
}

static bool
instead(struct session *session, void *choices, char **operands)
{
	struct choices *c = choices;
	struct way way = { session, c };
	struct pool_outlet outlet = { &way, say, emit, plan };

	if (c->from_discovery)
		make_found(&way, &outlet, operands);
	else if (*operands == NULL)
		make_alone(&way, &outlet);
	else
		return false;
	return true;
}

/* Pools that are found are not called after the file that they are found in. */
static enum inputs
inputs(const void *choices, char **operands)
{
	if (((const struct choices *)choices)->from_discovery)
		return INPUTS_UNNAMED;
	return *operands != NULL ? INPUTS_NAMED : INPUTS_NONE;
}

static void
convert(struct run *r, void *choices)
{
	pool_convert(r, &((const struct choices *)choices)->job);
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { "pool", NULL };
	struct choices choices = { .made = 0 };
	struct option_user options = { OPTION_TABLE(rows), &choices };
	struct tool tool = {
		.name = "poolgen",
		.purpose = "Writes libvirt storage pools: without FILE from options, with\n"
			   "--from-discovery from the output of iSCSI discovery, else from a dump.",
		.roots = roots,
		.rules = &pool_rules,
		.options = &options,
		.options_count = 1,
		.prepare = prepare,
		.instead = instead,
		.inputs = inputs,
		.convert = convert,
		.plan = pool_plan,
		.plan_request = &choices.commands,
		.settings = &choices,
	};
	int status;

	choices.job.pool.type = pool_type_find(str_from("iscsi"));
	choices.complaints.arena = &choices.arena;
	status = tool_main(&tool, argc, argv);
	pool_free(&choices.job.pool);
	wanted_free(&choices.job.wanted);
	buf_free(&choices.initiator);
	arena_free(&choices.arena);
	return status;
}
