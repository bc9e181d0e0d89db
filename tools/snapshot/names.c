#include "snapshot/names.h"

#include "index/value.h"
#include "read/stream.h"

#include <ctype.h>
#include <string.h>

const char *const snapshot_roots[] = { "domainsnapshot", "domaincheckpoint", NULL };

struct str
snapshot_guest(const struct document *doc)
{
	uint32_t domain = node_child(doc, 0, NAME_DOMAIN);
	struct str uuid = STR_NONE;
	char *guest;
	size_t n = 0;

	if (domain != NONE)
		uuid = child_trimmed(doc, domain, NAME_UUID);
	guest = arena_alloc(doc->arena, uuid.n + 1);
	for (size_t i = 0; i < uuid.n; i++)
		if (uuid.p[i] != '-')
			guest[n++] = (char)tolower((unsigned char)uuid.p[i]);
	return (struct str){ guest, n };
}

struct str
snapshot_name(const struct document *doc, uint32_t parent)
{
	uint32_t name = parent != NONE ? node_child(doc, parent, NAME_NAME) : NONE;

	return name != NONE ? node_text(doc, name) : STR_NONE;
}

#define ANY_GUEST "*"

/* The guest, the kind of the document, and the name. */
static struct str
key_of(struct arena *arena, struct str guest, const struct document *doc, struct str name)
{
	char kind = str_is(node_name(doc, 0), "domaincheckpoint") ? 'c' : 's';

	return str_from(arena_printf(arena, "%.*s%c%.*s", STR_FMT(guest), kind, STR_FMT(name)));
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
	size_t number;

	return dict_find(&n->list, key_of(doc->arena, guest, doc, name), &number);
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
