#include "pool/convert.h"

#include "index/value.h"
#include "pool/check.h"
#include "pool/facts.h"
#include "pool/commands.h"
#include "pool/places.h"
#include "pool/rules.h"
#include "vocabulary/rules.h"

/* What is wrong with the options' values in a pool of this type. */
static struct problems
check_options(const struct run *r)
{
	const struct pool_facts *f = r->pool;
	struct pool pool = *f->given;
	struct problems c = { .arena = run_doc(r)->arena };

	if (f->type == NULL)
		return c;
	pool.type = f->type;
	check_parts(&c, &pool, UINT32_MAX);
	check_values(&c, f->type, &pool);
	return c;
}

void
refuse_options(struct run *r, uint16_t rule, uint32_t node)
{
	struct problems c = check_options(r);

	for (const struct problem *i = c.first; i != NULL; i = i->next)
		if (i->grade > GRADE_DOUBTFUL)
			rule_refuse(r, rule, node, "%s", problem_text(c.arena, i, NULL));
}

void
doubt_options(struct run *r, uint16_t rule, uint32_t node)
{
	struct problems c = check_options(r);

	for (const struct problem *i = c.first; i != NULL; i = i->next)
		if (i->grade == GRADE_DOUBTFUL)
			rule_report(r, rule, node, "%s", problem_text(c.arena, i, NULL));
}

void
warn_hosts(struct run *r, uint16_t rule, uint32_t node)
{
	const struct pool_facts *f = r->pool;
	uint32_t host = part_node(run_doc(r), PART_HOST);

	if (f->type == NULL || (f->type->several & PART_BIT(HOST)) || host == NONE ||
	    pool_value(f->given, PART_HOST) != NULL)
		return;
	node = node_next_same(run_doc(r), host);
	if (node != NONE)
		rule_report(r, rule, node,
		            "a pool of type %s with two hosts can be defined, but never started",
		            f->type->name);
}

void
warn_target_name(struct run *r, uint16_t rule, uint32_t node)
{
	struct str name;
	const char *why;

	node = part_node(run_doc(r), PART_DEVICE);
	name = part_text(run_doc(r), PART_DEVICE, node);
	if (name.p != NULL && str_starts(r->pool->type_name, "iscsi") &&
	    pool_value(r->pool->given, PART_DEVICE) == NULL &&
	    iscsi_name_check(name, &why) > GRADE_DOUBTFUL)
		rule_report(r, rule, node, "'%.*s': %s", STR_FMT(name), why);
}

void
warn_type(struct run *r, uint16_t rule, uint32_t node)
{
	const struct pool_facts *f = r->pool;

	if (f->type == NULL)
		rule_report(r, rule, node, "unknown pool type '%.*s': nothing is checked",
		            STR_FMT(f->type_name));
}

static void
read_facts(struct run *r, const struct pool_job *job)
{
	struct pool_facts *f = arena_alloc(run_doc(r)->arena, sizeof(*f));

	f->job = job;
	f->given = &job->pool;
	f->type_name = attr_value(run_doc(r), 0, "type");
	f->type = pool_type_find(f->type_name);
	r->pool = f;
	r->subject = 0;
	r->libvirt = target_libvirt(job->host);
}

static void
judge_by_host(struct run *r)
{
	if (r->pool->job->host != NULL)
		pool_meet_host(r);
	vocabulary_run(r);
}

void
pool_convert(struct run *r, const struct pool_job *job)
{
	read_facts(r, job);
	run_rules(r, POOL_RULES, TARGET_POOL_TYPE);
	edits_settle(r->edits);
	judge_by_host(r);
}

void
pool_judge(struct run *r, const struct pool_job *job)
{
	read_facts(r, job);
	judge_by_host(r);
}

/* Whether options change the pool, and it is printed: the file is not what pool-define has to read.
 */
static bool
is_elsewhere(const struct pool_facts *f)
{
	bool given = false;

	for (int part = 0; part < PART_COUNT; part++)
		given = given || pool_value(f->given, (enum part)part) != NULL;
	return given && !f->job->in_place && f->job->dir == NULL && f->job->output == NULL;
}

void
pool_plan(const struct run *r, const struct plan_input *input, struct plan_pages *pages)
{
	const char *source = input->alone ? input->file : NULL;
	const struct pool_facts *f = r->pool;
	const char *renamed = pool_value(f->given, PART_NAME);
	struct str name = renamed != NULL
	                      ? str_from(renamed)
	                      : part_text(run_doc(r), PART_NAME, part_node(run_doc(r), PART_NAME));
	struct pool_steps steps = { .type = f->type_name, .name = name };

	if (r->refused || (f->job->dir != NULL && input->written.p == NULL))
		return;
	steps.secret = part_node(run_doc(r), PART_AUTH_USER) != NONE ||
	               pool_value(f->given, PART_AUTH_USER) != NULL;
	steps.file = pool_job_file(f->job, run_doc(r)->arena, input->written, source, name);
	if (source != NULL && is_elsewhere(f))
		steps.file = str_from(arena_printf(run_doc(r)->arena, "%.*s.converted.xml",
		                                   STR_FMT(str_stem(steps.file, ".xml"))));
	pool_commands(&steps, &pages->text);
}
