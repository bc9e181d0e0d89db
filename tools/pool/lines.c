#include "pool/lines.h"

#include <string.h>

struct str
line_take(struct str *text)
{
	const char *end = text->n > 0 ? memchr(text->p, '\n', text->n) : NULL;
	struct str line = { text->p, end != NULL ? (size_t)(end - text->p) : text->n };

	*text = str_skip(*text, line.n + (end != NULL));
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

struct str
word_take(struct str *line)
{
	struct str word;

	while (line->n > 0 && str_blank(line->p[0]))
		*line = str_skip(*line, 1);
	word = (struct str){ line->p, 0 };
	while (word.n < line->n && !str_blank(line->p[word.n]))
		word.n++;
	*line = str_skip(*line, word.n);
	return word;
}
