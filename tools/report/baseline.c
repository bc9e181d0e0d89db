#include "report/baseline.h"

#include "index/value.h"
#include "report/path.h"
#include "rules/describe.h"

#include <string.h>

#define HEAD \
	"# virtxml-filters baseline: rule, input, document, its number, path, what is added there, number"

void
baseline_begin(struct buf *out)
{
	buf_text(out, HEAD "\n");
}

const char *
baseline_read(struct baseline *b, struct buf text, unsigned long *line)
{
	struct str rest = buf_view(&text);

	b->known = text;
	*line = 1;
	if (!str_starts(rest, HEAD "\n"))
		return "this is no baseline: --write-baseline=FILE makes one";
	for (*line = 1; rest.n > 0; ++*line) {
		const char *end = memchr(rest.p, '\n', rest.n);
		struct str row = { rest.p, end != NULL ? (size_t)(end - rest.p) : rest.n };
		size_t tabs = 0;

		for (size_t i = 0; i < row.n; i++)
			tabs += row.p[i] == '\t';
		if (*line > 1 && tabs != 6)
			return "a line has seven fields with tabs between";
		if (*line > 1)
			b->gone += dict_add(&b->rows, row, 0);
		rest = str_skip(rest, row.n + (end != NULL));
	}
	return NULL;
}

/* A field in which no byte ends it. */
static void
add_field(struct buf *key, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < ' ' || text.p[i] == '\\')
			buf_printf(key, "\\x%02x", (unsigned char)text.p[i]);
		else
			buf_char(key, text.p[i]);
	buf_char(key, '\t');
}

/* Whether a row is known; it is written where rows are wanted. */
static bool
is_known(struct baseline *b, struct str row)
{
	bool known = dict_entry(&b->rows, row) != NULL;

	if (known && dict_count(&b->rows, row) == 1)
		b->gone--;
	if (b->found != NULL) {
		buf_str(b->found, row);
		buf_char(b->found, '\n');
	}
	b->met += known;
	return known || b->all;
}

static void
begin_row(struct buf *key, const struct ruleset *set, uint16_t rule, const char *source,
          struct str name, size_t number)
{
	key->len = 0;
	add_field(key, str_from(rule_id(set, rule)));
	add_field(key, str_from(source));
	add_field(key, name);
	buf_printf(key, "%zu\t", number);
}

/* A document whose findings are compared. */
struct compared {
	struct baseline *b;
	const struct run *r;
	const char *source;
	struct str name;
	size_t number;
	struct paths paths;
	struct dict seen;
	struct buf key, path;
};

static bool
is_place_known(void *to, const struct place *place)
{
	struct compared *c = to;
	struct str row;

	begin_row(&c->key, c->r->set, place->rule, c->source, c->name, c->number);
	c->path.len = 0;
	paths_add(&c->paths, place->node, place->attr, &c->path);
	add_field(&c->key, buf_view(&c->path));
	add_field(&c->key, place->edit != NULL ? edit_adds(c->r, place->edit) : STR_NONE);
	row = buf_view(&c->key);
	row.p = arena_copy(run_doc(c->r)->arena, row.p, row.n);
	buf_printf(&c->key, "%zu", dict_count(&c->seen, row));
	return is_known(c->b, buf_view(&c->key));
}

void
baseline_leave_out(struct baseline *b, struct run *r, const char *source)
{
	struct compared c = { .b = b, .r = r, .source = source };

	c.name = child_trimmed(run_doc(r), r->subject, NAME_NAME);
	c.number = names_count(&b->names, source, c.name);
	paths_begin(&c.paths, run_doc(r));
	run_leave_out(r, is_place_known, &c);
	paths_free(&c.paths);
	dict_free(&c.seen);
	buf_free(&c.key);
	buf_free(&c.path);
}

bool
baseline_knows(struct baseline *b, const struct ruleset *set, const char *source, struct str name,
               const struct report_finding *f)
{
	struct buf key = { 0 };
	bool known;

	begin_row(&key, set, f->rule, source, name, 1);
	add_field(&key, f->path);
	buf_printf(&key, "\t%zu", f->number);
	known = is_known(b, buf_view(&key));
	buf_free(&key);
	return known;
}

void
baseline_free(struct baseline *b)
{
	dict_free(&b->rows);
	buf_free(&b->known);
	names_free(&b->names);
}
