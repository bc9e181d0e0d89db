#include "xl/config.h"

#include "base/message.h"
#include "xl/lexer.h"

#include <stdlib.h>
#include <string.h>

/* A file being read. */
struct parser {
	struct xl_lexer lexer;
	struct xl_token now;
	struct xl_config *config;
	struct xl_setting *last;
	struct dict keys; /* to places in by_key */
	struct by_key {
		struct xl_setting *last;
	} * by_key;
	size_t by_key_size;
	size_t values, added;
	struct arena *arena;
	struct xl_fault *fault;
};

static bool
fail(struct parser *p, size_t at, const char *message)
{
	*p->fault = (struct xl_fault){ at, message };
	return false;
}

static void
advance(struct parser *p)
{
	p->now = xl_lexer_next(&p->lexer);
}

static void
skip_lines(struct parser *p)
{
	while (p->now.word == XL_WORD_LINE)
		advance(p);
}

/* Inside a list, lines go on; a semicolon is not the end of a line. */
static void
skip_line_ends(struct parser *p)
{
	while (p->now.word == XL_WORD_LINE && !str_is(p->now.text, ";"))
		advance(p);
}

static bool
is_python(struct str word)
{
	static const char *const words[] = { "import", "from",  "if",     "elif",   "else",
		                             "for",    "while", "def",    "class",  "try",
		                             "with",   "print", "exec",   "lambda", "global",
		                             "del",    "raise", "return", "assert", "pass",
		                             NULL };

	return str_in(word, words);
}

#define NO_PYTHON "xlconv does not run Python, write the value itself"

/* The word at hand does not belong here. */
static bool
unexpected(struct parser *p, const char *expected)
{
	struct xl_token *t = &p->now;

	if (t->word == XL_WORD_BAD)
		return fail(p, t->at, t->fault);
	if (t->word == XL_WORD_NAME ||
	    (t->word == XL_WORD_OTHER &&
	     str_has(str_from("+-*/%(.{"), (char[]){ t->text.p[0], '\0' })))
		return fail(p, t->at,
		            message(p->arena, "'%.*s' begins an expression: " NO_PYTHON,
		                    STR_FMT(t->text)));
	if (t->word == XL_WORD_END)
		return fail(p, t->at, message(p->arena, "the file ends: expected %s", expected));
	return fail(p, t->at, message(p->arena, "expected %s", expected));
}

/* --- values ------------------------------------------------------------------------------- */

static struct xl_value *
value_new(struct parser *p, enum xl_kind kind)
{
	struct xl_value *v = arena_alloc(p->arena, sizeof(*v));

	v->kind = kind;
	v->at = p->now.at;
	v->text = p->now.text;
	v->number = p->now.number;
	return v;
}

/* A value that is no list. */
static struct xl_value *
read_scalar(struct parser *p)
{
	struct xl_value *v = NULL;

	if (p->now.word == XL_WORD_STRING)
		v = value_new(p, XL_STRING);
	else if (p->now.word == XL_WORD_NUMBER)
		v = value_new(p, XL_NUMBER);
	else if (p->now.word == XL_WORD_NAME && str_is(p->now.text, "None"))
		v = value_new(p, XL_NONE);
	else if (p->now.word == XL_WORD_NAME &&
	         (str_is(p->now.text, "True") || str_is(p->now.text, "False"))) {
		v = value_new(p, XL_NUMBER);
		v->number = v->text.n == 4;
	}
	if (v == NULL) {
		unexpected(p, "a string, a number or a list");
		return NULL;
	}
	advance(p);
	if (v->kind == XL_STRING && p->now.word == XL_WORD_STRING) {
		fail(p, p->now.at, "a string directly behind another one: " NO_PYTHON);
		return NULL;
	}
	return v;
}

static void
append(struct xl_value *list, struct xl_value *v)
{
	if (list->last != NULL)
		list->last->next = v;
	else
		list->first = v;
	list->last = v;
}

static bool
count_value(struct parser *p)
{
	return ++p->values <= XL_MOST_VALUES ||
	       fail(p, p->now.at, "more than 100000 values in one file");
}

/* Behind an element: a comma, or the ends of lists; *depth is how many are open. */
static bool
close_lists(struct parser *p, size_t *depth)
{
	skip_line_ends(p);
	while (*depth > 0 && p->now.word == XL_WORD_CLOSE) {
		--*depth;
		advance(p);
		if (*depth > 0)
			skip_line_ends(p);
	}
	if (*depth == 0)
		return true;
	if (p->now.word == XL_WORD_STRING)
		return fail(p, p->now.at, "expected ',' or ']' between two strings: " NO_PYTHON);
	if (p->now.word != XL_WORD_COMMA)
		return unexpected(p, "',' or ']'");
	advance(p);
	skip_line_ends(p);
	/* a comma behind the last element is allowed */
	return p->now.word != XL_WORD_CLOSE || close_lists(p, depth);
}

static bool
open_list(struct parser *p, struct xl_value **open, size_t *depth, struct xl_value **outermost)
{
	struct xl_value *list;

	if (*depth == XL_MOST_NESTED)
		return fail(p, p->now.at, "lists are nested deeper than 16");
	list = value_new(p, XL_LIST);
	if (*depth > 0)
		append(open[*depth - 1], list);
	else
		*outermost = list;
	open[(*depth)++] = list;
	advance(p);
	skip_line_ends(p);
	return true;
}

