#include "domain/move/fleet.h"

#include <stdlib.h>

static const char *const need_titles[NEED_COUNT] = {
	[NEED_NOTHING] = "nothing in the guest",
	[NEED_GUEST] = "Linux: prepare the guest, then run its script",
	[NEED_WINDOWS] = "Windows: remove PV drivers, then run its script",
	[NEED_HAND] = "disks or devices that a person moves",
	[NEED_REFUSED] = "cannot be converted",
	[NEED_NO_MOVE] = "not Xen domains: nothing to move",
};

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
	const struct fleet_group *x = a, *y = b;
	size_t n = x->title.n < y->title.n ? x->title.n : y->title.n;
	int order;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	order = memcmp(x->title.p, y->title.p, n);
	return order != 0 ? order : (x->title.n > y->title.n) - (x->title.n < y->title.n);
}

/* The titles of the groups that get no list of guests, in ten lines at most. */
static void
add_others(const struct fleet_group *order, size_t count, struct buf *out)
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
		buf_printf(out, " %.*s: %zu%s", STR_FMT(order[i].title), order[i].count,
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
	struct fleet_group *order = mem_alloc((groups->count + 1) * sizeof(*order));

	for (size_t i = 0; i < groups->count; i++)
		order[i] = groups->list[i];
	qsort(order, groups->count, sizeof(*order), by_size);
	if (groups->count > 0)
		buf_printf(out, "\n%s\n", title);
	for (size_t i = 0; i < groups->count && i < GROUPS_MOST; i++) {
		buf_printf(out, "  %.*s: %zu", STR_FMT(order[i].title), order[i].count);
		add_names(fleet, &order[i], 2, out);
	}
	add_others(order, groups->count, out);
	free(order);
}

static void
add_needs(const struct fleet *fleet, struct buf *out)
{
	buf_text(out, "\nIn this order, by what they need:\n");
	for (int need = 0; need < NEED_COUNT; need++) {
		const struct fleet_group *group = &fleet->needs[need];

		if (group->count == 0)
			continue;
		buf_printf(out, "  %s: %zu", need_titles[need], group->count);
		add_names(fleet, group, 6, out);
	}
}

static void
add_summary(const struct fleet *fleet, struct buf *out)
{
	buf_printf(
	    out,
	    "%zu guest%s%.*s.  NAME.sh moves a guest: NEW=root@kvm1 sh NAME.sh; NAME.txt has "
	    "its steps.\n",
	    fleet->count, fleet->count != 1 ? "s" : "", STR_FMT(fleet->host));
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
		for (size_t i = 0; i < fleet->needs[need].count; i++)
			add_row(&fleet->guests[fleet->needs[need].guests[i]], ++order, table);
}
