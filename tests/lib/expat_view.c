#include "expat_view.h"

#include "index/value.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

bool
expat_accepts(struct str bytes)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	bool ok =
	    parser != NULL && XML_Parse(parser, bytes.p, (int)bytes.n, XML_TRUE) == XML_STATUS_OK;

	XML_ParserFree(parser);
	return ok;
}

struct view {
	const struct document *doc;
	uint32_t next; /* node that expat meets next */
	bool latin1, agreed;
};

/* A name as written is in the document's encoding, expat's in UTF-8. */
static bool
same_name(const struct view *v, struct str written, const char *seen)
{
	const unsigned char *s = (const unsigned char *)seen;

	if (!v->latin1)
		return str_is(written, seen);
	for (size_t i = 0; i < written.n; i++) {
		unsigned char c = (unsigned char)written.p[i];

		if (c < 0x80 ? *s++ != c : *s++ != (0xc0 | c >> 6) || *s++ != (0x80 | (c & 0x3f)))
			return false;
	}
	return *s == '\0';
}

/* Without its prefix; a declaration of a namespace is no attribute, and keeps its name. */
static const char *
local_name(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon == NULL || strncmp(name, "xmlns:", 6) == 0 ? name : colon + 1;
}

/* The first of expat's attributes with this local name. */
static const char *
first_value(const char *const *attrs, const char *local)
{
	while (strcmp(local_name(attrs[0]), local) != 0)
		attrs += 2;
	return attrs[1];
}

static bool
same_attributes(const struct view *v, uint32_t node, const char *const *attrs)
{
	const struct node *n = &v->doc->nodes[node];
	struct tag_scan scan = tag_begin(v->doc->bytes, n->start, n->tag_end);
	const char *const *all = attrs;
	bool prefixed = false;
	struct attr a;

	for (; tag_next(&scan, &a); attrs += 2) {
		struct str name = { v->doc->bytes + a.name, a.name_len };
		const char *local;
		char *z;
		bool same;

		if (attrs[0] == NULL || !same_name(v, name, attrs[0]))
			return false;
		local = local_name(attrs[0]);
		prefixed = prefixed || local != attrs[0];
		z = mem_copy(name.p, name.n);
		same = attr_is(v->doc, node, local_name(z), first_value(all, local));
		free(z);
		if (!same)
			return false;
	}
	return attrs[0] == NULL && n->attrs == (all[0] == NULL ? ATTRS_NONE
	                                        : prefixed     ? ATTRS_PREFIXED
	                                                       : ATTRS_PLAIN);
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attrs)
{
	struct view *v = data;
	uint32_t i = v->next++;

	v->agreed = v->agreed && i < v->doc->count && same_name(v, node_name(v->doc, i), name) &&
	            same_attributes(v, i, (const char *const *)attrs);
}

bool
expat_agrees(const struct document *doc)
{
	struct view v = { doc, 0, doc->encoding == ENCODING_LATIN1, true };
	XML_Parser parser = XML_ParserCreate(NULL);
	bool ok;

	if (parser == NULL)
		mem_exhausted();
	XML_SetUserData(parser, &v);
	XML_SetStartElementHandler(parser, on_start);
	ok = XML_Parse(parser, doc->bytes, (int)doc->len, XML_TRUE) == XML_STATUS_OK;
	XML_ParserFree(parser);
	return ok && v.agreed && v.next == doc->count;
}
