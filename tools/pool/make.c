#include "pool/make.h"

#include "base/address.h"
#include "base/message.h"
#include "pool/commands.h"
#include "pool/xml.h"

const char *
pool_job_file(const struct pool_job *job, struct arena *arena, const char *source, struct str name)
{
	struct str base = str_base(str_from(source));

	if (job->output != NULL)
		return job->output;
	if (job->in_place && source != NULL)
		return source;
	if (base.n == 0)
		return job->dir != NULL
		           ? arena_printf(arena, "%s/%.*s.xml", job->dir, STR_FMT(name))
		           : arena_printf(arena, "%.*s.xml", STR_FMT(name));
	return job->dir != NULL ? arena_printf(arena, "%s/%.*s", job->dir, STR_FMT(base))
	                        : arena_printf(arena, "%.*s", STR_FMT(base));
}

bool
pool_deliver(const struct pool_job *job, const struct pool_output *output, const struct pool *pool,
             const char *file, const struct position *at, struct arena *arena)
{
	struct str name = str_from(pool_value(pool, PART_NAME));
	struct host h = host_split(str_from(pool_value(pool, PART_HOST)));
	struct buf text = { 0 }, commands = { 0 };
	bool good, written;

	if (h.port.p == NULL)
		h.port = str_from(pool_value(pool, PART_PORT));
	if (job->product == PRODUCT_SECRET)
		pool_secret_xml(pool, &text);
	else if (job->product == PRODUCT_PATHS)
		pool_paths(h, str_from(pool_value(pool, PART_DEVICE)), job->luns, &text);
	else
		pool_xml(pool, &text);
	good = output->emit(output->to, file, at, name, buf_view(&text), &written);
	if (job->commands && written) {
		struct pool_steps steps = {
			.type = str_from(pool->type->name),
			.name = name,
			.file = str_from(pool_job_file(job, arena, NULL, name)),
			.secret = pool_value(pool, PART_AUTH_USER) != NULL,
		};

		pool_commands(&steps, &commands);
		output->plan(output->to, buf_view(&commands));
	}
	buf_free(&text);
	buf_free(&commands);
	return good;
}

void
pool_warn_of_name(const struct pool_job *job, const struct pool_output *output, const char *file,
                  const struct position *at, struct str host, struct arena *arena)
{
	if (job->product == PRODUCT_PATHS && !is_address(host))
		output
		    ->say(output->to, SEVERITY_WARNING, file, at,
		          message(arena,
		                  "'%.*s' is a name: replace it with the address of the portal, as "
		                  "in /dev/disk/by-path",
		                  STR_FMT(host)));
}

bool
pool_make(const struct pool_job *job, const struct pool_output *output)
{
	struct arena arena = { 0 };
	bool good;

	pool_warn_of_name(job, output, "poolgen", NULL,
	                  host_split(str_from(pool_value(&job->pool, PART_HOST))).name, &arena);
	good = pool_deliver(job, output, &job->pool, "poolgen", NULL, &arena);
	arena_free(&arena);
	return good;
}
