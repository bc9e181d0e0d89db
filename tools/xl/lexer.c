#include "xl/lexer.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

void
xl_lexer_begin(struct xl_lexer *l, struct str in, struct arena *arena)
{
	*l = (struct xl_lexer){ in, str_starts(in, "\xef\xbb\xbf") ? 3 : 0, arena };
}

/* The byte at an offset from here; 0 behind the end (a NUL byte in the file is no word). */
static char
peek(const struct xl_lexer *l, size_t ahead)
{
	if (l->in.n - l->at > ahead)
		return l->in.p[l->at + ahead];
	return '\0';
}

static bool
is_at_end(const struct xl_lexer *l)
{
	return l->at >= l->in.n;
}

static struct xl_token
token(const struct xl_lexer *l, enum xl_word word, size_t at)
{
	return (struct xl_token){ .word = word, .at = at, .text = { l->in.p + at, l->at - at } };
}

static struct xl_token
bad(const struct xl_lexer *l, size_t at, const char *fault)
{
	struct xl_token t = token(l, XL_WORD_BAD, at);

	t.fault = fault;
	return t;
}

static void
skip_blanks(struct xl_lexer *l)
{
	for (;;) {
		char c = peek(l, 0);

		if (c == '#')
			while (!is_at_end(l) && peek(l, 0) != '\n' && peek(l, 0) != '\r')
				l->at++;
		else if (c == '\\' && (peek(l, 1) == '\n' || peek(l, 1) == '\r'))
			l->at += peek(l, 1) == '\r' && peek(l, 2) == '\n' ? 3 : 2;
		else if (c == ' ' || c == '\t' || c == '\f' || c == '\v')
			l->at++;
		else
			return;
	}
}

/* --- numbers ------------------------------------------------------------------------------ */

/* Decimal, hexadecimal (0x) or octal (0, or Python's 0o), perhaps with Python's L behind. */
static bool
read_number(const char *digits, long long *number)
{
	bool minus = digits[0] == '-';
	const char *p = digits + (minus || digits[0] == '+');
	bool hex = p[0] == '0' && (p[1] == 'x' || p[1] == 'X');
	bool octal = p[0] == '0' && !hex && p[1] != '\0' && p[1] != 'L' && p[1] != 'l';
	char *end;

	p += hex ? 2 : octal && (p[1] == 'o' || p[1] == 'O') ? 2 : 0;
	if (!isxdigit((unsigned char)*p)) /* strtoll() would take a sign or a blank */
		return false;
	errno = 0;
	*number = strtoll(p, &end, hex ? 16 : octal ? 8 : 10);
	if (minus)
		*number = -*number;
	end += *end == 'L' || *end == 'l';
	return errno == 0 && *end == '\0';
}

static struct xl_token
number(struct xl_lexer *l)
{
	struct xl_token t;
	size_t at = l->at;
	char digits[40];

	for (l->at++; isalnum((unsigned char)peek(l, 0)) || peek(l, 0) == '.'; l->at++)
		;
	t = token(l, XL_WORD_NUMBER, at);
	if (t.text.n >= sizeof(digits))
		return bad(l, at, "a number is too long");
	memcpy(digits, t.text.p, t.text.n);
	digits[t.text.n] = '\0';
	if (!read_number(digits, &t.number))
		return bad(l, at, "invalid number: expected 12, 0x1f or 017");
	return t;
}

/* --- strings ------------------------------------------------------------------------------ */

static unsigned
digit_value(char c)
{
	return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a') + 10;
}

/* \x1b and \033: the character, and how many bytes follow the backslash; 0: it is none. */
static size_t
numeric_escape(struct str s, char *c)
{
	unsigned value = 0;
	size_t n;

	if (s.p[0] == 'x') {
		if (s.n < 3 || !isxdigit((unsigned char)s.p[1]) || !isxdigit((unsigned char)s.p[2]))
			return 0;
		*c = (char)(digit_value(s.p[1]) << 4 | digit_value(s.p[2]));
		return 3;
	}
	for (n = 0; n < 3 && n < s.n && s.p[n] >= '0' && s.p[n] <= '7'; n++)
		value = value << 3 | digit_value(s.p[n]);
	*c = (char)value;
	return n;
}

/*
 * What follows a backslash (s.n > 0): writes what it means to *out, which moves on, and returns
 * the bytes that it takes.  A backslash before anything else is itself, as in Python; one at a
 * line's end joins the lines.
 */
