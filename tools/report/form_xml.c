/* The report as XML: schemas/report.rng describes it. */
#include "base/shown.h"
#include "report/form.h"
#include "report/xml.h"
#include "rules/describe.h"

#define ADDED_MOST 65536 /* bytes of an element that is added with many others in it */

static void
begin(struct report *r)
{
	const struct report_head *head = &r->head;

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
	if (head->target.file == NULL)
		return;
	sink_text(r->out, "  <new-host");
	xml_attr(r->out, "file", str_from(head->target.file));
	xml_attr(r->out, "name", head->target.host);
	xml_attr(r->out, "date", head->target.date);
	sink_text(r->out, "/>\n");
}

/* A message as it is printed. */
static void
add_message(struct sink *out, struct str message)
{
	struct buf shown = { 0 };

	buf_shown(&shown, message);
	xml_text(out, buf_view(&shown), 0);
	buf_free(&shown);
}

/* Nothing was found in what the tool has made itself. */
static bool
is_made(const struct report *r)
{
	return strcmp(r->document.status, "made") == 0;
}

static void
document(struct report *r, const struct report_document *d)
{
	sink_text(r->out, "  <document");
	xml_attr(r->out, "source", str_from(d->source));
	xml_number(r->out, "line", d->at.line);
	xml_attr(r->out, "status", str_from(d->status));
	xml_attr(r->out, "name", r->document.name);
	if (r->document.number > 1)
		xml_number(r->out, "number", r->document.number);
	xml_attr(r->out, "uuid", r->document.uuid);
	sink_text(r->out, is_made(r) ? "/>\n" : ">\n");
	if (d->fault != NULL) {
		sink_text(r->out, "    <fault>");
		add_message(r->out, str_from(d->fault));
		sink_text(r->out, "</fault>\n");
	}
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
add_lost(struct sink *out, const struct run *r, const struct edit *e)
{
	struct buf text = { 0 };
	uint32_t at = 0;

	while (describe_lost(r, e, &at, &text)) {
		xml_element(out, "lost", buf_view(&text));
		text.len = 0;
	}
	buf_free(&text);
}

/* What an edit changes, and what is lost by it. */
static void
add_change(struct sink *out, const struct run *r, const struct edit *e)
{
	struct buf before = { 0 }, after = { 0 };

	describe_values(r, e, ADDED_MOST, &before, &after);
	xml_element(out, "before", before.p != NULL ? buf_view(&before) : STR_NONE);
	xml_element(out, "after", after.p != NULL ? buf_view(&after) : STR_NONE);
	add_lost(out, r, e);
	buf_free(&before);
	buf_free(&after);
}

static void
entry(struct report *r, const struct ruleset *set, const struct entry *e)
{
	static const char *const elements[] = {
		[ENTRY_ERROR] = "error", [ENTRY_WARNING] = "warning", [ENTRY_EDIT] = "edit",
		[ENTRY_NOTE] = "note",   [ENTRY_CHORE] = "chore",
	};

	sink_text(r->out, "    <");
	sink_text(r->out, elements[e->kind]);
	add_place(r->out, set, e);
	if (e->kind == ENTRY_EDIT) {
		if (e->warns)
			xml_attr(r->out, "warning", str_from("yes"));
		sink_text(r->out, ">");
		xml_element(r->out, "text", e->text);
		add_change(r->out, e->run, e->edit);
	} else {
		sink_text(r->out, ">");
		xml_text(r->out, e->text, 0);
	}
	sink_text(r->out, "</");
	sink_text(r->out, elements[e->kind]);
	sink_text(r->out, ">\n");
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
add_hardware(struct sink *out, const struct inventory *v)
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
		xml_attr(out, "why", s->why);
		xml_attr(out, "done", s->done);
		sink_text(out, ">");
		add_message(out, s->text);
		sink_text(out, "</step>\n");
	}
}

static void
inventory(struct report *r, const struct inventory *v)
{
	add_hardware(r->out, v);
	add_steps(r->out, v);
}

static void
end_document(struct report *r)
{
	if (!is_made(r))
		sink_text(r->out, "  </document>\n");
}

void
report_unwritten(struct report *r, const char *file)
{
	if (r->form != REPORT_XML)
		return; /* no other form says what was written */
	sink_text(r->out, "  <unwritten");
	xml_attr(r->out, "file", str_from(file));
	sink_text(r->out, "/>\n");
}

static void
end(struct report *r)
{
	tally_write(&r->tally, r->out);
	sink_text(r->out, "</report>\n");
}

const struct form form_xml = { begin, document, entry, inventory, end_document, end };
