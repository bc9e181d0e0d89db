#include "domain/move/steps.h"

#include "base/shell.h"
#include "domain/disks/disk.h"
#include "domain/inventory.h"
#include "domain/rules.h"
#include "index/value.h"
#include "rules/describe.h"
#include "target/target.h"

/* The list while it is made. */
struct gathering {
	struct move *m;
	size_t room;
	bool *found; /* by rule: it has a finding */
};

static struct arena *
arena_of(const struct move *m)
{
	return m->d->doc->arena;
}

/* Whether virsh finds the guest by its name. It tries a number as an id first. */
static bool
is_virsh_name(struct str name)
{
	return str_is_showable(name) && !str_digits(name);
}

static void
name_files(struct move *m)
{
	struct str stem = str_is_file_name(m->name) ? m->name : m->uuid;

	if (m->input->stem.p != NULL)
		stem = m->input->stem;
	if (stem.p == NULL)
		stem = str_from("domain");
	m->backup = str_from(arena_printf(arena_of(m), "./%.*s.xml.backup", STR_FMT(stem)));
	m->info = str_from(arena_printf(arena_of(m), "./%.*s.info.backup", STR_FMT(stem)));
}

/*
 * The document that -d wrote; else this call's conversion of its file or, if that cannot be read
 * again, of the backup.
 */
static void
name_conversion(struct move *m)
{
	struct buf command = { 0 };

	if (m->input->written.p != NULL) {
		buf_text(&command, "cat ");
		step_add_path(&command, m->input->written, false);
	} else {
		buf_printf(&command, "domconv%.*s -- ", STR_FMT(m->input->options));
		shell_shown_word(&command, m->input->alone ? str_from(m->input->file) : m->backup);
	}
	m->conversion = buf_keep(&command, arena_of(m));
	m->script_conversion =
	    str_from(arena_printf(arena_of(m),
	                          "if test -e \"$definition\"; then cat \"$definition\"; "
	                          "else domconv%.*s -- \"$backup\"; fi",
	                          STR_FMT(m->input->options)));
}

void
move_add_host(const struct domain *d, struct buf *out)
{
	const struct target *t = d->set->target;

	if (t == NULL || t->name.n == 0)
		return;
	buf_text(out, ", to ");
	shell_shown_word(out, t->name);
	if (t->time.n == 0)
		return;
	buf_text(out, ", as it was on ");
	shell_shown_word(out, t->time);
}

static struct str
name_of_host(const struct domain *d)
{
	struct str name = d->set->target != NULL ? d->set->target->name : STR_NONE;

	return str_is_file_name(name) && !str_is(name, "localhost") ? name : STR_NONE;
}

void
move_identify(struct move *m, const struct run *r, const struct plan_input *input)
{
	struct str uuid;

	*m = (struct move){ .r = r, .d = domain_of(r), .input = input };
	uuid = child_trimmed(m->d->doc, m->d->root, NAME_UUID);
	m->uuid = str_is_file_name(uuid) ? uuid : STR_NONE;
	m->name = node_text(m->d->doc, node_child(m->d->doc, m->d->root, NAME_NAME));
	if (m->name.n == 0)
		m->name = str_from("no-name");
	m->target = name_of_host(m->d);
	m->host = m->target.n > 0 ? m->target : str_from("NEW");
	m->guest = is_virsh_name(m->name) || m->uuid.p == NULL ? m->name : m->uuid;
}

static struct step *
add(struct gathering *g, const struct step_row *row)
{
	struct move *m = g->m;

	if (m->count == g->room) {
		struct step *bigger =
		    arena_alloc(arena_of(m), (g->room * 2 + 64) * sizeof(*bigger));

		if (m->count > 0)
			memcpy(bigger, m->steps, m->count * sizeof(*bigger));
		m->steps = bigger;
		g->room = g->room * 2 + 64;
	}
	m->steps[m->count] = (struct step){ .row = row };
	return &m->steps[m->count++];
}

static bool
applies(const struct gathering *g, const struct step_row *row)
{
	const struct domain *d = g->m->d;

	if (row->rule != 0 && !g->found[row->rule - 1])
		return false;
	if (row->who != WHO_ALL && (row->who == WHO_WINDOWS) != (d->system == SYSTEM_WINDOWS))
		return false;
	return row->family == FAMILY_ANY || d->family == FAMILY_ANY || row->family == d->family;
}

