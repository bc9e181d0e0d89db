/*
 * What iSCSI discovery printed, and libvirt's <sources>: pools that are well-formed, with names of
 * their own, which poolgen itself has nothing to say against; and an initiator's name.
 */
#include "expat_view.h"
#include "fuzz.h"
#include "pool/job.h"
#include "pool/names.h"

#include <stdlib.h>
#include <string.h>

/* What a pass over the input comes to. */
struct outcome {
	struct buf documents, words;
	struct dict names;
};

static bool
say(void *to, enum severity severity, const char *file, const struct position *at,
    const char *message)
{
	struct outcome *o = to;

	(void)file;
	if (at != NULL && (at->line == 0 || at->column == 0))
		fuzz_broken("a message is nowhere");
	buf_printf(&o->words, "%u %s\n", severity, message);
	return severity != SEVERITY_ERROR;
}

static bool
emit(void *to, const char *file, const struct position *at, struct str name, struct str text,
     struct str *written)
{
	struct outcome *o = to;

	(void)file, (void)at;
	*written = str_from("");
	if (name.n == 0 || memchr(name.p, '/', name.n) != NULL || str_is(name, ".") ||
	    str_is(name, ".."))
		fuzz_broken("a pool's name is no file's name");
	if (!dict_add(&o->names, name, 0))
		fuzz_broken("two pools have one name");
	if (!expat_accepts(text))
		fuzz_broken("a pool is not well-formed");
	buf_str(&o->documents, text);
	return true;
}

static void
plan(void *to, struct str text)
{
	struct outcome *o = to;

	buf_str(&o->words, text);
}

static const struct pool_job jobs[] = {
	{ .product = PRODUCT_POOL, .commands = true },
	{ .product = PRODUCT_POOL, .force = true, .name_template = "%h-%p-%n%%" },
};

static bool
run(const struct pool_job *given, const char *type, struct str text, struct outcome *o)
{
	struct pool_output output = { o, say, emit, plan };
	struct arena arena = { 0 };
	struct pool_names names = { .arena = &arena };
	struct pool_job job = *given;
	bool fault, good;

	job.pool.type = pool_type_find(str_from(type));
	pool_add(&job.pool, PART_TARGET, "/dev/disk/by-path");
	good = pool_make_found(&job, &output, &names, "in", text, &fault);
	if (good && fault)
		fuzz_broken("good and at fault");
	pool_free(&job.pool);
	pool_names_free(&names);
	arena_free(&arena);
	return good;
}

static void
forget(struct outcome *o)
{
	buf_free(&o->documents);
	buf_free(&o->words);
	dict_free(&o->names);
}

/* Twice the same. */
static void
check(const struct pool_job *job, const char *type, struct str text)
{
	struct outcome first = { 0 }, second = { 0 };

	if (run(job, type, text, &first) != run(job, type, text, &second) ||
	    !str_equal(buf_view(&first.documents), buf_view(&second.documents)) ||
	    !str_equal(buf_view(&first.words), buf_view(&second.words)))
		fuzz_broken("read again, it is something else");
	forget(&first);
	forget(&second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = mem_copy((const char *)data, size); /* of its own: nothing behind it is read */
	struct str text = { copy, size }, name;
	const char *why = NULL;

	check(&jobs[0], "iscsi", text);
	check(&jobs[1], "netfs", text);
	check(&jobs[1], "logical", text);
	name = initiator_read(text, &why);
	if (name.p == NULL && why == NULL)
		fuzz_broken("no name, and no reason");
	free(copy);
	return 0;
}
