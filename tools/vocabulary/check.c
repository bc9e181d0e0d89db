#include "base/message.h"
#include "index/value.h"
#include "vocabulary/rules.h"
#include "vocabulary/words.h"

#define FEW 4         /* words of a list that a message names all */
#define SUGGESTED 100 /* messages of a document in which the right name is looked for */

/* A document under check. */
struct check {
	struct run *r;
	uint16_t *places; /* by node */
	uint32_t *said;   /* by node: the last message of another rule about it, counted from 1 */
	uint32_t before;  /* messages of other rules */
	struct release there; /* the new host's libvirt */
	uint32_t lost;        /* the first node behind the last element that it does not know */
	bool all;             /* what no libvirt knows is found, too */
};

/* Where to look for the name nearest to the word: nowhere if nobody asks, or after many messages.
 */
static struct nearest *
begin_nearest(const struct check *c, struct nearest *n, struct str word)
{
	*n = (struct nearest){ .word = word };
	return c->all && c->r->findings_count - c->before < SUGGESTED ? n : NULL;
}

/* Whether another rule has said what is wrong with the value. */
static bool
is_said(const struct check *c, uint32_t node, struct str value)
{
	uint32_t said = c->said[node];
	char *quoted = message(run_doc(c->r)->arena, "'%.*s'", STR_FMT(value));

	return said > 0 && strstr(c->r->findings[said - 1].message, quoted) != NULL;
}

static const char *
suggestion(struct run *r, const struct nearest *n)
{
	if (n->found == NULL)
		return "";
	if (n->also == NULL)
		return message(run_doc(r)->arena, ", did you mean '%s'?", n->found);
	return message(run_doc(r)->arena, ", did you mean '%s' or '%s'?", n->found, n->also);
}

/* The same of a value, or the words to choose from. */
static const char *
expectation(struct run *r, uint16_t list, const struct nearest *n)
{
	const char *first[FEW];
	size_t count = words_of(list, first, FEW);
	struct buf text = { 0 };

	if (n->found != NULL || count == 0 || count > FEW)
		return suggestion(r, n);
	for (size_t i = 0; i < count; i++)
		message_add(&text, "%s'%s'",
		            i == 0          ? ": expected "
		            : i + 1 < count ? ", "
		                            : " or ",
		            first[i]);
	return buf_keep(&text, run_doc(r)->arena).p;
}

/* What a message is about: a node, its attribute (NULL: none), or the value of one of them. */
struct subject {
	uint32_t node;
	const struct attr *attr;
	struct str value; /* absent: the name is meant */
};

static struct str
attribute_name(const struct document *doc, const struct attr *attr)
{
	return (struct str){ doc->bytes + attr->name, attr->name_len };
}

/* Whether a rule changes the attribute (NULL: the node or its text). */
static bool
is_edited(const struct run *r, uint32_t node, const struct attr *attr)
{
	struct str name = attr != NULL ? attribute_name(run_doc(r), attr) : STR_NONE;
	const char *key = attr != NULL ? arena_copy(run_doc(r)->arena, name.p, name.n) : NULL;

	return edit_at(r->edits, node, key) != NULL;
}

static const char *
describe(const struct document *doc, const struct subject *s)
{
	struct str in = node_name(doc, s->attr != NULL ? s->node : doc->nodes[s->node].parent);
	struct str name = s->attr != NULL ? attribute_name(doc, s->attr) : node_name(doc, s->node);

	if (s->value.p != NULL)
		return message(doc->arena, "the value '%.*s' of '%.*s'", STR_FMT(s->value),
		               STR_FMT(name));
	return message(doc->arena, "'%.*s' in '%.*s'", STR_FMT(name), STR_FMT(in));
}

static void
tell_of_release(const struct check *c, uint8_t since, const struct subject *s)
{
	struct run *r = c->r;
	const struct release *there = &c->there;
	const struct document *doc = run_doc(r);
	const char *what = describe(doc, s), *text;

	if (there->newer != NULL && since == there->last + 1)
		text = message(doc->arena, "may not know %s: %s does, %s does not", what,
		               there->newer, there->older);
	else
		text = message(doc->arena, "does not know %s%s", what,
		               s->value.p != NULL ? "" : " and drops it silently");
	if (s->attr != NULL)
		rule_report_attr(r, UNKNOWN_TO_TARGET, s->node, s->attr, "libvirt %.*s %s",
		                 STR_FMT(r->libvirt), text);
	else
		rule_report(r, UNKNOWN_TO_TARGET, s->node, "libvirt %.*s %s", STR_FMT(r->libvirt),
		            text);
}

/*
 * Warns of what the new host's libvirt does not know; returns whether it does not.  What is in an
 * element that it drops is not looked at.
 */
static bool
is_lost(const struct check *c, uint8_t since, struct subject s)
{
	if (since <= c->there.last || s.node < c->lost)
		return false;
	if (!is_edited(c->r, s.node, s.attr) && !edit_is_dropped(c->r->edits, s.node))
		tell_of_release(c, since, &s);
	return true;
}

