/* poolgen: storage pools from options, from iSCSI discovery, or from a dump. */
#include "base/buf.h"
#include "base/mem.h"
#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/session.h"
#include "cli/slurp.h"
#include "options/target.h"
#include "pool/check.h"
#include "pool/convert.h"
#include "pool/job.h"
#include "pool/names.h"
#include "pool/commands.h"
#include "pool/rules.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the options ask for. */
struct options {
	struct pool_job job;
	struct target_choice host; /* the new one */
	bool from_discovery, type_given;
	struct print_request commands;
	struct buf initiator; /* the file that --source-initiator names */
	struct problems problems;
	struct arena arena;
	unsigned long made; /* documents */
};

static bool
set_type(void *options, const struct option_row *row, const char *argument, const char **why)
{
	struct options *o = options;

	(void)row, (void)why;
	o->type_given = true;
	o->job.pool.type = pool_type_find(str_from(argument));
	return o->job.pool.type != NULL;
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
	if (host_check(h.name, why) != GRADE_GOOD ||
	    (h.port.p != NULL && port_check(h.port, why) != GRADE_GOOD))
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

#define FIELD(f) offsetof(struct options, f)

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
	{ "new-host", "FILE", "judge by the new host, which FILE describes", option_file,
	  FIELD(host.file), .file = FILE_READ }, /* of other tools --target, a path here */
	{ "commands", "FILE", "print the next commands instead of documents", option_print,
	  FIELD(commands), .optional = true, .once = true, .file = FILE_WRITTEN },
	{ "secret-xml", NULL, "write the secrets for authentication instead of pools", set_secret,
	  FIELD(job.product) },
	{ "by-path", "LUN,..", "print the paths of LUNs below /dev/disk/by-path", set_luns,
	  FIELD(job) },
};

/* @FILE: the name stands in an initiatorname.iscsi(5). */
static bool
read_initiator(struct session *s, struct options *o)
{
	const char *given = pool_value(&o->job.pool, PART_INITIATOR), *why;
	struct str name;

	if (given == NULL || given[0] != '@')
		return true;
	if (!slurp(given + 1, &o->initiator)) {
		file_error(given + 1, NULL, "cannot read", strerror(errno));
		return session_status(s, STATUS_TROUBLE);
	}
	name = initiator_read(buf_view(&o->initiator), &why);
	if (name.p == NULL) {
		file_error(given + 1, NULL, "no name of an initiator", why);
		return session_status(s, STATUS_TROUBLE);
	}
	o->job.pool.parts[PART_INITIATOR].list[0] = arena_copy(&o->arena, name.p, name.n);
	return true;
}

/* Prints the first thing that is not to be let through; false: there is one. */
static bool
are_good(struct session *s, struct options *o)
{
	for (const struct problem *i = o->problems.first; i != NULL; i = i->next)
		if (i->grade == GRADE_WRONG || (i->grade == GRADE_BAD && !o->job.force))
			return session_usage(s, "%s", problem_text(&o->arena, i, NULL));
	return true;
}

#define FOUND_BITS \
	(PART_BIT(NAME) | PART_BIT(HOST) | PART_BIT(DEVICE) | PART_BIT(DIR) | PART_BIT(SOURCE_NAME))
#define ALONE_BITS \
	(PART_BIT(NAME) | PART_BIT(UUID) | PART_BIT(HOST) | PART_BIT(PORT) | PART_BIT(DEVICE))

static bool
prepare_discovery(struct session *s, struct options *o)
{
	const struct pool *pool = &o->job.pool;

	for (int i = 0; i < PART_COUNT; i++)
		if ((pool_given(pool) & ALONE_BITS) >> i & 1U)
			return session_usage(s,
			                     "--%s cannot be used with --from-discovery, "
			                     "which finds it",
			                     part_options[i]);
	check_parts(&o->problems, pool, FOUND_BITS);
	check_values(&o->problems, pool->type, pool);
	if (pool->type->auth != NULL)
		check_together(&o->problems, pool);
	return are_good(s, o);
}

