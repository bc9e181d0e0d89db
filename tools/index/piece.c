#include "index/piece.h"

#include <string.h>

/* Where the string begins from there on, or the end. */
static uint32_t
find(const struct piece_scan *scan, uint32_t from, const char *string, uint32_t len)
{
	const char *b = scan->bytes, *p;

	for (; from + len <= scan->end; from = (uint32_t)(p - b) + 1) {
		p = memchr(b + from, string[0], scan->end - from - len + 1);
		if (p == NULL)
			break;
		if (memcmp(p, string, len) == 0)
			return (uint32_t)(p - b);
	}
	return scan->end;
}

/* Behind a tag: a > inside of quotes does not close it. */
static uint32_t
tag_close(const struct piece_scan *scan, uint32_t from)
{
	const char *b = scan->bytes;
	char quote = 0;

	for (; from < scan->end; from++) {
		char c = b[from];

		if (c == quote)
			quote = 0;
		else if (quote != 0)
			continue;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return from + 1;
	}
	return scan->end;
}

/* What begins at a '<'. */
static void
take_markup(const struct piece_scan *scan, struct piece *piece)
{
	static const struct {
		enum piece_kind kind;
		uint32_t open_len, close_len;
		const char *open, *close;
	} kinds[] = {
		{ PIECE_COMMENT, 4, 3, "<!--", "-->" },
		{ PIECE_CDATA, 9, 3, "<![CDATA[", "]]>" },
		{ PIECE_PI, 2, 2, "<?", "?>" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (scan->end - scan->at < kinds[i].open_len ||
		    memcmp(scan->bytes + scan->at, kinds[i].open, kinds[i].open_len) != 0)
			continue;
		piece->kind = kinds[i].kind;
		piece->inner = scan->at + kinds[i].open_len;
		piece->inner_to = find(scan, piece->inner, kinds[i].close, kinds[i].close_len);
		piece->to =
		    piece->inner_to < scan->end ? piece->inner_to + kinds[i].close_len : scan->end;
		return;
	}
	piece->kind = PIECE_TAG;
	piece->to = piece->inner_to = tag_close(scan, scan->at);
}

bool
piece_next(struct piece_scan *scan, struct piece *piece)
{
	if (scan->at >= scan->end)
		return false;
	*piece = (struct piece){ .kind = PIECE_TEXT, .from = scan->at, .inner = scan->at };
	if (scan->bytes[scan->at] == '<')
		take_markup(scan, piece);
	else
		piece->to = piece->inner_to = find(scan, scan->at, "<", 1);
	scan->at = piece->to;
	return true;
}
