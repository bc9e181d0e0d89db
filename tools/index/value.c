#include "index/value.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first bytes are equal. */
static inline bool
is_called(const char *name, const char *p, size_t len)
{
	size_t n = 1;

	while (n < len && name[n] == p[n]) /* the name's end is none of p's bytes */
		n++;
	return n == len && name[n] == '\0';
}

/* Among the attributes of a node, as document_attrs() lists them; NULL: none has the name. */
static inline const struct attr *
listed_attr(const struct document *doc, const struct attr *a, uint32_t tag_end, const char *name)
{
	for (; a->name < tag_end; a++) /* the last is behind the document */
		if (doc->bytes[a->name] == name[0] &&
		    is_called(name, doc->bytes + a->name, a->name_len))
			return a;
	return NULL;
}

/* Reads the start tag. */
static bool
scan_find(const struct document *doc, const struct node *n, const char *name, struct attr *attr)
{
	bool prefixed = n->attrs == ATTRS_PREFIXED;
	struct tag_scan scan = { doc->bytes, n->start + 1, n->tag_end, prefixed };

	if (n->attrs == ATTRS_NONE)
		return false;
	if (name_is_plain(n->name))
		scan.at += (uint32_t)name_length((enum name)n->name);
	else
		scan.at = tag_begin(doc->bytes, n->start, n->tag_end).at;
	return tag_find(scan, name, attr);
}

bool
attr_find(const struct document *doc, uint32_t node, const char *name, struct attr *attr)
{
	const struct node *n = &doc->nodes[node];
	const struct attr *list = document_attrs(doc, n);

	if (list == NULL)
		return scan_find(doc, n, name, attr);
	list = listed_attr(doc, list, n->tag_end, name);
	if (list != NULL)
		*attr = *list;
	return list != NULL;
}

