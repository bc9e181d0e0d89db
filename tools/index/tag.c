#include "index/tag.h"

#include "base/str.h"

#include <string.h>

struct tag_scan
tag_begin(const char *bytes, uint32_t start, uint32_t end)
{
	struct tag_scan scan = { bytes, start + 1, end };

	while (scan.at < end && !str_blank(bytes[scan.at]) && bytes[scan.at] != '/' &&
	       bytes[scan.at] != '>')
		scan.at++;
	return scan;
}

/* From behind an attribute's name, where i is, to behind its value. */
static inline bool
take_value(struct tag_scan *scan, uint32_t i, struct attr *attr)
{
	const char *b = scan->bytes, *close;
	uint32_t end = scan->end;

	while (i < end && b[i] > '=') /* nearly every character of a name that is left */
		i++;
	while (i < end && b[i] != '"' && b[i] != '\'')
		i++;
	if (i >= end)
		return false;
	attr->quote = b[i++];
	attr->value = i;
	close = memchr(b + i, attr->quote, end - i);
	if (close == NULL)
		return false;
	i = (uint32_t)(close - b);
	attr->value_len = i - attr->value;
	scan->at = i + 1;
	return true;
}

bool
tag_next(struct tag_scan *scan, struct attr *attr)
{
	const char *b = scan->bytes;
	uint32_t i = scan->at, end = scan->end;

	while (i < end && str_blank(b[i]))
		i++;
	if (i >= end || b[i] == '>' || b[i] == '/')
		return false;
	attr->name = i;
	while (i < end && b[i] != '=' && !str_blank(b[i]))
		i++;
	attr->name_len = i - attr->name;
	return take_value(scan, i, attr);
}

bool
tag_find(struct tag_scan *scan, const char *name, struct attr *attr)
{
	const char *b = scan->bytes;
	uint32_t end = scan->end;

	for (;;) {
		uint32_t i = scan->at, n = 0;

		while (i < end && str_blank(b[i]))
			i++;
		if (i >= end || b[i] == '>' || b[i] == '/')
			return false;
		attr->name = i;
		while (name[n] != '\0' && b[i] == name[n]) { /* it stops at the tag's > */
			i++;
			n++;
		}
		attr->name_len = n;
		if (name[n] == '\0' && (b[i] == '=' || str_blank(b[i])))
			return take_value(scan, i, attr);
		if (!take_value(scan, i, attr))
			return false;
	}
}
