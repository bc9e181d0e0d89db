#include "base/shell.h"

#include <ctype.h>
#include <string.h>

/*
 * Whether every shell reads the i-th byte of a word literally.  At the beginning of a word zsh
 * expands =x, and %1 is a job.
 */
static bool
is_plain(struct str word, size_t i)
{
	static const char others[] = "_./:@+,-%=";
	char c = word.p[i];

	return isalnum((unsigned char)c) ||
	       memchr(others, c, sizeof(others) - (i > 0 ? 1 : 3)) != NULL;
}

static bool
is_plain_word(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (!is_plain(word, i))
			return false;
	return word.n > 0;
}

void
shell_quoted(struct buf *out, struct str text)
{
	buf_char(out, '\'');
	while (text.n > 0) {
		size_t n = str_showable(text);

		if (text.p[0] == '\'')
			buf_text(out, "'\\''");
		else if (n > 0)
			buf_add(out, text.p, n);
		else
			buf_printf(out, "\\x%02x", (unsigned char)text.p[0]);
		text = str_skip(text, n > 0 ? n : 1);
	}
	buf_char(out, '\'');
}

/*
 * Bytes that a terminal could obey, or that change the direction of text: printf writes them when
 * the command runs.  Its line break would be lost at the end, so the next byte is in it, too.
 */
static size_t
add_encoded(struct buf *out, struct str word)
{
	size_t n = 0;

	buf_text(out, "\"$(printf '");
	while (n < word.n &&
	       (str_showable(str_skip(word, n)) == 0 || (n > 0 && word.p[n - 1] == '\n'))) {
		buf_printf(out, "\\%03o", (unsigned char)word.p[n]);
		n++;
	}
	buf_text(out, "')\"");
	return n;
}

void
shell_name(struct buf *out, struct str name)
{
	if (is_plain_word(name))
		buf_str(out, name);
	else
		shell_quoted(out, name);
}

void
shell_word(struct buf *out, struct str word)
{
	size_t n;

	if (is_plain_word(word)) {
		buf_str(out, word);
		return;
	}
	do {
		for (n = 0; n < word.n && str_showable(str_skip(word, n)) > 0;)
			n += str_showable(str_skip(word, n));
		if (n > 0 || word.n == 0)
			shell_quoted(out, (struct str){ word.p, n });
		word = str_skip(word, n);
		if (word.n > 0)
			word = str_skip(word, add_encoded(out, word));
	} while (word.n > 0);
}

void
shell_file(struct buf *out, struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (c >= ' ' && c < 0x7f && !is_plain(name, i))
			buf_char(out, '\\');
		buf_char(out, name.p[i]);
	}
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

	while (word.n > 0) {
		size_t n = str_showable(word) + str_redirects(word); /* one of them is 0 */

		buf_add(&shown, n > 0 ? word.p : "?", n > 0 ? n : 1);
		word = str_skip(word, n > 0 ? n : 1);
	}
	shell_word(out, buf_view(&shown));
	buf_free(&shown);
}
