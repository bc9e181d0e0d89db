#include "edit/writer.h"

#include "edit/escape.h"
#include "edit/layout.h"
#include "index/value.h"

#include <string.h>

struct writer {
	const struct edits *es;
	const struct document *doc;
	struct sink *out;
	uint32_t at; /* everything before it is written */
	struct layouts layouts;
};

static void
copy_to(struct writer *w, uint32_t end)
{
	if (end > w->at) {
		sink_add(w->out, w->doc->bytes + w->at, end - w->at);
		w->at = end;
	}
}

static void
write_indent(struct writer *w, const struct layout *l, unsigned level)
{
	if (l->indent.n == 0 || !layout_take(&w->layouts, l->indent.n + level * l->step.n))
		return;
	sink_add(w->out, l->indent.p, l->indent.n);
	while (level-- > 0)
		sink_add(w->out, l->step.p, l->step.n);
}

static void
write_attr(struct writer *w, const char *name, const char *value, char quote)
{
	char open[] = { '=', quote };

	sink_add(w->out, " ", 1);
	sink_text(w->out, name);
	sink_add(w->out, open, 2);
	escape(w->out, value, quote, w->doc->encoding);
	sink_add(w->out, &quote, 1);
}

/* Recursion is bounded: rules build elements a few levels deep. */
static void
write_element(struct writer *w, const struct element *e, const struct layout *l, unsigned level)
{
	sink_add(w->out, "<", 1);
	sink_text(w->out, e->name);
	for (const struct element_attr *a = e->attr; a != NULL; a = a->next)
		write_attr(w, a->name, a->value, l->quote);
	if (e->child == NULL && e->text == NULL) {
		sink_add(w->out, "/>", 2);
		return;
	}
	sink_add(w->out, ">", 1);
	if (e->text != NULL)
		escape(w->out, e->text, 0, w->doc->encoding);
	for (const struct element *c = e->child; c != NULL; c = c->next) {
		write_indent(w, l, level + 1);
		write_element(w, c, l, level + 1);
	}
	if (e->child != NULL)
		write_indent(w, l, level);
	sink_add(w->out, "</", 2);
	sink_text(w->out, e->name);
	sink_add(w->out, ">", 1);
}

static const struct edit *
edit_of(const struct writer *w, uint32_t i)
{
	return i == NONE ? NULL : &w->es->list[i];
}

#define FOR_EDITS(w, node, e)                                                          \
	for (const struct edit *e = edit_of(w, (w)->doc->nodes[node].edit); e != NULL; \
	     e = edit_of(w, e->next))

#define BIT(kind) (1u << (kind))

/* BIT() of each kind that a node has edits of. */
static unsigned
kinds_of(const struct writer *w, uint32_t node)
{
	unsigned kinds = 0;

	FOR_EDITS(w, node, e)
		kinds |= BIT(e->kind);
	return kinds;
}

static void
insert_before(struct writer *w, uint32_t node)
{
	struct layout l = layout_at(&w->layouts, node);

	FOR_EDITS(w, node, e) {
		if (e->kind != EDIT_BEFORE)
			continue;
		copy_to(w, w->doc->nodes[node].start);
		write_element(w, e->u.element, &l, 0);
		write_indent(w, &l, 0);
	}
}

static void
insert_after(struct writer *w, uint32_t node)
{
	struct layout l = layout_at(&w->layouts, node);

	FOR_EDITS(w, node, e) {
		if (e->kind != EDIT_AFTER)
			continue;
		copy_to(w, w->doc->nodes[node].end);
		write_indent(w, &l, 0);
		write_element(w, e->u.element, &l, 0);
	}
}

