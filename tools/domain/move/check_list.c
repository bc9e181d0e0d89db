#include "domain/move/views.h"

#include "domain/inventory.h"

/* A person ticks off what is done, not how: a volume is filled, not also made and compared. */
static bool
is_listed(const struct step *s)
{
	const struct step_row *row = s->row;

	return (row->flags & (STEP_NOTE | STEP_JOINED | STEP_COMPARES)) == 0 &&
	       row->phase != PHASE_BACK;
}

static struct str
prose(const struct move *m, const struct step *s, const char *text)
{
	struct buf out = { 0 };

	if (text == NULL)
		return STR_NONE;
	step_expand(m, s, text, STYLE_PROSE, &out);
	return buf_keep(&out, m->d->doc->arena);
}

void
move_check_list(const struct run *r, struct inventory *v)
{
	struct move m;
	struct arena *arena = domain_of(r)->doc->arena;
	struct plan_input input = { .file = "" };

	domain_inventory(r, v);
	if (r->refused || !domain_of(r)->xen)
		return;
	move_read(&m, r, &input);
	v->steps = arena_alloc(arena, m.count * sizeof(*v->steps));
	for (size_t i = 0; i < m.count; i++) {
		const struct step *s = &m.steps[i];
		struct buf id = { 0 };

		if (!is_listed(s))
			continue;
		step_add_id(s, &id);
		v->steps[v->steps_count++] =
		    (struct inventory_step){ .id = buf_keep(&id, arena),
			                     .phase = phase_names[s->row->phase],
			                     .place = place_names[s->row->place],
			                     .text = prose(&m, s, s->row->text),
			                     .why = prose(&m, s, s->row->why),
			                     .done = prose(&m, s, s->row->done) };
	}
}
