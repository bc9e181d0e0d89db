#include "rules/leave_out.h"

#include "rules/describe.h"

void
run_leave_out(struct run *r, bool (*is_known)(void *to, const struct place *place), void *to)
{
	bool unchanged = r->refused && r->check; /* nothing would have been changed */
	uint32_t kept = 0;

	r->refused = false;
	for (uint32_t i = 0; i < r->findings_count; i++) {
		const struct finding *f = &r->findings[i];
		struct place place = { f->rule, f->node, f->attr, NULL };

		if (f->severity > SEVERITY_NOTE && is_known(to, &place))
			continue;
		r->refused = r->refused || f->severity == SEVERITY_ERROR;
		r->findings[kept++] = *f;
	}
	r->findings_count = kept;
	for (uint32_t i = 0; i < r->edits->count; i++) {
		struct edit *e = &r->edits->list[i];
		struct place place = { e->rule, e->node != NONE ? edit_place(r, e) : NONE,
			               edit_attr_name(r->edits, e), e };

		if (e->node == NONE || r->refused)
			continue;
		if (unchanged || is_known(to, &place))
			edit_remove(r->edits, e);
	}
}
