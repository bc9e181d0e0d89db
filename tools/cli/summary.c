#include "cli/summary.h"

#include "base/mem.h"
#include "rules/describe.h"

#include <stdlib.h>
#include <string.h>

void
summary_warning(struct summary *s, uint16_t rule)
{
	size_t size = rules_end(s->set) * sizeof(*s->warnings);

	if (!s->on)
		return;
	if (s->warnings == NULL)
		s->warnings = memset(mem_alloc(size), 0, size);
	s->warnings[rule]++;
}

void
summary_warnings(struct summary *s, const struct run *r)
{
	if (!s->on)
		return;
	for (uint32_t i = 0; i < r->findings_count; i++)
		if (r->findings[i].severity == SEVERITY_WARNING)
			summary_warning(s, r->findings[i].rule);
	for (uint32_t i = 0; i < r->edits->count; i++)
		if (r->edits->list[i].node != NONE &&
		    edit_severity(r, &r->edits->list[i]) == SEVERITY_WARNING)
			summary_warning(s, r->edits->list[i].rule);
}

void
summary_line(const struct summary *s, struct buf *out)
{
	unsigned long all = s->converted + s->unchanged + s->refused + s->bad;
	const char *before = "; warnings: ";

	if (!s->on || all < 2)
		return;
	buf_printf(out, "%lu documents: %lu converted, %lu unchanged, %lu refused", all,
	           s->converted, s->unchanged, s->refused);
	if (s->bad > 0)
		buf_printf(out, ", %lu unreadable", s->bad);
	for (size_t i = 0; s->warnings != NULL && i < rules_end(s->set); i++) {
		if (s->warnings[i] == 0)
			continue;
		buf_printf(out, "%s%lu %s", before, (unsigned long)s->warnings[i],
		           rule_id(s->set, (uint16_t)i));
		before = ", ";
	}
}

void
summary_free(struct summary *s)
{
	free(s->warnings);
}
