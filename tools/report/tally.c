#include "report/tally.h"

#include "base/mem.h"
#include "report/xml.h"

#include <stdlib.h>
#include <string.h>

struct tally_row {
	unsigned long documents, last; /* last: the document that was counted last */
	unsigned long entries[TALLY_KINDS];
};

void
tally_begin_document(struct tally *t, const struct ruleset *set)
{
	if (t->set == NULL) {
		size_t size = rules_end(set) * sizeof(*t->rows);

		t->set = set;
		t->rows = mem_alloc(size);
		memset(t->rows, 0, size);
	}
	t->document++;
}

void
tally_add(struct tally *t, uint16_t rule, enum tally_kind kind)
{
	struct tally_row *row = &t->rows[rule];

	row->documents += row->last != t->document;
	row->last = t->document;
	row->entries[kind]++;
}

static void
write_row(const struct tally *t, uint16_t number, struct sink *out)
{
	static const char *const names[] = { [TALLY_EDIT] = "edits",
		                             [TALLY_ERROR] = "errors",
		                             [TALLY_WARNING] = "warnings",
		                             [TALLY_NOTE] = "notes" };
	const struct rule *rule = rule_row(t->set, number);

	sink_text(out, "    <rule");
	xml_attr(out, "id", str_from(rule_id(t->set, number)));
	xml_attr(out, "group", str_from(group_names[rule->group]));
	xml_attr(out, "level", str_from(level_words[rule->level]));
	xml_number(out, "documents", t->rows[number].documents);
	for (size_t i = 0; i < TALLY_KINDS; i++)
		xml_number(out, names[i], t->rows[number].entries[i]);
	sink_text(out, ">");
	xml_element(out, "does", str_from(rule->does));
	xml_element(out, "mind", str_from(rule->mind));
	xml_element(out, "why", str_from(rule->why));
	sink_text(out, "</rule>\n");
}

void
tally_write(const struct tally *t, struct sink *out)
{
	if (t->set == NULL)
		return;
	sink_text(out, "  <rules>\n");
	for (uint16_t i = 0; i < rules_end(t->set); i++)
		if (t->rows[i].documents > 0)
			write_row(t, i, out);
	sink_text(out, "  </rules>\n");
}

void
tally_free(struct tally *t)
{
	free(t->rows);
	*t = (struct tally){ 0 };
}
