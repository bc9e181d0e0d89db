/* --format=sarif: SARIF 2.1.0, the same results as report-sarif.xslt has with level=change. */
#include "report/form.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void
add_text(struct sink *out, const char *name, struct str text)
{
	sink_text(out, ", \"");
	sink_text(out, name);
	sink_text(out, "\": {\"text\": ");
	json_string(out, text);
	sink_text(out, "}");
}

static void
add_rule(struct report *r, uint16_t number, const struct rule *rule, bool first)
{
	const char *id = rule_id(r->head.set, number);
	struct buf text = { 0 };

	sink_text(r->out, first ? "\n        {" : ",\n        {");
	json_member(r->out, "", "id", str_from(id));
	add_text(r->out, "shortDescription", str_from(rule->does));
	add_text(r->out, "fullDescription", str_from(rule->why));
	buf_printf(&text, "%s --explain=%s", r->head.tool, id);
	add_text(r->out, "help", buf_view(&text));
	if (r->head.rules_uri != NULL) {
		text.len = 0;
		buf_printf(&text, "%s#%s", r->head.rules_uri, id);
		json_member(r->out, ", ", "helpUri", buf_view(&text));
	}
	sink_text(r->out, ", \"properties\": {");
	json_member(r->out, "", "group", str_from(group_names[rule->group]));
	sink_text(r->out, "}}");
	buf_free(&text);
}

static void
begin(struct report *r)
{
	bool first = true;

	sink_text(r->out,
	          "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
	          "  \"version\": \"2.1.0\",\n  \"runs\": [{\n    \"tool\": {\"driver\": {");
	json_member(r->out, "\n      ", "name", str_from(r->head.tool));
	json_member(r->out, ",\n      ", "version", str_from(r->head.version));
	sink_text(r->out, ",\n      \"rules\": [");
	for (const struct rule_table *const *t = r->head.set->tables; *t != NULL; t++)
		for (uint16_t i = 0; i < (*t)->count; i++) {
			add_rule(r, (uint16_t)((*t)->first + i), &(*t)->rows[i], first);
			first = false;
		}
	sink_text(r->out, "\n      ]\n    }},\n    \"columnKind\": \"unicodeCodePoints\",\n"
	                  "    \"results\": [");
}

/* The rule's place in the list. */
static unsigned long
rule_index(const struct ruleset *set, uint16_t rule)
{
	const struct rule_table *own = rule_table(set, rule);
	unsigned long before = 0;

	for (const struct rule_table *const *t = set->tables; *t != own; t++)
		before += (*t)->count;
	return before + rule - own->first;
}

/* A file's name as a URI reference. */
static void
add_uri(struct sink *out, const char *name)
{
	static const char plain[] = "-_.!~*'();/:@&=+$,";
	struct buf uri = { 0 };
	size_t first = strcspn(name, "/");

	if (memchr(name, ':', first) != NULL) /* it is no scheme */
		buf_text(&uri, "./");
	for (; *name != '\0'; name++)
		if (isalnum((unsigned char)*name) || strchr(plain, *name) != NULL)
			buf_char(&uri, *name);
		else
			buf_printf(&uri, "%%%02X", (unsigned char)*name);
	json_string(out, buf_view(&uri));
	buf_free(&uri);
}

static void
add_location(struct sink *out, const char *source, struct position at, bool column)
{
	sink_text(out, "\"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
	add_uri(out, source);
	sink_text(out, "}, \"region\": {\"startLine\": ");
	sink_number(out, at.line);
	if (column) {
		sink_text(out, ", \"startColumn\": ");
		sink_number(out, at.column);
	}
	sink_text(out, "}}");
}

/* What keeps its value when lines move; what has no blanks stands first. */
static void
add_fingerprint(struct report *r, const struct ruleset *set, const struct entry *e)
{
	const struct form_document *d = &r->document;
	struct buf text = { 0 };

	buf_printf(&text, "%s %.*s %.*s ", rule_id(set, e->rule), STR_FMT(e->path), (int)e->adds.n,
	           e->adds.n > 0 ? e->adds.p : "");
	if (e->number > 1)
		buf_printf(&text, "%zu", e->number);
	buf_char(&text, ' ');
	if (d->number > 1)
		buf_printf(&text, "%zu", d->number);
	buf_printf(&text, " %zu %s ", strlen(d->source), d->source);
	buf_str(&text, d->name);
	sink_text(r->out, "\"partialFingerprints\": {");
	json_member(r->out, "", "place/v2", buf_view(&text));
	sink_text(r->out, "}");
	buf_free(&text);
}

static void
document(struct report *r, const struct report_document *d)
{
	struct sink notices = sink_to(&r->body);

	if (d->fault == NULL)
		return;
	sink_text(&notices, r->faults > 1 ? ",\n        {\"level\": \"error\""
	                                  : "\n        {\"level\": \"error\"");
	add_text(&notices, "message", str_from(d->fault));
	sink_text(&notices, ", ");
	add_location(&notices, d->source, d->at, false);
	sink_text(&notices, "}]}");
	sink_end(&notices);
}

static void
entry(struct report *r, const struct ruleset *set, const struct entry *e)
{
	static const char *const levels[] = { "note", "warning", "error" };

	if (!form_counts(e))
		return;
	sink_text(r->out, r->entries++ > 0 ? ",\n      {" : "\n      {");
	json_member(r->out, "", "ruleId", str_from(rule_id(set, e->rule)));
	sink_text(r->out, ", \"ruleIndex\": ");
	sink_number(r->out, rule_index(set, e->rule));
	json_member(r->out, ", ", "level", str_from(levels[form_severity(r, e)]));
	add_text(r->out, "message", e->text);
	sink_text(r->out, ",\n       ");
	add_location(r->out, r->document.source, e->at, true);
	sink_text(r->out, ",\n         \"logicalLocations\": [{");
	json_member(r->out, "", "fullyQualifiedName", e->path);
	sink_text(r->out, "}]}],\n       ");
	add_fingerprint(r, set, e);
	sink_text(r->out, "}");
}

static void
end(struct report *r)
{
	sink_text(r->out, "\n    ],\n    \"invocations\": [{\n      \"executionSuccessful\": ");
	sink_text(r->out, r->faults == 0 ? "true" : "false");
	sink_text(r->out, ",\n      \"toolExecutionNotifications\": [");
	sink_add(r->out, r->body.p, r->body.len);
	sink_text(r->out, "]\n    }]\n  }]\n}\n");
}

const struct form form_sarif = { .begin = begin, .document = document, .entry = entry, .end = end };