/* The rows from first to end - 1, for one image after the other. */
static void
add_images(struct gathering *g, const struct step_row *first, const struct step_row *end)
{
	for (size_t i = 0; i < g->m->images.count; i++)
		for (const struct step_row *row = first; row < end; row++) {
			const struct image *image = &g->m->images.list[i];
			struct step *s;

			if ((row->ways & WAY_BIT(image->way)) == 0 ||
			    ((row->flags & STEP_CHAINED) != 0 && image->backing.p == NULL) ||
			    (row->phase == PHASE_BACKUP && image->removable))
				continue;
			s = add(g, row);
			s->image = image;
			s->number = i + 1;
		}
}

static void
add_renamed(struct gathering *g, const struct step_row *row)
{
	const struct domain *d = g->m->d;
	struct disk_renaming names;

	for (size_t i = 0; i < d->disks_count; i++) {
		struct step *s;

		if (disk_is_removable(&d->disks[i]) || !disk_renaming(d, &d->disks[i], &names))
			continue;
		s = add(g, row);
		s->a = str_from(arena_printf(d->doc->arena, "%s", names.old));
		s->b = str_from(arena_printf(d->doc->arena, "%s", names.new));
	}
}

static void
add_bridges(struct gathering *g, const struct step_row *row)
{
	struct inventory inventory;

	domain_inventory(g->m->r, &inventory);
	for (size_t i = 0; i < inventory.nics_count; i++) {
		const struct inventory_nic *nic = &inventory.nics[i];
		struct step *s;

		if (!str_is(nic->type, "bridge") || nic->source.p == NULL)
			continue;
		s = add(g, row);
		s->a = nic->source;
		s->b = nic->mac.p != NULL ? nic->mac : str_from("no MAC");
	}
}

/* Findings that are warnings, and the changes that lose something. */
static void
add_warnings(struct gathering *g, const struct step_row *row)
{
	const struct run *r = g->m->r;

	for (uint32_t i = 0; i < r->findings_count; i++) {
		const struct finding *f = &r->findings[i];

		if (f->severity != SEVERITY_WARNING || f->rule == GUEST_GPLPV ||
		    f->rule == DISK_HVM_XVD)
			continue; /* rows for Windows have those */
		add(g, row)->a = str_from(f->message);
	}
	for (uint32_t i = 0; i < r->edits->count; i++) {
		const struct edit *e = &r->edits->list[i];
		struct buf text = { 0 };

		if (e->node == NONE || edit_severity(r, e) != SEVERITY_WARNING)
			continue;
		describe_edit(r, e, &text);
		add(g, row)->a = buf_keep(&text, arena_of(g->m));
	}
}

/* Adds the steps of a row and returns the next row. */
static const struct step_row *
add_row(struct gathering *g, const struct step_row *row)
{
	const struct step_row *next = row + 1;

	if (row->each == EACH_IMAGE) {
		while (next < step_rows + step_rows_count && next->each == EACH_IMAGE)
			next++;
		add_images(g, row, next);
	} else if (!applies(g, row))
		;
	else if (row->each == EACH_RENAMED)
		add_renamed(g, row);
	else if (row->each == EACH_BRIDGE)
		add_bridges(g, row);
	else if (row->each == EACH_WARNING)
		add_warnings(g, row);
	else
		add(g, row);
	return next;
}

void
move_read(struct move *m, const struct run *r, const struct plan_input *input)
{
	struct gathering g = { .m = m };
	const struct step_row *row = step_rows;

	move_identify(m, r, input);
	name_files(m);
	name_conversion(m);
	m->images = images_of(r);
	g.found = arena_alloc(arena_of(m), rules_end(r->set) * sizeof(*g.found));
	for (uint32_t i = 0; i < r->findings_count; i++)
		g.found[r->findings[i].rule] = true;
	while (row < step_rows + step_rows_count)
		row = add_row(&g, row);
}

bool
step_is_command(const struct step *s)
{
	return s->row->run != NULL || (s->row->flags & STEP_WAITS) != 0;
}

bool
step_is_by_hand(const struct step *s)
{
	return !step_is_command(s) && (s->row->flags & STEP_NOTE) == 0;
}

void
step_add_id(const struct step *s, struct buf *out)
{
	buf_text(out, s->row->id);
	if (s->number > 0)
		buf_printf(out, "-%zu", s->number);
}
