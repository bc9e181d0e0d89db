#include "report/path.h"

#include "base/dict.h"
#include "base/mem.h"
#include "index/value.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 32   /* steps of a path, and */
#define LENGTH_MOST 500 /* bytes of its steps: they would be repeated for each place below */
#define NAME_MOST 100   /* bytes of a name in a path; a longer one is left out */

struct path_step {
	uint32_t
	    number;    /* among the siblings that the step's name test selects; 0: not yet known */
	bool several;  /* there are more of them */
	bool lengthy;  /* the test is *: the name would be repeated in each path below */
	bool plain;    /* the element is in no namespace: its name is the test */
	bool inherits; /* unprefixed children are in a default namespace */
};

/* How many siblings have a name as written. */
struct namesakes {
	uint32_t all, plain;
};

void
paths_begin(struct paths *p, const struct document *doc)
{
	size_t size = (doc->count + 1) * sizeof(*p->steps);

	p->doc = doc;
	p->steps = mem_alloc(size);
	memset(p->steps, 0, size);
}

void
paths_free(struct paths *p)
{
	free(p->steps);
	p->steps = NULL;
}

static bool
has_prefix(struct str name)
{
	return memchr(name.p, ':', name.n) != NULL;
}

/* Finds out about namespaces; the parent's step is known. */
static void
find_namespace(struct paths *p, uint32_t node)
{
	struct path_step *step = &p->steps[node];
	uint32_t parent = p->doc->nodes[node].parent;
	struct str declared;

	step->plain = true;
	if (name_is_plain(p->doc->nodes[node].name))
		return;
	declared = attr_value(p->doc, node, "xmlns");
	step->inherits =
	    declared.p != NULL ? declared.n > 0 : parent != NONE && p->steps[parent].inherits;
	step->plain = !step->inherits && !has_prefix(node_name(p->doc, node));
}

/* Numbers a child; seen has the names so far, each with its place in counts. */
static void
number_child(struct paths *p, uint32_t node, uint32_t place, struct dict *seen,
             struct namesakes *counts)
{
	struct path_step *step = &p->steps[node];
	struct str name = node_name(p->doc, node);
	size_t i = seen->count;

	if (dict_add(seen, name, i))
		counts[i] = (struct namesakes){ 0 };
	else
		dict_find(seen, name, &i);
	find_namespace(p, node);
	counts[i].all++;
	counts[i].plain += step->plain;
	step->number = step->plain ? counts[i].plain : counts[i].all;
	step->lengthy = name.n > NAME_MOST;
	if (step->lengthy)
		step->number = place;
}

/* Once for each element on the way to a place, so that the cost is that of the document. */
static void
number_children(struct paths *p, uint32_t parent)
{
	const struct document *doc = p->doc;
	struct dict seen = { 0 };
	struct namesakes *counts;
	uint32_t i, n = 0;

	for (i = node_first(doc, parent); i != NONE; i = node_next(doc, i))
		n++;
	counts = mem_alloc((n + 1) * sizeof(*counts));
	n = 0;
	for (i = node_first(doc, parent); i != NONE; i = node_next(doc, i))
		number_child(p, i, ++n, &seen, counts);
	for (i = node_first(doc, parent); i != NONE; i = node_next(doc, i)) {
		size_t at = 0;

		dict_find(&seen, node_name(doc, i), &at);
		p->steps[i].several = (p->steps[i].plain ? counts[at].plain : counts[at].all) > 1;
	}
	dict_free(&seen);
	free(counts);
}

/* Recursion ends at the deepest element that a document may have. */
static void
add_step(struct paths *p, uint32_t node, struct buf *out)
{
	struct path_step *step = &p->steps[node];
	uint32_t parent = p->doc->nodes[node].parent;
	struct str name;

	if (parent != NONE)
		add_step(p, parent, out);
	if (step->number == 0 && parent != NONE)
		number_children(p, parent);
	else if (step->number == 0) {
		find_namespace(p, node);
		step->number = 1;
	}
	if (step->lengthy) {
		buf_printf(out, "/*[%lu]", (unsigned long)step->number);
		return;
	}
	name = node_name(p->doc, node);
	if (step->plain)
		buf_printf(out, "/%.*s", STR_FMT(name));
	else
		buf_printf(out, "/*[name()=\"%.*s\"]", STR_FMT(name));
	if (step->several)
		buf_printf(out, "[%lu]", (unsigned long)step->number);
}

static bool
is_deep(const struct document *doc, uint32_t node)
{
	unsigned depth = 0;

	for (; node != NONE && depth <= DEPTH_MOST; node = doc->nodes[node].parent)
		depth++;
	return depth > DEPTH_MOST;
}

void
paths_add(struct paths *p, uint32_t node, const char *attr, struct buf *out)
{
	size_t begin = out->len;
	struct attr found;
	struct str name;

	if (!is_deep(p->doc, node))
		add_step(p, node, out);
	if (out->len == begin || out->len - begin > LENGTH_MOST) {
		out->len = begin;
		buf_printf(out, "(//*)[%lu]", (unsigned long)node + 1);
	}
	if (attr == NULL || !attr_find(p->doc, node, attr, &found))
		return;
	name = (struct str){ p->doc->bytes + found.name, found.name_len };
	if (has_prefix(name))
		buf_printf(out, "/@*[name()=\"%.*s\"]", STR_FMT(name));
	else
		buf_printf(out, "/@%.*s", STR_FMT(name));
}
