#include "index/tag.h"

#include <string.h>

struct tag_scan
tag_begin(const char *bytes, uint32_t start, uint32_t end)
{
	struct tag_scan scan = { bytes, start + 1, end, true };

	while (scan.at < end && !str_blank(bytes[scan.at]) && bytes[scan.at] != '/' &&
	       bytes[scan.at] != '>')
		scan.at++;
	return scan;
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
	const char *b = scan->bytes;
	uint32_t i = scan->at, end = scan->end;
	static const unsigned char odd[256] = { ['&'] = 1, ['\r'] = 1, ['\n'] = 1, ['\t'] = 1 };
	unsigned char found = 0, bits = 0;

	while (i < end && str_blank(b[i]))
		i++;
	if (i >= end || b[i] == '>' || b[i] == '/')
		return false;
	attr->name = i;
	while (i < end && (b[i] > '=' || (b[i] != '=' && !str_blank(b[i]))))
		i++;
	attr->name_len = i - attr->name;
	while (i < end && b[i] != '"' && b[i] != '\'')
		i++;
	if (i >= end)
		return false;
	attr->quote = b[i++];
	attr->value = i;
	for (; i < end && b[i] != attr->quote; i++) {
		found |= odd[(unsigned char)b[i]];
		bits |= (unsigned char)b[i];
	}
	if (i >= end)
		return false;
	attr->value_len = i - attr->value;
	attr->plain = found == 0 && bits < 0x80;
	scan->at = i + 1;
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
