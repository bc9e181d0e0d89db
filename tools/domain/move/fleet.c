#include "domain/move/fleet.h"

#include "base/shell.h"
#include "base/shown.h"

#include <stdlib.h>

static const char *const need_titles[NEED_COUNT] = {
	[NEED_NOTHING] = "nothing in the guest",
	[NEED_GUEST] = "Linux: prepare the guest, then run its script",
	[NEED_WINDOWS] = "Windows: remove PV drivers, then run its script",
	[NEED_HAND] = "disks or devices that a person moves",
	[NEED_REFUSED] = "cannot be converted",
	[NEED_NO_MOVE] = "not Xen domains: nothing to move",
};

/* As it may be pasted. */
static struct str
kept(struct fleet *fleet, struct str text, bool masked)
{
	struct buf value = { 0 }, word = { 0 };

	if (masked)
		shown_value(&value, text);
	else
		buf_str(&value, text);
	if (value.len > 0)
		shell_shown_word(&word, buf_view(&value));
	buf_free(&value);
	return buf_keep(&word, &fleet->arena);
}

/* Adds the guest that is being read to the group; returns whether it is new there. */
static bool
add_to(struct fleet *fleet, struct fleet_groups *groups, struct str title)
{
	struct fleet_group *group;
	size_t at;

	if (!dict_find(&groups->by_title, title, &at)) {
		at = groups->count++;
		MEM_GROW(groups->list, at, groups->room);
		title.p = arena_copy(&fleet->arena, title.p, title.n);
		groups->list[at] = (struct fleet_group){ .title = title };
		dict_add(&groups->by_title, title, at);
	}
	group = &groups->list[at];
	if (group->count > 0 && group->guests[group->count - 1] == fleet->count)
		return false;
	MEM_GROW(group->guests, group->count, group->room);
	group->guests[group->count++] = fleet->count;
	return true;
}

/* The directory of a file, the group of a volume; a device or a shared path as a whole. */
static struct str
place_of(const struct image *image)
{
	struct str path = image->from, base = str_base(path);

	if (image->way == WAY_SHARED || (image->from_device && image->way != WAY_VOLUME))
		return path;
	if (image->from_device)
		path = str_skip(path, strlen("/dev/"));
	return base.n + 1 < path.n ? (struct str){ path.p, path.n - base.n - 1 } : str_from("/");
}

static void
append(struct buf *list, struct str word)
{
	if (list->len > 0)
		buf_text(list, ", ");
	buf_str(list, word);
}

static void
add_storage(struct fleet *fleet, struct fleet_guest *guest, const struct move *m)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < m->images.count; i++) {
		const struct image *image = &m->images.list[i];
		struct buf title = { 0 };
		struct str place = kept(fleet, place_of(image), true);

		buf_text(&title, image->way == WAY_SHARED                         ? "shared: "
		                 : image->way == WAY_VOLUME && image->from_device ? "volume group "
		                                                                  : "");
		buf_str(&title, place);
		guest->copied += image->way == WAY_FILE || image->way == WAY_CONVERT ||
		                 image->way == WAY_DEVICE || image->way == WAY_VOLUME;
		guest->shared += image->way == WAY_SHARED;
		if (image->way != WAY_DRIVE && add_to(fleet, &fleet->storage, buf_view(&title)))
			append(&list, place);
		buf_free(&title);
	}
	guest->storage = buf_keep(&list, &fleet->arena);
}

static void
add_bridges(struct fleet *fleet, struct fleet_guest *guest, const struct move *m)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < m->count; i++) {
		struct str bridge;

		if (m->steps[i].row->each != EACH_BRIDGE)
			continue;
		bridge = kept(fleet, m->steps[i].a, true);
		if (add_to(fleet, &fleet->bridges, bridge))
			append(&list, bridge);
	}
	guest->bridges = buf_keep(&list, &fleet->arena);
}

/* The worst of what its steps need. */
static enum need
need_of(struct fleet_guest *guest, const struct move *m)
{
	enum need need = NEED_NOTHING;

	for (size_t i = 0; i < m->count; i++) {
		const struct step *s = &m->steps[i];
		enum need needs = s->row->phase == PHASE_PREPARE ? NEED_GUEST : NEED_HAND;

		guest->warnings += s->row->each == EACH_WARNING;
		if (!step_is_by_hand(s))
			continue;
		if (needs == NEED_GUEST && m->d->system == SYSTEM_WINDOWS)
			needs = NEED_WINDOWS;
		guest->by_hand += needs == NEED_HAND;
		need = needs > need ? needs : need;
	}
	return need;
}

