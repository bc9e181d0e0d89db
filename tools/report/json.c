/* --format=json: schemas/report.json describes it. */
#include "report/form.h"

static void
begin(struct report *r)
{
	sink_text(r->out, "{");
	json_member(r->out, "\n  ", "format", str_from("virtxml-filters"));
	sink_text(r->out, ",\n  \"formatVersion\": 1");
	json_member(r->out, ",\n  ", "tool", str_from(r->head.tool));
	json_member(r->out, ",\n  ", "version", str_from(r->head.version));
	json_member(r->out, ",\n  ", "host", str_from(r->head.host));
	json_member(r->out, ",\n  ", "date", str_from(r->head.date));
	if (r->head.target.file != NULL) {
		json_member(r->out, ",\n  \"newHost\": {", "file", str_from(r->head.target.file));
		json_member(r->out, ", ", "name", r->head.target.host);
		json_member(r->out, ", ", "date", r->head.target.date);
		sink_text(r->out, "}");
	}
	sink_text(r->out, r->head.check ? ",\n  \"check\": true" : ",\n  \"check\": false");
	sink_text(r->out, ",\n  \"documents\": [");
}

static void
document(struct report *r, const struct report_document *d)
{
	sink_text(r->out, r->documents > 1 ? ",\n    {" : "\n    {");
	json_member(r->out, "", "source", str_from(d->source));
	sink_text(r->out, ", \"line\": ");
	sink_number(r->out, d->at.line);
	json_member(r->out, ", ", "name", r->document.name);
	if (r->document.number > 1) {
		sink_text(r->out, ", \"number\": ");
		sink_number(r->out, r->document.number);
	}
	json_member(r->out, ", ", "status", str_from(d->status));
	json_member(r->out, ", ", "fault", str_from(d->fault));
	sink_text(r->out, ", \"findings\": [");
}

static void
entry(struct report *r, const struct ruleset *set, const struct entry *e)
{
	static const char *const kinds[] = {
		[ENTRY_ERROR] = "error", [ENTRY_WARNING] = "warning", [ENTRY_EDIT] = "change",
		[ENTRY_NOTE] = "note",   [ENTRY_CHORE] = "task",
	};

	if (form_counts(e))
		r->counts[e->kind]++;
	if (e->warns)
		r->counts[ENTRY_WARNING]++;
	sink_text(r->out, r->document.entries++ > 0 ? ",\n      {" : "\n      {");
	json_member(r->out, "", "kind", str_from(kinds[e->kind]));
	json_member(r->out, ", ", "rule", str_from(rule_id(set, e->rule)));
	json_member(r->out, ", ", "group", str_from(group_names[rule_row(set, e->rule)->group]));
	sink_text(r->out, e->warns ? ", \"warning\": true, \"line\": " : ", \"line\": ");
	sink_number(r->out, e->at.line);
	sink_text(r->out, ", \"column\": ");
	sink_number(r->out, e->at.column);
	json_member(r->out, ", ", "path", e->path);
	json_member(r->out, ", ", "adds", e->adds);
	if (e->number > 1) {
		sink_text(r->out, ", \"number\": ");
		sink_number(r->out, e->number);
	}
	json_member(r->out, ", ", "message", e->text);
	sink_text(r->out, "}");
}

static void
end_document(struct report *r)
{
	sink_text(r->out, "]}");
}

static void
end(struct report *r)
{
	static const char *const names[] = { ", \"errors\": ", ", \"warnings\": ",
		                             ", \"changes\": " };

	sink_text(r->out, "\n  ],\n  \"summary\": {\"documents\": ");
	sink_number(r->out, r->documents);
	sink_text(r->out, ", \"faults\": ");
	sink_number(r->out, r->faults);
	for (int i = 0; i < 3; i++) {
		sink_text(r->out, names[i]);
		sink_number(r->out, r->counts[i]);
	}
	sink_text(r->out, "}\n}\n");
}

const struct form form_json = {
	.begin = begin,
	.document = document,
	.entry = entry,
	.end_document = end_document,
	.end = end,
};
