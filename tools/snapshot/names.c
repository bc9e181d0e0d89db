#include "snapshot/names.h"

#include "index/value.h"
#include "read/stream.h"

#include <ctype.h>
#include <string.h>

const char *const snapshot_roots[] = { "domainsnapshot", "domaincheckpoint", NULL };

/* The guest's UUID without its dashes, the kind of the document, and the name. */
static struct str
key_of(struct arena *arena, const struct document *doc, struct str name)
{
	uint32_t domain = node_child(doc, 0, NAME_DOMAIN);
	struct str uuid = STR_NONE;
	char *key, *p;

	if (domain != NONE)
		uuid = child_trimmed(doc, domain, NAME_UUID);
	p = key = arena_alloc(arena, uuid.n + name.n + 1);
	for (size_t i = 0; i < uuid.n; i++)
		if (uuid.p[i] != '-')
			*p++ = (char)tolower((unsigned char)uuid.p[i]);
	*p++ = str_is(node_name(doc, 0), "domaincheckpoint") ? 'c' : 's';
	memcpy(p, name.p, name.n);
	return (struct str){ key, (size_t)(p - key) + name.n };
}

static void
add_name(struct snapshot_names *n, const struct document *doc)
{
	struct str name = child_trimmed(doc, 0, NAME_NAME);

	if (name.n > 0)
		dict_add(&n->list, key_of(&n->keys, doc, name), 0);
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
	uint32_t parent = node_child(doc, 0, NAME_PARENT);
	struct str name = STR_NONE;
	size_t number;

	if (parent != NONE)
		name = child_trimmed(doc, parent, NAME_NAME);
	return name.n > 0 && dict_find(&n->list, key_of(doc->arena, doc, name), &number);
}

void
snapshot_names_free(struct snapshot_names *n)
{
	dict_free(&n->list);
	arena_free(&n->keys);
}
