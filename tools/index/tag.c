#include "index/tag.h"

#include <string.h>

/* The upper half of a table of bytes. */
#define ROW(kinds) kinds, kinds, kinds, kinds, kinds, kinds, kinds, kinds
#define ROWS(kinds) ROW(kinds), ROW(kinds), ROW(kinds), ROW(kinds)
#define HALF(kinds) ROWS(kinds), ROWS(kinds), ROWS(kinds), ROWS(kinds)

const unsigned char tag_bytes[256] = {
	[' '] = ENDS_NAME,
	['\t'] = ENDS_NAME | ODD_IN_ATTRIBUTE,
	['\n'] = ENDS_NAME | ODD_IN_ATTRIBUTE,
	['\r'] = ENDS_NAME | ODD_IN_ATTRIBUTE | ODD_IN_TEXT,
	['='] = ENDS_NAME,
	['>'] = ENDS_NAME | ENDS_VALUE,
	['"'] = ENDS_VALUE,
	['\''] = ENDS_VALUE,
	['&'] = ODD_IN_ATTRIBUTE | ODD_IN_TEXT,
	['<'] = ODD_IN_TEXT,
	[0x80] = HALF(ODD_IN_TEXT | ODD_IN_ATTRIBUTE),
};

struct tag_scan
tag_begin(const char *bytes, uint32_t start, uint32_t end)
{
	struct tag_scan scan = { bytes, start + 1, end, true };

	while (scan.at < end && !str_blank(bytes[scan.at]) && bytes[scan.at] != '/' &&
	       bytes[scan.at] != '>')
		scan.at++;
	return scan;
}

/* The first byte of such a kind. */
static inline const char *
skip(const char *p, unsigned kinds)
{
	while (!tag_is(*p, kinds))
		p++;
	return p;
}

/* Where the local name of the attribute at i begins. */
static uint32_t
local_start(const char *b, uint32_t i, uint32_t end)
{
	uint32_t at = i;

	while (at < end && b[at] != ':' && b[at] != '=' && !str_blank(b[at]))
		at++;
	if (at >= end || b[at] != ':' || (at - i == 5 && memcmp(b + i, "xmlns", 5) == 0))
		return i;
	return at + 1;
}

bool
tag_next(struct tag_scan *scan, struct attr *attr)
{
	const char *b = scan->bytes, *p = b + scan->at;

	while (str_blank(*p))
		p++;
	if (*p == '>' || *p == '/')
		return false;
	attr->name = (uint32_t)(p - b);
	p = skip(p, ENDS_NAME);
	attr->name_len = (uint32_t)(p - b) - attr->name;
	while (*p != '"' && *p != '\'')
		if (*p++ == '>')
			return false;
	attr->quote = *p++;
	attr->value = (uint32_t)(p - b);
	attr->plain = true;
	while (*(p = skip(p, ODD_IN_ATTRIBUTE | ENDS_VALUE)) != attr->quote) {
		if (p + 1 >= b + scan->end)
			return false;
		attr->plain = attr->plain && !tag_is(*p, ODD_IN_ATTRIBUTE);
		p++;
	}
	attr->value_len = (uint32_t)(p - b) - attr->value;
	scan->at = (uint32_t)(p - b) + 1;
	return true;
}

/*
 * Faster than tag_next(): a large document spends most of its time here. expat has checked that
 * each attribute is complete.
 */
bool
tag_find(struct tag_scan scan, const char *name, struct attr *attr)
{
	const char *b = scan.bytes, *close;
	uint32_t i = scan.at, end = scan.end, at, name_end, value, n;

	for (; i < end; i = (uint32_t)(close - b) + 1) {
		bool found;

		while (i < end && str_blank(b[i]))
			i++;
		if (i >= end || b[i] == '>' || b[i] == '/')
			return false;
		at = i;
		if (scan.prefixed)
			i = local_start(b, i, end);
		for (n = 0; name[n] != '\0' && b[i] == name[n]; n++) /* the tag's > ends it */
			i++;
		found = name[n] == '\0' && (b[i] == '=' || str_blank(b[i]));
		name_end = i;
		while (b[i] != '=')
			i++;
		do
			i++;
		while (b[i] != '"' && b[i] != '\'');
		value = i + 1;
		close = memchr(b + value, b[i], end - value);
		if (close == NULL)
			return false;
		if (found) {
			*attr = (struct attr){ at,    name_end - at,
				               value, (uint32_t)(close - b) - value,
				               b[i],  false };
			return true;
		}
	}
	return false;
}

struct str
tag_local_name(const struct tag_scan *scan, const struct attr *attr)
{
	uint32_t at = attr->name, end = at + attr->name_len;

	if (scan->prefixed)
		at = local_start(scan->bytes, at, end);
	return (struct str){ scan->bytes + at, end - at };
}
