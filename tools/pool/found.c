/* Pools of what discovery has found. */
#include "base/address.h"
#include "base/message.h"
#include "pool/check.h"
#include "pool/make.h"
#include "pool/names.h"

#include <stdint.h>
#include <string.h>

/* One input on its way. */
struct discovery_run {
	const struct pool_job *job;
	const struct pool_output *output;
	struct pool_names *names;
	const char *file;
	struct arena arena;
	struct discovery d;
	size_t skipped; /* lines */
};

static bool
say(struct discovery_run *f, enum severity severity, const struct position *at, const char *text)
{
	return f->output->say(f->output->to, severity, f->file, at, text);
}

#define LINES_SKIPPED 20 /* are told; then they are counted */

static void
tell_skipped(void *to, const struct position *at, struct str line)
{
	struct discovery_run *f = to;
	struct arena words = { 0 };

	if (++f->skipped > LINES_SKIPPED)
		return;
	say(f, SEVERITY_NOTE, at,
	    message(&words, "line without a target, skipped: '%.*s'", STR_FMT(line)));
	arena_free(&words);
}

static const char *
copy(struct arena *arena, struct str s)
{
	return arena_copy(arena, s.p, s.n);
}

static struct str
known_by(const struct found *found)
{
	if (found->target.p != NULL)
		return found->target;
	if (found->name.n > 0)
		return found->name;
	if (found->dir.n > 0)
		return str_base(found->dir);
	return found->devices_count > 0 ? str_base(found->devices[0]) : str_from("");
}

static void
fill_in(struct discovery_run *f, struct pool *pool, const struct found *found, struct arena *arena)
{
	struct name_source source = { known_by(found), found->portal.name,
		                      found->portal.port.p != NULL ? found->portal.port
		                                                   : str_from("3260") };
	const char *template = f->job->name_template;

	if (found->portal.name.p != NULL)
		pool_add(pool, PART_HOST, host_text(arena, found->portal));
	if (found->target.p != NULL)
		pool_add(pool, PART_DEVICE, copy(arena, found->target));
	for (size_t i = 0; i < found->devices_count; i++)
		pool_add(pool, PART_DEVICE, copy(arena, found->devices[i]));
	if (found->dir.p != NULL)
		pool_add(pool, PART_DIR, copy(arena, found->dir));
	if (found->name.p != NULL)
		pool_add(pool, PART_SOURCE_NAME, copy(arena, found->name));
	if (found->format.p != NULL && pool_value(pool, PART_FORMAT) == NULL)
		pool_add(pool, PART_FORMAT, copy(arena, found->format));
	if (source.host.p == NULL)
		source.host = str_from("");
	pool_add(pool, PART_NAME,
	         pool_names_make(f->names, template != NULL ? template : "%t", &source));
}

/* What people call a part that the input has; NULL: an option gave it. */
static const char *
thing_of(enum part part)
{
	return part == PART_HOST     ? "portal"
	       : part == PART_DEVICE ? "target"
	       : part == PART_DIR    ? "directory"
	                             : NULL;
}

/*
 * What a server calls its targets is a fact, so even a bad name of a target is only warned of; any
 * other thing that is bad is refused as it would be on the command line.
 */
static bool
is_acceptable(struct discovery_run *f, const struct found *found, const struct pool *pool,
              struct arena *arena)
{
	struct problems c = { .arena = arena };
	bool good = true;

	check_pool(&c, pool, 0);
	for (const struct problem *i = c.first; i != NULL; i = i->next) {
		bool mild = i->grade == GRADE_DOUBTFUL ||
		            (i->grade == GRADE_BAD && (f->job->force || i->part == PART_DEVICE));

		good = say(f, mild ? SEVERITY_WARNING : SEVERITY_ERROR, &found->at,
		           problem_text(arena, i, thing_of(i->part))) &&
		       good;
	}
	return good;
}

/* Warns of a portal that the new host cannot use; false: that refuses the pool. */
static bool
can_reach(struct discovery_run *f, const struct found *found, struct arena *arena)
{
	static const char *const whys[] = {
		[REACH_LOOPBACK] = "is an address of the server for itself",
		[REACH_ZONE] = "is link-local, which libvirt cannot use without a zone",
		[REACH_NONE] = "stands for all addresses of its server",
	};
	enum reach reach = address_reach(found->portal.name);

	if (reach < REACH_LOOPBACK)
		return true;
	return say(f, SEVERITY_WARNING, &found->at,
	           message(arena,
	                   "the portal '%.*s' %s: set the right one with poolgen "
	                   "--source-host=HOST POOL.xml",
	                   STR_FMT(found->portal.name), whys[reach]));
}