static void
add_utf8(struct buf *out, unsigned long c)
{
	char u[4];
	size_t n = 0;

	if (c < 0x80)
		u[n++] = (char)c;
	else if (c < 0x800) {
		u[n++] = (char)(0xc0 | c >> 6);
		u[n++] = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		u[n++] = (char)(0xe0 | c >> 12);
		u[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		u[n++] = (char)(0x80 | (c & 0x3f));
	} else {
		u[n++] = (char)(0xf0 | c >> 18);
		u[n++] = (char)(0x80 | (c >> 12 & 0x3f));
		u[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		u[n++] = (char)(0x80 | (c & 0x3f));
	}
	buf_add(out, u, n);
}

/* Adds the text of the reference at s and returns its length. expat has accepted it. */
static size_t
add_reference(struct buf *out, struct str s)
{
	static const struct {
		const char *name;
		char c;
	} predefined[] = {
		{ "&lt;", '<' },    { "&gt;", '>' },   { "&amp;", '&' },
		{ "&apos;", '\'' }, { "&quot;", '"' },
	};
	size_t len = 1;

	while (len < s.n && s.p[len - 1] != ';')
		len++;
	for (size_t i = 0; i < sizeof(predefined) / sizeof(predefined[0]); i++)
		if (str_is((struct str){ s.p, len }, predefined[i].name)) {
			buf_char(out, predefined[i].c);
			return len;
		}
	if (len > 3 && s.p[2] == 'x')
		add_utf8(out, strtoul(s.p + 3, NULL, 16));
	else if (len > 2)
		add_utf8(out, strtoul(s.p + 2, NULL, 10));
	return len;
}

static void
add_byte(struct buf *out, const struct document *doc, char c)
{
	if (doc->encoding == ENCODING_LATIN1)
		add_utf8(out, (unsigned char)c);
	else
		buf_char(out, c);
}

enum context { IN_ATTRIBUTE, IN_TEXT, IN_CDATA };

/* XML 1.0, 2.11 (line ends) and 3.3.3 (attribute values, for CDATA as in a document without DTD) */
static void
add_decoded(struct buf *out, const struct document *doc, struct str raw, enum context in)
{
	size_t i = 0;

	while (i < raw.n) {
		char c = raw.p[i];

		if (c == '&' && in != IN_CDATA) {
			i += add_reference(out, str_skip(raw, i));
			continue;
		}
		if (c == '\r') {
			if (i + 1 < raw.n && raw.p[i + 1] == '\n')
				i++;
			c = '\n';
		}
		if (in == IN_ATTRIBUTE && (c == '\n' || c == '\t'))
			c = ' ';
		add_byte(out, doc, c);
		i++;
	}
}

/* Whether the bytes are the value: no markup, no reference, no white space to normalize. */
static bool
means_itself(const struct document *doc, struct str raw, unsigned odd)
{
	for (; raw.n > 0; raw = str_skip(raw, 1))
		if (tag_is(*raw.p, odd) &&
		    ((*raw.p & 0x80) == 0 || doc->encoding == ENCODING_LATIN1))
			return false;
	return true;
}

struct str
attr_meaning(const struct document *doc, const struct attr *attr)
{
	struct buf out = { 0 };
	struct str raw = { doc->bytes + attr->value, attr->value_len };

	if (attr->plain || means_itself(doc, raw, ODD_IN_ATTRIBUTE))
		return raw;
	add_decoded(&out, doc, raw, IN_ATTRIBUTE);
	return buf_keep(&out, doc->arena);
}

/* attr_value() is faster without it, and most often needs none of it. */
__attribute__((noinline)) static struct str
scan_value(const struct document *doc, const struct node *n, const char *name)
{
	struct attr attr;

	return scan_find(doc, n, name, &attr) ? attr_meaning(doc, &attr) : STR_NONE;
}

struct str
attr_value(const struct document *doc, uint32_t node, const char *name)
{
	const struct node *n = node != NONE ? &doc->nodes[node] : NULL;
	const struct attr *a;

	if (n == NULL || n->attrs == ATTRS_NONE)
		return STR_NONE;
	a = document_attrs(doc, n);
	if (a == NULL)
		return scan_value(doc, n, name);
	a = listed_attr(doc, a, n->tag_end, name);
	if (a == NULL)
		return STR_NONE;
	if (a->plain)
		return (struct str){ doc->bytes + a->value, a->value_len };
	return attr_meaning(doc, a);
}

/* The text of what is not text only, between two offsets. */
static struct str
joined_text(const struct document *doc, uint32_t from, uint32_t to)
{
	struct piece_scan scan = { doc->bytes, from, to };
	struct piece piece;
	struct buf out = { 0 };

	while (piece_next(&scan, &piece)) {
		struct str inner = { doc->bytes + piece.inner, piece.inner_to - piece.inner };

		if (piece.kind == PIECE_TEXT || piece.kind == PIECE_CDATA)
			add_decoded(&out, doc, inner,
			            piece.kind == PIECE_CDATA ? IN_CDATA : IN_TEXT);
	}
	return buf_keep(&out, doc->arena);
}

struct str
node_text(const struct document *doc, uint32_t node)
{
	uint32_t from, to;
	const char *p;
	struct str raw;

	if (node == NONE)
		return STR_NONE;
	from = doc->nodes[node].tag_end;
	p = doc->bytes + from;
	if (from == doc->nodes[node].end)
		return (struct str){ p, 0 };
	while (!tag_is(*p, ODD_IN_TEXT))
		p++;
	if (p[0] == '<' && p[1] == '/') /* the end tag, most often */
		return (struct str){ doc->bytes + from, (size_t)(p - doc->bytes) - from };
	to = node_content_end(doc, node);
	raw = (struct str){ doc->bytes + from, to - from };
	if (means_itself(doc, raw, ODD_IN_TEXT))
		return raw;
	return joined_text(doc, from, to);
}

struct str
piece_text(const struct document *doc, const struct piece *piece)
{
	struct str raw = { doc->bytes + piece->from, piece->to - piece->from };
	struct buf out = { 0 };

	add_decoded(&out, doc, raw, IN_CDATA);
	return buf_keep(&out, doc->arena);
}

struct str
node_trimmed(const struct document *doc, uint32_t node)
{
	return str_trim(node_text(doc, node));
}

uint32_t
child_with(const struct document *doc, uint32_t parent, enum name name, const char *attr,
           const char *value)
{
	uint32_t i = node_child(doc, parent, name);

	while (i != NONE && !attr_is(doc, i, attr, value))
		i = node_next_same(doc, i);
	return i;
}

struct str
child_trimmed(const struct document *doc, uint32_t parent, enum name name)
{
	return node_trimmed(doc, node_child(doc, parent, name));
}

bool
node_is_called(const struct document *doc, uint32_t node, const char *local)
{
	struct str name = node_name(doc, node);
	size_t n = strlen(local);

	return str_ends(name, local) && (name.n == n || name.p[name.n - n - 1] == ':');
}
