#include "report/report.h"

#include "base/shown.h"
#include "index/value.h"
#include "report/path.h"
#include "report/xml.h"
#include "rules/describe.h"

#include <stdlib.h>
#include <string.h>

#define ADDED_MOST 65536 /* bytes of an element that is added with many others in it */

/* A document on its way into the report. */
struct page {
	struct sink *out;
	const struct run *r;
	bool strict;
	struct paths paths;
	struct dict seen; /* rule and place: how many there are */
	struct tally *tally;
};

/* A message as it is printed. */
static void
add_message(struct sink *out, struct str message)
{
	struct buf shown = { 0 };

	buf_shown(&shown, message);
	xml_text(out, buf_view(&shown), 0);
	buf_free(&shown);
}

/* What an edit adds to its place: an attribute or element; absent if it changes what is there. */
static struct str
added(const struct run *r, const struct edit *e)
{
	const char *name = edit_attr_name(r->edits, e);
	struct attr attr;

	if (edit_inserts(e))
		return str_from(e->u.element->name);
	if (name == NULL || attr_find(run_doc(r), e->node, name, &attr))
		return STR_NONE;
	return str_from(arena_printf(run_doc(r)->arena, "@%s", name));
}

/* Which of the rule's it is at that place: 1, 2, ... */
static size_t
count_place(struct page *p, uint16_t rule, uint32_t node, const char *attr, struct str adds)
{
	struct str key =
	    str_from(arena_printf(run_doc(p->r)->arena, "%u %lu %s %.*s", rule, (unsigned long)node,
	                          attr != NULL ? attr : "", STR_FMT(adds)));
	size_t count = 0;

	dict_find(&p->seen, key, &count);
	dict_set(&p->seen, key, ++count);
	return count;
}

