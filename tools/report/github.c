/* --format=github: workflow commands, which GitHub shows at the lines of a pull request. */
#include "report/form.h"

#include <stdio.h>
#include <string.h>

/* Text of a command; in a property, what ends one is escaped as well. */
static void
add_escaped(struct sink *out, struct str text, const char *live)
{
	char piece[8];

	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < ' ' || strchr(live, text.p[i]) != NULL) {
			snprintf(piece, sizeof(piece), "%%%02X", (unsigned char)text.p[i]);
			sink_text(out, piece);
		} else
			sink_add(out, &text.p[i], 1);
}

static void
add_command(struct sink *out, const char *command, const char *file, struct position at,
            const char *title, struct str text)
{
	sink_text(out, "::");
	sink_text(out, command);
	sink_text(out, " file=");
	add_escaped(out, str_from(file), "%:,");
	sink_text(out, ",line=");
	sink_number(out, at.line);
	if (title != NULL) {
		sink_text(out, ",col=");
		sink_number(out, at.column);
		sink_text(out, ",title=");
		add_escaped(out, str_from(title), "%:,");
	}
	sink_text(out, "::");
	add_escaped(out, text, "%");
	sink_text(out, "\n");
}

static void
document(struct report *r, const struct report_document *d)
{
	if (d->fault != NULL)
		add_command(r->out, "error", d->source, d->at, NULL, str_from(d->fault));
}

static void
entry(struct report *r, const struct ruleset *set, const struct entry *e)
{
	static const char *const commands[] = { "notice", "warning", "error" };

	if (form_counts(e))
		add_command(r->out, commands[form_severity(r, e)], r->document.source, e->at,
		            rule_id(set, e->rule), e->text);
}

const struct form form_github = { .document = document, .entry = entry };
