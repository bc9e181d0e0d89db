#include "cli/findings.h"

#include "rules/describe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
		lines[n++] = (struct line){ f->at, f->rule, f->severity, NULL, f->message, i };
	}
	return n;
}

/* Where and how lines are printed. */
struct printer {
	struct diag *diag;
	const struct run *run;
	const char *file, *name;
	bool strict;
};

static void
print_text(const struct printer *p, const struct line *line, enum severity severity,
           struct str text)
{
	struct position at = position_of(run_doc(p->run), line->offset);
	enum severity least = p->diag->least;

	if (p->strict && severity == SEVERITY_WARNING)
		severity = SEVERITY_ERROR;
	p->diag->least = SEVERITY_NOTE; /* what is too little was left out when collecting */
	diag_print(p->diag, severity, p->file, &at, rule_id(p->run->set, line->rule), "%s%.*s",
	           p->name, STR_FMT(text));
	p->diag->least = least;
}

static void
print_line(const struct printer *p, const struct line *line)
{
	struct buf text = { 0 };

	if (line->edit != NULL)
		describe_edit(p->run, line->edit, &text);
	else
		buf_text(&text, line->message);
	print_text(p, line, (enum severity)line->severity, buf_view(&text));
	buf_free(&text);
}

/* A rule's lines: how many there are, how many have been looked at, the worst that is not shown. */
struct tally {
	uint32_t all, seen;
	uint8_t worst;
};

/* Of each rule the lines up to MESSAGES_OF_RULE, and then, where the next one stands, the rest. */
static void
print_lines(const struct printer *p, const struct line *lines, size_t n)
{
	struct tally *tallies, *t;
	char rest[64];
	size_t rules = 0;

	for (size_t i = 0; i < n; i++)
		rules = lines[i].rule >= rules ? (size_t)lines[i].rule + 1 : rules;
	tallies = mem_alloc(rules * sizeof(*tallies));
	memset(tallies, 0, rules * sizeof(*tallies));
	for (size_t i = 0; i < n; i++) {
		t = &tallies[lines[i].rule];
		if (++t->all > MESSAGES_OF_RULE && lines[i].severity > t->worst)
			t->worst = lines[i].severity;
	}
	for (size_t i = 0; i < n; i++) {
		t = &tallies[lines[i].rule];
		if (++t->seen <= MESSAGES_OF_RULE)
			print_line(p, &lines[i]);
		if (t->seen != MESSAGES_OF_RULE + 1)
			continue;
		snprintf(rest, sizeof(rest), "%lu more of this rule: --report has all",
		         (unsigned long)t->all - MESSAGES_OF_RULE);
		print_text(p, &lines[i], (enum severity)t->worst, str_from(rest));
	}
	free(tallies);
}

void
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
		return;
	lines = mem_alloc(most * sizeof(*lines));
	if (edits)
		n = collect_edits(r, lines, r->refused ? SEVERITY_WARNING : least,
		                  changes && !r->refused);
	n += collect_findings(r, lines + n, least);
	qsort(lines, n, sizeof(*lines), by_offset);
	print_lines(&(struct printer){ d, r, file, name, strict }, lines, n);
	free(lines);
}