/* attr: NULL of what is about the node; edit: NULL of a finding. */
static void
add_place(struct page *p, uint16_t rule, uint32_t node, uint32_t offset, const char *attr,
          const struct edit *edit)
{
	const struct run *r = p->r;
	struct position at = position_of(run_doc(r), offset);
	struct str adds = edit != NULL ? added(r, edit) : STR_NONE;
	size_t number = count_place(p, rule, node, attr, adds);
	struct buf path = { 0 };

	paths_add(&p->paths, node, attr, &path);
	xml_attr(p->out, "rule", str_from(rule_id(r->set, rule)));
	xml_attr(p->out, "group", str_from(group_names[rule_row(r->set, rule)->group]));
	xml_attr(p->out, "level", str_from(level_words[rule_row(r->set, rule)->level]));
	xml_number(p->out, "line", at.line);
	xml_number(p->out, "column", at.column);
	xml_attr(p->out, "path", buf_view(&path));
	xml_attr(p->out, "adds", adds);
	if (number > 1)
		xml_number(p->out, "number", number);
	buf_free(&path);
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

static void
add_edit(struct page *p, const struct edit *e)
{
	struct buf before = { 0 }, after = { 0 }, text = { 0 };

	tally_add(p->tally, e->rule, TALLY_EDIT);
	describe_values(p->r, e, ADDED_MOST, &before, &after);
	describe_edit(p->r, e, &text);
	sink_text(p->out, "    <edit");
	add_place(p, e->rule, edit_place(p->r, e), edit_offset(p->r, e),
	          edit_attr_name(p->r->edits, e), e);
	if (edit_severity(p->r, e) == SEVERITY_WARNING)
		xml_attr(p->out, "warning", str_from("yes"));
	sink_text(p->out, ">");
	sink_text(p->out, "<text>");
	add_message(p->out, buf_view(&text));
	sink_text(p->out, "</text>");
	xml_element(p->out, "before", before.p != NULL ? buf_view(&before) : STR_NONE);
	xml_element(p->out, "after", after.p != NULL ? buf_view(&after) : STR_NONE);
	add_lost(p, e);
	sink_text(p->out, "</edit>\n");
	buf_free(&before);
	buf_free(&after);
	buf_free(&text);
}

/* A change of a document that --strict refuses because of the change's warning. */
static void
add_refused_edit(struct page *p, const struct edit *e)
{
	struct buf text = { 0 };

	tally_add(p->tally, e->rule, TALLY_ERROR);
	describe_edit(p->r, e, &text);
	sink_text(p->out, "    <error");
	add_place(p, e->rule, edit_place(p->r, e), edit_offset(p->r, e),
	          edit_attr_name(p->r->edits, e), e);
	sink_text(p->out, ">");
	add_message(p->out, buf_view(&text));
	sink_text(p->out, "</error>\n");
	buf_free(&text);
}

struct entry_kind {
	const char *element;
	enum tally_kind tally;
};

/* A note of the group notes is a task for a person. */
static struct entry_kind
finding_kind(const struct run *r, const struct finding *f, bool strict)
{
	if (f->severity == SEVERITY_ERROR || (strict && f->severity == SEVERITY_WARNING))
		return (struct entry_kind){ "error", TALLY_ERROR };
	if (rule_row(r->set, f->rule)->group == GROUP_NOTES)
		return (struct entry_kind){ "chore", TALLY_NOTE };
	if (f->severity == SEVERITY_WARNING)
		return (struct entry_kind){ "warning", TALLY_WARNING };
	return (struct entry_kind){ "note", TALLY_NOTE };
}

static void
add_finding(struct page *p, const struct finding *f)
{
	struct entry_kind kind = finding_kind(p->r, f, p->strict);

	tally_add(p->tally, f->rule, kind.tally);
	sink_text(p->out, "    <");
	sink_text(p->out, kind.element);
	add_place(p, f->rule, f->node, f->at, f->attr, NULL);
	sink_text(p->out, ">");
	add_message(p->out, str_from(f->message));
	sink_text(p->out, "</");
	sink_text(p->out, kind.element);
	sink_text(p->out, ">\n");
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
	for (uint32_t i = 0; i < n; i++)
		if (items[i].edit != NULL && r->refused)
			add_refused_edit(p, items[i].edit);
		else if (items[i].edit != NULL)
			add_edit(p, items[i].edit);
		else
			add_finding(p, items[i].finding);
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

		sink_text(out, "    <step");
		xml_attr(out, "id", s->id);
		xml_attr(out, "phase", str_from(s->phase));
		xml_attr(out, "place", str_from(s->place));
		sink_text(out, ">");
		add_message(out, s->text);
		sink_text(out, "</step>\n");
	}
}

static void
add_fault(struct sink *out, const char *fault)
{
	sink_text(out, "<fault>");
	add_message(out, str_from(fault));
	sink_text(out, "</fault>");
}

static void
begin_document(struct sink *out, const struct report_document *d)
{
	sink_text(out, "  <document");
	xml_attr(out, "source", str_from(d->source));
	xml_number(out, "line", d->at.line);
	xml_attr(out, "status", str_from(d->status));
}

/* Which of the input's documents of that name it is: 1, 2, ... */
static size_t
count_name(struct report *r, const char *source, struct str name)
{
	size_t count = 0;

	if (r->source == NULL || strcmp(r->source, source) != 0) {
		dict_free(&r->seen);
		arena_reset(&r->names);
		r->source = arena_copy(&r->names, source, strlen(source));
	}
	if (name.p == NULL)
		name = str_from("");
	if (!dict_find(&r->seen, name, &count))
		name.p = arena_copy(&r->names, name.p, name.n);
	dict_set(&r->seen, name, ++count);
	return count;
}

