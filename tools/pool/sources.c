/* libvirt's <sources>, as virsh find-storage-pool-sources prints them. */
#include "index/value.h"
#include "pool/discovery.h"
#include "read/parser.h"

bool
sources_look_so(struct str text)
{
	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_skip(text, 3);
	text = str_trim(text);
	return text.n > 0 && text.p[0] == '<';
}

/* A copy that outlives the document; absent stays absent. */
static struct str
keep(struct discovery *d, struct str s)
{
	if (s.p != NULL)
		s.p = arena_copy(d->arena, s.p, s.n);
	return s;
}

static bool
is_path(struct str s)
{
	return s.n > 0 && s.p[0] == '/';
}

static void
read_devices(struct discovery *d, const struct document *doc, uint32_t source, struct found *f)
{
	uint32_t first = node_child(doc, source, NAME_DEVICE), i;
	size_t n = 0;

	for (i = first; i != NONE; i = node_next_same(doc, i))
		n++;
	f->devices = arena_alloc(d->arena, n * sizeof(*f->devices));
	for (i = first; i != NONE; i = node_next_same(doc, i)) {
		struct str path = keep(d, attr_value(doc, i, "path"));

		if (path.p != NULL && !is_path(path) && f->target.p == NULL)
			f->target = path;
		else if (path.p != NULL)
			f->devices[f->devices_count++] = path;
	}
}

static void
read_source(struct discovery *d, struct document *doc, uint32_t source)
{
	uint32_t host = node_child(doc, source, NAME_HOST);
	struct host portal = { keep(d, attr_value(doc, host, "name")),
		               keep(d, attr_value(doc, host, "port")) };
	struct found *f =
	    discovery_add(d, STR_NONE, portal, position_of(doc, doc->nodes[source].start));

	f->dir = keep(d, attr_value(doc, node_child(doc, source, NAME_DIR), "path"));
	f->format = keep(d, attr_value(doc, node_child(doc, source, NAME_FORMAT), "type"));
	f->name = keep(d, child_trimmed(doc, source, NAME_NAME));
	read_devices(d, doc, source, f);
}

bool
sources_read(struct discovery *d, struct str text, const char **why, struct position *at)
{
	static const char *const roots[] = { "sources", NULL };
	struct parser *parser = parser_new(roots);
	struct document doc = { .arena = d->arena, .origin = { 1, 1 } };
	enum parse_state state;
	uint32_t i;

	document_clear(&doc);
	doc.bytes = text.p;
	parser_begin(parser, &doc);
	doc.len = (uint32_t)text.n;
	state = parser_feed(parser, text.p, text.n, true);
	if (state == PARSE_DONE)
		for (i = node_child(&doc, 0, NAME_SOURCE); i != NONE; i = node_next_same(&doc, i))
			read_source(d, &doc, i);
	else if (state == PARSE_BEHIND) {
		*why = "junk after the end of the document";
		*at = position_of(&doc, parser_misc_end(parser));
	} else {
		*why = arena_printf(d->arena, "%s", parser_fault(parser).message);
		*at = position_of(&doc, parser_fault(parser).offset);
	}
	document_free(&doc);
	parser_free(parser);
	return state == PARSE_DONE;
}
