#include "rules/describe.h"

#include "base/message.h"
#include "base/shell.h"
#include "base/shown.h"
#include "index/value.h"
#include "rules/mask.h"

#include <string.h>

#define SHOWN 120         /* bytes of a removed element's tag */
#define SHOWN_TEXT 500    /* and of its text: people copy command lines to the guest's GRUB */
#define SHOWN_CHANGE 1000 /* bytes of a value that is changed, before and after */

#define STEPS_SHOWN 8 /* names on the way to a place */

#define NAME_SHOWN 100 /* bytes of an element's name on the way to a place */

/* A longer name would be repeated for each place below. */
static void
add_name(const struct document *doc, uint32_t node, struct buf *out)
{
	const struct node *n = &doc->nodes[node];
	size_t len = 0;

	while (len <= NAME_SHOWN && n->start + 1 + len < n->tag_end &&
	       strchr(" \t\r\n/>", doc->bytes[n->start + 1 + len]) == NULL)
		len++;
	buf_add(out, doc->bytes + n->start + 1, len < NAME_SHOWN ? len : NAME_SHOWN);
	buf_text(out, len > NAME_SHOWN ? "..." : "");
}

/* From below the root, without "devices": disk/driver.  Of a long way, the end. */
static void
add_path(const struct document *doc, uint32_t node, unsigned steps, struct buf *out)
{
	uint32_t parent = doc->nodes[node].parent;

	if (parent != NONE && doc->nodes[parent].parent != NONE &&
	    doc->nodes[parent].name != NAME_DEVICES) {
		if (steps > 1)
			add_path(doc, parent, steps - 1, out);
		else
			buf_text(out, "...");
		buf_char(out, '/');
	}
	add_name(doc, node, out);
}

/* A value that is masked already, as XML writes it in double quotes. */
static void
add_value(struct buf *out, struct str value)
{
	value = str_cut(value, SHOWN);
	buf_char(out, '"');
	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] == '"')
			buf_text(out, "&quot;");
		else if (value.p[i] == '&')
			buf_text(out, "&amp;");
		else if (value.p[i] == '<')
			buf_text(out, "&lt;");
		else
			buf_char(out, value.p[i]);
	buf_char(out, '"');
}

static void
add_tag(const struct edits *es, uint32_t node, struct buf *out)
{
	const struct document *doc = es->doc;
	struct tag_scan scan =
	    tag_begin(doc->bytes, doc->nodes[node].start, doc->nodes[node].tag_end);
	struct attr a;

	buf_char(out, '<');
	buf_str(out, node_name(doc, node));
	while (tag_next(&scan, &a) && out->len < SHOWN) {
		const char *name = arena_copy(doc->arena, doc->bytes + a.name, a.name_len);
		struct buf value = { 0 };

		mask_value(&value, es, node, name, attr_meaning(doc, &a));
		buf_printf(out, " %s=", name);
		add_value(out, buf_view(&value));
		buf_free(&value);
	}
}

/* An element's start tag, and its text if it has no child elements. */
static void
add_whole(const struct edits *es, uint32_t node, struct buf *out)
{
	const struct document *doc = es->doc;
	struct buf text = { 0 };

	add_tag(es, node, out);
	if (node_first(doc, node) != NONE)
		buf_text(out, ">...");
	else {
		mask_value(&text, es, node, NULL, node_trimmed(doc, node));
		if (text.len == 0) {
			buf_text(out, "/>");
			return;
		}
		buf_char(out, '>');
		buf_str(out, str_cut(buf_view(&text), SHOWN_TEXT));
		buf_text(out, text.len > SHOWN_TEXT ? "..." : "");
		buf_free(&text);
	}
	buf_text(out, "</");
	buf_str(out, node_name(doc, node));
	buf_char(out, '>');
}

/* After most bytes, children are left out. */
static void
add_element(const struct element *e, size_t most, struct buf *out)
{
	buf_printf(out, "<%s", e->name);
	for (const struct element_attr *a = e->attr; a != NULL; a = a->next) {
		struct buf value = { 0 };

		mask_added(&value, e, a);
		buf_printf(out, " %s=", a->name);
		add_value(out, buf_view(&value));
		buf_free(&value);
	}
	if (e->text == NULL && e->child == NULL) {
		buf_text(out, "/>");
		return;
	}
	buf_char(out, '>');
	if (e->text != NULL)
		mask_added(out, e, NULL);
	for (const struct element *c = e->child; c != NULL; c = c->next) {
		if (out->len > most) {
			buf_text(out, "...");
			break;
		}
		add_element(c, most, out);
	}
	buf_printf(out, "</%s>", e->name);
}

/* Afterwards the buffer is there, be the value empty. */
static void
give_value(struct buf *out, const struct edits *es, uint32_t node, const char *attr,
           struct str value)
{
	buf_room(out, 1);
	mask_value(out, es, node, attr, value);
}

void
describe_values(const struct run *r, const struct edit *e, size_t most, struct buf *before,
                struct buf *after)
{
	const struct edits *es = r->edits;
	const char *name = edit_attr_name(es, e);

	if (name != NULL) {
		struct str old = attr_value(es->doc, e->node, name);

		if (old.p != NULL)
			give_value(before, es, e->node, name, old);
		if (e->kind == EDIT_ATTR)
			give_value(after, es, e->node, name, str_from(e->u.value));
	} else if (e->kind == EDIT_DROP)
		add_whole(es, e->node, before);
	else if (e->kind == EDIT_TEXT) {
		give_value(before, es, e->node, NULL, node_trimmed(es->doc, e->node));
		give_value(after, es, e->node, NULL, str_from(e->u.value));
	} else
		add_element(e->u.element, most, after);
}