void
report_run(struct report *report, const struct report_document *d, const struct run *r,
           const struct inventory *inventory, bool strict)
{
	struct page p = { .out = report->out, .r = r, .strict = strict, .tally = &report->tally };
	struct document *doc = run_doc(r);
	struct str name = child_trimmed(doc, r->subject, NAME_NAME);
	size_t number = count_name(report, d->source, name);

	tally_begin_document(p.tally, r->set);
	paths_begin(&p.paths, doc);
	begin_document(p.out, d);
	xml_attr(p.out, "name", name);
	if (number > 1)
		xml_number(p.out, "number", number);
	xml_attr(p.out, "uuid", child_trimmed(doc, r->subject, NAME_UUID));
	sink_text(p.out, ">\n");
	if (d->fault != NULL) {
		sink_text(p.out, "    ");
		add_fault(p.out, d->fault);
		sink_text(p.out, "\n");
	}
	add_items(&p);
	add_inventory(p.out, inventory);
	add_steps(p.out, inventory);
	sink_text(p.out, "  </document>\n");
	paths_free(&p.paths);
	dict_free(&p.seen);
}

void
report_made(struct report *r, const char *source, struct str name)
{
	begin_document(r->out, &(struct report_document){ source, "made", NULL, { 1, 1 } });
	xml_attr(r->out, "name", name);
	sink_text(r->out, "/>\n");
}

static void
add_read_finding(struct report *r, const struct ruleset *set, const struct report_finding *f,
                 size_t number, bool strict)
{
	const struct rule *rule = rule_row(set, f->rule);
	bool warns = f->severity != SEVERITY_NOTE;
	const char *name = !warns ? "note" : strict ? "error" : "warning";

	tally_add(&r->tally, f->rule, !warns ? TALLY_NOTE : strict ? TALLY_ERROR : TALLY_WARNING);
	sink_text(r->out, "    <");
	sink_text(r->out, name);
	xml_attr(r->out, "rule", str_from(rule_id(set, f->rule)));
	xml_attr(r->out, "group", str_from(group_names[rule->group]));
	xml_attr(r->out, "level", str_from(level_words[rule->level]));
	xml_number(r->out, "line", f->at.line);
	xml_number(r->out, "column", f->at.column);
	xml_attr(r->out, "path", f->path);
	if (number > 1)
		xml_number(r->out, "number", number);
	sink_text(r->out, ">");
	add_message(r->out, str_from(f->message));
	sink_text(r->out, "</");
	sink_text(r->out, name);
	sink_text(r->out, ">\n");
}

void
report_read(struct report *r, const struct report_document *d, const struct ruleset *set,
            struct str name, const struct report_finding *list, size_t count, bool strict)
{
	struct arena keys = { 0 };
	struct dict seen = { 0 }; /* rule and path: how many there are */

	tally_begin_document(&r->tally, set);
	begin_document(r->out, d);
	xml_attr(r->out, "name", name);
	sink_text(r->out, ">\n");
	for (size_t i = 0; i < count; i++) {
		struct str key =
		    str_from(arena_printf(&keys, "%u %.*s", list[i].rule, STR_FMT(list[i].path)));
		size_t number = 0;

		dict_find(&seen, key, &number);
		dict_set(&seen, key, ++number);
		add_read_finding(r, set, &list[i], number, strict);
	}
	sink_text(r->out, "  </document>\n");
	dict_free(&seen);
	arena_free(&keys);
}

void
report_fault(struct report *r, const struct report_document *d)
{
	begin_document(r->out, d);
	sink_text(r->out, ">\n    ");
	add_fault(r->out, d->fault);
	sink_text(r->out, "\n  </document>\n");
}

void
report_begin(struct report *r, struct sink *out, const struct report_head *head)
{
	*r = (struct report){ .out = out };
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
report_unwritten(struct report *r, const char *file)
{
	sink_text(r->out, "  <unwritten");
	xml_attr(r->out, "file", str_from(file));
	sink_text(r->out, "/>\n");
}

void
report_end(struct report *r)
{
	tally_write(&r->tally, r->out);
	sink_text(r->out, "</report>\n");
	tally_free(&r->tally);
	dict_free(&r->seen);
	arena_free(&r->names);
}
