#include "report/form.h"

#include <stdio.h>
#include <string.h>

enum severity
form_severity(const struct report *r, const struct entry *e)
{
	if (e->kind == ENTRY_ERROR)
		return SEVERITY_ERROR;
	if (e->kind == ENTRY_WARNING || e->warns || r->head.check)
		return SEVERITY_WARNING;
	return SEVERITY_NOTE;
}

bool
form_fails(const struct report *r, const struct entry *e)
{
	if (e->kind == ENTRY_ERROR)
		return true;
	if (r->head.fail_on == FAIL_ON_ERROR)
		return false;
	if (e->kind == ENTRY_WARNING || e->warns)
		return true;
	return e->kind == ENTRY_EDIT && r->head.fail_on == FAIL_ON_CHANGE;
}

bool
form_counts(const struct entry *e)
{
	return e->kind <= ENTRY_EDIT;
}

void
sink_number(struct sink *out, unsigned long value)
{
	char text[24];

	snprintf(text, sizeof(text), "%lu", value);
	sink_text(out, text);
}

/* One character of n bytes, or a byte that is none (n 0). */
static void
add_character(struct sink *out, const char *p, size_t n)
{
	char text[16];

	if (n == 0)
		snprintf(text, sizeof(text), "\\\\x%02x", (unsigned char)*p);
	else if (*p == '"' || *p == '\\')
		snprintf(text, sizeof(text), "\\%c", *p);
	else if ((unsigned char)*p < ' ')
		snprintf(text, sizeof(text), "\\u%04x", (unsigned)*p);
	else {
		sink_add(out, p, n);
		return;
	}
	sink_text(out, text);
}

void
json_string(struct sink *out, struct str text)
{
	sink_text(out, "\"");
	while (text.n > 0) {
		size_t n = str_xml_character(text);

		add_character(out, text.p, n);
		text = str_skip(text, n > 0 ? n : 1);
	}
	sink_text(out, "\"");
}

void
json_member(struct sink *out, const char *before, const char *name, struct str text)
{
	if (text.p == NULL)
		return;
	sink_text(out, before);
	json_string(out, str_from(name));
	sink_text(out, ": ");
	json_string(out, text);
}
