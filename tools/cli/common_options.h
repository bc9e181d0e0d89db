#ifndef CLI_COMMON_OPTIONS_H
#define CLI_COMMON_OPTIONS_H

#include "base/buf.h"
#include "cli/diag.h"
#include "cli/option.h"
#include "report/report.h"
#include "rules/selection.h"

/* The options that all tools share, as given. */
struct common {
	const struct ruleset *rules;
	const char *output; /* -o */
	const char *report; /* -r */
	const char *dir;    /* -d */
	const char *baseline, *write_baseline, *rules_uri;
	bool in_place;      /* -i */
	const char *suffix; /* -iSUFFIX */
	bool check, diff, vocabulary, obey_comments, strict, force, quiet, verbose;
	enum color color;
	enum report_form format;
	enum fail_on fail_on; /* DEFAULT: change with --check, error otherwise */
	size_t max_size;      /* bytes of one document */
	struct selection selection;
	struct files files;              /* what this call reads and writes */
	struct buf repeat;               /* the options that shape the result, for a shell */
	const struct option_row *answer; /* the first of --help, --version, ..., or NULL */
	uint16_t explain;                /* --explain: the rule */
	struct buf problem;              /* a message that an option's function made */
};

extern const struct option_table common_options;

void common_init(struct common *c, const struct ruleset *rules);
void common_free(struct common *c);
/* Whether the options go together; otherwise *why says why not. */
bool common_agree(const struct common *c, char **files, const char **why);

#endif
