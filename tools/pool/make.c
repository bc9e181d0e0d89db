#include "pool/make.h"

#include "base/address.h"
#include "base/message.h"
#include "pool/commands.h"
#include "pool/xml.h"

struct str
pool_job_file(const struct pool_job *job, struct arena *arena, struct str written,
              const char *source, struct str name)
{
	if (written.n > 0)
		return written;
	if (job->output != NULL)
		return str_from(job->output);
	if (source == NULL)
		return str_from(arena_printf(arena, "%.*s.xml", STR_FMT(name)));
	return job->in_place ? str_from(source) : str_base(str_from(source));
}

bool
pool_deliver(const struct pool_job *job, const struct pool_output *output, const struct pool *pool,
             const char *file, const struct position *at, struct arena *arena)
{
	struct str name = str_from(pool_value(pool, PART_NAME));
	struct host h = host_split(str_from(pool_value(pool, PART_HOST)));
	struct buf text = { 0 }, commands = { 0 };
	struct str written;
	bool good;

	if (h.port.p == NULL)
		h.port = str_from(pool_value(pool, PART_PORT));
	if (job->product == PRODUCT_SECRET)
		pool_secret_xml(pool, &text);
	else if (job->product == PRODUCT_PATHS)
		pool_paths(h, str_from(pool_value(pool, PART_DEVICE)), job->luns, &text);
	else
		pool_xml(pool, &text);
	good = output->emit(output->to, file, at, name, buf_view(&text), &written);
	if (job->commands && written.p != NULL) {
		struct pool_steps steps = {
			.type = str_from(pool->type->name),
			.name = name,
			.file = pool_job_file(job, arena, written, NULL, name),
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
