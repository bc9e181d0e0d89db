#include "report/xml.h"

#include "edit/escape.h"

#include <stdio.h>
#include <string.h>

void
xml_text(struct sink *out, struct str s, char quote)
{
	char piece[8];

	while (s.n > 0) {
		size_t n = str_xml_character(s);

		if (n == 0) {
			snprintf(piece, sizeof(piece), "\\x%02x", (unsigned char)s.p[0]);
			n = 1;
		} else {
			memcpy(piece, s.p, n);
			piece[n] = '\0';
		}
		escape(out, piece, quote, ENCODING_UTF8);
		s = str_skip(s, n);
	}
}

void
xml_attr(struct sink *out, const char *name, struct str value)
{
	if (value.p == NULL)
		return;
	sink_text(out, " ");
	sink_text(out, name);
	sink_text(out, "='");
	xml_text(out, value, '\'');
	sink_text(out, "'");
}

void
xml_number(struct sink *out, const char *name, unsigned long value)
{
	char text[48];

	snprintf(text, sizeof(text), " %s='%lu'", name, value);
	sink_text(out, text);
}

void
xml_element(struct sink *out, const char *name, struct str text)
{
	if (text.p == NULL)
		return;
	sink_text(out, "<");
	sink_text(out, name);
	sink_text(out, ">");
	xml_text(out, text, 0);
	sink_text(out, "</");
	sink_text(out, name);
	sink_text(out, ">");
}
