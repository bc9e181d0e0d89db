#include "domain/move/views.h"

#include "base/shell.h"

/* What is the same in all scripts.  Words reach a host's shell as the variables of words(). */
static const char functions[] = {
#include "domain/move/functions.h" /* of functions.sh, as GNUmakefile writes it */
};

static void
add_script_word(struct buf *out, const char *command, const struct move *m, const struct step *s)
{
	struct buf text = { 0 };

	if (command != NULL)
		step_expand(m, s, command, STYLE_SCRIPT, &text);
	shell_word(out, buf_view(&text));
	buf_free(&text);
}

static void
add_prose(struct buf *out, const char *prose, const struct move *m, const struct step *s)
{
	step_expand(m, s, prose != NULL ? prose : "see what is said above", STYLE_SPOKEN, out);
}

/* The number of an image is the script's $n. */
static void
add_id(const struct step *s, struct buf *out)
{
	buf_text(out, s->row->id);
	if (s->row->each == EACH_IMAGE)
		buf_text(out, "-\"$n\"");
}

static const char *
place_word(enum place place)
{
	return place == PLACE_OLD ? "old" : place == PLACE_NEW ? "new" : "here";
}

/* FUNCTION ID TEXT HINT PLACE, as all functions for a command begin */
static void
begin_call(const char *function, const struct move *m, const struct step *s, struct buf *out)
{
	buf_printf(out, "%s ", function);
	add_id(s, out);
	buf_text(out, " \\\n\t");
	add_prose(out, s->row->text, m, s);
	buf_text(out, " \\\n\t");
	add_prose(out, s->row->hint, m, s);
	buf_printf(out, " \\\n\t%s ", place_word(s->row->place));
}

static void
add_command(const struct move *m, const struct step *s, struct buf *out)
{
	const struct step_row *row = s->row;

	if ((row->flags & STEP_WAITS) != 0) {
		begin_call("await", m, s, out);
		add_script_word(out, row->test, m, s);
	} else if ((row->flags & STEP_ALWAYS) != 0 && row->test == NULL) {
		begin_call("try", m, s, out);
		add_script_word(out, row->run, m, s);
	} else if ((row->flags & STEP_ALWAYS) != 0) {
		begin_call("off", m, s, out);
		add_script_word(out, row->run, m, s);
		buf_char(out, ' ');
		add_script_word(out, row->test, m, s);
	} else if (row->save != NULL) {
		begin_call("save", m, s, out);
		add_script_word(out, row->run, m, s);
		buf_char(out, ' ');
		step_expand(m, s, row->save, STYLE_SCRIPT, out);
	} else {
		begin_call("step", m, s, out);
		add_script_word(out, row->run, m, s);
		buf_printf(out, " \\\n\t%s ", place_word(row->feed_at));
		add_script_word(out, row->feed, m, s);
		buf_char(out, ' ');
		add_script_word(out, row->test, m, s);
	}
	buf_char(out, '\n');
}

/* All of a phase that a person does before the next command have one stamp; returns how many. */
static size_t
add_by_hand(const struct move *m, size_t first, struct buf *out)
{
	size_t n = 0;

	buf_text(out, "by_hand ");
	if (m->steps[first].row->phase == PHASE_PREPARE)
		buf_text(out, phase_names[PHASE_PREPARE]);
	else
		add_id(&m->steps[first], out);
	while (first + n < m->count && step_is_by_hand(&m->steps[first + n]) &&
	       m->steps[first + n].number == 0 &&
	       m->steps[first + n].row->phase == m->steps[first].row->phase) {
		buf_text(out, " \\\n\t");
		add_prose(out, m->steps[first + n].row->text, m, &m->steps[first + n]);
		n++;
	}
	buf_char(out, '\n');
	return n;
}

static void
add_optional_path(struct buf *out, struct str path)
{
	if (path.n > 0)
		step_add_path(out, path, true);
	else
		buf_text(out, "''");
}

/* move_volume_device: what images are that have the same steps. */
static void
add_kind(const struct image *image, struct buf *out)
{
	static const char *const ways[] = {
		[WAY_FILE] = "file",     [WAY_CONVERT] = "convert", [WAY_DEVICE] = "device",
		[WAY_VOLUME] = "volume", [WAY_SHARED] = "shared",   [WAY_HAND] = "by_hand",
		[WAY_POOL] = "pool",     [WAY_TREE] = "tree",
	};

	buf_printf(out, "move_%s_from_%s", ways[image->way],
	           image->from_device ? "device" : "file");
}

/* The body of the function that moves such an image. */
static void
add_kind_steps(const struct move *m, const struct image *image, struct buf *out)
{
	struct step s = { .image = image };

	for (s.row = step_rows; s.row < step_rows + step_rows_count; s.row++) {
		if (s.row->each != EACH_IMAGE || s.row->phase != PHASE_COPY ||
		    (s.row->ways & WAY_BIT(image->way)) == 0 || (s.row->flags & STEP_NOTE) != 0)
			continue;
		if ((s.row->flags & STEP_CHAINED) != 0)
			buf_text(out, "[ -z \"$backing\" ] || ");
		if (step_is_command(&s))
			add_command(m, &s, out);
		else {
			buf_text(out, "by_hand ");
			add_id(&s, out);
			buf_char(out, ' ');
			add_prose(out, s.row->text, m, &s);
			buf_char(out, '\n');
		}
	}
}

static void
add_indented(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		if (i == 0 || text.p[i - 1] == '\n')
			buf_char(out, '\t');
		buf_char(out, text.p[i]);
	}
}

