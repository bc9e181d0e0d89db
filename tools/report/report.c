#include "report/report.h"

#include "index/value.h"
#include "report/form.h"
#include "report/path.h"
#include "rules/describe.h"

#include <stdlib.h>
#include <string.h>

static const enum tally_kind entry_tallies[] = {
	[ENTRY_ERROR] = TALLY_ERROR, [ENTRY_WARNING] = TALLY_WARNING, [ENTRY_EDIT] = TALLY_EDIT,
	[ENTRY_NOTE] = TALLY_NOTE,   [ENTRY_CHORE] = TALLY_NOTE,
};

static const struct form *const forms[] = {
	[REPORT_XML] = &form_xml,     [REPORT_JSON] = &form_json,     [REPORT_SARIF] = &form_sarif,
	[REPORT_JUNIT] = &form_junit, [REPORT_GITHUB] = &form_github,
};

/* A document on its way into the report. */
struct page {
	struct report *report;
	const struct run *r;
	bool strict;
	struct paths paths;
	struct dict seen; /* rule and place: how many there are */
};

/* Which of the rule's it is at that place: 1, 2, ... */
static size_t
count_place(struct page *p, uint16_t rule, uint32_t node, const char *attr, struct str adds)
{
	struct str key =
	    str_from(arena_printf(run_doc(p->r)->arena, "%u %lu %s %.*s", rule, (unsigned long)node,
	                          attr != NULL ? attr : "", STR_FMT(adds)));

	return dict_count(&p->seen, key);
}

/* A warning is one in every count; a note of the group notes is a task for a person. */
static enum entry_kind
finding_kind(const struct run *r, const struct finding *f, bool strict)
{
	if (f->severity == SEVERITY_ERROR || (strict && f->severity == SEVERITY_WARNING))
		return ENTRY_ERROR;
	if (f->severity == SEVERITY_WARNING)
		return ENTRY_WARNING;
	return rule_row(r->set, f->rule)->group == GROUP_NOTES ? ENTRY_CHORE : ENTRY_NOTE;
}

/* An edit or a finding, to be sorted by its position in the document. */
struct item {
	uint32_t offset, order;
	const struct edit *edit;
	const struct finding *finding;
};