/* Skips a removed node, and its line if nothing else is on it; its other edits stay. */
static void
drop(struct writer *w, uint32_t node)
{
	const struct node *n = &w->doc->nodes[node];
	const char *b = w->doc->bytes;
	struct layout l = layout_at(&w->layouts, node);
	uint32_t from = n->start, to = n->end;

	while (to < w->doc->len && (b[to] == ' ' || b[to] == '\t' || b[to] == '\r'))
		to++;
	if (l.indent.n > 0 && to < w->doc->len && b[to] == '\n') {
		while (from > 0 && b[from - 1] != '\n')
			from--;
		to++;
	} else {
		l.indent.n = 0;
		to = n->end;
	}
	copy_to(w, from);
	FOR_EDITS(w, node, e) {
		size_t eol = l.indent.n > 0 && l.indent.p[0] == '\r' ? 2 : 1;
		bool alone;

		if (e->kind != EDIT_BEFORE && e->kind != EDIT_AFTER)
			continue;
		alone = l.indent.n > 0 && layout_take(&w->layouts, l.indent.n);
		if (alone)
			sink_add(w->out, l.indent.p + eol, l.indent.n - eol);
		write_element(w, e->u.element, &l, 0);
		if (alone)
			sink_add(w->out, l.indent.p, eol);
	}
	w->at = to;
}

/* Whether it is the attribute that libvirt reads, of several with this local name. */
static bool
is_first(const struct writer *w, uint32_t node, const struct edit *e, const struct attr *attr)
{
	struct attr first;

	return w->doc->nodes[node].attrs == ATTRS_PLAIN ||
	       (attr_find(w->doc, node, edit_attr_name(w->es, e), &first) &&
	        first.name == attr->name);
}

/* Writes the start tag with the edits of its attributes, up to its "/>" or ">". */
static void
write_tag(struct writer *w, uint32_t node)
{
	const struct node *n = &w->doc->nodes[node];
	struct tag_scan scan = tag_begin(w->doc->bytes, n->start, n->tag_end);
	uint32_t behind = scan.at; /* the name, later the last attribute */
	char quote = 0;
	unsigned missing = 0; /* attributes that are set and not there */
	struct attr attr;

	FOR_EDITS(w, node, e)
		missing += e->kind == EDIT_ATTR;
	scan.prefixed = n->attrs == ATTRS_PREFIXED;
	while (tag_next(&scan, &attr)) {
		struct str name = tag_local_name(&scan, &attr);

		FOR_EDITS(w, node, e) {
			if (e->attr == 0 || !str_is(name, edit_attr_name(w->es, e)))
				continue;
			if (e->kind == EDIT_DROP_ATTR) { /* all: the next would be read instead */
				copy_to(w, behind);
				w->at = scan.at;
			} else if (is_first(w, node, e, &attr)) {
				missing--;
				copy_to(w, attr.value);
				escape(w->out, e->u.value, attr.quote, w->doc->encoding);
				w->at = attr.value + attr.value_len;
			}
		}
		behind = scan.at;
		quote = attr.quote;
	}
	copy_to(w, behind);
	if (missing == 0)
		return;
	if (quote == 0)
		quote = layout_quote(&w->layouts, node);
	FOR_EDITS(w, node, e) {
		if (e->kind == EDIT_ATTR &&
		    !attr_find(w->doc, node, edit_attr_name(w->es, e), &attr))
			write_attr(w, edit_attr_name(w->es, e), e->u.value, quote);
	}
}

/* Writes <a/> as <a>; end_content() writes the end tag. */
static bool
begin_content(struct writer *w, uint32_t node)
{
	const struct node *n = &w->doc->nodes[node];
	uint32_t slash = n->tag_end - 2;

	if (n->tag_end != n->end)
		return copy_to(w, n->tag_end), false;
	while (str_blank(w->doc->bytes[slash - 1]))
		slash--;
	copy_to(w, slash);
	sink_add(w->out, ">", 1);
	w->at = n->end;
	return true;
}

static void
end_content(struct writer *w, uint32_t node)
{
	struct str name = node_name(w->doc, node);

	sink_add(w->out, "</", 2);
	sink_add(w->out, name.p, name.n);
	sink_add(w->out, ">", 1);
}

/* Whether the piece has text besides white space. */
static bool
holds_text(const struct writer *w, const struct piece *piece)
{
	struct str inner = { w->doc->bytes + piece->inner, piece->inner_to - piece->inner };

	return (piece->kind == PIECE_TEXT || piece->kind == PIECE_CDATA) && str_trim(inner).n > 0;
}

