/* What the host and its emulators can do: capabilities, domainCapabilities,
 * storagepoolCapabilities, our own host. */
#include "base/str.h"
#include "index/value.h"
#include "target/parts.h"

#include <string.h>

/* ---- capabilities ---- */

static void
read_machines(struct target *t, const struct document *doc, uint32_t node, struct target_arch *a)
{
	uint32_t i;

	for (i = node_child_named(doc, node, "machine"); i != NONE;
	     i = node_next_named(doc, i, "machine")) {
		struct target_machine m = { target_keep_text(t, doc, i),
			                    target_keep_attr(t, doc, i, "canonical"),
			                    target_number(attr_value(doc, i, "maxCpus")) };

		if (m.canonical.p == NULL)
			m.canonical = m.name;
		TARGET_ADD(a->machines, m);
	}
}

/* libvirt 9.9 and later say whether; earlier ones list other features, and cannot. */
static enum answer
can_revert(const struct document *doc, uint32_t guest)
{
	uint32_t features = node_child(doc, guest, NAME_FEATURES);

	if (features == NONE)
		return ANSWER_UNKNOWN;
	return node_child_named(doc, features, "externalSnapshot") != NONE ? ANSWER_YES : ANSWER_NO;
}

/* A type may have machines and an emulator of its own; each machine counts for all types. */
static void
read_arch(struct target *t, const struct document *doc, uint32_t arch)
{
	struct target_arch a = { target_keep_attr(t, doc, arch, "name"),
		                 target_keep_text(t, doc, node_child_named(doc, arch, "emulator")),
		                 can_revert(doc, doc->nodes[arch].parent) };
	uint32_t i;

	read_machines(t, doc, arch, &a);
	for (i = node_child_named(doc, arch, "domain"); i != NONE;
	     i = node_next_named(doc, i, "domain")) {
		struct target_type type = {
			target_keep_attr(t, doc, i, "type"),
			target_keep_text(t, doc, node_child_named(doc, i, "emulator"))
		};

		TARGET_ADD(a.types, type);
		read_machines(t, doc, i, &a);
	}
	TARGET_ADD(t->archs, a);
}

/* Memory and CPUs of all NUMA cells; libvirt lists none where it cannot look. */
static void
read_topology(struct target *t, const struct document *doc, uint32_t host)
{
	uint32_t cells = node_child_named(doc, node_child_named(doc, host, "topology"), "cells"), i;

	for (i = node_child_named(doc, cells, "cell"); i != NONE;
	     i = node_next_named(doc, i, "cell")) {
		uint32_t memory = node_child_named(doc, i, "memory");

		t->memory += str_bytes(node_trimmed(doc, memory), attr_value(doc, memory, "unit"));
		t->cpus += target_number(attr_value(doc, node_child_named(doc, i, "cpus"), "num"));
	}
}

void
target_add_capabilities(struct target *t, const struct document *doc)
{
	uint32_t host = node_child_named(doc, 0, "host"), guest, i;

	t->host_arch =
	    target_keep_text(t, doc,
	                     node_child_named(doc, node_child_named(doc, host, "cpu"), "arch"));
	read_topology(t, doc, host);
	for (guest = node_child_named(doc, 0, "guest"); guest != NONE;
	     guest = node_next_named(doc, guest, "guest"))
		for (i = node_child_named(doc, guest, "arch"); i != NONE;
		     i = node_next_named(doc, i, "arch"))
			read_arch(t, doc, i);
}

/* ---- domainCapabilities ---- */

/*
 * Words of one description, as keys: "devices/disk" where it is not supported, "devices/disk bus"
 * for an enumeration that is listed, "devices/disk bus virtio" for each of its words.
 */
static size_t
key_size(struct str place, struct str list, struct str word)
{
	return place.n + (list.p != NULL ? 1 + list.n : 0) + (word.p != NULL ? 1 + word.n : 0);
}

/* The key of one to three words, at out; absent ones are the last. */
static struct str
make_key(char *out, struct str place, struct str list, struct str word)
{
	const struct str parts[] = { place, list, word };
	size_t n = 0;

	for (size_t i = 0; i < 3 && parts[i].p != NULL; i++) {
		if (i > 0)
			out[n++] = ' ';
		memcpy(out + n, parts[i].p, parts[i].n);
		n += parts[i].n;
	}
	return (struct str){ out, n };
}

static void
add_word(struct target *t, struct target_ability *a, const char *place, struct str list,
         struct str word, size_t number)
{
	struct str first = str_from(place);
	char *key = arena_alloc(&t->arena, key_size(first, list, word));

	dict_add(&a->words, make_key(key, first, list, word), number);
}