static void
check_attribute(const struct check *c, uint32_t node, const struct attr *attr)
{
	struct run *r = c->r;
	const struct document *doc = run_doc(r);
	struct str name = attribute_name(doc, attr), value;
	struct nearest n;
	struct known list;
	uint8_t since;
	bool known;

	if (str_is(name, "xmlns") || memchr(name.p, ':', name.n) != NULL)
		return;
	known = words_attribute(c->places[node], name, &list, begin_nearest(c, &n, name));
	if (known && is_lost(c, list.since, (struct subject){ node, attr, STR_NONE }))
		return;
	value = known && list.to != 0 ? attr_meaning(doc, attr) : STR_NONE;
	if (known && words_take(list.to, value, &since, begin_nearest(c, &n, value))) {
		is_lost(c, since, (struct subject){ node, attr, value });
		return;
	}
	if (!c->all || (known && n.found == NULL && is_said(c, node, value)))
		return;
	if (known)
		rule_report_attr(r, UNKNOWN_WORD, node, attr, "unknown value '%.*s' of '%.*s'%s",
		                 STR_FMT(value), STR_FMT(name), expectation(r, list.to, &n));
	else if (!is_edited(r, node, attr))
		rule_report_attr(r, UNKNOWN_ATTRIBUTE, node, attr,
		                 "unknown attribute '%.*s' of '%.*s'%s", STR_FMT(name),
		                 STR_FMT(node_name(doc, node)), suggestion(r, &n));
}

static void
check_attributes(const struct check *c, uint32_t node)
{
	const struct document *doc = run_doc(c->r);
	const struct node *element = &doc->nodes[node];
	struct tag_scan scan = tag_begin(doc->bytes, element->start, element->tag_end);
	struct attr attr;

	if (element->attrs == ATTRS_NONE)
		return;
	while (tag_next(&scan, &attr))
		check_attribute(c, node, &attr);
}

static void
check_text(const struct check *c, uint32_t node)
{
	struct run *r = c->r;
	const struct document *doc = run_doc(r);
	uint16_t list = words_text(c->places[node]);
	struct nearest n;
	struct str text;
	uint8_t since;

	if (list == 0 || node_first(doc, node) != NONE)
		return;
	text = node_trimmed(doc, node);
	if (text.n == 0)
		return;
	if (words_take(list, text, &since, begin_nearest(c, &n, text)))
		is_lost(c, since, (struct subject){ node, NULL, text });
	else if (c->all)
		rule_report(r, UNKNOWN_WORD, node, "unknown value '%.*s' of '%.*s'%s",
		            STR_FMT(text), STR_FMT(node_name(doc, node)), expectation(r, list, &n));
}

/* An element that libvirt does not know in its place. */
static void
complain_of_element(const struct check *c, uint32_t node, struct str name, const struct nearest *n)
{
	struct run *r = c->r;
	const struct document *doc = run_doc(r);
	const char *elsewhere = NULL;
	struct str parent = node_name(doc, doc->nodes[node].parent);

	if (!c->all || is_edited(r, node, NULL))
		return;
	if (r->findings_count - c->before >= SUGGESTED) {
		rule_report(r, UNKNOWN_ELEMENT, node, "unknown element '%.*s'", STR_FMT(name));
		return;
	}
	if (n->found == NULL)
		elsewhere = words_parent(c->places[0], name);
	if (elsewhere != NULL)
		rule_report(r, MISPLACED_ELEMENT, node,
		            "misplaced element '%.*s' in '%.*s': it belongs in '%s'", STR_FMT(name),
		            STR_FMT(parent), elsewhere);
	else
		rule_report(r, UNKNOWN_ELEMENT, node, "unknown element '%.*s' in '%.*s'%s",
		            STR_FMT(name), STR_FMT(parent), suggestion(r, n));
}

/* The place of an element, which may be the root; PLACE_FREE where nothing is known. */
static uint16_t
place_of(struct check *c, uint32_t node)
{
	const struct document *doc = run_doc(c->r);
	struct str name = node_name(doc, node);
	uint16_t parent = node == 0 ? 0 : c->places[doc->nodes[node].parent];
	struct nearest n;
	struct known child;

	if (memchr(name.p, ':', name.n) != NULL || attr_value(doc, node, "xmlns").n > 0)
		return PLACE_FREE;
	if (node == 0)
		return words_root(name);
	if (words_are_free(parent))
		return PLACE_FREE;
	if (!words_child(parent, name, &child, begin_nearest(c, &n, name))) {
		complain_of_element(c, node, name, &n);
		return PLACE_FREE;
	}
	if (is_lost(c, child.since, (struct subject){ node, NULL, STR_NONE }))
		c->lost = doc->nodes[node].next;
	return child.to;
}

void
check_vocabulary(struct run *r)
{
	const struct document *doc = run_doc(r);
	uint16_t *places = arena_alloc(doc->arena, doc->count * sizeof(*places));
	uint32_t *said = arena_alloc(doc->arena, doc->count * sizeof(*said));
	struct check c = { r,
		           places,
		           said,
		           r->findings_count,
		           words_release(r->libvirt),
		           0,
		           r->check || r->vocabulary };

	for (uint32_t i = 0; i < r->findings_count; i++)
		said[r->findings[i].node] = i + 1;
	for (uint32_t i = 0; i < doc->count; i++) {
		places[i] = place_of(&c, i);
		if (words_are_free(places[i]))
			continue;
		check_attributes(&c, i);
		check_text(&c, i);
	}
}
