/* What the new host lacks or has already, of the pool as it will be. */
#include "base/buf.h"
#include "edit/writer.h"
#include "index/value.h"
#include "pool/facts.h"
#include "pool/places.h"
#include "read/parser.h"

static const struct target *
host_of(const struct run *r)
{
	return r->pool->job->host;
}

/* Where a pool is with which this one collides. */
static const char *
whose(const struct target_pool *p)
{
	return p->expected ? "of this run" : "of the new host";
}

/* Where the document has the part now, for messages; else its root. */
static uint32_t
place_of(const struct run *r, enum part part)
{
	uint32_t node = part_node(run_doc(r), part);

	return node != NONE ? node : 0;
}

static struct str
part_of(const struct document *doc, enum part part)
{
	return part_text(doc, part, part_node(doc, part));
}

static void
judge_kind(struct run *r, const struct document *doc)
{
	struct str type = attr_value(doc, 0, "type"), format = part_of(doc, PART_FORMAT);

	if (target_has_pools(host_of(r), type) == ANSWER_NO)
		rule_refuse(r, TARGET_POOL_TYPE, 0, "the new host has no pools of type '%.*s'",
		            STR_FMT(type));
	else if (target_has_source(host_of(r), doc->arena, type, format) == ANSWER_NO)
		rule_refuse(r, TARGET_POOL_FORMAT, place_of(r, PART_FORMAT),
		            "the new host has no pools of type '%.*s' with the format '%.*s'",
		            STR_FMT(type), STR_FMT(format));
}

/* Name and UUID together are the pool itself, which is redefined. */
static void
judge_name(struct run *r, const struct document *doc)
{
	const struct target *t = host_of(r);
	struct str name = part_of(doc, PART_NAME);
	struct str uuid = target_uuid(doc->arena, part_of(doc, PART_UUID));
	const struct target_pool *same = target_pool_found(t, &t->pool_uuids, uuid);
	const struct target_pool *p = target_pool(t, name);

	if (same != NULL && !str_equal(same->name, name))
		rule_refuse(r, TARGET_POOL_UUID, place_of(r, PART_UUID),
		            "the pool '%.*s' %s has this UUID", STR_FMT(same->name), whose(same));
	else if (p != NULL &&
	         (uuid.n == 0 || ((p->uuid.n > 0 || p->expected) && !str_equal(uuid, p->uuid))))
		rule_refuse(r, TARGET_POOL_NAME, place_of(r, PART_NAME),
		            "another pool '%.*s' %s has this name", STR_FMT(p->name), whose(p));
}

/* One message of a pair of pools: the worst. */
static void
judge_source(struct run *r, const struct document *doc)
{
	const struct target *t = host_of(r);
	struct str path = part_of(doc, PART_TARGET);
	uint32_t source = node_child(run_doc(r), 0, NAME_SOURCE);
	uint32_t place = source != NONE ? source : place_of(r, PART_TARGET);
	enum target_clash clash;
	const struct target_pool *p = target_pool_clash(t, doc, &clash);

	if (p == NULL)
		return;
	if (clash == CLASH_SOURCE)
		rule_refuse(r, TARGET_POOL_SOURCE, place, "the pool '%.*s' %s has the same source",
		            STR_FMT(p->name), whose(p));
	else if (clash == CLASH_SHARED)
		rule_report(r, TARGET_POOL_SHARED, place, "the pool '%.*s' %s has the same volumes",
		            STR_FMT(p->name), whose(p));
	else
		rule_report(r, TARGET_POOL_PATH, place_of(r, PART_TARGET),
		            "the pool '%.*s' %s has the target '%.*s'", STR_FMT(p->name), whose(p),
		            STR_FMT(path));
}

static void
judge_secret(struct run *r, const struct document *doc)
{
	enum part part =
	    part_of(doc, PART_SECRET_USAGE).p != NULL ? PART_SECRET_USAGE : PART_SECRET_UUID;

	if (target_lacks_secret(host_of(r), doc, part_node(doc, part)))
		rule_report(r, TARGET_POOL_SECRET, place_of(r, part),
		            "the new host has no secret '%.*s'", STR_FMT(part_of(doc, part)));
}

void
meet_host(struct run *r)
{
	const struct document *doc = r->pool->after;

	judge_kind(r, doc);
	judge_name(r, doc);
	judge_source(r, doc);
	judge_secret(r, doc);
}

/* Reads what the pool becomes, as libvirt will read it; NULL, or why it cannot be read: a bug. */
static const char *
read_after(const struct edits *edits, struct parser *parser, struct document *after,
           struct buf *text)
{
	struct sink sink = sink_to(text);

	write_document(edits, &sink);
	sink_end(&sink);
	return parser_read(parser, after, buf_view(text)) == PARSE_DONE
	           ? NULL
	           : parser_fault(parser).message;
}

void
pool_meet_host(struct run *r)
{
	static const char *const roots[] = { "pool", NULL };
	struct arena arena = { 0 }; /* of its own: what reads a document resets it */
	struct document after = { .arena = &arena };
	struct parser *parser = parser_new(roots);
	struct buf text = { 0 };
	const char *why = NULL;

	r->pool->after = run_doc(r);
	if (edit_any(r->edits)) {
		r->pool->after = &after;
		why = read_after(r->edits, parser, &after, &text);
	}
	if (why != NULL)
		r->clash = arena_printf(run_doc(r)->arena, "the pool cannot be read back: %s", why);
	else {
		run_rules(r, TARGET_POOL_TYPE, POOL_RULES_END);
		if (!r->refused)
			target_expect_pool(r->pool->job->host, r->pool->after);
	}
	parser_free(parser);
	document_free(&after);
	arena_free(&arena);
	buf_free(&text);
}