static void
add_enum(struct target *t, struct target_ability *a, const struct document *doc, const char *place,
         uint32_t node)
{
	struct str list = attr_value(doc, node, "name");
	uint32_t i;

	if (list.p == NULL)
		return;
	add_word(t, a, place, list, STR_NONE, 1);
	for (i = node_child_named(doc, node, "value"); i != NONE;
	     i = node_next_named(doc, i, "value"))
		add_word(t, a, place, list, node_trimmed(doc, i), 1);
}

/* Everything below a place, however deep: nodes lie in document order. */
static void
read_places(struct target *t, struct target_ability *a, const struct document *doc)
{
	char place[DEPTH_LIMIT * 8];
	uint32_t i, up;

	for (i = 1; i < doc->count; i++) {
		size_t at = sizeof(place) - 1;
		bool is_enum = str_is(node_name(doc, i), "enum");

		if (!is_enum && !attr_is(doc, i, "supported", "no"))
			continue;
		place[at] = '\0';
		for (up = is_enum ? doc->nodes[i].parent : i; up != 0; up = doc->nodes[up].parent) {
			struct str name = node_name(doc, up);

			if (name.n + 1 > at)
				break;
			if (at < sizeof(place) - 1)
				place[--at] = '/';
			at -= name.n;
			memcpy(place + at, name.p, name.n);
		}
		if (is_enum)
			add_enum(t, a, doc, place + at, i);
		else if (!str_is(node_name(doc, i), "mode"))
			add_word(t, a, place + at, STR_NONE, STR_NONE, 0);
	}
}

/* Modes and models of the CPU, as words of "cpu": a model's number is whether it is usable. */
static void
read_cpu(struct target *t, struct target_ability *a, const struct document *doc)
{
	static const struct str modes = { "mode", 4 }, models = { "model", 5 };
	uint32_t cpu = node_child_named(doc, 0, "cpu"), mode, i;
	struct str name;

	for (mode = node_child_named(doc, cpu, "mode"); mode != NONE;
	     mode = node_next_named(doc, mode, "mode")) {
		name = attr_value(doc, mode, "name");
		add_word(t, a, "cpu", modes, STR_NONE, 1);
		if (name.p == NULL || attr_is(doc, mode, "supported", "no"))
			continue;
		add_word(t, a, "cpu", modes, name, 1);
		if (!str_is(name, "custom"))
			continue;
		for (i = node_child_named(doc, mode, "model"); i != NONE;
		     i = node_next_named(doc, i, "model")) {
			add_word(t, a, "cpu", models, STR_NONE, 1);
			add_word(t, a, "cpu", models, node_trimmed(doc, i),
			         !attr_is(doc, i, "usable", "no"));
		}
	}
}

void
target_add_ability(struct target *t, const struct document *doc)
{
	struct target_ability a = {
		.path = target_keep_text(t, doc, node_child_named(doc, 0, "path")),
		.type = target_keep_text(t, doc, node_child_named(doc, 0, "domain")),
		.machine = target_keep_text(t, doc, node_child_named(doc, 0, "machine")),
		.arch = target_keep_text(t, doc, node_child_named(doc, 0, "arch")),
	};

	read_places(t, &a, doc);
	read_cpu(t, &a, doc);
	TARGET_ADD(t->abilities, a);
}

/* ---- storagepoolCapabilities ---- */

/* The formats of sources are words of the pool's type. */
static void
read_pool_type(struct target *t, const struct document *doc, uint32_t pool, const char *type)
{
	uint32_t options = node_child_named(doc, pool, "poolOptions"), i;

	add_word(t, &t->pool_ability, "pool", str_from("type"), STR_NONE, 1);
	if (attr_is(doc, pool, "supported", "no"))
		return;
	add_word(t, &t->pool_ability, "pool", str_from("type"), str_from(type), 1);
	for (i = node_child_named(doc, options, "enum"); i != NONE;
	     i = node_next_named(doc, i, "enum"))
		add_enum(t, &t->pool_ability, doc, type, i);
}

void
target_add_pool_abilities(struct target *t, const struct document *doc)
{
	uint32_t i;

	for (i = node_child_named(doc, 0, "pool"); i != NONE; i = node_next_named(doc, i, "pool")) {
		struct str type = target_keep_attr(t, doc, i, "type");

		if (type.n > 0)
			read_pool_type(t, doc, i, type.p);
	}
}

/* ---- our own host (schemas/host.rng) ---- */