/* What stands before a node, and its tag; true: the node is removed. */
static bool
write_start(struct writer *w, uint32_t node, unsigned kinds)
{
	if (kinds & BIT(EDIT_DROP)) {
		drop(w, node);
		return true;
	}
	if (kinds & BIT(EDIT_BEFORE))
		insert_before(w, node);
	if (kinds & (BIT(EDIT_ATTR) | BIT(EDIT_DROP_ATTR))) {
		copy_to(w, w->doc->nodes[node].start);
		write_tag(w, node);
	}
	return false;
}

/*
 * The value takes the place of the first text that there is.  The rest of the text is left out,
 * white space as well, since libvirt reads all of it as one; comments stay, and elements with what
 * other rules change in their tags.
 */
static void
replace_text(struct writer *w, uint32_t node, const char *value)
{
	const struct node *nodes = w->doc->nodes;
	struct piece_scan scan = { w->doc->bytes, nodes[node].tag_end,
		                   node_content_end(w->doc, node) };
	struct piece piece;
	uint32_t inner = node + 1; /* the next element in it */
	bool written = false;

	while (piece_next(&scan, &piece)) {
		if (inner < nodes[node].next && nodes[inner].start == piece.from) {
			bool dropped = write_start(w, inner, kinds_of(w, inner));

			scan.at = dropped ? nodes[inner].end : scan.at;
			inner = dropped ? nodes[inner].next : inner + 1;
			continue;
		}
		if (!written && holds_text(w, &piece)) {
			copy_to(w, piece.from);
			escape(w->out, value, 0, w->doc->encoding);
			written = true;
		}
		if (piece.kind == PIECE_TEXT || piece.kind == PIECE_CDATA) {
			copy_to(w, piece.from);
			w->at = piece.to;
		}
	}
	copy_to(w, scan.end);
	if (!written)
		escape(w->out, value, 0, w->doc->encoding);
}

static void
write_text(struct writer *w, uint32_t node, const char *value)
{
	if (begin_content(w, node)) {
		escape(w->out, value, 0, w->doc->encoding);
		end_content(w, node);
	} else
		replace_text(w, node, value);
}

static void
insert_only(struct writer *w, uint32_t node)
{
	const struct node *n = &w->doc->nodes[node];
	struct layout l = layout_at(&w->layouts, node);
	bool bare = n->tag_end == node_content_end(w->doc, node);
	bool was_empty = begin_content(w, node);

	FOR_EDITS(w, node, e) {
		if (e->kind != EDIT_ONLY)
			continue;
		write_indent(w, &l, 1);
		write_element(w, e->u.element, &l, 1);
	}
	if (bare)
		write_indent(w, &l, 0);
	if (was_empty)
		end_content(w, node);
}

/* Writes a node, without what follows it; true: including its children. */
static bool
write_node(struct writer *w, uint32_t node, unsigned kinds)
{
	if (write_start(w, node, kinds))
		return true;
	if (kinds & BIT(EDIT_ONLY))
		insert_only(w, node);
	if ((kinds & BIT(EDIT_TEXT)) == 0)
		return false;
	FOR_EDITS(w, node, e)
		if (e->kind == EDIT_TEXT) {
			write_text(w, node, e->u.value);
			return true;
		}
	return false;
}

void
write_document(const struct edits *es, struct sink *out)
{
	struct writer w;
	uint32_t
	    waiting[DEPTH_LIMIT]; /* nodes with something to insert after them, innermost last */
	size_t n = 0;
	uint32_t i = 0;

	w.es = es;
	w.doc = es->doc;
	w.out = out;
	w.at = 0;
	layouts_begin(&w.layouts, w.doc);
	while (i < w.doc->count) {
		const struct node *node = &w.doc->nodes[i];
		unsigned kinds;
		bool done;

		while (n > 0 && w.doc->nodes[waiting[n - 1]].next <= i)
			insert_after(&w, waiting[--n]);
		if (node->edit == NONE) {
			i++;
			continue;
		}
		kinds = kinds_of(&w, i);
		done = write_node(&w, i, kinds);
		if ((kinds & (BIT(EDIT_DROP) | BIT(EDIT_AFTER))) == BIT(EDIT_AFTER)) {
			if (done)
				insert_after(&w, i);
			else
				waiting[n++] = i;
		}
		i = done ? node->next : i + 1;
	}
	while (n > 0)
		insert_after(&w, waiting[--n]);
	copy_to(&w, w.doc->len);
}
