#include "domain/move/fleet.h"

#include "base/shell.h"
#include "base/shown.h"
#include "rules/describe.h"

#include <stdlib.h>

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
add_guest(const struct fleet *fleet, struct fleet_group *group)
{
	if (group->count > 0 && group->guests[group->count - 1] == fleet->count)
		return false;
	MEM_GROW(group->guests, group->count, group->room);
	group->guests[group->count++] = fleet->count;
	return true;
}

/* The same by the group's title. */
static bool
add_to(struct fleet *fleet, struct fleet_groups *groups, struct str title)
{
	size_t at;

	if (!dict_find(&groups->by_title, title, &at)) {
		at = groups->count++;
		MEM_GROW(groups->list, at, groups->room);
		title.p = arena_copy(&fleet->arena, title.p, title.n);
		groups->list[at] = (struct fleet_group){ .title = title };
		dict_add(&groups->by_title, title, at);
	}
	return add_guest(fleet, &groups->list[at]);
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
		                 : image->way == WAY_POOL                         ? "pool "
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

	if (fleet->host.p == NULL) {
		struct buf host = { 0 };

		move_add_host(m->d, &host);
		fleet->host = buf_keep(&host, &fleet->arena);
	}
	guest.name = kept(fleet, m->name, false);
	guest.uuid = kept(fleet, m->uuid, false);
	guest.stem = kept(fleet, m->input->stem, false);
	if (m->r->refused) {
		guest.need = NEED_REFUSED;
		guest.reason = reason_of(fleet, m->r);
	} else if (m->d->xen) {
		guest.need = need_of(&guest, m);
		guest.warnings = describe_warnings(m->r);
		add_storage(fleet, &guest, m);
		add_bridges(fleet, &guest, m);
	}
	add_guest(fleet, &fleet->needs[guest.need]);
	MEM_GROW(fleet->guests, fleet->count, fleet->room);
	fleet->guests[fleet->count++] = guest;
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
	for (int need = 0; need < NEED_COUNT; need++)
		free(fleet->needs[need].guests);
	free_groups(&fleet->causes);
	free_groups(&fleet->storage);
	free_groups(&fleet->bridges);
	free(fleet->guests);
	arena_free(&fleet->arena);
}
