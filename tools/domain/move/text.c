#include "domain/move/views.h"

#include "base/shell.h"

/* A command of the new host: its shell parses it once more. */
static void
add_at(const struct move *m, const struct step *s, enum place place, const char *command,
       struct buf *out)
{
	struct buf text = { 0 };

	step_expand(m, s, command, STYLE_PASTE, &text);
	if (place == PLACE_NEW) {
		buf_printf(out, "ssh %.*s ", STR_FMT(m->host));
		shell_word(out, buf_view(&text));
	} else
		buf_str(out, buf_view(&text));
	buf_free(&text);
}

static void
add_command(const struct move *m, const struct step *s, struct buf *out)
{
	const struct step_row *row = s->row;

	if ((row->flags & STEP_WAITS) != 0) {
		buf_text(out, "until ");
		add_at(m, s, row->place, row->test, out);
		buf_text(out, "; do sleep 5; done");
		return;
	}
	if (row->save != NULL)
		buf_text(out, "(umask 077; set -C; ");
	if (row->feed != NULL) {
		bool list = strstr(row->feed, " && ") != NULL;

		buf_text(out, list ? "(" : "");
		add_at(m, s, row->feed_at, row->feed, out);
		buf_text(out, list ? ") | " : " | ");
	}
	add_at(m, s, row->place, row->run, out);
	if (row->save != NULL) {
		buf_text(out, " >");
		step_expand(m, s, row->save, STYLE_PASTE, out);
		buf_char(out, ')');
	}
	if ((row->flags & STEP_COMPARES) != 0)
		buf_text(out, " && echo same || echo DIFFERENT");
}

static void
add_step(const struct move *m, const struct step *s, bool joined, struct buf *out)
{
	if (!step_is_command(s)) {
		buf_text(out, "     + ");
		step_expand(m, s, s->row->text, STYLE_PROSE, out);
		buf_char(out, '\n');
		return;
	}
	if (!joined)
		buf_text(out, "      ");
	add_command(m, s, out);
	buf_text(out, (s->row->flags & STEP_JOINED) != 0 ? " && " : "\n");
}

void
move_text(const struct move *m, struct buf *out)
{
	unsigned number = 0;
	bool joined = false;

	for (size_t i = 0; i < m->count; i++) {
		const struct step *s = &m->steps[i];

		if (i == 0 || s->row->phase != m->steps[i - 1].row->phase)
			buf_printf(out, "  %u. %s\n", ++number, phase_titles[s->row->phase]);
		if ((s->row->flags & STEP_SCRIPT) != 0)
			continue;
		add_step(m, s, joined, out);
		joined = (s->row->flags & STEP_JOINED) != 0;
	}
}
