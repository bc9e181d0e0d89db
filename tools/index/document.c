#include "index/document.h"

#include <stdlib.h>
#include <string.h>

#define RECENT 16 /* rules ask many questions about an element and those beside it */
#define RECENT_ATTRS 8

struct recent {
	uint32_t node;
	struct attr attrs[RECENT_ATTRS + 1];
};

static void
forget_recent(struct document *doc)
{
	for (uint32_t i = 0; i < RECENT && doc->recent != NULL; i++)
		doc->recent[i].node = NONE;
}

void
document_clear(struct document *doc)
{
	doc->bytes = NULL;
	doc->len = 0;
	doc->encoding = ENCODING_UTF8;
	doc->count = 0;
	doc->noted_count = 0;
	doc->hidden = NULL;
	doc->cursor.offset = 0;
	doc->cursor.at.line = 0;
	memset(doc->first, 0xff, sizeof(doc->first));
	memset(doc->last, 0xff, sizeof(doc->last));
	forget_recent(doc);
	if (doc->arena != NULL)
		arena_reset(doc->arena);
}

void
document_free(struct document *doc)
{
	free(doc->nodes);
	free(doc->noted);
	free(doc->recent);
	doc->nodes = NULL;
	doc->noted = NULL;
	doc->recent = NULL;
	doc->cap = 0;
}

#define NOTED_LIMIT 1024

/* Lists attributes up to the one at `end`, and what ends the list; returns where that is. */
static inline struct attr *
list_attrs(const struct document *doc, const struct node *n, struct attr *list, struct attr *end)
{
	struct tag_scan scan = { doc->bytes, n->start + 1, n->tag_end, false };

	scan.at += (uint32_t)name_length((enum name)n->name);
	while (list < end && tag_next(&scan, list))
		list++;
	list->name = UINT32_MAX;
	return list;
}

void
document_note(struct document *doc, uint32_t node)
{
	struct node *n = &doc->nodes[node];
	uint32_t most = (n->tag_end - n->start) / 4; /* a='' are four bytes */
	struct attr *attr;

	if (doc->noted_count + most > NOTED_LIMIT) {
		if (doc->recent == NULL) {
			doc->recent = mem_alloc(RECENT * sizeof(*doc->recent));
			forget_recent(doc);
		}
		return;
	}
	if (doc->noted == NULL)
		doc->noted = mem_alloc((NOTED_LIMIT + 1) * sizeof(*doc->noted));
	n->noted = (uint16_t)((doc->noted_count + 1) & 0x3fff);
	attr = &doc->noted[doc->noted_count];
	doc->noted_count = (uint32_t)(list_attrs(doc, n, attr, attr + most) - doc->noted);
}

const struct attr *
document_recent(const struct document *doc, const struct node *n)
{
	uint32_t node = (uint32_t)(n - doc->nodes);
	struct recent *r;

	if (doc->recent == NULL || n->attrs != ATTRS_PLAIN || !name_is_plain(n->name))
		return NULL;
	r = &doc->recent[node % RECENT];
	if (r->node == node)
		return r->attrs;
	r->node = NONE;
	if (list_attrs(doc, n, r->attrs, r->attrs + RECENT_ATTRS) == r->attrs + RECENT_ATTRS)
		return NULL; /* perhaps not all */
	r->node = node;
	return r->attrs;
}

uint32_t
node_first(const struct document *doc, uint32_t parent)
{
	return parent != NONE && parent + 1 < doc->nodes[parent].next ? parent + 1 : NONE;
}

uint32_t
node_next(const struct document *doc, uint32_t node)
{
	uint32_t parent = doc->nodes[node].parent, next = doc->nodes[node].next;

	return parent != NONE && next < doc->nodes[parent].next ? next : NONE;
}

uint32_t
node_child(const struct document *doc, uint32_t parent, enum name name)
{
	uint32_t i = doc->first[name];

	if (i == NONE || parent == NONE || doc->last[name] < parent)
		return NONE;
	if (doc->nodes[i].parent == parent)
		return i;
	for (i = node_first(doc, parent); i != NONE; i = node_next(doc, i))
		if (doc->nodes[i].name == name)
			return i;
	return NONE;
}

uint32_t
node_next_same(const struct document *doc, uint32_t node)
{
	uint32_t i;

	for (i = node_next(doc, node); i != NONE; i = node_next(doc, i))
		if (doc->nodes[i].name == doc->nodes[node].name)
			return i;
	return NONE;
}

struct str
node_name(const struct document *doc, uint32_t node)
{
	const char *p = doc->bytes + doc->nodes[node].start + 1;
	size_t n = 0;

	while (!str_blank(p[n]) && p[n] != '/' && p[n] != '>')
		n++;
	return (struct str){ p, n };
}

uint32_t
node_content_end(const struct document *doc, uint32_t node)
{
	const struct node *n = &doc->nodes[node];
	uint32_t at = n->end - (uint32_t)name_length((enum name)n->name) - 2;

	if (n->tag_end == n->end)
		return n->end;
	while (doc->bytes[--at] != '<') /* an end tag has one only */
		;
	return at;
}

/* A line ends with LF, CR LF, or a CR alone (XML 1.0, 2.11). */
static bool
ends_line(const char *bytes, size_t len, size_t i)
{
	return bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 >= len || bytes[i + 1] != '\n'));
}

/*
 * Whether a character begins at the offset. A byte order mark does not count: editors do not count
 * it.
 */
static bool
starts_character(const struct document *doc, uint32_t i)
{
	if (doc->encoding != ENCODING_UTF8)
		return true;
	if (i == 0 && doc->len >= 3 && memcmp(doc->bytes, "\xef\xbb\xbf", 3) == 0)
		return false;
	return ((unsigned char)doc->bytes[i] & 0xc0) != 0x80;
}

/* Behind the last LF before the offset: whole lines are counted fast where no CR ends one. */
static uint32_t
skip_lines(const struct document *doc, uint32_t i, uint32_t offset, struct position *at)
{
	const char *end;

	if (i >= offset || memchr(doc->bytes + i, '\r', offset - i) != NULL)
		return i;
	while ((end = memchr(doc->bytes + i, '\n', offset - i)) != NULL) {
		at->line++;
		at->column = 1;
		i = (uint32_t)(end - doc->bytes) + 1;
	}
	return i;
}

struct position
position_of(struct document *doc, uint32_t offset)
{
	struct position *at = &doc->cursor.at;
	uint32_t i = doc->cursor.offset;

	if (at->line == 0 || i > offset) {
		*at = doc->origin;
		i = 0;
	}
	for (i = skip_lines(doc, i, offset, at); i < offset; i++) {
		if (ends_line(doc->bytes, doc->len, i)) {
			at->line++;
			at->column = 1;
		} else
			at->column += starts_character(doc, i);
	}
	doc->cursor.offset = offset;
	return *at;
}

static uint32_t
named(const struct document *doc, uint32_t node, const char *name)
{
	while (node != NONE && !str_is(node_name(doc, node), name))
		node = node_next(doc, node);
	return node;
}

uint32_t
node_child_named(const struct document *doc, uint32_t parent, const char *name)
{
	return named(doc, node_first(doc, parent), name);
}

uint32_t
node_next_named(const struct document *doc, uint32_t node, const char *name)
{
	return named(doc, node_next(doc, node), name);
}