static struct xl_value *
read_value(struct parser *p)
{
	struct xl_value *open[XL_MOST_NESTED] = { NULL }, *outermost = NULL, *v;
	size_t depth = 0;

	do {
		if (!count_value(p))
			return NULL;
		if (p->now.word == XL_WORD_OPEN) {
			if (!open_list(p, open, &depth, &outermost))
				return NULL;
			if (p->now.word != XL_WORD_CLOSE)
				continue;
		} else if ((v = read_scalar(p)) == NULL)
			return NULL;
		else if (depth == 0)
			return v;
		else
			append(open[depth - 1], v);
		if (!close_lists(p, &depth))
			return NULL;
	} while (depth > 0);
	return outermost;
}

/* --- statements --------------------------------------------------------------------------- */

static bool
add_value(struct parser *p, struct xl_value *to, const struct xl_value *v)
{
	char *text;

	if (++p->added > XL_MOST_ADDED)
		return fail(p, v->at, "more than 1000 times += in one file");
	if (to->kind != v->kind || (v->kind != XL_STRING && v->kind != XL_LIST))
		return fail(p, v->at, "+= joins two strings or two lists, and nothing else");
	if (v->kind == XL_LIST) {
		if (to->last == NULL)
			to->first = v->first;
		else
			to->last->next = v->first;
		if (v->last != NULL)
			to->last = v->last;
		return true;
	}
	if (to->text.n + v->text.n > 65536)
		return fail(p, v->at, "+= makes a string of more than 65536 bytes");
	text = arena_alloc(p->arena, to->text.n + v->text.n + 1);
	memcpy(text, to->text.p, to->text.n);
	memcpy(text + to->text.n, v->text.p, v->text.n);
	to->text = (struct str){ text, to->text.n + v->text.n };
	return true;
}

static void
add_setting(struct parser *p, struct xl_setting *s)
{
	size_t i = p->keys.count;

	if (!dict_add(&p->keys, s->key, i)) {
		dict_find(&p->keys, s->key, &i);
		p->by_key[i].last->replaced = true;
	} else
		MEM_GROW(p->by_key, i, p->by_key_size);
	p->by_key[i].last = s;
	if (p->last != NULL)
		p->last->next = s;
	else
		p->config->settings = s;
	p->last = s;
	p->config->count++;
}

static bool
read_statement(struct parser *p)
{
	struct xl_setting *s = arena_alloc(p->arena, sizeof(*s));
	size_t i;
	bool add;

	s->key = p->now.text;
	s->at = p->now.at;
	if (p->now.word != XL_WORD_NAME || is_python(s->key))
		return unexpected(p, "KEY = VALUE");
	advance(p);
	add = p->now.word == XL_WORD_ADD;
	if (p->now.word != XL_WORD_SET && !add)
		return unexpected(p, "'='");
	advance(p);
	s->value = read_value(p);
	if (s->value == NULL)
		return false;
	if (p->now.word != XL_WORD_LINE && p->now.word != XL_WORD_END)
		return unexpected(p, "the end of the line, or ';'");
	if (add && dict_find(&p->keys, s->key, &i))
		return add_value(p, p->by_key[i].last->value, s->value);
	add_setting(p, s);
	return true;
}

/* What people give instead of a guest's file; NULL: nothing of that. */
static const char *
other_format(const struct parser *p)
{
	struct str s = str_skip(p->config->in, p->now.at);

	if (str_starts(s, "<"))
		return "this is XML: domconv converts a domain of Xen";
	if (str_starts(s, "("))
		return "this is an S-expression, as xm list -l prints it: expected the file that "
		       "the guest was made with";
	if (str_starts(s, "[") || str_starts(s, "{"))
		return "this is JSON, as xl list -l prints it: expected the file that the guest "
		       "was made with";
	return NULL;
}

bool
xl_config_read(struct xl_config *c, struct str in, struct arena *arena, struct xl_fault *fault)
{
	struct parser p = { .config = c, .arena = arena, .fault = fault };
	bool good = true;

	*c = (struct xl_config){ .in = in };
	xl_lexer_begin(&p.lexer, in, arena);
	advance(&p);
	skip_lines(&p);
	if (p.now.word == XL_WORD_END)
		good = fail(&p, p.now.at, "the file is empty");
	else if (other_format(&p) != NULL)
		good = fail(&p, p.now.at, other_format(&p));
	while (good && p.now.word != XL_WORD_END) {
		good = read_statement(&p);
		skip_lines(&p);
	}
	dict_free(&p.keys);
	free(p.by_key);
	return good;
}

struct position
xl_position(struct xl_cursor *cursor, struct str in, size_t at)
{
	struct position *p = &cursor->behind;

	for (; cursor->at < at && cursor->at < in.n; cursor->at++) {
		unsigned char c = (unsigned char)in.p[cursor->at];

		if (c == '\n') {
			p->line++;
			p->column = 0;
		} else if ((c & 0xc0) != 0x80)
			p->column++;
	}
	return (struct position){ p->line + 1, p->column + 1 };
}
