#define _GNU_SOURCE /* memmem */
#include "accounted.h"

#include "index/value.h"

#include <stdlib.h>
#include <string.h>

/* The place of an edit in the input: bytes that the writer may replace. */
struct span {
	uint32_t from, to;
};

struct spans {
	struct span *list;
	size_t n, cap;
};

static void
add_span(struct spans *s, struct span span)
{
	if (s->n == s->cap) {
		s->cap = s->cap > 0 ? s->cap * 2 : 64;
		s->list = mem_resize(s->list, s->cap * sizeof(*s->list));
	}
	s->list[s->n++] = span;
}

static struct span
whole_line(const struct document *doc, struct span s)
{
	struct span line = s;

	while (line.from > 0 && strchr(" \t", doc->bytes[line.from - 1]) != NULL)
		line.from--;
	while (line.to < doc->len && strchr(" \t\r\n", doc->bytes[line.to]) != NULL)
		if (doc->bytes[line.to++] == '\n')
			break;
	return line;
}

/* The content; <a /> opens, and loses the blanks before its slash. */
static struct span
content(const struct document *doc, uint32_t node)
{
	const struct node *n = &doc->nodes[node];
	struct span s = { n->tag_end, node_content_end(doc, node) };

	if (n->tag_end == n->end)
		for (s.from -= 2; str_blank(doc->bytes[s.from - 1]);)
			s.from--;
	return s;
}

static struct span
span_of(const struct edits *es, const struct edit *e)
{
	const struct document *doc = es->doc;
	const char *name = edit_attr_name(es, e);
	const struct node *n = &doc->nodes[e->node];
	struct attr a;

	switch (e->kind) {
	case EDIT_ATTR:
		if (attr_find(doc, e->node, name, &a))
			return (struct span){ a.value, a.value + a.value_len };
		return (struct span){ n->tag_end, n->tag_end }; /* see below: moved before > */
	case EDIT_TEXT:
		return content(doc, e->node);
	case EDIT_DROP:
		return whole_line(doc, (struct span){ n->start, n->end });
	case EDIT_BEFORE:
		return (struct span){ n->start, n->start };
	case EDIT_AFTER:
		return (struct span){ n->end, n->end };
	default:
		return content(doc, e->node);
	}
}

/* All attributes of that local name, each with the blanks before it. */
static void
add_dropped(struct spans *spans, const struct edits *es, const struct edit *e)
{
	const struct document *doc = es->doc;
	const struct node *n = &doc->nodes[e->node];
	struct tag_scan scan = tag_begin(doc->bytes, n->start, n->tag_end);
	struct attr a;

	while (tag_next(&scan, &a)) {
		struct span s = { a.name, a.value + a.value_len + 1 };

		if (!str_is(tag_local_name(&scan, &a), edit_attr_name(es, e)))
			continue;
		while (str_blank(doc->bytes[s.from - 1]))
			s.from--;
		add_span(spans, s);
	}
}

static void
add_spans(struct spans *spans, const struct edits *es, const struct edit *e)
{
	const char *bytes = es->doc->bytes;
	struct span s;

	if (e->kind == EDIT_DROP_ATTR) {
		add_dropped(spans, es, e);
		return;
	}
	s = span_of(es, e);
	if (e->kind == EDIT_ATTR && s.from == s.to && bytes[s.from - 1] == '>') {
		s.from--; /* an added attribute stands before > or /> and blanks */
		while (bytes[s.from - 1] == '/' || str_blank(bytes[s.from - 1]))
			s.from--;
		s.to = s.from;
	}
	add_span(spans, s);
}

static int
by_from(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

bool
is_accounted(const struct edits *es, struct str out)
{
	const struct document *doc = es->doc;
	struct spans all = { 0 };
	struct span *spans;
	uint32_t at = 0;
	size_t n;
	bool ok = true;

	for (uint32_t i = 0; i < es->count; i++)
		if (es->list[i].node != NONE)
			add_spans(&all, es, &es->list[i]);
	n = all.n;
	add_span(&all, (struct span){ doc->len, doc->len });
	spans = all.list;
	qsort(spans, n, sizeof(*spans), by_from);
	for (size_t i = 0; ok && i <= n; i++) {
		if (spans[i].from > at) {
			size_t len = spans[i].from - at;
			const char *p = memmem(out.p, out.n, doc->bytes + at, len);

			if (at == 0)
				p = out.p;
			else if (i == n && out.n >= len)
				p = out.p + out.n - len;
			ok = p != NULL && out.n >= len && memcmp(p, doc->bytes + at, len) == 0;
			if (ok)
				out = str_skip(out, (size_t)(p - out.p) + len);
		}
		if (i == n && spans[i].from <= at)
			out.n = 0; /* an edit's place is the last thing in the document */
		if (i == n)
			break;
		at = spans[i].to > at ? spans[i].to : at;
	}
	free(spans);
	return ok && out.n == 0;
}