static bool
prepare_dump(struct session *s, struct options *o)
{
	if (o->type_given)
		return session_usage(
		    s, "--type cannot be used with a FILE: the type of a pool cannot change");
	if (o->job.product != PRODUCT_POOL)
		return session_usage(s, "--secret-xml and --by-path cannot be used with a FILE");
	check_values(&o->problems, NULL, &o->job.pool);
	return are_good(s, o);
}

static bool
prepare_product(struct session *s, const struct options *o)
{
	const struct pool *pool = &o->job.pool;

	if (o->job.product == PRODUCT_SECRET && pool_value(pool, PART_AUTH_USER) == NULL)
		return session_usage(s, "--secret-xml needs --auth-username and --secret-usage or "
		                        "--secret-uuid");
	if (o->job.product == PRODUCT_PATHS && strcmp(pool->type->name, "iscsi") != 0)
		return session_usage(s, "--by-path needs a pool of type iscsi");
	if (o->job.product == PRODUCT_PATHS && o->job.dir != NULL)
		return session_usage(
		    s, "--by-path writes lines, not documents: it excludes --output-dir");
	if (o->job.product != PRODUCT_POOL && o->job.commands)
		return session_usage(s, "--commands excludes --secret-xml and --by-path");
	return true;
}

/* Whether the options agree, and their values are good. */
static bool
prepare(struct session *s, struct options *o, char **operands)
{
	const struct common *common = session_common(s);
	struct pool *pool = &o->job.pool;
	bool dump = !o->from_discovery && operands[0] != NULL;

	o->job.commands = o->commands.given;
	o->job.force = common->force;
	o->job.output = common->output;
	o->job.dir = common->dir;
	o->job.in_place = common->in_place;
	if (!o->from_discovery && (o->job.wanted.count > 0 || o->job.name_template != NULL))
		return session_usage(s, "--portal and --name-template need --from-discovery");
	if (!dump && common->in_place)
		return session_usage(s, "--in-place needs a FILE with a pool");
	if (!read_initiator(s, o) || !target_choice_read(&o->host, s))
		return false;
	o->job.host = o->host.target;
	if (dump)
		return prepare_dump(s, o);
	if (pool->type->target != NULL && pool_value(pool, PART_TARGET) == NULL)
		pool_add(pool, PART_TARGET, pool->type->target);
	if (!o->from_discovery)
		check_pool(&o->problems, pool, 0);
	return (o->from_discovery ? prepare_discovery(s, o) : are_good(s, o)) &&
	       prepare_product(s, o);
}

/* --- the session writes the results ------------------------------------------------------- */

struct context {
	struct session *session;
	struct options *options;
};

static bool
say(void *to, enum severity severity, const char *file, const struct position *at,
    const char *message)
{
	struct context *w = to;

	if (severity == SEVERITY_ERROR)
		session_status(w->session, STATUS_FOUND);
	return session_diag(w->session, severity, file, at, NULL, "%s", message);
}

static void
judge(struct run *r, void *options)
{
	pool_judge(r, &((const struct options *)options)->job);
}

static bool
emit(void *to, const char *file, const struct position *at, struct str name, struct str text,
     struct str *written)
{
	struct context *w = to;
	struct options *o = w->options;
	struct session_made made = { .file = file, .at = at, .name = name, .text = text };
	bool good;

	o->made++;
	good = o->job.host == NULL || o->job.product != PRODUCT_POOL
	           ? session_emit(w->session, &made)
	           : session_emit_judged(w->session, &made, judge);
	*written = made.written;
	return good;
}

static void
plan(void *to, struct str text)
{
	session_plan(((struct context *)to)->session, text);
}