/* Warns of a target that asks for a password, unless the pool has one. */
static bool
has_password(struct discovery_run *f, const struct found *found, struct arena *arena)
{
	if (found->user.p == NULL || pool_value(&f->job->pool, PART_AUTH_USER) != NULL)
		return true;
	return say(f, SEVERITY_WARNING, &found->at,
	           message(arena,
	                   "target '%.*s' requires CHAP, user '%.*s': use "
	                   "--auth-username and --secret-usage",
	                   STR_FMT(known_by(found)), STR_FMT(found->user)));
}

/* Whether the target is reached in the way that was asked for; tells of others. */
static bool
has_portal(struct discovery_run *f, const struct found *found, struct arena *arena)
{
	if (found->portal.name.p == NULL)
		return true;
	if (f->job->wanted.count > 0)
		return found->rank != SIZE_MAX ||
		       (say(f, SEVERITY_WARNING, &found->at,
		            message(arena,
		                    "target '%.*s' is not at the portal that "
		                    "--portal names: skipped",
		                    STR_FMT(known_by(found)))),
		        false);
	if (!can_reach(f, found, arena))
		return false;
	return found->portals < 2 ||
	       say(f, SEVERITY_WARNING, &found->at,
	           message(arena,
	                   "target '%.*s' is at %zu portals, but a pool uses one: "
	                   "'%s' (--portal chooses, for all of them use multipath)",
	                   STR_FMT(found->target), found->portals,
	                   host_text(arena, found->portal)));
}

static void
copy_parts(struct pool *to, const struct pool *from)
{
	to->type = from->type;
	for (int part = 0; part < PART_COUNT; part++) {
		pool_clear(to, (enum part)part);
		for (size_t i = 0; i < from->parts[part].count; i++)
			pool_add(to, (enum part)part, from->parts[part].list[i]);
	}
}

static bool
make_each(struct discovery_run *f)
{
	struct pool pool = { 0 };
	struct arena arena = { 0 };
	bool good = true;

	for (size_t i = 0; i < f->d.count && good; i++) {
		const struct found *found = &f->d.list[i];

		copy_parts(&pool, &f->job->pool);
		if (!has_portal(f, found, &arena) || !has_password(f, found, &arena))
			continue;
		fill_in(f, &pool, found, &arena);
		if (is_acceptable(f, found, &pool, &arena)) {
			pool_warn_of_name(f->job, f->output, f->file, &found->at,
			                  found->portal.name, &arena);
			good = pool_deliver(f->job, f->output, &pool, f->file, &found->at, &arena);
		}
		arena_reset(&arena);
	}
	arena_free(&arena);
	pool_free(&pool);
	return good;
}

/* An input without any target is no good input; what stands there instead tells why. */
static void
report_nothing(struct discovery_run *f)
{
	const char *hint = "";

	if (str_starts(f->d.skipped, "InitiatorName"))
		hint = " (--source-initiator=@FILE reads initiatorname.iscsi)";
	if (f->d.skipped.p == NULL)
		say(f, SEVERITY_ERROR, NULL, "no target found");
	else
		say(f, SEVERITY_ERROR, NULL,
		    message(&f->arena, "no target found, the first line is: '%.*s'%s",
		            STR_FMT(f->d.skipped), hint));
}

static bool
read_any(struct discovery_run *f, struct str text)
{
	struct position at = { 1, 1 };
	const char *why;

	if (!sources_look_so(text)) {
		discovery_read(&f->d, text);
		if (f->skipped > LINES_SKIPPED)
			say(f, SEVERITY_NOTE, NULL,
			    arena_printf(&f->arena, "%zu more lines skipped",
			                 f->skipped - LINES_SKIPPED));
		return true;
	}
	if (sources_read(&f->d, text, &why, &at))
		return true;
	say(f, SEVERITY_ERROR, &at, why);
	return false;
}

bool
pool_make_found(const struct pool_job *job, const struct pool_output *output,
                struct pool_names *names, const char *file, struct str text, bool *fault)
{
	struct discovery_run f = { .job = job, .output = output, .names = names, .file = file };
	bool good;

	f.d.arena = &f.arena;
	f.d.wanted = &job->wanted;
	f.d.skip = tell_skipped;
	f.d.to = &f;
	good = read_any(&f, text);
	if (good && f.d.count == 0)
		report_nothing(&f);
	*fault = !good || f.d.count == 0;
	good = !*fault && make_each(&f);
	discovery_free(&f.d);
	arena_free(&f.arena);
	return good;
}
