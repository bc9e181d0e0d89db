#include "domain/plan.h"

#include "base/shell.h"
#include "domain/move/fleet.h"
#include "domain/move/views.h"
#include "index/value.h"
#include "rules/describe.h"

static void
add_title(const struct move *m, struct buf *out)
{
	struct str uuid = child_trimmed(m->d->doc, m->d->root, NAME_UUID);

	buf_text(out, "Guest ");
	shell_shown_word(out, m->name);
	if (uuid.p != NULL) {
		buf_text(out, " (");
		shell_shown_word(out, uuid);
		buf_char(out, ')');
	}
	buf_text(out, ", from ");
	shell_shown_word(out, str_from(m->input->file));
	move_add_host(m->d, out);
	buf_char(out, '\n');
}

static void
add_reason(struct str reason, struct buf *out)
{
	buf_text(out, "     + ");
	shell_shown_text(out, reason);
	buf_char(out, '\n');
}

/* Whether there are any. */
static bool
add_findings(const struct run *r, enum severity severity, struct buf *out)
{
	bool any = false;

	for (uint32_t i = 0; i < r->findings_count; i++)
		if (r->findings[i].severity == severity) {
			add_reason(str_from(r->findings[i].message), out);
			any = true;
		}
	return any;
}

/* Why it was refused; with --strict for warnings and for changes that lose something. */
static void
add_refusal(const struct run *r, struct buf *out)
{
	buf_text(out, "  cannot be converted:\n");
	if (add_findings(r, SEVERITY_ERROR, out))
		return;
	add_findings(r, SEVERITY_WARNING, out);
	for (uint32_t i = 0; i < r->edits->count; i++) {
		const struct edit *e = &r->edits->list[i];
		struct buf text = { 0 };

		if (e->node != NONE && edit_severity(r, e) == SEVERITY_WARNING) {
			describe_edit(r, e, &text);
			add_reason(buf_view(&text), out);
		}
		buf_free(&text);
	}
}

void
domain_plan(const struct run *r, const struct plan_input *input, struct plan_pages *pages)
{
	struct move m;

	move_identify(&m, r, input);
	add_title(&m, &pages->text);
	if (r->refused)
		add_refusal(r, &pages->text);
	else if (!m.d->xen)
		buf_text(&pages->text, "  is not a Xen domain: nothing to move\n");
	else {
		move_read(&m, r, input);
		move_text(&m, &pages->text);
		if (input->stem.p != NULL)
			move_script(&m, &pages->script);
	}
	buf_char(&pages->text, '\n');
	if (input->fleet == NULL)
		return;
	fleet_add(input->fleet, &m);
	buf_text(&pages->text, PLAN_MARK "\n");
}