void
target_add_host(struct target *t, const struct document *doc)
{
	static const struct {
		const char *name;
		enum target_kind kind;
	} lists[] = {
		{ "domains", TARGET_GUESTS },      { "networks", TARGET_NETWORKS },
		{ "pools", TARGET_POOLS },         { "volumes", TARGET_VOLUMES },
		{ "filters", TARGET_FILTERS },     { "secrets", TARGET_SECRETS },
		{ "snapshots", TARGET_SNAPSHOTS }, { "checkpoints", TARGET_CHECKPOINTS },
	};
	uint32_t i;

	t->name = target_keep_text(t, doc, node_child_named(doc, 0, "name"));
	t->time = target_keep_text(t, doc, node_child_named(doc, 0, "time"));
	t->libvirt = target_keep_attr(t, doc, node_child_named(doc, 0, "libvirt"), "version");
	for (size_t k = 0; k < sizeof(lists) / sizeof(lists[0]); k++) {
		i = node_child_named(doc, 0, lists[k].name);
		if (i == NONE)
			continue;
		t->whole[lists[k].kind] = true;
		t->wanted[lists[k].kind] = target_number(attr_value(doc, i, "count"));
	}
	i = node_child_named(doc, node_child_named(doc, 0, "volumes"), "unlisted");
	for (; i != NONE; i = node_next_named(doc, i, "unlisted"))
		target_index(&t->unlisted, target_keep_text(t, doc, i), 0);
}

/* ---- questions ---- */

const struct target_arch *
target_arch(const struct target *t, struct str name)
{
	for (size_t i = 0; i < t->archs.count; i++)
		if (str_equal(t->archs.items[i].name, name))
			return &t->archs.items[i];
	return NULL;
}

const struct target_machine *
target_machine(const struct target_arch *a, struct str name)
{
	for (size_t i = 0; a != NULL && i < a->machines.count; i++)
		if (str_equal(a->machines.items[i].name, name))
			return &a->machines.items[i];
	return NULL;
}

const struct target_type *
target_type(const struct target_arch *a, struct str type)
{
	for (size_t i = 0; a != NULL && i < a->types.count; i++)
		if (str_equal(a->types.items[i].type, type))
			return &a->types.items[i];
	return NULL;
}

static unsigned
fitness(const struct target_ability *a, struct str type, struct str machine, struct str canonical)
{
	bool q35 = str_has(machine, "q35");

	return (str_equal(a->type, type) ? 4u : 0) +
	       (str_equal(a->machine, machine) || str_equal(a->machine, canonical) ? 2u : 0) +
	       (machine.p != NULL && str_has(a->machine, "q35") == q35 ? 1u : 0);
}

const struct target_ability *
target_ability(const struct target *t, struct str arch, struct str type, struct str machine)
{
	const struct target_machine *m = target_machine(target_arch(t, arch), machine);
	const struct target_ability *list = t->abilities.items, *best = NULL;
	unsigned most = 0, n;

	for (size_t i = 0; i < t->abilities.count; i++) {
		if (!str_equal(list[i].arch, arch))
			continue;
		n = fitness(&list[i], type, machine, m != NULL ? m->canonical : STR_NONE);
		if (best == NULL || n > most) {
			best = &list[i];
			most = n;
		}
	}
	return best;
}

/* The entry of a key; NULL: none, or the key is longer than any that is. */
static const struct dict_entry *
find_word(const struct target_ability *a, const char *place, const char *list, struct str word)
{
	struct str first = str_from(place), second = str_from(list);
	char key[512];

	return key_size(first, second, word) > sizeof(key)
	           ? NULL
	           : dict_entry(&a->words, make_key(key, first, second, word));
}

enum answer
target_can(const struct target_ability *a, const char *place, const char *list, struct str word)
{
	if (a == NULL || word.p == NULL)
		return ANSWER_UNKNOWN;
	if (find_word(a, place, NULL, STR_NONE) != NULL)
		return ANSWER_NO; /* not supported at all */
	if (find_word(a, place, list, STR_NONE) == NULL)
		return ANSWER_UNKNOWN;
	return find_word(a, place, list, word) != NULL ? ANSWER_YES : ANSWER_NO;
}

enum answer
target_has_mode(const struct target_ability *a, struct str mode)
{
	return target_can(a, "cpu", "mode", mode);
}

enum answer
target_has_model(const struct target_ability *a, struct str model, bool *usable)
{
	enum answer answer = target_can(a, "cpu", "model", model);
	const struct dict_entry *e =
	    answer == ANSWER_YES ? find_word(a, "cpu", "model", model) : NULL;

	*usable = e == NULL || e->number != 0;
	return answer;
}

enum answer
target_has_pools(const struct target *t, struct str type)
{
	return target_can(&t->pool_ability, "pool", "type", type);
}

enum answer
target_has_source(const struct target *t, struct arena *a, struct str type, struct str format)
{
	return target_can(&t->pool_ability, arena_printf(a, "%.*s", STR_FMT(type)),
	                  "sourceFormatType", format);
}
