/* A pool is made by editing an empty one. */
#include "pool/xml.h"

#include "base/mem.h"
#include "edit/writer.h"
#include "pool/facts.h"
#include "pool/rules.h"
#include "read/parser.h"

#include <string.h>

/* Makes the edits of the empty document that the run holds. */
typedef void fill_fn(struct run *r, const struct pool *pool);

/* empty: begins with a line break, as indentation is that of a line; it is not written. */
static void
write_filled(const char *empty, fill_fn *fill, const struct pool *pool, struct buf *out)
{
	static const char *const roots[] = { "pool", "secret", NULL };
	struct arena arena = { 0 };
	struct document doc = { .arena = &arena };
	struct parser *parser = parser_new(roots);
	struct selection all = { NULL };
	struct edits edits = { 0 };
	struct run r = { .set = &pool_rules, .selection = &all, .edits = &edits };
	struct buf text = { 0 };
	struct sink sink = sink_to(&text);

	if (parser_read(parser, &doc, str_from(empty)) != PARSE_DONE)
		mem_exhausted(); /* nothing else can be wrong with it */
	run_begin(&r, &doc);
	fill(&r, pool);
	write_document(&edits, &sink);
	sink_end(&sink);
	buf_add(out, text.p + 1, text.len - 1);
	buf_free(&text);
	run_free(&r);
	edits_free(&edits);
	parser_free(parser);
	document_free(&doc);
	arena_free(&arena);
}

static void
fill_pool(struct run *r, const struct pool *pool)
{
	struct pool_facts facts = { .given = pool, .type = pool->type };

	r->pool = &facts;
	run_rules(r, POOL_NAME, POOL_OPTIONS + 1);
}

static void
add_text(struct run *r, struct element *parent, const char *name, const char *text)
{
	if (text != NULL)
		rule_child(r, 0, parent, name)->text = text;
}

static void
fill_secret(struct run *r, const struct pool *pool)
{
	bool ceph = strcmp(pool->type->auth, "ceph") == 0;
	const char *usage = pool_value(pool, PART_SECRET_USAGE);
	const char *uuid = pool_value(pool, PART_SECRET_UUID);
	struct element *e;

	if (uuid != NULL) {
		e = rule_element(r, 0, "uuid");
		e->text = uuid;
		rule_insert(r, 0, NONE, e);
	}
	e = rule_element(r, 0, "usage");
	rule_part(r, 0, e, "type", ceph ? "ceph" : "iscsi");
	add_text(r, e, ceph ? "name" : "target",
	         usage != NULL ? usage : pool_value(pool, PART_NAME));
	rule_insert(r, 0, NONE, e);
}

void
pool_xml(const struct pool *pool, struct buf *out)
{
	struct buf empty = { 0 };

	buf_printf(&empty, "\n<pool type='%s'/>\n%c", pool->type->name, '\0');
	write_filled(empty.p, fill_pool, pool, out);
	buf_free(&empty);
}

void
pool_secret_xml(const struct pool *pool, struct buf *out)
{
	write_filled("\n<secret ephemeral='no' private='yes'/>\n", fill_secret, pool, out);
}