/* The ids of the rules that refuse it; with --strict, of those that warn. */
static struct str
reason_of(struct fleet *fleet, const struct run *r)
{
	struct buf list = { 0 };
	enum severity worst = SEVERITY_WARNING;

	for (uint32_t i = 0; i < r->findings_count; i++)
		if (r->findings[i].severity == SEVERITY_ERROR)
			worst = SEVERITY_ERROR;
	for (uint32_t i = 0; i < r->findings_count; i++) {
		struct str id = str_from(rule_id(r->set, r->findings[i].rule));

		if (r->findings[i].severity == worst && add_to(fleet, &fleet->causes, id))
			append(&list, id);
	}
	return buf_keep(&list, &fleet->arena);
}

static const char *
system_of(const struct domain *d)
{
	static const char *const kinds[] = {
		[GUEST_PV] = "PV", [GUEST_PVH] = "PVH", [GUEST_HVM] = "HVM"
	};

	return d->system == SYSTEM_WINDOWS ? "Windows" : kinds[d->guest];
}

void
fleet_add(struct fleet *fleet, const struct move *m)
{
	struct fleet_guest guest = { .need = NEED_NO_MOVE, .system = system_of(m->d) };

	guest.name = kept(fleet, m->name, false);
	guest.uuid = kept(fleet, m->uuid, false);
	guest.stem = kept(fleet, m->input->stem, false);
	if (m->r->refused) {
		guest.need = NEED_REFUSED;
		guest.reason = reason_of(fleet, m->r);
	} else if (m->d->xen) {
		guest.need = need_of(&guest, m);
		add_storage(fleet, &guest, m);
		add_bridges(fleet, &guest, m);
	}
	add_to(fleet, &fleet->needs, str_from(need_titles[guest.need]));
	MEM_GROW(fleet->guests, fleet->count, fleet->room);
	fleet->guests[fleet->count++] = guest;
}

/* --- the pages ------------------------------------------------------------------------------ */

#define WIDTH 96
#define GROUPS_MOST 12

/* The names of a group's guests, in so many lines at most. */
static void
add_names(const struct fleet *fleet, const struct fleet_group *group, unsigned lines,
          struct buf *out)
{
	size_t column = 0;
	unsigned line = 0;

	for (size_t i = 0; i < group->count; i++) {
		struct str name = fleet->guests[group->guests[i]].stem;

		if (column > 0 && column + 1 + name.n > WIDTH)
			column = 0;
		if (column == 0 && ++line > lines) {
			buf_printf(out, "\n      and %zu more: see plan.tsv", group->count - i);
			break;
		}
		if (column == 0)
			buf_text(out, "\n     +"); /* no shell takes a name for a command */
		buf_char(out, ' ');
		buf_str(out, name);
		column += (column == 0 ? 7 : 1) + name.n;
	}
	buf_char(out, '\n');
}

static int
by_size(const void *a, const void *b)
{
	const struct fleet_group *x = *(const struct fleet_group *const *)a;
	const struct fleet_group *y = *(const struct fleet_group *const *)b;
	size_t n = x->title.n < y->title.n ? x->title.n : y->title.n;
	int order;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	order = memcmp(x->title.p, y->title.p, n);
	return order != 0 ? order : (x->title.n > y->title.n) - (x->title.n < y->title.n);
}

/* The titles of the groups that get no list of guests, in ten lines at most. */
static void
add_others(const struct fleet_group **order, size_t count, struct buf *out)
{
	size_t begin = out->len, line = out->len;

	for (size_t i = GROUPS_MOST; i < count; i++) {
		if (out->len - begin > (size_t)10 * WIDTH) {
			buf_printf(out, "\n  and %zu more: see plan.tsv", count - i);
			break;
		}
		if (i == GROUPS_MOST || out->len - line > WIDTH - 20) {
			buf_text(out, i == GROUPS_MOST ? "  and" : "\n     ");
			line = out->len;
		}
		buf_printf(out, " %.*s: %zu%s", STR_FMT(order[i]->title), order[i]->count,
		           i + 1 < count ? "," : "");
	}
	if (count > GROUPS_MOST)
		buf_char(out, '\n');
}

