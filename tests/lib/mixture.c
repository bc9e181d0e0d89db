#include "mixture.h"

#include "base/mem.h"
#include "index/tag.h"
#include "index/value.h"
#include "read/stream.h"

#include <stdlib.h>
#include <string.h>

/* An attribute, with every value that it has somewhere, in its quotes. */
struct property {
	struct str name;
	struct str *values;
	size_t count;
};

/* One element as it stands in a document. */
struct instance {
	const struct document *doc;
	uint32_t node;
};

/* All elements of one name below elements of one kind. */
struct kind {
	struct str name;
	struct kind **children;
	struct property *properties;
	struct instance *instances;
	size_t children_count, properties_count, count;
	size_t repeated; /* how many elements have more than one of these */
};

struct mixtures {
	const char *const *roots;
	struct kind top;      /* its children are the roots' kinds */
	struct kind prefixes; /* its properties are declarations of namespaces */
	struct document **docs;
	size_t docs_count;
	struct arena arena;
};

struct mixing {
	uint64_t random;
	const struct mixtures *from;
	bool odd;
	struct buf *out;
};

#define ADD(type, list, count) \
	((list) = mem_resize((list), ((count) + 1) * sizeof(type)), &(list)[(count)++])

struct mixtures *
mixtures_new(const char *const *roots)
{
	struct mixtures *m = mem_alloc(sizeof(*m));

	memset(m, 0, sizeof(*m));
	m->roots = roots;
	return m;
}

static void
kind_free(struct kind *k)
{
	for (size_t i = 0; i < k->children_count; i++) {
		kind_free(k->children[i]);
		free(k->children[i]);
	}
	for (size_t i = 0; i < k->properties_count; i++)
		free(k->properties[i].values);
	free(k->children);
	free(k->properties);
	free(k->instances);
}

void
mixtures_free(struct mixtures *m)
{
	kind_free(&m->top);
	kind_free(&m->prefixes);
	for (size_t i = 0; i < m->docs_count; i++) {
		free((char *)m->docs[i]->bytes);
		free(m->docs[i]->nodes);
		free(m->docs[i]);
	}
	free(m->docs);
	arena_free(&m->arena);
	free(m);
}

static struct kind *
child_kind(struct kind *k, struct str name)
{
	struct kind *child;

	for (size_t i = 0; i < k->children_count; i++)
		if (str_equal(k->children[i]->name, name))
			return k->children[i];
	child = mem_alloc(sizeof(*child));
	memset(child, 0, sizeof(*child));
	child->name = name;
	*ADD(struct kind *, k->children, k->children_count) = child;
	return child;
}

static struct property *
property(struct kind *k, struct str name)
{
	for (size_t i = 0; i < k->properties_count; i++)
		if (str_equal(k->properties[i].name, name))
			return &k->properties[i];
	*ADD(struct property, k->properties, k->properties_count) =
	    (struct property){ name, NULL, 0 };
	return &k->properties[k->properties_count - 1];
}

static size_t
count_children(const struct document *doc, uint32_t node, const struct kind *child)
{
	size_t n = 0;

	for (uint32_t i = node_first(doc, node); i != NONE; i = node_next(doc, i))
		n += str_equal(node_name(doc, i), child->name);
	return n;
}

static void
take_element(struct mixtures *m, struct kind *parent, const struct document *doc, uint32_t node)
{
	const struct node *n = &doc->nodes[node];
	struct tag_scan scan = tag_begin(doc->bytes, n->start, n->tag_end);
	struct kind *k = child_kind(parent, node_name(doc, node));
	struct attr a;

	*ADD(struct instance, k->instances, k->count) = (struct instance){ doc, node };
	while (tag_next(&scan, &a)) {
		struct str name = { doc->bytes + a.name, a.name_len };
		struct property *p;

		if (str_starts(name, "xmlns") && name.n == 5)
			continue;
		p = property(str_starts(name, "xmlns:") ? &m->prefixes : k, name);
		*ADD(struct str, p->values, p->count) =
		    (struct str){ doc->bytes + a.value - 1, a.value_len + 2 };
	}
	for (uint32_t i = node_first(doc, node); i != NONE; i = node_next(doc, i))
		take_element(m, k, doc, i);
	for (size_t i = 0; i < k->children_count; i++)
		k->children[i]->repeated += count_children(doc, node, k->children[i]) > 1;
}