static void
make_alone(struct context *w, const struct pool_output *output)
{
	struct options *o = w->options;
	bool good = true;

	for (const struct problem *i = o->problems.first; i != NULL; i = i->next)
		good &= say(w, SEVERITY_WARNING, "poolgen", NULL, problem_text(&o->arena, i, NULL));
	if (session_open(w->session))
		session_close(w->session, good && pool_make(&o->job, output));
}

static bool
make_of_file(struct context *w, const struct pool_output *output, struct pool_names *names,
             const char *file)
{
	bool in = strcmp(file, "-") == 0, fault = true, good = false;
	struct buf text = { 0 };

	if (in)
		file = "<stdin>";
	if (in ? slurp_fd(STDIN_FILENO, &text) : slurp(file, &text))
		good =
		    pool_make_found(&w->options->job, output, names, file, buf_view(&text), &fault);
	else
		file_error(file, NULL, "cannot read", strerror(errno));
	if (fault)
		session_status(w->session, STATUS_TROUBLE);
	buf_free(&text);
	return good;
}

static void
make_found(struct context *w, const struct pool_output *output, char **files)
{
	struct arena arena = { 0 };
	struct pool_names names = { .arena = &arena };
	const struct pool_job *job = &w->options->job;
	bool good = true;

	if (!session_open(w->session))
		return;
	for (files = session_inputs(files); *files != NULL; files++)
		good = make_of_file(w, output, &names, *files) && good;
	if (good && job->wanted.count > 0 && w->options->made == 0) {
		say(w, SEVERITY_ERROR, "poolgen", NULL,
		    "no target is at a portal that --portal names");
		session_status(w->session, STATUS_TROUBLE);
		good = false;
	}
	session_close(w->session, good);
	if (w->options->made > 1 && job->product == PRODUCT_POOL && job->dir == NULL)
		say(w, SEVERITY_NOTE, "poolgen", NULL,
		    "more than one pool: virsh pool-define takes a file for each (--output-dir)");
	pool_names_free(&names);
	arena_free(&arena);
}

/* Pools that are found are not called after the file that they are found in. */
static enum inputs
inputs_of(const struct options *o, char **operands)
{
	if (o->from_discovery)
		return INPUTS_UNNAMED;
	return *operands != NULL ? INPUTS_NAMED : INPUTS_NONE;
}

static void
convert(struct run *r, void *options)
{
	pool_convert(r, &((const struct options *)options)->job);
}

static void
work_on(struct session *s, struct options *o, char **operands)
{
	struct context context = { s, o };
	struct pool_output output = { &context, say, emit, plan };

	if (o->from_discovery)
		make_found(&context, &output, operands);
	else if (*operands == NULL)
		make_alone(&context, &output);
	else
		session_filter(s, operands);
}

int
main(int argc, char **argv)
{
	static const char *const roots[] = { "pool", NULL };
	static const struct tool tool = {
		.name = "poolgen",
		.purpose = "Writes libvirt storage pools: without FILE from options, with\n"
			   "--from-discovery from the output of iSCSI discovery, else from a dump.",
		.roots = roots,
		.rules = &pool_rules,
		.convert = convert,
	};
	struct options o = { .job.pool.type = pool_type_find(str_from("iscsi")),
		             .problems.arena = &o.arena };
	struct work work = { .plan = &o.commands, .write_plan = pool_plan };
	struct session *s = session_new(&tool, &o);
	char **operands;
	int status;

	session_options(s, (struct option_table)OPTION_TABLE(rows), &o);
	operands = session_operands(s, argc, argv);
	if (operands != NULL)
		work.inputs = inputs_of(&o, operands);
	if (operands != NULL && session_accept(s, operands, &work) && prepare(s, &o, operands) &&
	    session_begin(s))
		work_on(s, &o, operands);
	status = session_end(s);
	pool_free(&o.job.pool);
	wanted_free(&o.job.wanted);
	target_choice_free(&o.host);
	buf_free(&o.initiator);
	arena_free(&o.arena);
	return status;
}
