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

bool
tag_next(struct tag_scan *scan, struct attr *attr)
{
	const char *b = scan->bytes, *close;
	uint32_t i = scan->at, end = scan->end;

	while (i < end && str_blank(b[i]))
		i++;
	if (i >= end || b[i] == '>' || b[i] == '/')
		return false;
	attr->name = i;
	while (i < end && b[i] > '=') /* nearly every character of a name */
		i++;
	while (i < end && b[i] != '=' && !str_blank(b[i]))
		i++;
	attr->name_len = i - attr->name;
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