void
mixtures_read(struct mixtures *m, int fd)
{
	struct parser *parser = parser_new(m->roots);
	struct arena arena = { 0 };
	struct stream *stream = stream_new(parser, &arena, SIZE_MAX);
	struct document *doc, *copy;
	struct fault fault;
	bool io;

	stream_begin(stream, fd);
	while (stream_next(stream, &doc, &fault, &io) == STREAM_DOCUMENT) {
		if (doc->encoding == ENCODING_LATIN1)
			continue;
		copy = mem_alloc(sizeof(*copy));
		*copy = *doc;
		copy->arena = &m->arena;
		copy->bytes = mem_copy(doc->bytes, doc->len);
		copy->nodes = mem_alloc(doc->count * sizeof(*copy->nodes));
		memcpy(copy->nodes, doc->nodes, doc->count * sizeof(*copy->nodes));
		*ADD(struct document *, m->docs, m->docs_count) = copy;
		take_element(m, &m->top, copy, 0);
	}
	stream_free(stream);
	parser_free(parser);
	arena_free(&arena);
}

/* splitmix64: good enough, and the same everywhere. */
static uint64_t
next_random(struct mixing *x)
{
	uint64_t z = x->random += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static size_t
below(struct mixing *x, size_t n)
{
	return n > 0 ? (size_t)(next_random(x) >> 16) % n : 0;
}

static bool
percent(struct mixing *x, size_t n)
{
	return below(x, 100) < n;
}

static const struct instance *
any_instance(struct mixing *x, const struct kind *k)
{
	return &k->instances[below(x, k->count)];
}

/* In odd documents a few names have a prefix, and some of these attributes are not the only ones.
 */
static void
add_prefix(struct mixing *x, const struct property *p)
{
	if (!x->odd || !percent(x, 5) || str_has(p->name, ":"))
		return;
	if (percent(x, 50)) {
		buf_str(x->out, p->name);
		buf_char(x->out, '=');
		buf_str(x->out, p->values[below(x, p->count)]);
		buf_char(x->out, ' ');
	}
	buf_text(x->out, "xml:");
}

/*
 * A text, or in odd documents sometimes its beginning, its end, none of it, or another character
 * between them.  What has an element, a reference or more than ASCII in it stays whole.
 */
static void
add_spoilt(struct mixing *x, struct str text)
{
	static const char odd[] = "0:/-.,;=?#%@* \r\n\t_";
	bool whole = !x->odd || !percent(x, 4);
	size_t cut = below(x, text.n + 1), keep = below(x, 8);

	for (size_t i = 0; i < text.n; i++)
		whole |= text.p[i] == '<' || text.p[i] == '&' || (unsigned char)text.p[i] >= 0x80;
	if (whole || keep & 1)
		buf_add(x->out, text.p, cut);
	if (!whole && keep & 2)
		buf_char(x->out, odd[below(x, sizeof(odd) - 1)]);
	if (whole || keep & 4)
		buf_str(x->out, str_skip(text, cut));
}

/* A value with its quotes. */
static void
add_value(struct mixing *x, struct str value)
{
	buf_char(x->out, value.p[0]);
	add_spoilt(x, (struct str){ value.p + 1, value.n - 2 });
	buf_char(x->out, value.p[0]);
}

/* Of each attribute a value from somewhere, as often as it is there at all; a type is always there.
 */
static void
mix_attributes(struct mixing *x, const struct kind *k, bool root)
{
	bool guest = str_is(k->name, "domain") || str_is(k->name, "inactiveDomain");

	for (size_t i = 0; i < k->properties_count; i++) {
		const struct property *p = &k->properties[i];
		bool type = (root || guest) && str_is(p->name, "type");

		if (!type && below(x, k->count) >= p->count && !percent(x, 10))
			continue;
		buf_char(x->out, ' ');
		add_prefix(x, p);
		buf_str(x->out, p->name);
		buf_char(x->out, '=');
		if (guest && type && percent(x, 75))
			buf_text(x->out, "'xen'");
		else
			add_value(x, p->values[below(x, p->count)]);
	}
}

/* On the root all prefixes are declared; the default namespace is one for all. */
static void
declare_prefixes(struct mixing *x, const struct kind *k)
{
	for (size_t i = 0; i < k->properties_count; i++) {
		buf_char(x->out, ' ');
		buf_str(x->out, k->properties[i].name);
		buf_char(x->out, '=');
		buf_str(x->out, k->properties[i].values[0]);
	}
}

static void
copy_attributes(struct mixing *x, const struct instance *from)
{
	const struct node *n = &from->doc->nodes[from->node];
	struct tag_scan scan = tag_begin(from->doc->bytes, n->start, n->tag_end);
	struct attr a;

	while (tag_next(&scan, &a)) {
		struct str name = { from->doc->bytes + a.name, a.name_len };

		if (str_starts(name, "xmlns"))
			continue;
		buf_char(x->out, ' ');
		buf_str(x->out, name);
		buf_char(x->out, '=');
		add_value(x, (struct str){ from->doc->bytes + a.value - 1, a.value_len + 2 });
	}
}

/*
 * How many children of that kind: as many as some element has.  What is there once at most, but for
 * a few documents that try what happens, is there twice in odd documents only.
 */
static size_t
how_many(struct mixing *x, const struct kind *k, const struct kind *child)
{
	const struct instance *some = any_instance(x, k);
	size_t n = count_children(some->doc, some->node, child);

	/* devices are what all is about; what few documents have shall meet everything else */
	if (str_is(k->name, "devices"))
		n = percent(x, 70) ? (n > 3 ? 3 : n) : below(x, 3);
	else if (n == 0 && percent(x, 12))
		n = 1;
	if (x->odd)
		n += n > 0 && percent(x, 3);
	else if (child->repeated < 6 && n > 1)
		n = 1;
	return n > 6 ? 6 : n;
}

static void
indent(struct mixing *x, size_t depth)
{
	buf_char(x->out, '\n');
	while (depth-- > 0)
		buf_text(x->out, "  ");
}

static void mix_element(struct mixing *x, const struct kind *k, size_t depth);

/* Returns whether there are any. */
static bool
mix_children(struct mixing *x, const struct kind *k, size_t depth)
{
	size_t n = k->children_count, first = percent(x, 25) ? below(x, n) : 0;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		const struct kind *child = k->children[(first + i) % n];

		for (size_t count = how_many(x, k, child); count > 0; count--) {
			if (!any)
				buf_char(x->out, '>');
			any = true;
			indent(x, depth + 1);
			mix_element(x, child, depth + 1);
		}
	}
	return any;
}