/* A comment in one line: its line ends and indentation are layout. */
static void
add_line(struct str text, struct buf *out)
{
	struct buf line = { 0 };
	size_t i;

	for (i = 0; i < text.n; i++) {
		bool inside = ((unsigned char)text.p[i] & 0xc0) == 0x80; /* of a character */

		if (line.len >= SHOWN_TEXT && !inside)
			break;
		if (!str_blank(text.p[i]))
			buf_char(&line, text.p[i]);
		else if (!str_blank(text.p[i - 1])) /* it begins with '<' */
			buf_char(&line, ' ');
	}
	shown_text(out, buf_view(&line));
	if (i < text.n)
		buf_text(out, "...");
	buf_free(&line);
}

/* The next comment or instruction that goes with a removed element, from *at on. */
static bool
find_lost(const struct run *r, const struct edit *e, uint32_t *at, struct piece *piece)
{
	const struct document *doc = run_doc(r);
	const struct node *n = &doc->nodes[e->node];
	struct piece_scan scan = { doc->bytes, *at > 0 ? *at : n->tag_end, n->end };

	while (e->kind == EDIT_DROP && piece_next(&scan, piece)) {
		if (piece->kind != PIECE_COMMENT && piece->kind != PIECE_PI)
			continue;
		*at = piece->to;
		return true;
	}
	return false;
}

bool
describe_lost(const struct run *r, const struct edit *e, uint32_t *at, struct buf *out)
{
	struct piece piece;

	if (!find_lost(r, e, at, &piece))
		return false;
	add_line(piece_text(run_doc(r), &piece), out);
	return true;
}

static void
add_lost(const struct run *r, const struct edit *e, struct buf *out)
{
	struct buf first = { 0 };
	struct piece piece;
	uint32_t at = 0;
	unsigned long count = 0;

	while (find_lost(r, e, &at, &piece))
		if (count++ == 0)
			add_line(piece_text(run_doc(r), &piece), &first);
	if (count > 0) {
		buf_text(out, " with its comment ");
		shell_quoted(out, buf_view(&first));
	}
	if (count > 1)
		buf_printf(out, " and %lu more", count - 1);
	buf_free(&first);
}

/* Names the other rules that asked for parts of an added element. */
static void
add_reasons(const struct run *r, const struct element *e, uint16_t rule, struct buf *out)
{
	for (const struct element_attr *a = e->attr; a != NULL; a = a->next)
		if (a->rule != rule)
			buf_printf(out, ", @%s by %s", a->name, rule_id(r->set, a->rule));
	for (const struct element *c = e->child; c != NULL; c = c->next) {
		if (c->rule != rule)
			buf_printf(out, ", %s by %s", c->name, rule_id(r->set, c->rule));
		else
			add_reasons(r, c, rule, out);
	}
}

void
describe_edit(const struct run *r, const struct edit *e, struct buf *out)
{
	const struct document *doc = run_doc(r);
	const struct rule *rule = rule_row(r->set, e->rule);
	struct buf before = { 0 }, after = { 0 };

	describe_values(r, e, SHOWN_CHANGE, &before, &after);
	add_path(doc, edit_place(r, e), STEPS_SHOWN, out);
	if (e->attr != 0)
		buf_printf(out, "/@%s", edit_attr_name(r->edits, e));
	buf_text(out, after.p == NULL    ? ": removed "
	              : before.p == NULL ? ": added "
	                                 : ": changed ");
	if (before.p != NULL)
		message_quote(out, buf_view(&before), SHOWN_CHANGE);
	if (before.p != NULL && after.p != NULL)
		buf_text(out, " to ");
	if (after.p != NULL)
		message_quote(out, buf_view(&after), SHOWN_CHANGE);
	if (e->kind == EDIT_DROP)
		add_lost(r, e, out);
	if (edit_inserts(e))
		add_reasons(r, e->u.element, e->rule, out);
	buf_free(&before);
	buf_free(&after);
	if (edit_severity(r, e) == SEVERITY_WARNING && rule->mind != NULL)
		buf_printf(out, ": %s", rule->mind);
}

enum severity
edit_severity(const struct run *r, const struct edit *e)
{
	bool loses = rule_row(r->set, e->rule)->level == LEVEL_DROP && !edit_inserts(e);

	return loses ? SEVERITY_WARNING : SEVERITY_NOTE;
}

size_t
describe_warnings(const struct run *r)
{
	size_t n = 0;

	for (uint32_t i = 0; i < r->findings_count; i++)
		n += r->findings[i].severity == SEVERITY_WARNING;
	for (uint32_t i = 0; i < r->edits->count; i++)
		n += r->edits->list[i].node != NONE &&
		     edit_severity(r, &r->edits->list[i]) == SEVERITY_WARNING;
	return n;
}

uint32_t
edit_place(const struct run *r, const struct edit *e)
{
	bool beside = e->kind == EDIT_BEFORE || e->kind == EDIT_AFTER;

	return beside ? run_doc(r)->nodes[e->node].parent : e->node;
}

uint32_t
edit_offset(const struct run *r, const struct edit *e)
{
	const char *name = edit_attr_name(r->edits, e);
	struct attr attr;

	if (name != NULL && attr_find(run_doc(r), e->node, name, &attr))
		return attr.name;
	return run_doc(r)->nodes[edit_place(r, e)].start;
}

struct str
edit_adds(const struct run *r, const struct edit *e)
{
	const char *name = edit_attr_name(r->edits, e);
	struct attr attr;

	if (edit_inserts(e))
		return str_from(e->u.element->name);
	if (name == NULL || attr_find(run_doc(r), e->node, name, &attr))
		return STR_NONE;
	return str_from(arena_printf(run_doc(r)->arena, "@%s", name));
}
