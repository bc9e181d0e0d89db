/* libvirt's <sources>, as virsh find-storage-pool-sources prints them. */
#include "pool/discovery.h"
#include "pool/places.h"
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
		struct str path = keep(d, part_text(doc, PART_DEVICE, i));

		if (path.p != NULL && !is_path(path) && f->target.p == NULL)
			f->target = path;
		else if (path.p != NULL)
			f->devices[f->devices_count++] = path;
	}
}

static void
read_source(struct discovery *d, struct document *doc, uint32_t source)
{
	struct host portal = { keep(d, source_part(doc, PART_HOST, source)),
		               keep(d, source_part(doc, PART_PORT, source)) };
	struct found *f =
	    discovery_add(d, STR_NONE, portal, position_of(doc, doc->nodes[source].start));

	f->dir = keep(d, source_part(doc, PART_DIR, source));
	f->format = keep(d, source_part(doc, PART_FORMAT, source));
	f->name = keep(d, source_part(doc, PART_SOURCE_NAME, source));
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

	state = parser_read(parser, &doc, text);
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
