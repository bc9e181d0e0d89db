#include "rules/describe.h"

#include "base/shell.h"
#include "index/value.h"

#include <string.h>

#define SHOWN 120      /* bytes of a removed element's tag */
#define SHOWN_TEXT 500 /* and of its text: people copy command lines to the guest's GRUB */

static bool
is_secret(const char *attr)
{
	return strcmp(attr, "passwd") == 0;
}

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

/* From below the root, without "devices": disk/driver. */
static void
add_path(const struct document *doc, uint32_t node, struct buf *out)
{
	uint32_t parent = doc->nodes[node].parent;

	if (parent != NONE && doc->nodes[parent].parent != NONE &&
	    doc->nodes[parent].name != NAME_DEVICES) {
		add_path(doc, parent, out);
		buf_char(out, '/');
	}
	add_name(doc, node, out);
}

static void
add_quoted(struct buf *out, const char *attr, struct str value)
{
	shell_quoted(out, is_secret(attr) ? str_from("***") : value);
}

/* A value, as bytes of a document or decoded, between double quotes. */
static void
add_value(struct buf *out, struct str value)
{
	buf_char(out, '"');
	for (; value.p != NULL && value.n > 0; value = str_skip(value, 1))
		if (value.p[0] == '"')
			buf_text(out, "&quot;");
		else
			buf_char(out, value.p[0]);
	buf_char(out, '"');
}

static void
add_tag(const struct document *doc, uint32_t node, struct buf *out)
{
	struct tag_scan scan =
	    tag_begin(doc->bytes, doc->nodes[node].start, doc->nodes[node].tag_end);
	struct attr a;

	buf_char(out, '<');
	buf_str(out, node_name(doc, node));
	while (tag_next(&scan, &a) && out->len < SHOWN) {
		struct str name = { doc->bytes + a.name, a.name_len };
		bool secret = str_is(name, "passwd");

		buf_char(out, ' ');
		buf_str(out, name);
		buf_char(out, '=');
		add_value(out, secret ? str_from("***")
		                      : (struct str){ doc->bytes + a.value,
		                                      a.value_len < SHOWN ? a.value_len : SHOWN });
	}
}

/* Whether a word such as luks_password=geheim contains a secret. */
static bool
sets_secret(struct str word)
{
	static const char *const names[] = { "pass", "secret", "key", "token" };
	const char *equals = word.n > 0 ? memchr(word.p, '=', word.n) : NULL;

	for (size_t i = 0; equals != NULL && i < sizeof(names) / sizeof(names[0]); i++)
		if (str_has((struct str){ word.p, (size_t)(equals - word.p) }, names[i]))
			return true;
	return false;
}

/* A text, which may be a kernel's command line, without its secrets. */
static void
add_words(struct str text, struct buf *out)
{
	while (text.n > 0) {
		size_t n = 0;
		struct str word;

		while (n < text.n && !str_blank(text.p[n]))
			n++;
		word = (struct str){ text.p, n };
		if (sets_secret(word)) {
			buf_add(out, word.p, (size_t)((char *)memchr(word.p, '=', n) - word.p));
			buf_text(out, "=***");
		} else
			buf_str(out, word);
		if (n < text.n)
			buf_char(out, text.p[n++]);
		text = str_skip(text, n);
	}
}

/* An element's start tag, and its text if it has no child elements. */
static void
add_whole(const struct document *doc, uint32_t node, struct buf *out)
{
	struct str text = node_trimmed(doc, node);

	add_tag(doc, node, out);
	if (node_first(doc, node) != NONE)
		buf_text(out, ">...");
	else if (text.n > 0) {
		buf_char(out, '>');
		add_words((struct str){ text.p, text.n < SHOWN_TEXT ? text.n : SHOWN_TEXT }, out);
		buf_text(out, text.n > SHOWN_TEXT ? "..." : "");
	} else {
		buf_text(out, "/>");
		return;
	}
	buf_text(out, "</");
	buf_str(out, node_name(doc, node));
	buf_char(out, '>');
}

/*
 * An argument for QEMU may contain a secret, such as -object secret,data=...: its value is masked.
 */
static const char *
shown_value(const struct element *e, const struct element_attr *a)
{
	bool argument = strcmp(e->name, "qemu:arg") == 0 && strchr(a->value, '=') != NULL;

	return is_secret(a->name) || argument ? "***" : a->value;
}