static int
by_offset(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Adds an entry; its text and path are set here. */
static void
add_entry(struct page *p, struct entry *e, uint32_t node, const char *attr, const struct edit *edit,
          struct str text)
{
	struct buf path = { 0 }, shown = { 0 };

	e->run = p->r;
	e->edit = edit;
	e->adds = edit != NULL ? edit_adds(p->r, edit) : STR_NONE;
	e->number = count_place(p, e->rule, node, attr, e->adds);
	paths_add(&p->paths, node, attr, &path);
	buf_shown(&shown, text);
	e->path = buf_view(&path);
	e->text = buf_view(&shown);
	tally_add(&p->report->tally, e->rule, entry_tallies[e->kind]);
	forms[p->report->form]->entry(p->report, p->r->set, e);
	buf_free(&path);
	buf_free(&shown);
}

/* A change: an error in a document that --strict refuses because of the change's warning. */
static void
add_edit(struct page *p, const struct edit *edit, uint32_t offset)
{
	struct entry e = { .kind = p->r->refused ? ENTRY_ERROR : ENTRY_EDIT,
		           .warns = !p->r->refused && edit_severity(p->r, edit) == SEVERITY_WARNING,
		           .rule = edit->rule,
		           .at = position_of(run_doc(p->r), offset) };
	struct buf text = { 0 };

	describe_edit(p->r, edit, &text);
	add_entry(p, &e, edit_place(p->r, edit), edit_attr_name(p->r->edits, edit), edit,
	          buf_view(&text));
	buf_free(&text);
}

static void
add_items(struct page *p)
{
	const struct run *r = p->r;
	struct item *items =
	    mem_alloc(((size_t)r->edits->count + r->findings_count) * sizeof(*items));
	uint32_t n = 0;

	for (uint32_t i = 0; i < r->edits->count; i++) {
		const struct edit *e = &r->edits->list[i];

		if (e->node != NONE &&
		    (!r->refused || (p->strict && edit_severity(r, e) == SEVERITY_WARNING))) {
			items[n] = (struct item){ edit_offset(r, e), n, e, NULL };
			n++;
		}
	}
	for (uint32_t i = 0; i < r->findings_count; i++) {
		const struct finding *f = &r->findings[i];

		items[n] = (struct item){ f->at, n, NULL, f };
		n++;
	}
	qsort(items, n, sizeof(*items), by_offset);
	for (uint32_t i = 0; i < n; i++) {
		const struct finding *f = items[i].finding;

		if (f == NULL) {
			add_edit(p, items[i].edit, items[i].offset);
			continue;
		}
		add_entry(p,
		          &(struct entry){ .kind = finding_kind(r, f, p->strict),
		                           .rule = f->rule,
		                           .at = position_of(run_doc(r), f->at) },
		          f->node, f->attr, NULL, str_from(f->message));
	}
	free(items);
}

static void
begin_document(struct report *r, const struct report_document *d, struct str name, size_t number,
               struct str uuid)
{
	struct buf first = r->document.first;

	first.len = 0;
	r->document = (struct form_document){ .source = d->source,
		                              .status = d->status,
		                              .name = name,
		                              .uuid = uuid,
		                              .number = number,
		                              .fault = d->fault != NULL,
		                              .first = first };
	r->documents++;
	r->faults += r->document.fault;
	forms[r->form]->document(r, d);
}

static void
end_document(struct report *r)
{
	if (forms[r->form]->end_document != NULL)
		forms[r->form]->end_document(r);
}

void
report_run(struct report *report, const struct report_document *d, const struct run *r,
           const struct inventory *inventory, bool strict)
{
	struct page p = { .report = report, .r = r, .strict = strict };
	struct document *doc = run_doc(r);
	struct str name = child_trimmed(doc, r->subject, NAME_NAME);

	tally_begin_document(&report->tally, r->set);
	paths_begin(&p.paths, doc);
	begin_document(report, d, name, names_count(&report->names, d->source, name),
	               child_trimmed(doc, r->subject, NAME_UUID));
	add_items(&p);
	if (forms[report->form]->inventory != NULL)
		forms[report->form]->inventory(report, inventory);
	end_document(report);
	paths_free(&p.paths);
	dict_free(&p.seen);
}

void
report_made(struct report *r, const char *source, struct str name)
{
	begin_document(r, &(struct report_document){ source, "made", NULL, { 1, 1 } }, name, 1,
	               STR_NONE);
	end_document(r);
}

static void
add_read_finding(struct report *r, const struct ruleset *set, const struct report_finding *f,
                 bool strict)
{
	bool warns = f->severity != SEVERITY_NOTE;
	bool error = f->severity == SEVERITY_ERROR || strict;
	struct buf shown = { 0 };
	struct entry e = { .kind = !warns  ? ENTRY_NOTE
		                   : error ? ENTRY_ERROR
		                           : ENTRY_WARNING,
		           .rule = f->rule,
		           .at = f->at,
		           .path = f->path,
		           .number = f->number };

	buf_shown(&shown, str_from(f->message));
	e.text = buf_view(&shown);
	tally_add(&r->tally, f->rule, entry_tallies[e.kind]);
	forms[r->form]->entry(r, set, &e);
	buf_free(&shown);
}

void
report_read(struct report *r, const struct report_document *d, const struct ruleset *set,
            struct str name, const struct report_finding *list, size_t count, bool strict)
{
	tally_begin_document(&r->tally, set);
	begin_document(r, d, name, 1, STR_NONE);
	for (size_t i = 0; i < count; i++)
		add_read_finding(r, set, &list[i], strict);
	end_document(r);
}

void
report_number(struct report_finding *list, size_t count)
{
	struct arena keys = { 0 };
	struct dict seen = { 0 }; /* rule and path: how many there are */

	for (size_t i = 0; i < count; i++)
		list[i].number =
		    dict_count(&seen, str_from(arena_printf(&keys, "%u %.*s", list[i].rule,
		                                            STR_FMT(list[i].path))));
	dict_free(&seen);
	arena_free(&keys);
}

void
report_fault(struct report *r, const struct report_document *d)
{
	begin_document(r, d, STR_NONE, 1, STR_NONE);
	end_document(r);
}

void
report_begin(struct report *r, struct sink *out, enum report_form form,
             const struct report_head *head)
{
	*r = (struct report){ .out = out, .form = form, .head = *head };
	/* JUnit's format has no place for an unknown time */
	memcpy(r->timestamp,
	       head->date != NULL && strlen(head->date) >= 19 ? head->date : "1970-01-01T00:00:00",
	       19);
	if (forms[form]->begin != NULL)
		forms[form]->begin(r);
}

void
report_end(struct report *r)
{
	if (forms[r->form]->end != NULL)
		forms[r->form]->end(r);
	tally_free(&r->tally);
	names_free(&r->names);
	buf_free(&r->body);
	buf_free(&r->lines);
	buf_free(&r->document.first);
}
