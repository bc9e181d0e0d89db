#include "report/report.h"

#include "base/shown.h"
#include "index/value.h"
#include "report/form.h"
#include "report/path.h"
#include "report/xml.h"
#include "rules/describe.h"

#include <stdlib.h>
#include <string.h>

static const char *const entry_elements[] = {
	[ENTRY_ERROR] = "error", [ENTRY_WARNING] = "warning", [ENTRY_EDIT] = "edit",
	[ENTRY_NOTE] = "note",   [ENTRY_CHORE] = "chore",
};

static const enum tally_kind entry_tallies[] = {
	[ENTRY_ERROR] = TALLY_ERROR, [ENTRY_WARNING] = TALLY_WARNING, [ENTRY_EDIT] = TALLY_EDIT,
	[ENTRY_NOTE] = TALLY_NOTE,   [ENTRY_CHORE] = TALLY_NOTE,
};

#define ADDED_MOST 65536 /* bytes of an element that is added with many others in it */

static const struct form *const forms[] = {
	[REPORT_JSON] = &form_json,
	[REPORT_SARIF] = &form_sarif,
	[REPORT_JUNIT] = &form_junit,
	[REPORT_GITHUB] = &form_github,
};

/* A document on its way into the report. */
struct page {
	struct report *report;
	struct sink *out;
	const struct run *r;
	bool strict;
	struct paths paths;
	struct dict seen; /* rule and place: how many there are */
	struct tally *tally;
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

static void
add_place(struct sink *out, const struct ruleset *set, const struct entry *e)
{
	xml_attr(out, "rule", str_from(rule_id(set, e->rule)));
	xml_attr(out, "group", str_from(group_names[rule_row(set, e->rule)->group]));
	xml_attr(out, "level", str_from(level_words[rule_row(set, e->rule)->level]));
	xml_number(out, "line", e->at.line);
	xml_number(out, "column", e->at.column);
	xml_attr(out, "path", e->path);
	xml_attr(out, "adds", e->adds);
	if (e->number > 1)
		xml_number(out, "number", e->number);
}

static void
add_lost(struct page *p, const struct edit *e)
{
	struct buf text = { 0 };
	uint32_t at = 0;

	while (describe_lost(p->r, e, &at, &text)) {
		xml_element(p->out, "lost", buf_view(&text));
		text.len = 0;
	}
	buf_free(&text);
}

/* What an edit changes, and what is lost by it. */
static void
add_change(struct page *p, const struct edit *e)
{
	struct buf before = { 0 }, after = { 0 };

	describe_values(p->r, e, ADDED_MOST, &before, &after);
	xml_element(p->out, "before", before.p != NULL ? buf_view(&before) : STR_NONE);
	xml_element(p->out, "after", after.p != NULL ? buf_view(&after) : STR_NONE);
	add_lost(p, e);
	buf_free(&before);
	buf_free(&after);
}

/* edit: NULL of a finding. */
static void
add_xml(struct page *p, const struct entry *e, const struct edit *edit)
{
	sink_text(p->out, "    <");
	sink_text(p->out, entry_elements[e->kind]);
	add_place(p->out, p->r->set, e);
	if (e->kind == ENTRY_EDIT) {
		if (e->warns)
			xml_attr(p->out, "warning", str_from("yes"));
		sink_text(p->out, ">");
		xml_element(p->out, "text", e->text);
		add_change(p, edit);
	} else {
		sink_text(p->out, ">");
		xml_text(p->out, e->text, 0);
	}
	sink_text(p->out, "</");
	sink_text(p->out, entry_elements[e->kind]);
	sink_text(p->out, ">\n");
}

/* A note of the group notes is a task for a person. */
static enum entry_kind
finding_kind(const struct run *r, const struct finding *f, bool strict)
{
	if (f->severity == SEVERITY_ERROR || (strict && f->severity == SEVERITY_WARNING))
		return ENTRY_ERROR;
	if (rule_row(r->set, f->rule)->group == GROUP_NOTES)
		return ENTRY_CHORE;
	return f->severity == SEVERITY_WARNING ? ENTRY_WARNING : ENTRY_NOTE;
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

	e->adds = edit != NULL ? edit_adds(p->r, edit) : STR_NONE;
	e->number = count_place(p, e->rule, node, attr, e->adds);
	paths_add(&p->paths, node, attr, &path);
	buf_shown(&shown, text);
	e->path = buf_view(&path);
	e->text = buf_view(&shown);
	tally_add(p->tally, e->rule, entry_tallies[e->kind]);
	if (p->report->form != REPORT_XML)
		forms[p->report->form]->entry(p->report, p->r->set, e);
	else
		add_xml(p, e, edit);
	buf_free(&path);
	buf_free(&shown);
}

/* A change: an error in a document that --strict refuses because of the change's warning. */
static void
add_edit(struct page *p, const struct edit *edit, uint32_t offset)
{
	struct entry e = { .kind = p->r->refused ? ENTRY_ERROR : ENTRY_EDIT,
		           .warns = edit_severity(p->r, edit) == SEVERITY_WARNING,
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
add_shown(struct sink *out, const char *name, struct str value)
{
	struct buf shown = { 0 };

	if (value.p != NULL) {
		shown_value(&shown, value);
		xml_attr(out, name, buf_view(&shown));
	}
	buf_free(&shown);
}

static void
add_inventory(struct sink *out, const struct inventory *v)
{
	for (size_t i = 0; i < v->disks_count; i++) {
		const struct inventory_disk *d = &v->disks[i];

		sink_text(out, "    <disk");
		add_shown(out, "path", d->path);
		add_shown(out, "device", d->device);
		add_shown(out, "old-format", d->old_format);
		add_shown(out, "format", d->format);
		add_shown(out, "old-target", d->old_target);
		add_shown(out, "target", d->target);
		add_shown(out, "old-bus", d->old_bus);
		add_shown(out, "bus", d->bus);
		add_shown(out, "seen", d->guest_name);
		sink_text(out, "/>\n");
	}
	for (size_t i = 0; i < v->nics_count; i++) {
		const struct inventory_nic *n = &v->nics[i];

		sink_text(out, "    <interface");
		add_shown(out, "mac", n->mac);
		add_shown(out, "type", n->type);
		add_shown(out, "model", n->model);
		add_shown(out, "source", n->source);
		sink_text(out, "/>\n");
	}
}

static void
add_steps(struct sink *out, const struct inventory *v)
{
	for (size_t i = 0; i < v->steps_count; i++) {
		const struct inventory_step *s = &v->steps[i];

		struct buf shown = { 0 };

		sink_text(out, "    <step");
		xml_attr(out, "id", s->id);
		xml_attr(out, "phase", str_from(s->phase));
		xml_attr(out, "place", str_from(s->place));
		sink_text(out, ">");
		buf_shown(&shown, s->text);
		xml_text(out, buf_view(&shown), 0);
		buf_free(&shown);
		sink_text(out, "</step>\n");
	}
}

static void
begin_document(struct report *r, const struct report_document *d, struct str name, size_t number,
               struct str uuid)
{
	if (r->form != REPORT_XML) {
		forms[r->form]->document(r, d, name, number);
		return;
	}
	sink_text(r->out, "  <document");
	xml_attr(r->out, "source", str_from(d->source));
	xml_number(r->out, "line", d->at.line);
	xml_attr(r->out, "status", str_from(d->status));
	xml_attr(r->out, "name", name);
	if (number > 1)
		xml_number(r->out, "number", number);
	xml_attr(r->out, "uuid", uuid);
	sink_text(r->out, ">\n");
	if (d->fault != NULL) {
		struct buf shown = { 0 };

		buf_shown(&shown, str_from(d->fault));
		sink_text(r->out, "    ");
		xml_element(r->out, "fault", buf_view(&shown));
		sink_text(r->out, "\n");
		buf_free(&shown);
	}
}

static void
end_document(struct report *r)
{
	if (r->form != REPORT_XML)
		forms[r->form]->end_document(r);
	else
		sink_text(r->out, "  </document>\n");
}

void
report_run(struct report *report, const struct report_document *d, const struct run *r,
           const struct inventory *inventory, bool strict)
{
	struct page p = { report, report->out, r, strict, .tally = &report->tally };
	struct document *doc = run_doc(r);
	struct str name = child_trimmed(doc, r->subject, NAME_NAME);

	tally_begin_document(p.tally, r->set);
	paths_begin(&p.paths, doc);
	begin_document(report, d, name, names_count(&report->names, d->source, name),
	               child_trimmed(doc, r->subject, NAME_UUID));
	add_items(&p);
	if (report->form == REPORT_XML) {
		add_inventory(p.out, inventory);
		add_steps(p.out, inventory);
	}
	end_document(report);
	paths_free(&p.paths);
	dict_free(&p.seen);
}

void
report_made(struct report *r, const char *source, struct str name)
{
	if (r->form != REPORT_XML) {
		begin_document(r, &(struct report_document){ source, "made", NULL, { 1, 1 } }, name,
		               1, STR_NONE);
		end_document(r);
		return;
	}
	sink_text(r->out, "  <document");
	xml_attr(r->out, "source", str_from(source));
	sink_text(r->out, " line='1' status='made'");
	xml_attr(r->out, "name", name);
	sink_text(r->out, "/>\n");
}

static void
add_read_finding(struct report *r, const struct ruleset *set, const struct report_finding *f,
                 bool strict)
{
	bool warns = f->severity != SEVERITY_NOTE;
	struct buf shown = { 0 };
	struct entry e = { .kind = !warns   ? ENTRY_NOTE
		                   : strict ? ENTRY_ERROR
		                            : ENTRY_WARNING,
		           .rule = f->rule,
		           .at = f->at,
		           .path = f->path,
		           .number = f->number };

	buf_shown(&shown, str_from(f->message));
	e.text = buf_view(&shown);
	tally_add(&r->tally, f->rule, entry_tallies[e.kind]);
	if (r->form != REPORT_XML) {
		forms[r->form]->entry(r, set, &e);
	} else {
		struct page p = { .out = r->out, .r = &(struct run){ .set = set } };

		add_xml(&p, &e, NULL);
	}
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

static void
begin_xml(struct report *r, const struct report_head *head)
{
	sink_text(r->out, "<?xml version='1.0' encoding='UTF-8'?>\n<report");
	xml_attr(r->out, "tool", str_from(head->tool));
	xml_attr(r->out, "version", str_from(head->version));
	xml_attr(r->out, "host", str_from(head->host));
	xml_attr(r->out, "date", str_from(head->date));
	sink_text(r->out, ">\n");
	for (int i = 0; i < head->count; i++) {
		sink_text(r->out, "  ");
		xml_element(r->out, "option", str_from(head->options[i]));
		sink_text(r->out, "\n");
	}
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
	if (form != REPORT_XML)
		forms[form]->begin(r);
	else
		begin_xml(r, head);
}

void
report_unwritten(struct report *r, const char *file)
{
	if (r->form != REPORT_XML)
		return; /* only the XML report says what was written */
	sink_text(r->out, "  <unwritten");
	xml_attr(r->out, "file", str_from(file));
	sink_text(r->out, "/>\n");
}

void
report_end(struct report *r)
{
	if (r->form != REPORT_XML)
		forms[r->form]->end(r);
	else {
		tally_write(&r->tally, r->out);
		sink_text(r->out, "</report>\n");
	}
	tally_free(&r->tally);
	names_free(&r->names);
	buf_free(&r->body);
	buf_free(&r->lines);
}
