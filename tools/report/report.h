#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/dict.h"
#include "base/mem.h"
#include "base/sink.h"
#include "report/inventory.h"
#include "report/names.h"
#include "report/tally.h"
#include "rules/run.h"

/*
 * The report of a run, written document by document: XML (schemas/report.rng), or one of the forms
 * of --format (report/form.h). Secrets are masked.
 */
enum report_form { REPORT_XML, REPORT_JSON, REPORT_SARIF, REPORT_JUNIT, REPORT_GITHUB };

/* What makes a document fail, the least of it. */
enum fail_on { FAIL_ON_ERROR, FAIL_ON_WARNING, FAIL_ON_CHANGE, FAIL_ON_DEFAULT };

struct report_document {
	const char *source; /* the input's name */
	const char *status; /* converted, unchanged, refused, malformed, unreadable */
	const char *fault;  /* why it is malformed or unreadable; NULL: it is neither */
	struct position at; /* where the document begins, or the fault is */
};

/* --target: its file (NULL: none), and which host it describes, of when. */
struct report_target {
	const char *file;
	struct str host, date;
};

/* What a report says of the run as a whole. */
struct report_head {
	const char *tool, *version;
	const char *host, *date; /* where and when (ISO 8601, UTC); NULL: not known */
	struct report_target target;
	const char **options; /* words of the command line, as they may be shown; count of them */
	int count;
	const struct ruleset *set; /* for forms that list all rules */
	const char *rules_uri;     /* address of the page of rules, for SARIF; NULL: none */
	bool check;                /* a change means that something is left */
	enum fail_on fail_on;
};

/* What a rule has found in a file that is no XML. */
struct report_finding {
	uint16_t rule; /* without meaning for an error of a malformed file: that is no rule's */
	enum severity severity;
	struct position at;
	struct str path; /* what it is about, such as a key; may be empty */
	const char *message;
	size_t number; /* which of the rule's it is at that path: 1, 2, ... */
};

/* A report on its way out.  Between two documents it knows the names in the present input. */
struct report {
	struct sink *out;
	struct names names;
	struct tally tally;
	enum report_form form;
	struct report_head head; /* what it points to need live until report_begin() ends, but for
	                            tool, version, set, rules_uri */
	struct buf body, lines;  /* what is written at the end; of the present document */
	char timestamp[20];
	unsigned long documents, entries, faults, failures;
	unsigned long counts[3]; /* errors, warnings, changes */
	struct form_document {
		const char *source, *status;
		struct str name, uuid; /* absent: it has none */
		size_t number;         /* which of the input's of that name it is */
		bool fault;
		unsigned long failing; /* entries that make it fail */
		unsigned long entries;
		struct buf first; /* JUnit: the failure's type and message */
		bool first_is_error;
	} document;
};

void report_begin(struct report *r, struct sink *out, enum report_form form,
                  const struct report_head *head);
/* A document that was read; strict: its warnings were taken as errors. */
void report_run(struct report *report, const struct report_document *d, const struct run *r,
                const struct inventory *inventory, bool strict);
/* A document that the tool has made; source: of what. */
void report_made(struct report *r, const char *source, struct str name);
/* A document made of a file that is no XML, or refused (d->status), with what was found there. */
void report_read(struct report *r, const struct report_document *d, const struct ruleset *set,
                 struct str name, const struct report_finding *list, size_t count, bool strict);
/* Sets the numbers of a file's findings. */
void report_number(struct report_finding *list, size_t count);
/* A document, or an input, that could not be read. */
void report_fault(struct report *r, const struct report_document *d);
/* The -i or -o file was left alone because one of its documents was bad. */
void report_unwritten(struct report *r, const char *file);
void report_end(struct report *r);

#endif
