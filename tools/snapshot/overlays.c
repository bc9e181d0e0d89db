#include "snapshot/overlays.h"

#include "base/buf.h"
#include "base/shell.h"
#include "domain/outcome.h"
#include "index/value.h"
#include "snapshot/facts.h"

static void
add_option(struct buf *out, const char *option, struct str value)
{
	buf_printf(out, " %s ", option);
	shell_word(out, value);
}

/* One disk of the snapshot: what it was made on is the domain's disk at that moment. */
static void
rebase(const struct run *r, uint32_t overlay, const struct disk *base, struct buf *out)
{
	const struct document *doc = run_doc(r);
	struct str path = outcome_path(r, node_child(doc, overlay, NAME_SOURCE));
	struct str format = edit_value(r->edits, node_child(doc, overlay, NAME_DRIVER), "type");
	struct str was = disk_source_path(doc, base->source), now = outcome_path(r, base->source);

	if (path.n == 0 || now.n == 0 || str_equal(was, now) || str_equal(path, now))
		return;
	buf_printf(out, "qemu-img rebase -u");
	add_option(out, "-f", format.n > 0 ? format : str_from("qcow2"));
	add_option(out, "-F", outcome_format(r, base));
	add_option(out, "-b", now);
	buf_char(out, ' ');
	shell_word(out, path);
	buf_char(out, '\n');
}

char *
overlays_rebase(const struct run *r)
{
	const struct document *doc = run_doc(r);
	struct snapshot s = *r->snapshot; /* with an empty dictionary */
	struct buf out = { 0 };
	uint32_t i;

	if (s.checkpoint || s.guest == NULL)
		return NULL;
	snapshot_know_guest(&s, s.guest);
	for (i = snapshot_disk_first(doc, s.disks); i != NONE; i = snapshot_disk_next(doc, i)) {
		const struct disk *base = snapshot_disk(&s, attr_value(doc, i, "name"));

		if (base != NULL && attr_is(doc, i, "snapshot", "external"))
			rebase(r, i, base, &out);
	}
	snapshot_free(&s);
	if (out.len == 0)
		return NULL;
	buf_char(&out, '\0');
	return out.p;
}