static size_t
escape_read(struct str s, char **out)
{
	static const char letters[] = "abfnrtv\\'\"", meanings[] = "\a\b\f\n\r\t\v\\'\"";
	const char *known = memchr(letters, s.p[0], sizeof(letters) - 1);
	size_t n;

	if (known != NULL) {
		*(*out)++ = meanings[known - letters];
		return 1;
	}
	if (s.p[0] == '\n' || s.p[0] == '\r')
		return s.n > 1 && s.p[0] == '\r' && s.p[1] == '\n' ? 2 : 1;
	n = numeric_escape(s, *out);
	if (n > 0)
		(*out)++;
	else
		*(*out)++ = '\\';
	return n;
}

static struct str
unescape(struct xl_lexer *l, struct str raw)
{
	char *text = arena_alloc(l->arena, raw.n + 1), *out = text;

	while (raw.n > 0) {
		if (raw.p[0] == '\\' && raw.n > 1) {
			raw = str_skip(raw, 1);
			raw = str_skip(raw, escape_read(raw, &out));
		} else {
			*out++ = raw.p[0];
			raw = str_skip(raw, 1);
		}
	}
	return (struct str){ text, (size_t)(out - text) };
}

/* Moves behind the closing quote; false: there is none.  *escapes: the string has some. */
static bool
find_quote(struct xl_lexer *l, char quote, bool triple, bool *escapes)
{
	for (; !is_at_end(l); l->at++) {
		char c = peek(l, 0);

		if (c == '\0' || (!triple && (c == '\n' || c == '\r')))
			return false;
		if (c == quote && (!triple || (peek(l, 1) == quote && peek(l, 2) == quote))) {
			l->at += triple ? 3 : 1;
			return true;
		}
		if (c == '\\') {
			*escapes = true;
			l->at += peek(l, 1) == '\r' && peek(l, 2) == '\n' ? 2 : 1;
		}
	}
	return false;
}

static struct xl_token
string(struct xl_lexer *l)
{
	char quote = peek(l, 0);
	bool triple = peek(l, 1) == quote && peek(l, 2) == quote, escapes = false;
	size_t at = l->at, edge = triple ? 3 : 1, n;
	struct xl_token t;

	l->at += edge;
	if (!find_quote(l, quote, triple, &escapes)) {
		bool nul = !is_at_end(l) && peek(l, 0) == '\0';

		return nul ? bad(l, l->at, "NUL byte") : bad(l, at, "the string has no end");
	}
	t = token(l, XL_WORD_STRING, at);
	t.text = (struct str){ t.text.p + edge, t.text.n - 2 * edge };
	if (escapes)
		t.text = unescape(l, t.text);
	for (struct str s = t.text; s.n > 0; s = str_skip(s, n))
		if ((n = str_xml_character(s)) == 0)
			return bad(l, escapes ? at : (size_t)(s.p - l->in.p),
			           "the string is not UTF-8, or has a control character");
	return t;
}

/* --- words -------------------------------------------------------------------------------- */

static struct xl_token
mark(struct xl_lexer *l, enum xl_word word, size_t length)
{
	size_t at = l->at;

	l->at += length;
	return token(l, word, at);
}

struct xl_token
xl_lexer_next(struct xl_lexer *l)
{
	size_t n = 1;
	char c;

	skip_blanks(l);
	if (is_at_end(l))
		return token(l, XL_WORD_END, l->at);
	c = peek(l, 0);
	if (isalpha((unsigned char)c) || c == '_') {
		while (isalnum((unsigned char)peek(l, n)) || peek(l, n) == '_')
			n++;
		return mark(l, XL_WORD_NAME, n);
	}
	if (isdigit((unsigned char)c) ||
	    ((c == '-' || c == '+') && isdigit((unsigned char)peek(l, 1))))
		return number(l);
	switch (c) {
	case '\r':
		return mark(l, XL_WORD_LINE, peek(l, 1) == '\n' ? 2 : 1);
	case '\n':
	case ';':
		return mark(l, XL_WORD_LINE, 1);
	case '\'':
	case '"':
		return string(l);
	case '[':
		return mark(l, XL_WORD_OPEN, 1);
	case ']':
		return mark(l, XL_WORD_CLOSE, 1);
	case ',':
		return mark(l, XL_WORD_COMMA, 1);
	case '=':
		return mark(l, XL_WORD_SET, 1);
	case '\0':
		return bad(l, l->at, "NUL byte");
	default:
		return c == '+' && peek(l, 1) == '=' ? mark(l, XL_WORD_ADD, 2)
		                                     : mark(l, XL_WORD_OTHER, 1);
	}
}
