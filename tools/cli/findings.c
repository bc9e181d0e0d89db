#include "cli/findings.h"

#include "rules/describe.h"

#include <stdlib.h>

/* One line to be: an edit or a finding. */
struct line {
	uint32_t offset;
	uint16_t rule;
	uint8_t severity;
	const struct edit *edit; /* NULL: a finding */
	const char *message;
	uint32_t order;
};

static int
by_offset(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if ((x->edit != NULL) != (y->edit != NULL)) /* what is said, then what is done */
		return x->edit == NULL ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

bool
findings_warn(const struct run *r)
{
	for (uint32_t i = 0; i < r->findings_count; i++)
		if (r->findings[i].severity == SEVERITY_WARNING)
			return true;
	for (uint32_t i = 0; i < r->edits->count; i++)
		if (r->edits->list[i].node != NONE &&
		    edit_severity(r, &r->edits->list[i]) == SEVERITY_WARNING)
			return true;
	return false;
}

static size_t
collect_edits(const struct run *r, struct line *lines, enum severity least, bool changes)
{
	size_t n = 0;

	for (uint32_t i = 0; i < r->edits->count; i++) {
		const struct edit *e = &r->edits->list[i];
		enum severity severity;

		if (e->node == NONE)
			continue;
		severity = edit_severity(r, e);
		if (severity < least && !changes)
			continue;
		lines[n++] =
		    (struct line){ edit_offset(r, e), e->rule, (uint8_t)severity, e, NULL, i };
	}
	return n;
}

static size_t
collect_findings(const struct run *r, struct line *lines, enum severity least)
{
	size_t n = 0;

	for (uint32_t i = 0; i < r->findings_count; i++) {
		const struct finding *f = &r->findings[i];

		if (f->severity < least)
			continue;
		lines[n++] = (struct line){
			run_doc(r)->nodes[f->node].start, f->rule, f->severity, NULL, f->message, i
		};
	}
	return n;
}

static void
print_line(struct diag *d, const struct run *r, const struct line *line, const char *file,
           const char *name, bool strict)
{
	struct position at = position_of(run_doc(r), line->offset);
	enum severity severity = (enum severity)line->severity, least = d->least;
	struct buf text = { 0 };

	if (strict && severity == SEVERITY_WARNING)
		severity = SEVERITY_ERROR;
	if (line->edit != NULL)
		describe_edit(r, line->edit, &text);
	else
		buf_text(&text, line->message);
	d->least = SEVERITY_NOTE; /* what is too little was left out when collecting */
	diag_print(d, severity, file, &at, rule_id(r->set, line->rule), "%s%s%.*s",
	           name != NULL ? name : "", name != NULL ? ": " : "", STR_FMT(buf_view(&text)));
	d->least = least;
	buf_free(&text);
}

bool
findings_print(struct diag *d, const struct run *r, const char *file, const char *name,
               bool changes, bool strict)
{
	struct line *lines;
	size_t n = 0, most = (size_t)r->findings_count + r->edits->count;
	bool edits = !r->refused || strict;
	enum severity least = d->least;

	if (strict && least > SEVERITY_WARNING)
		least = SEVERITY_WARNING; /* they are errors now */
	if (most == 0 || (least > SEVERITY_WARNING && !r->refused))
		return findings_warn(r);
	lines = mem_alloc(most * sizeof(*lines));
	if (edits)
		n = collect_edits(r, lines, r->refused ? SEVERITY_WARNING : least,
		                  changes && !r->refused && d->least < SEVERITY_ERROR);
	n += collect_findings(r, lines + n, least);
	qsort(lines, n, sizeof(*lines), by_offset);
	for (size_t i = 0; i < n; i++)
		print_line(d, r, &lines[i], file, name, strict);
	free(lines);
	return findings_warn(r);
}
