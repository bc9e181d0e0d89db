/* --format=junit: a test case for each document, as report-junit.xslt has it. */
#include "report/form.h"
#include "report/xml.h"

#include <stdio.h>

/* The line that the tool prints about an entry. */
static void
add_line(struct buf *lines, const struct report *r, const struct entry *e, const char *severity,
         const char *rule)
{
	struct buf file = { 0 };

	buf_shown(&file, str_from(r->document.source));
	buf_printf(lines, "%.*s:%lu:%lu: %s: %.*s [%s]\n", STR_FMT(buf_view(&file)), e->at.line,
	           e->at.column, severity, STR_FMT(e->text), rule);
	buf_free(&file);
}

static void
document(struct report *r, const struct report_document *d)
{
	struct sink body = sink_to(&r->body);
	char line[32];

	r->lines.len = 0;
	snprintf(line, sizeof(line), "line %lu", d->at.line);
	sink_text(&body, "  <testcase");
	xml_attr(&body, "classname", str_from(d->source));
	sink_text(&body, " time='0'");
	xml_attr(&body, "name", r->document.name.p != NULL ? r->document.name : str_from(line));
	sink_text(&body, ">");
	if (d->fault != NULL) {
		sink_text(&body, "<error");
		xml_attr(&body, "type", str_from(d->status));
		xml_attr(&body, "message", str_from(d->fault));
		sink_text(&body, "/>");
	}
	sink_end(&body);
}

static void
entry(struct report *r, const struct ruleset *set, const struct entry *e)
{
	static const char *const severities[] = { "note", "warning", "error" };
	struct form_document *d = &r->document;
	struct sink first = sink_to(&d->first);

	if (!form_fails(r, e))
		return;
	if (d->failing++ == 0 || (e->kind == ENTRY_ERROR && !d->first_is_error)) {
		d->first.len = 0; /* a refusal counts more than what else there is */
		d->first_is_error = e->kind == ENTRY_ERROR;
		xml_attr(&first, "type", str_from(rule_id(set, e->rule)));
		sink_text(&first, " message='");
		xml_text(&first, e->text, '\'');
	}
	sink_end(&first);
	add_line(&r->lines, r, e, severities[form_severity(r, e)], rule_id(set, e->rule));
}

static void
end_document(struct report *r)
{
	struct form_document *d = &r->document;
	struct sink body = sink_to(&r->body);

	if (d->failing > 0) {
		r->failures++;
		sink_text(&body, "<failure");
		sink_add(&body, d->first.p, d->first.len);
		if (d->failing > 1) {
			sink_text(&body, " (and ");
			sink_number(&body, d->failing - 1);
			sink_text(&body, " more)");
		}
		sink_text(&body, "'>\n");
		xml_text(&body, buf_view(&r->lines), 0);
		sink_text(&body, "</failure>");
	}
	sink_text(&body, "</testcase>\n");
	sink_end(&body);
}

static void
end(struct report *r)
{
	struct sink *out = r->out;

	sink_text(out, "<?xml version='1.0' encoding='UTF-8'?>\n<testsuite");
	xml_attr(out, "name", str_from(r->head.tool));
	xml_attr(out, "timestamp", str_from(r->timestamp));
	sink_text(out, " hostname='localhost'");
	xml_number(out, "tests", r->documents);
	sink_text(out, " time='0'");
	xml_number(out, "errors", r->faults);
	xml_number(out, "failures", r->failures);
	sink_text(out, ">\n  <properties><property name='version'");
	xml_attr(out, "value", str_from(r->head.version));
	sink_text(out, "/></properties>\n");
	sink_add(out, r->body.p, r->body.len);
	sink_text(out, "  <system-out/>\n  <system-err/>\n</testsuite>\n");
}

/* The counts stand first: all is written at the end. */
const struct form form_junit = {
	.document = document, .entry = entry, .end_document = end_document, .end = end
};
