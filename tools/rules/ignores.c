#include "base/message.h"
#include "index/piece.h"
#include "rules/leave_out.h"

#include <stdlib.h>
#include <string.h>

#define MARK "virtxml:"
#define MOST 1000 /* rules to ignore in a document */

/* A rule to ignore in an element and all that is in it. */
struct ignore {
	uint16_t rule;
	uint32_t node;
	uint32_t offset; /* of the comment */
	bool used;
};

struct ignores {
	const struct run *r;
	struct ignore *list;
	size_t count, cap;
	void (*complain)(void *to, uint32_t offset, const char *why);
	void *to;
};

/* The element that began last before the offset; NONE: that is before the root. */
static uint32_t
last_begun(const struct document *doc, uint32_t offset)
{
	uint32_t low = 0, high = doc->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (doc->nodes[middle].start < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : NONE;
}

/* Whether only blanks stand between the beginning of the line and the offset. */
static bool
begins_line(const struct document *doc, uint32_t offset)
{
	while (offset > 0 && str_blank(doc->bytes[offset - 1]) && doc->bytes[offset - 1] != '\n')
		offset--;
	return offset == 0 || doc->bytes[offset - 1] == '\n';
}

/* The element that a comment at the offset is about. */
static uint32_t
element_of(const struct document *doc, uint32_t from)
{
	uint32_t node = last_begun(doc, from), next = node == NONE ? 0 : node + 1, inside = node;

	while (inside != NONE && doc->nodes[inside].end <= from) {
		node = inside;
		inside = doc->nodes[inside].parent;
	}
	if (!begins_line(doc, from) && node != NONE)
		return node; /* the outermost that has ended, or that has begun */
	if (next < doc->count &&
	    (inside == NONE || doc->nodes[next].start < doc->nodes[inside].end))
		return next;
	return inside != NONE ? inside : 0;
}

static void
add_ignore(struct ignores *s, struct str id, uint32_t node, uint32_t offset)
{
	int rule = rule_find(s->r->set, id);

	if (rule < 0) {
		s->complain(s->to, offset,
		            message(run_doc(s->r)->arena, "'%.*s' is not a rule (--list-rules)",
		                    STR_FMT(id)));
		return;
	}
	if (s->count == MOST) {
		s->complain(s->to, offset, "more than 1000 comments to ignore rules");
		return;
	}
	MEM_GROW(s->list, s->count, s->cap);
	s->list[s->count++] = (struct ignore){ (uint16_t)rule, node, offset, false };
}

/* The words of a comment behind the mark. */
static void
read_ignore(struct ignores *s, struct str words, uint32_t node, uint32_t offset)
{
	static const char form[] = "expected: virtxml: ignore RULE: reason";
	const char *colon;

	words = str_trim(words);
	if (!str_starts(words, "ignore") || words.n < 7 || !str_blank(words.p[6])) {
		s->complain(s->to, offset, form);
		return;
	}
	words = str_trim(str_skip(words, 6));
	colon = memchr(words.p, ':', words.n);
	if (colon == NULL || str_trim(str_skip(words, (size_t)(colon - words.p) + 1)).n == 0) {
		s->complain(s->to, offset, "a reason is missing: virtxml: ignore RULE: reason");
		return;
	}
	words.n = (size_t)(colon - words.p);
	while (words.n > 0)
		add_ignore(s, str_trim(str_until(&words, ",")), node, offset);
}

static void
read_comments(struct ignores *s)
{
	const struct document *doc = run_doc(s->r);
	struct piece_scan scan = { doc->bytes, 0, doc->len };
	struct piece piece;

	while (piece_next(&scan, &piece)) {
		struct str words = { doc->bytes + piece.inner, piece.inner_to - piece.inner };

		if (piece.kind != PIECE_COMMENT)
			continue;
		words = str_trim(words);
		if (str_starts(words, MARK))
			read_ignore(s, str_skip(words, strlen(MARK)), element_of(doc, piece.from),
			            piece.from);
	}
}

static bool
is_ignored(void *to, const struct place *place)
{
	struct ignores *s = to;
	const struct document *doc = run_doc(s->r);
	bool ignored = false;

	for (size_t i = 0; i < s->count; i++)
		if (s->list[i].rule == place->rule && place->node >= s->list[i].node &&
		    place->node < doc->nodes[s->list[i].node].next)
			ignored = s->list[i].used = true;
	return ignored;
}

void
run_ignore(struct run *r, void (*complain)(void *to, uint32_t offset, const char *why), void *to)
{
	struct ignores s = { .r = r, .complain = complain, .to = to };
	const struct document *doc = run_doc(r);

	if (!str_has((struct str){ doc->bytes, doc->len }, MARK))
		return;
	read_comments(&s);
	run_leave_out(r, is_ignored, &s);
	for (size_t i = 0; i < s.count && r->check; i++)
		if (!s.list[i].used && selection_has(r->selection, s.list[i].rule))
			complain(to, s.list[i].offset,
			         message(doc->arena, "nothing to ignore: '%s' finds nothing here",
			                 rule_id(r->set, s.list[i].rule)));
	free(s.list);
}
