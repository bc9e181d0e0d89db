#include "report/report.h"

#include "edit/escape.h"
#include "index/value.h"
#include "rules/describe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Text of unknown origin: what XML cannot hold is written as \xNN. */
static void
add_text(struct sink *out, struct str s, char quote)
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

static void
add_attr(struct sink *out, const char *name, struct str value)
{
	if (value.p == NULL)
		return;
	sink_text(out, " ");
	sink_text(out, name);
	sink_text(out, "='");
	add_text(out, value, '\'');
	sink_text(out, "'");
}

static void
add_number(struct sink *out, const char *name, unsigned long value)
{
	char text[48];

	snprintf(text, sizeof(text), " %s='%lu'", name, value);
	sink_text(out, text);
}

static void
add_element(struct sink *out, const char *name, struct str text)
{
	if (text.p == NULL)
		return;
	sink_text(out, "<");
	sink_text(out, name);
	sink_text(out, ">");
	add_text(out, text, 0);
	sink_text(out, "</");
	sink_text(out, name);
	sink_text(out, ">");
}

/* Each element's number among its siblings of the same name, found in one pass. */
struct ordinals {
	uint32_t *of, *last; /* by node; by parent: the number given last */
};

static struct ordinals
ordinals_new(const struct document *doc)
{
	struct ordinals o;
	size_t size = (doc->count + 1) * sizeof(uint32_t);

	o.of = mem_alloc(size);
	o.last = mem_alloc(size);
	memset(o.of, 0, size);
	for (unsigned name = NAME_OTHER + 1; name < NAME_COUNT; name++) {
		uint32_t i;

		for (i = doc->first[name]; i != NONE; i = doc->nodes[i].same)
			if (doc->nodes[i].parent != NONE)
				o.last[doc->nodes[i].parent] = 0;
		for (i = doc->first[name]; i != NONE; i = doc->nodes[i].same)
			if (doc->nodes[i].parent != NONE)
				o.of[i] = ++o.last[doc->nodes[i].parent];
	}
	return o;
}

static void
ordinals_free(struct ordinals *o)
{
	free(o->of);
	free(o->last);
}

static void
add_path(const struct document *doc, const struct ordinals *o, uint32_t node, struct buf *out)
{
	if (doc->nodes[node].parent != NONE)
		add_path(doc, o, doc->nodes[node].parent, out);
	buf_char(out, '/');
	buf_str(out, node_name(doc, node));
	if (o->of[node] > 1)
		buf_printf(out, "[%lu]", (unsigned long)o->of[node]);
}

static void
add_place(struct sink *out, const struct run *r, const struct ordinals *o, uint16_t rule,
          uint32_t node, uint32_t offset, const char *attr)
{
	struct position at = position_of(run_doc(r), offset);
	struct buf path = { 0 };

	add_path(run_doc(r), o, node, &path);
	if (attr != NULL)
		buf_printf(&path, "/@%s", attr);
	add_attr(out, "rule", str_from(rule_id(r->set, rule)));
	add_attr(out, "group", str_from(group_names[rule_row(r->set, rule)->group]));
	add_attr(out, "level", str_from(level_words[rule_row(r->set, rule)->level]));
	add_number(out, "line", at.line);
	add_number(out, "column", at.column);
	add_attr(out, "path", buf_view(&path));
	buf_free(&path);
}

static void
add_edit(struct sink *out, const struct run *r, const struct ordinals *o, const struct edit *e)
{
	struct buf before = { 0 }, after = { 0 }, text = { 0 };
	uint32_t node = e->node;

	if (e->kind == EDIT_BEFORE || e->kind == EDIT_AFTER)
		node = run_doc(r)->nodes[node].parent;
	describe_values(r, e, &before, &after);
	describe_edit(r, e, &text);
	sink_text(out, "    <edit");
	add_place(out, r, o, e->rule, node, edit_offset(r, e), edit_attr_name(r->edits, e));
	if (edit_severity(r, e) == SEVERITY_WARNING)
		add_attr(out, "warning", str_from("yes"));
	sink_text(out, ">");
	add_element(out, "text", buf_view(&text));
	add_element(out, "before", before.p != NULL ? buf_view(&before) : STR_NONE);
	add_element(out, "after", after.p != NULL ? buf_view(&after) : STR_NONE);
	sink_text(out, "</edit>\n");
	buf_free(&before);
	buf_free(&after);
	buf_free(&text);
}

/* A change that is lost with its document: --strict refuses that for the warning. */
static void
add_refused_edit(struct sink *out, const struct run *r, const struct ordinals *o,
                 const struct edit *e)
{
	struct buf text = { 0 };

	describe_edit(r, e, &text);
	sink_text(out, "    <error");
	add_place(out, r, o, e->rule, e->node, edit_offset(r, e), edit_attr_name(r->edits, e));
	sink_text(out, ">");
	add_text(out, buf_view(&text), 0);
	sink_text(out, "</error>\n");
	buf_free(&text);
}

/* A note of the group notes is a chore: something that a person has to do. */
static const char *
finding_element(const struct run *r, const struct finding *f, bool strict)
{
	if (f->severity == SEVERITY_ERROR || (strict && f->severity == SEVERITY_WARNING))
		return "error";
	if (rule_row(r->set, f->rule)->group == GROUP_NOTES)
		return "chore";
	return f->severity == SEVERITY_WARNING ? "warning" : "note";
}

