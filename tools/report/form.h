#ifndef REPORT_FORM_H
#define REPORT_FORM_H

#include "report/report.h"

/*
 * Forms of a report: XML and, for machines that have no xsltproc, JSON (schemas/report.json), SARIF
 * 2.1.0, JUnit XML, and GitHub's workflow commands.
 */
enum entry_kind { ENTRY_ERROR, ENTRY_WARNING, ENTRY_EDIT, ENTRY_NOTE, ENTRY_CHORE };

/* An edit or a finding. */
struct entry {
	enum entry_kind kind;
	bool warns; /* an edit that loses something */
	uint16_t rule;
	struct position at;
	struct str path, adds; /* adds: absent if nothing is added there */
	size_t number;         /* which of the rule's it is at that place: 1, 2, ... */
	struct str text;       /* as it may be shown */
	const struct run *run; /* of a change: where it is made, and what changes */
	const struct edit *edit;
};

/* NULL: nothing is written then.  The present document is r->document. */
struct form {
	void (*begin)(struct report *r);
	void (*document)(struct report *r, const struct report_document *d);
	void (*entry)(struct report *r, const struct ruleset *set, const struct entry *e);
	void (*inventory)(struct report *r, const struct inventory *inventory);
	void (*end_document)(struct report *r);
	void (*end)(struct report *r);
};

extern const struct form form_xml, form_json, form_sarif, form_junit, form_github;

/* What the forms share. */

/* Of an entry that counts: error, warning or note; a change is a warning with --check. */
enum severity form_severity(const struct report *r, const struct entry *e);
/* Whether it makes its document fail, by fail_on. */
bool form_fails(const struct report *r, const struct entry *e);
/* Whether it is a finding, not a note or a task. */
bool form_counts(const struct entry *e);
/* "text" in JSON; bytes that are no text as \\xNN. */
void json_string(struct sink *out, struct str text);
/* "name": "text", with what stands before it; nothing for an absent text */
void json_member(struct sink *out, const char *before, const char *name, struct str text);
void sink_number(struct sink *out, unsigned long value);

#endif