static void
mix_element(struct mixing *x, const struct kind *k, size_t depth)
{
	const struct instance *from = any_instance(x, k);
	const struct node *n = &from->doc->nodes[from->node];
	uint32_t end = node_content_end(from->doc, from->node);

	if (depth > 0 && percent(x, depth > 1 ? 40 : k->children_count > 0 ? 10 : 90)) {
		buf_add(x->out, from->doc->bytes + n->start, n->end - n->start);
		return;
	}
	buf_char(x->out, '<');
	buf_str(x->out, k->name);
	if (depth == 0)
		declare_prefixes(x, &x->from->prefixes);
	if (depth == 0 || percent(x, 50))
		mix_attributes(x, k, depth == 0);
	else
		copy_attributes(x, from);
	if (mix_children(x, k, depth))
		indent(x, depth);
	else if (n->next == from->node + 1 && end > n->tag_end) {
		buf_char(x->out, '>');
		add_spoilt(x, (struct str){ from->doc->bytes + n->tag_end, end - n->tag_end });
	} else {
		buf_text(x->out, "/>");
		return;
	}
	buf_text(x->out, "</");
	buf_str(x->out, k->name);
	buf_char(x->out, '>');
}

void
mixtures_make(const struct mixtures *m, uint64_t seed, uint64_t number, bool odd, struct buf *out)
{
	struct mixing x = { seed * 0x2545f4914f6cdd1du ^ number << 20, m, odd, out };

	if (m->top.children_count == 0)
		return;
	mix_element(&x, m->top.children[below(&x, m->top.children_count)], 0);
	buf_char(out, '\n');
}