static void
add_finding(struct sink *out, const struct run *r, const struct ordinals *o,
            const struct finding *f, bool strict)
{
	const char *name = finding_element(r, f, strict);

	sink_text(out, "    <");
	sink_text(out, name);
	add_place(out, r, o, f->rule, f->node, run_doc(r)->nodes[f->node].start, NULL);
	sink_text(out, ">");
	add_text(out, str_from(f->message), 0);
	sink_text(out, "</");
	sink_text(out, name);
	sink_text(out, ">\n");
}

/* An edit or a finding on its way into the report, in document order. */
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
add_items(struct sink *out, const struct run *r, const struct ordinals *o, bool strict)
{
	struct item *items =
	    mem_alloc(((size_t)r->edits->count + r->findings_count) * sizeof(*items));
	uint32_t n = 0;

	for (uint32_t i = 0; i < r->edits->count; i++) {
		const struct edit *e = &r->edits->list[i];

		if (e->node != NONE &&
		    (!r->refused || (strict && edit_severity(r, e) == SEVERITY_WARNING))) {
			items[n] = (struct item){ edit_offset(r, e), n, e, NULL };
			n++;
		}
	}
	for (uint32_t i = 0; i < r->findings_count; i++) {
		const struct finding *f = &r->findings[i];

		items[n] = (struct item){ run_doc(r)->nodes[f->node].start, n, NULL, f };
		n++;
	}
	qsort(items, n, sizeof(*items), by_offset);
	for (uint32_t i = 0; i < n; i++)
		if (items[i].edit != NULL && r->refused)
			add_refused_edit(out, r, o, items[i].edit);
		else if (items[i].edit != NULL)
			add_edit(out, r, o, items[i].edit);
		else
			add_finding(out, r, o, items[i].finding, strict);
	free(items);
}

static void
add_inventory(struct sink *out, const struct inventory *v)
{
	for (size_t i = 0; i < v->disks_count; i++) {
		const struct inventory_disk *d = &v->disks[i];

		sink_text(out, "    <disk");
		add_attr(out, "path", d->path);
		add_attr(out, "device", d->device);
		add_attr(out, "old-format", d->old_format);
		add_attr(out, "format", d->format);
		add_attr(out, "old-target", d->old_target);
		add_attr(out, "target", d->target);
		add_attr(out, "old-bus", d->old_bus);
		add_attr(out, "bus", d->bus);
		add_attr(out, "seen", d->guest_name);
		sink_text(out, "/>\n");
	}
	for (size_t i = 0; i < v->nics_count; i++) {
		const struct inventory_nic *n = &v->nics[i];

		sink_text(out, "    <interface");
		add_attr(out, "mac", n->mac);
		add_attr(out, "type", n->type);
		add_attr(out, "model", n->model);
		add_attr(out, "source", n->source);
		sink_text(out, "/>\n");
	}
}

static void
begin_document(struct sink *out, const struct report_document *d)
{
	sink_text(out, "  <document");
	add_attr(out, "source", str_from(d->source));
	add_number(out, "line", d->at.line);
	add_attr(out, "status", str_from(d->status));
}

void
report_run(struct sink *out, const struct report_document *d, const struct run *r,
           const struct inventory *inventory, bool strict)
{
	struct document *doc = run_doc(r);
	struct ordinals o = ordinals_new(doc);

	begin_document(out, d);
	add_attr(out, "name", child_trimmed(doc, r->subject, NAME_NAME));
	add_attr(out, "uuid", child_trimmed(doc, r->subject, NAME_UUID));
	sink_text(out, ">\n");
	if (d->fault != NULL) {
		sink_text(out, "    ");
		add_element(out, "fault", str_from(d->fault));
		sink_text(out, "\n");
	}
	add_items(out, r, &o, strict);
	add_inventory(out, inventory);
	sink_text(out, "  </document>\n");
	ordinals_free(&o);
}

void
report_made(struct sink *out, const char *source, struct str name)
{
	begin_document(out, &(struct report_document){ source, "made", NULL, { 1, 1 } });
	add_attr(out, "name", name);
	sink_text(out, "/>\n");
}

void
report_fault(struct sink *out, const struct report_document *d)
{
	begin_document(out, d);
	sink_text(out, ">\n    ");
	add_element(out, "fault", str_from(d->fault));
	sink_text(out, "\n  </document>\n");
}

void
report_begin(struct sink *out, const char *tool, const char *version, char **options, int count)
{
	sink_text(out, "<?xml version='1.0' encoding='UTF-8'?>\n<report");
	add_attr(out, "tool", str_from(tool));
	add_attr(out, "version", str_from(version));
	sink_text(out, ">\n");
	for (int i = 0; i < count; i++) {
		sink_text(out, "  ");
		add_element(out, "option", str_from(options[i]));
		sink_text(out, "\n");
	}
}

void
report_unwritten(struct sink *out, const char *file)
{
	sink_text(out, "  <unwritten");
	add_attr(out, "file", str_from(file));
	sink_text(out, "/>\n");
}

void
report_end(struct sink *out)
{
	sink_text(out, "</report>\n");
}
