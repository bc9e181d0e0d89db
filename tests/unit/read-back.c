/* A pool that cannot be read back after its edits is an error of the program, and told as one. */
#include "pool/convert.h"
#include "pool/rules.h"
#include "read/parser.h"

#include <stdio.h>
#include <string.h>

static int
check(const char *name, const char *expected)
{
	static const char *const roots[] = { "pool", NULL };
	static const char text[] = "<pool type='dir'><name>a</name>"
				   "<target><path>/srv</path></target></pool>";
	struct arena arena = { 0 };
	struct document doc = { .arena = &arena };
	struct parser *parser = parser_new(roots);
	struct selection all = { NULL };
	struct edits edits = { 0 };
	struct run r = { .set = &pool_rules, .selection = &all, .edits = &edits, .force = true };
	struct pool_job job = { .host = target_new() };
	int bad;

	parser_read(parser, &doc, str_from(text));
	values_add(&job.pool.parts[PART_NAME], name);
	run_begin(&r, &doc);
	pool_convert(&r, &job);
	bad = expected == NULL ? r.clash != NULL
	                       : r.clash == NULL || strstr(r.clash, expected) == NULL;
	if (bad)
		printf("read-back: '%s'\n", r.clash != NULL ? r.clash : "(none)");
	pool_free(&job.pool);
	target_free(job.host);
	run_free(&r);
	edits_free(&edits);
	parser_free(parser);
	document_free(&doc);
	arena_free(&arena);
	return bad;
}

int
main(void)
{
	return check("b", NULL) + check("\x01", "the pool cannot be read back: ");
}
