#include "base/shell.h"

#include <string.h>

/*
 * Whether every shell reads the word literally; zsh expands =x, and a leading ~ or # is never
 * plain.
 */
static bool
is_plain(struct str word)
{
	static const char others[] = "_./:@%+=,-";

	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (!letter && !(c >= '0' && c <= '9') &&
		    memchr(others, c, sizeof(others) - 1) == NULL)
			return false;
	}
	return word.n > 0 && word.p[0] != '=';
}

void
shell_quoted(struct buf *out, struct str text)
{
	buf_char(out, '\'');
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\'')
			buf_text(out, "'\\''");
		else
			buf_char(out, text.p[i]);
	buf_char(out, '\'');
}

void
shell_word(struct buf *out, struct str word)
{
	if (is_plain(word))
		buf_str(out, word);
	else
		shell_quoted(out, word);
}

void
shell_shown_text(struct buf *out, struct str text)
{
	while (text.n > 0) {
		size_t n = str_showable(text);

		if (n > 0)
			buf_add(out, text.p, n);
		else
			buf_char(out, '?');
		text = str_skip(text, n > 0 ? n : 1);
	}
}

void
shell_shown_word(struct buf *out, struct str word)
{
	struct buf shown = { 0 };

	shell_shown_text(&shown, word);
	shell_word(out, buf_view(&shown));
	buf_free(&shown);
}
