#include "write/diff.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONTEXT ((size_t)3) /* lines around a change */
#define WINDOW 400          /* lines that a change may have to be found as small as it is */

#define RED "\033[31m"
#define GREEN "\033[32m"
#define CYAN "\033[36m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

struct lines {
	struct str *list; /* each with its line end */
	size_t count;
};

/* Lines of the old text that other ones of the new text replace. */
struct change {
	size_t from, removed, to, added;
};

static struct lines
split(struct str text)
{
	struct lines lines = { 0 };
	size_t most = 1;

	for (size_t i = 0; i < text.n; i++)
		most += text.p[i] == '\n';
	lines.list = mem_alloc(most * sizeof(*lines.list));
	while (text.n > 0) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end != NULL ? (size_t)(end - text.p) + 1 : text.n;

		lines.list[lines.count++] = (struct str){ text.p, n };
		text = str_skip(text, n);
	}
	return lines;
}

/* Whether both have the same line there, or end. */
static bool
meet(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
	if (i >= a->count || j >= b->count)
		return i >= a->count && j >= b->count;
	return str_equal(a->list[i], b->list[j]);
}

/* The smallest change at i and j. */
static struct change
find_change(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
	for (size_t sum = 1; sum <= WINDOW; sum++)
		for (size_t n = 0; n <= sum; n++)
			if (i + n <= a->count && j + sum - n <= b->count &&
			    meet(a, i + n, b, j + sum - n))
				return (struct change){ i, n, j, sum - n };
	return (struct change){ i, a->count - i, j, b->count - j };
}

/* The next change from i and j on; false: there is none. */
static bool
next_change(const struct lines *a, size_t i, const struct lines *b, size_t j, struct change *c)
{
	while (i < a->count && j < b->count && str_equal(a->list[i], b->list[j]))
		i++, j++;
	if (i >= a->count && j >= b->count)
		return false;
	*c = find_change(a, i, b, j);
	return true;
}

static void
add_line(const struct diff *d, char mark, const char *color, struct str line)
{
	bool ended = str_ends(line, "\n");
	struct buf shown = { 0 };

	if (ended)
		line.n--;
	sink_text(d->out, d->color ? color : "");
	sink_add(d->out, &mark, 1);
	if (d->color)
		buf_shown(&shown, line);
	else
		buf_str(&shown, line);
	sink_add(d->out, shown.p, shown.len);
	sink_text(d->out, d->color && *color != '\0' ? PLAIN "\n" : "\n");
	if (!ended)
		sink_text(d->out, "\\ No newline at end of file\n");
	buf_free(&shown);
}

static void
add_lines(const struct diff *d, char mark, const struct lines *lines, size_t from, size_t count)
{
	const char *color = mark == '-' ? RED : mark == '+' ? GREEN : "";

	for (size_t i = from; i < from + count; i++)
		add_line(d, mark, color, lines->list[i]);
}

static void
add_name(const struct diff *d, const char *mark)
{
	struct buf name = { 0 };

	buf_shown(&name, str_from(d->file));
	sink_text(d->out, d->color ? BOLD : "");
	sink_text(d->out, mark);
	sink_add(d->out, name.p, name.len);
	sink_text(d->out, d->color ? PLAIN "\n" : "\n");
	buf_free(&name);
}

/* One side of a hunk's head: an empty one begins at the line before. */
static void
add_range(const struct diff *d, char mark, unsigned long first, size_t count)
{
	char text[64];

	snprintf(text, sizeof(text), "%c%lu,%zu", mark, count > 0 ? first : first - 1, count);
	sink_text(d->out, text);
}

/* Changes that have at most twice the context between them. */
static void
add_hunk(struct diff *d, const struct lines *a, const struct lines *b, const struct change *list,
         size_t count)
{
	const struct change *last = &list[count - 1];
	size_t before = list->from < CONTEXT ? list->from : CONTEXT;
	size_t end = last->from + last->removed, behind = a->count - end;
	size_t at = list->from - before;

	if (behind > CONTEXT)
		behind = CONTEXT;
	sink_text(d->out, d->color ? CYAN "@@ " : "@@ ");
	add_range(d, '-', d->first + at, end + behind - at);
	sink_text(d->out, " ");
	add_range(d, '+', (unsigned long)((long)(d->first + list->to - before) + d->shift),
	          last->to + last->added + behind - (list->to - before));
	sink_text(d->out, d->color ? " @@" PLAIN "\n" : " @@\n");
	for (size_t i = 0; i < count; i++) {
		add_lines(d, ' ', a, at, list[i].from - at);
		add_lines(d, '-', a, list[i].from, list[i].removed);
		add_lines(d, '+', b, list[i].to, list[i].added);
		at = list[i].from + list[i].removed;
	}
	add_lines(d, ' ', a, at, behind);
}

static void
add_hunks(struct diff *d, const struct lines *a, const struct lines *b)
{
	struct change *list = NULL, c = { 0 };
	size_t count = 0, cap = 0;

	while (next_change(a, c.from + c.removed, b, c.to + c.added, &c)) {
		if (count > 0 &&
		    c.from - (list[count - 1].from + list[count - 1].removed) > 2 * CONTEXT) {
			add_hunk(d, a, b, list, count);
			count = 0;
		}
		MEM_GROW(list, count, cap);
		list[count++] = c;
	}
	if (count > 0) /* there is one, since the texts differ */
		add_hunk(d, a, b, list, count);
	free(list);
}

void
diff_write(struct diff *d, struct str before, struct str after)
{
	struct lines a, b;

	if (str_equal(before, after))
		return;
	if (!d->begun) {
		add_name(d, "--- ");
		add_name(d, "+++ ");
		d->begun = true;
	}
	a = split(before);
	b = split(after);
	add_hunks(d, &a, &b);
	d->shift += (long)b.count - (long)a.count;
	free(a.list);
	free(b.list);
}