/* The functions that move images, one for each kind that the guest has. */
static void
add_kinds(const struct move *m, struct buf *out)
{
	unsigned known[2] = { 0, 0 };

	for (size_t i = 0; i < m->images.count; i++) {
		const struct image *image = &m->images.list[i];
		struct buf body = { 0 };

		if (image->way == WAY_DRIVE ||
		    (known[image->from_device] & WAY_BIT(image->way)) != 0)
			continue;
		known[image->from_device] |= WAY_BIT(image->way);
		buf_char(out, '\n');
		add_kind(image, out);
		buf_text(out, "() {\n");
		add_kind_steps(m, image, &body);
		add_indented(buf_view(&body), out);
		buf_text(out, "}\n");
		buf_free(&body);
	}
}

/* The variables of the image, for the commands that follow. */
static void
name_image(const struct step *s, struct buf *out)
{
	const struct image *image = s->image;

	buf_printf(out, "image %zu \"$from_%zu\" \"$to_%zu\" ", s->number, s->number, s->number);
	shell_word(out, image->way == WAY_CONVERT ? image->old_format : str_from(""));
	buf_char(out, ' ');
	shell_word(out, image->way == WAY_CONVERT ? image->format : str_from(""));
	buf_char(out, ' ');
	add_optional_path(out, image->backing);
	buf_char(out, ' ');
	shell_word(out, image->backing_format);
	buf_char(out, '\n');
}

static void
add_steps(const struct move *m, struct buf *out)
{
	enum phase phase = PHASE_COUNT;
	size_t image = 0;

	for (size_t i = 0; i < m->count && m->steps[i].row->phase != PHASE_BACK;) {
		const struct step *s = &m->steps[i];

		if ((s->row->flags & STEP_NOTE) != 0 || (s->number > 0 && s->number == image)) {
			i++;
			continue;
		}
		if (s->row->phase != phase)
			buf_printf(out, "\n# %s\n", phase_titles[phase = s->row->phase]);
		if (s->number > 0)
			name_image(s, out);
		if (s->number > 0 && phase == PHASE_COPY) {
			image = s->number;
			add_kind(s->image, out);
			buf_char(out, '\n');
			i++;
		} else if (step_is_by_hand(s))
			i += add_by_hand(m, i, out);
		else {
			add_command(m, s, out);
			i++;
		}
	}
}

static void
add_paths(const struct move *m, struct buf *out)
{
	for (size_t i = 0; i < m->images.count; i++) {
		const struct image *image = &m->images.list[i];

		if (image->way == WAY_DRIVE)
			continue;
		buf_printf(out, "from_%zu=", i + 1);
		step_add_path(out, image->from, true);
		buf_printf(out, "\nto_%zu=", i + 1);
		step_add_path(out, image->to, true);
		buf_char(out, '\n');
	}
}

static void
add_head(const struct move *m, struct buf *out)
{
	struct str stem = m->input->stem;

	buf_text(out, "#!/bin/sh\n# Moves the guest ");
	shell_shown_word(out, m->name);
	buf_text(out, " from Xen to QEMU/KVM");
	move_add_host(m->d, out);
	buf_printf(
	    out,
	    ":\n#\n"
	    "#     NEW=root@kvm1 sh %.*s.sh\n"
	    "#\n"
	    "# Run it on the old host, or elsewhere with OLD=root@xen1.  It asks nothing, stops at the "
	    "first failure,\n"
	    "# and is run again after that: what is done is noted in STATE.  %.*s.txt has the same "
	    "steps for a person,\n"
	    "# what to look at after the first boot, and the way back.\n"
	    "# Status: 0 the guest runs on the new host, 1 a step failed, 2 a person has to do "
	    "something first.\n"
	    "# shellcheck disable=SC1003,SC2016,SC2029,SC2034  # commands are for the shells of the hosts\n"
	    "set -eu\n\n"
	    "NEW=${NEW:-%.*s} # the new host, as ssh knows it\n"
	    "OLD=${OLD:-} # the old host, as ssh knows it; empty: this machine\n"
	    "STATE=${STATE:-./%.*s.state} # what is done\n"
	    "PATIENCE=${PATIENCE:-600} # seconds until the guest has to be off\n"
	    "script=%.*s.sh\n"
	    "guest=",
	    STR_FMT(stem), STR_FMT(stem), STR_FMT(m->target), STR_FMT(stem), STR_FMT(stem));
	shell_word(out, m->guest);
	buf_text(out, "\nbackup=");
	step_add_path(out, m->backup, true);
	buf_text(out, "\ninfo=");
	step_add_path(out, m->info, true);
	buf_text(out, "\ndefinition=");
	step_add_path(out, m->input->definition, true);
	buf_text(out, " # the converted one; missing: domconv converts the backup\n");
	add_paths(m, out);
	buf_text(
	    out,
	    "n='' from='' to='' target='' group='' volume='' old_format='' format='' backing='' backing_format=''\n\n");
}

void
move_script(const struct move *m, struct buf *out)
{
	add_head(m, out);
	buf_text(out, functions);
	add_kinds(m, out);
	add_steps(m, out);
	buf_printf(
	    out,
	    "\nprintf '%%s: done: %%s\\n' \"$script\" 'it runs on the new host; what to look at now, and "
	    "the way back, is in %.*s.txt'\n"
	    "# " PLAN_MARK "\n",
	    STR_FMT(m->input->stem));
}
