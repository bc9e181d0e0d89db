#include "edit/escape.h"

#include <stdio.h>
#include <string.h>

/* Decodes one character of valid UTF-8; returns its length. */
static size_t
decode(const char *s, unsigned long *c)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t n = u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;

	*c = n == 2 ? u[0] & 0x1f : n == 3 ? u[0] & 0x0f : u[0] & 0x07;
	for (size_t i = 1; i < n; i++)
		*c = *c << 6 | (u[i] & 0x3f);
	return n;
}

static const char *
reference(char c, char quote)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '&':
		return "&amp;";
	case '>':
		return quote ? NULL : "&gt;"; /* ]]> must not stand in text */
	case '\r':
		return "&#13;";
	case '\n':
		return quote ? "&#10;" : NULL;
	case '\t':
		return quote ? "&#9;" : NULL;
	case '\'':
		return quote == c ? "&apos;" : NULL;
	case '"':
		return quote == c ? "&quot;" : NULL;
	default:
		return NULL;
	}
}

/* Length of the plain ASCII at the start of the text that needs no escape. */
static size_t
plain_length(const char *text)
{
	size_t n = 0;

	while ((text[n] >= 'a' && text[n] <= 'z') || (text[n] >= '-' && text[n] <= '9'))
		n++;
	return n;
}

void
escape(struct sink *out, const char *text, char quote, enum encoding encoding)
{
	while (*text != '\0') {
		size_t n = plain_length(text);
		const char *ref;

		if (n > 0) {
			sink_add(out, text, n);
			text += n;
		} else if ((ref = reference(*text, quote)) != NULL) {
			sink_text(out, ref);
			text++;
		} else if ((*text & 0x80) && encoding != ENCODING_UTF8) {
			char number[16];
			unsigned long c;

			text += decode(text, &c);
			snprintf(number, sizeof(number), "&#x%lX;", c);
			sink_text(out, number);
		} else
			sink_add(out, text++, 1);
	}
}
