#include "snapshot/names.h"

#include "index/value.h"
#include "read/stream.h"
#include "target/target.h"

const char *const snapshot_roots[] = { "domainsnapshot", "domaincheckpoint", NULL };

struct str
snapshot_guest(const struct document *doc)
{
	return target_uuid(doc->arena,
	                   child_trimmed(doc, node_child(doc, 0, NAME_DOMAIN), NAME_UUID));
}

struct str
snapshot_name(const struct document *doc, uint32_t parent)
{
	return node_text(doc, node_child(doc, parent, NAME_NAME));
}

#define ANY_GUEST "*"

/* The guest, the kind of the document, and the name. */
static struct str
key_of(struct arena *arena, struct str guest, const struct document *doc, struct str name)
{
	return target_moment_key(arena, str_is(node_name(doc, 0), "domaincheckpoint"), guest, name);
}

static void
add_name(struct snapshot_names *n, const struct document *doc)
{
	struct str name = snapshot_name(doc, 0);

	if (name.n == 0)
		return;
	dict_add(&n->list, key_of(&n->keys, snapshot_guest(doc), doc, name), 0);
	dict_add(&n->list, key_of(&n->keys, str_from(ANY_GUEST), doc, name), 0);
}

static bool
has_name(const struct snapshot_names *n, struct str guest, const struct document *doc,
         struct str name)
{
	return dict_entry(&n->list, key_of(doc->arena, guest, doc, name)) != NULL;
}

void
snapshot_names_read(struct snapshot_names *n, int fd, size_t max_size)
{
	struct arena arena = { 0 };
	struct parser *parser = parser_new(snapshot_roots);
	struct stream *stream = stream_new(parser, &arena, max_size);
	struct document *doc;
	struct fault fault;
	bool io;

	stream_begin(stream, fd);
	while (stream_next(stream, &doc, &fault, &io) == STREAM_DOCUMENT)
		add_name(n, doc);
	stream_free(stream);
	parser_free(parser);
	arena_free(&arena);
}

bool
snapshot_names_parent(const struct snapshot_names *n, const struct document *doc)
{
	struct str name = snapshot_name(doc, node_child(doc, 0, NAME_PARENT));
	struct str guest = snapshot_guest(doc);

	if (name.n == 0)
		return false;
	if (guest.n == 0)
		return has_name(n, str_from(ANY_GUEST), doc, name);
	return has_name(n, guest, doc, name) || has_name(n, str_from(""), doc, name);
}

void
snapshot_names_free(struct snapshot_names *n)
{
	dict_free(&n->list);
	arena_free(&n->keys);
}