/* The largest groups first. */
static void
add_section(const struct fleet *fleet, const char *title, const struct fleet_groups *groups,
            struct buf *out)
{
	const struct fleet_group **order = mem_alloc((groups->count + 1) * sizeof(*order));

	for (size_t i = 0; i < groups->count; i++)
		order[i] = &groups->list[i];
	qsort(order, groups->count, sizeof(*order), by_size);
	if (groups->count > 0)
		buf_printf(out, "\n%s\n", title);
	for (size_t i = 0; i < groups->count && i < GROUPS_MOST; i++) {
		buf_printf(out, "  %.*s: %zu", STR_FMT(order[i]->title), order[i]->count);
		add_names(fleet, order[i], 2, out);
	}
	add_others(order, groups->count, out);
	free(order);
}

static void
add_needs(const struct fleet *fleet, struct buf *out)
{
	size_t at;

	buf_text(out, "\nIn this order, by what they need:\n");
	for (int need = 0; need < NEED_COUNT; need++) {
		if (!dict_find(&fleet->needs.by_title, str_from(need_titles[need]), &at))
			continue;
		buf_printf(out, "  %s: %zu", need_titles[need], fleet->needs.list[at].count);
		add_names(fleet, &fleet->needs.list[at], 6, out);
	}
}

static void
add_summary(const struct fleet *fleet, struct buf *out)
{
	buf_printf(out,
	           "%zu guest%s.  NAME.sh moves a guest: NEW=root@kvm1 sh NAME.sh; NAME.txt has "
	           "its steps.\n",
	           fleet->count, fleet->count != 1 ? "s" : "");
	add_needs(fleet, out);
	add_section(fleet, "What refuses guests (domconv --explain=RULE):", &fleet->causes, out);
	add_section(fleet,
	            "Their storage on the old host, and how many guests use it:", &fleet->storage,
	            out);
	add_section(fleet, "Bridges that the new host must have, and how many guests use them:",
	            &fleet->bridges, out);
	buf_text(out, "\n" PLAN_MARK "\n");
}

/* A spreadsheet takes a cell that begins with one of these for a formula. */
static void
add_cell(struct buf *out, struct str text)
{
	static const char formula[] = { '=', '+', '-', '@' };

	if (text.n > 0 && memchr(formula, text.p[0], sizeof(formula)) != NULL)
		buf_char(out, '\'');
	buf_str(out, text);
	buf_char(out, '\t');
}

static void
add_row(const struct fleet_guest *g, size_t order, struct buf *out)
{
	static const char *const needs[NEED_COUNT] = { "nothing", "linux",   "windows",
		                                       "by-hand", "refused", "no-move" };

	buf_printf(out, "%zu\t", order);
	add_cell(out, g->name);
	add_cell(out, g->uuid);
	add_cell(out, g->stem);
	buf_printf(out, "%s\t%s\t%zu\t%zu\t%zu\t%zu\t", needs[g->need], g->system, g->copied,
	           g->shared, g->by_hand, g->warnings);
	add_cell(out, g->storage);
	add_cell(out, g->bridges);
	add_cell(out, g->reason);
	buf_char(out, '\n');
}

void
fleet_write(const struct fleet *fleet, struct buf *summary, struct buf *table)
{
	size_t order = 0;

	add_summary(fleet, summary);
	buf_text(table,
	         "order\tguest\tuuid\tfiles\tneeds\tsystem\tcopied\tshared\tby hand\twarnings\t"
	         "storage\tbridges\trefused by\t" PLAN_MARK "\n");
	for (int need = 0; need < NEED_COUNT; need++)
		for (size_t i = 0; i < fleet->count; i++)
			if ((int)fleet->guests[i].need == need)
				add_row(&fleet->guests[i], ++order, table);
}

static void
free_groups(struct fleet_groups *groups)
{
	for (size_t i = 0; i < groups->count; i++)
		free(groups->list[i].guests);
	free(groups->list);
	dict_free(&groups->by_title);
}

void
fleet_free(struct fleet *fleet)
{
	free_groups(&fleet->needs);
	free_groups(&fleet->causes);
	free_groups(&fleet->storage);
	free_groups(&fleet->bridges);
	free(fleet->guests);
	arena_free(&fleet->arena);
}
