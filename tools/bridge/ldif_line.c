#include "bridge/ldif_line.h"

#include <ctype.h>
#include <string.h>

static bool
bad(const struct ldif_reader *r, struct ldif_fault *fault, size_t offset, const char *why)
{
	*fault = (struct ldif_fault){ ldif_position(r, offset), why };
	return false;
}

void
ldif_begin(struct ldif_reader *r, struct str text)
{
	r->rest = text;
	r->number = 1;
}

/* Takes one raw line off the text; an absent string: its line end is missing. */
static struct str
take_line(struct ldif_reader *r)
{
	const char *end = memchr(r->rest.p, '\n', r->rest.n);
	struct str line = { r->rest.p, end != NULL ? (size_t)(end - r->rest.p) : 0 };

	if (end == NULL)
		return STR_NONE;
	r->rest = str_skip(r->rest, line.n + 1);
	r->number++;
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

/* A line and its continuation lines, which begin with a blank. */
static bool
unfold(struct ldif_reader *r)
{
	r->raw.p = r->rest.p;
	r->at = r->number;
	r->line.len = 0;
	do {
		struct str line = take_line(r);

		if (line.p == NULL)
			return false;
		buf_str(&r->line, r->line.len > 0 ? str_skip(line, 1) : line);
	} while (r->line.len > 0 && r->rest.n > 0 && r->rest.p[0] == ' ');
	r->raw.n = (size_t)(r->rest.p - r->raw.p);
	return true;
}

enum ldif_result
ldif_next(struct ldif_reader *r, struct ldif_fault *fault)
{
	struct str line;
	const char *nul;

	do {
		if (r->rest.n == 0)
			return LDIF_END;
		if (!unfold(r)) {
			*fault = (struct ldif_fault){
				{ r->number, 1 },
				"the last line has no end: the input may be truncated"
			};
			return LDIF_BAD;
		}
		line = buf_view(&r->line);
		if (line.n == 0)
			return LDIF_BLANK;
	} while (line.p[0] == '#');
	nul = memchr(line.p, '\0', line.n);
	if (nul != NULL)
		bad(r, fault, (size_t)(nul - line.p), "a NUL byte");
	else if (line.p[0] == ' ')
		bad(r, fault, 0, "a continuation line has nothing to continue");
	else
		return LDIF_LINE;
	return LDIF_BAD;
}

struct position
ldif_position(const struct ldif_reader *r, size_t offset)
{
	struct position at = { r->at, 1 };
	const char *p = r->raw.p, *end = p + r->raw.n;

	for (; p < end; p++) {
		if (*p == '\n' && p + 1 < end) {
			at = (struct position){ at.line + 1, 2 };
			p++; /* the blank */
			continue;
		}
		if (*p == '\r' && p + 1 < end && p[1] == '\n')
			continue;
		if (offset-- == 0)
			break;
		at.column += ((unsigned char)*p & 0xc0) != 0x80;
	}
	return at;
}

static bool
is_mark(char c)
{
	static const char marks[] = { '-', '.', '_', ';' };

	return memchr(marks, c, sizeof(marks)) != NULL;
}

bool
ldif_pair(const struct ldif_reader *r, struct ldif_pair *pair, struct ldif_fault *fault)
{
	struct str line = buf_view(&r->line);
	size_t n = 0;

	while (n < line.n && (isalnum((unsigned char)line.p[n]) || (n > 0 && is_mark(line.p[n]))))
		n++;
	if (n == 0 || n == line.n || line.p[n] != ':')
		return bad(r, fault, n, "expected an attribute and a colon");
	pair->name = (struct str){ line.p, n };
	line = str_skip(line, n + 1);
	pair->kind = ' ';
	if (line.n > 0 && (line.p[0] == ':' || line.p[0] == '<')) {
		pair->kind = line.p[0];
		line = str_skip(line, 1);
	}
	while (line.n > 0 && line.p[0] == ' ')
		line = str_skip(line, 1);
	pair->value = line;
	return true;
}

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Decodes four characters; the last two may be padding at the end. -1: invalid base64. */
static int
decode_group(const char *p, bool last, unsigned char bytes[3])
{
	unsigned long bits = 0;
	int padding = 0;

	for (int i = 0; i < 4; i++) {
		const char *digit = p[i] != '\0' ? strchr(digits, p[i]) : NULL;

		if (p[i] == '=' && last && i >= 2)
			padding++;
		else if (digit == NULL || padding > 0)
			return -1;
		bits = bits << 6 | (digit != NULL ? (unsigned long)(digit - digits) : 0);
	}
	for (int i = 0; i < 3; i++)
		bytes[i] = (unsigned char)(bits >> (16 - 8 * i) & 0xff);
	return 3 - padding;
}

bool
ldif_value(const struct ldif_reader *r, const struct ldif_pair *pair, struct buf *out,
           struct ldif_fault *fault)
{
	struct str value = pair->value;
	size_t at = (size_t)(value.p - r->line.p);

	if (pair->kind == '<')
		return bad(r, fault, at, "unsupported value in a file of its own (URL)");
	if (pair->kind == ' ')
		buf_str(out, value);
	while (pair->kind == ':' && value.n > 0) {
		unsigned char bytes[3];
		int n = value.n >= 4 ? decode_group(value.p, value.n == 4, bytes) : -1;

		if (n < 0)
			return bad(r, fault, at, "invalid base64");
		buf_add(out, (const char *)bytes, (size_t)n);
		value = str_skip(value, 4);
		at += 4;
	}
	return true;
}

static bool
is_safe(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\0' || s.p[i] == '\n' || s.p[i] == '\r' || (s.p[i] & 0x80) != 0)
			return false;
	return s.n == 0 || (s.p[0] != ' ' && s.p[0] != ':' && s.p[0] != '<' && s.p[s.n - 1] != ' ');
}

static void
encode(struct buf *out, struct str s)
{
	for (; s.n > 0; s = str_skip(s, s.n < 3 ? s.n : 3)) {
		unsigned long bits = 0;

		for (size_t i = 0; i < 3; i++)
			bits = bits << 8 | (i < s.n ? (unsigned char)s.p[i] : 0);
		for (size_t i = 0; i < 4; i++)
			buf_add(out, i <= s.n ? &digits[bits >> (18 - 6 * i) & 63] : "=", 1);
	}
}

void
ldif_put(struct buf *out, const char *name, struct str value)
{
	bool safe = is_safe(value);

	buf_printf(out, "%s:%s ", name, safe ? "" : ":");
	if (safe)
		buf_str(out, value);
	else
		encode(out, value);
	buf_char(out, '\n');
}