static void
add_element(const struct element *e, struct buf *out)
{
	buf_printf(out, "<%s", e->name);
	for (const struct element_attr *a = e->attr; a != NULL; a = a->next) {
		buf_printf(out, " %s=", a->name);
		add_value(out, str_from(shown_value(e, a)));
	}
	if (e->text == NULL && e->child == NULL) {
		buf_text(out, "/>");
		return;
	}
	buf_char(out, '>');
	if (e->text != NULL)
		buf_text(out, e->text);
	for (const struct element *c = e->child; c != NULL; c = c->next)
		add_element(c, out);
	buf_printf(out, "</%s>", e->name);
}

static void
describe_attr(const struct run *r, const struct edit *e, struct buf *out)
{
	const char *name = edit_attr_name(r->edits, e);
	struct str before = attr_value(run_doc(r), e->node, name);

	add_path(run_doc(r), e->node, out);
	buf_printf(out, "/@%s: ", name);
	if (e->kind == EDIT_DROP_ATTR) {
		buf_text(out, "removed ");
		add_quoted(out, name, before);
		return;
	}
	if (before.p == NULL)
		buf_text(out, "added ");
	else {
		buf_text(out, "changed ");
		add_quoted(out, name, before);
		buf_text(out, " to ");
	}
	add_quoted(out, name, str_from(e->u.value));
}

/* Afterwards the buffer is there, be the value empty. */
static void
give_value(struct buf *out, struct str value)
{
	buf_room(out, 1);
	buf_str(out, value);
}

void
describe_values(const struct run *r, const struct edit *e, struct buf *before, struct buf *after)
{
	const struct document *doc = run_doc(r);
	const char *name = edit_attr_name(r->edits, e);

	if (name != NULL) {
		struct str old = attr_value(doc, e->node, name);

		if (old.p != NULL)
			give_value(before, is_secret(name) ? str_from("***") : old);
		if (e->kind == EDIT_ATTR)
			give_value(after, str_from(is_secret(name) ? "***" : e->u.value));
	} else if (e->kind == EDIT_DROP)
		add_whole(doc, e->node, before);
	else if (e->kind == EDIT_TEXT) {
		give_value(before, str_from(""));
		add_words(node_trimmed(doc, e->node), before);
		give_value(after, str_from(""));
		add_words(str_from(e->u.value), after);
	} else
		add_element(e->u.element, after);
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
	add_words(buf_view(&line), out);
	if (i < text.n)
		buf_text(out, "...");
	buf_free(&line);
}

bool
describe_lost(const struct run *r, const struct edit *e, uint32_t *at, struct buf *out)
{
	const struct document *doc = run_doc(r);
	const struct node *n = &doc->nodes[e->node];
	struct piece_scan scan = { doc->bytes, *at > 0 ? *at : n->tag_end, n->end };
	struct piece piece;

	while (e->kind == EDIT_DROP && piece_next(&scan, &piece)) {
		if (piece.kind != PIECE_COMMENT && piece.kind != PIECE_PI)
			continue;
		add_line(piece_text(doc, &piece), out);
		*at = piece.to;
		return true;
	}
	return false;
}

static void
add_lost(const struct run *r, const struct edit *e, struct buf *out)
{
	struct buf first = { 0 }, rest = { 0 };
	uint32_t at = 0;
	unsigned long count = 0;

	while (describe_lost(r, e, &at, count == 0 ? &first : &rest))
		count++;
	if (count > 0) {
		buf_text(out, " with its comment ");
		shell_quoted(out, buf_view(&first));
	}
	if (count > 1)
		buf_printf(out, " and %lu more", count - 1);
	buf_free(&first);
	buf_free(&rest);
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

	if (e->attr == 0)
		describe_values(r, e, &before, &after);
	if (e->attr != 0)
		describe_attr(r, e, out);
	else if (e->kind == EDIT_DROP) {
		add_path(doc, e->node, out);
		buf_text(out, ": removed ");
		shell_quoted(out, buf_view(&before));
		add_lost(r, e, out);
	} else if (e->kind == EDIT_TEXT) {
		add_path(doc, e->node, out);
		buf_text(out, ": changed ");
		shell_quoted(out, buf_view(&before));
		buf_text(out, " to ");
		shell_quoted(out, buf_view(&after));
	} else {
		uint32_t parent = e->kind == EDIT_ONLY ? e->node : doc->nodes[e->node].parent;

		add_path(doc, parent, out);
		buf_text(out, ": added ");
		shell_quoted(out, buf_view(&after));
		add_reasons(r, e->u.element, e->rule, out);
	}
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
