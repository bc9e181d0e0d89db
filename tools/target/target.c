#include "target/target.h"

#include "index/value.h"
#include "target/parts.h"

#include <limits.h>
#include <stdlib.h>

/* Which document says what, if anything; of which kind it is one more. */
/* clang-format off */
#define DOCUMENTS(X) \
	X("capabilities", target_add_capabilities, TARGET_KINDS) \
	X("domainCapabilities", target_add_ability, TARGET_KINDS) \
	X("storagepoolCapabilities", target_add_pool_abilities, TARGET_KINDS) \
	X("host", target_add_host, TARGET_KINDS) \
	X("domain", target_add_guest, TARGET_GUESTS) \
	X("network", target_add_network, TARGET_NETWORKS) \
	X("pool", target_add_pool, TARGET_POOLS) \
	X("volume", target_add_volume, TARGET_VOLUMES) \
	X("filter", target_add_filter, TARGET_FILTERS) \
	X("secret", target_add_secret, TARGET_SECRETS) \
	X("device", target_add_device, TARGET_KINDS) \
	X("interface", target_add_interface, TARGET_KINDS) \
	X("domainsnapshot", target_add_moment, TARGET_SNAPSHOTS) \
	X("domaincheckpoint", target_add_moment, TARGET_CHECKPOINTS)

static const struct {
	const char *root;
	target_reader *read;
	enum target_kind kind;
} readers[] = {
#define X(root, read, kind) { root, read, kind },
	DOCUMENTS(X)
#undef X
};

const char *const target_roots[] = {
#define X(root, ...) root,
	DOCUMENTS(X)
#undef X
	NULL
};
/* clang-format on */

#define READERS (sizeof(readers) / sizeof(readers[0]))

struct target *
target_new(void)
{
	struct target *t = mem_alloc(sizeof(*t));

	*t = (struct target){ 0 };
	return t;
}

static void
free_lists(struct target *t)
{
	for (size_t i = 0; i < t->abilities.count; i++)
		dict_free(&t->abilities.items[i].words);
	for (size_t i = 0; i < t->archs.count; i++) {
		free(t->archs.items[i].machines.items);
		free(t->archs.items[i].types.items);
	}
	free(t->abilities.items);
	free(t->archs.items);
	free(t->guests.items);
	free(t->pools.items);
	free(t->pool_uses.items);
	free(t->volumes.items);
	free(t->moments.items);
}

void
target_free(struct target *t)
{
	if (t == NULL)
		return;

	struct dict *dicts[] = { &t->guest_names,  &t->guest_uuids,  &t->guest_macs,
		                 &t->guest_images, &t->guest_ports,  &t->pool_names,
		                 &t->pool_uuids,   &t->pool_paths,   &t->pool_keys,
		                 &t->volume_paths, &t->volume_names, &t->pool_ability.words,
		                 &t->networks,     &t->filters,      &t->secrets,
		                 &t->links,        &t->moment_names, &t->unlisted };

	for (size_t i = 0; i < sizeof(dicts) / sizeof(dicts[0]); i++)
		dict_free(dicts[i]);
	free_lists(t);
	arena_free(&t->arena);
	free(t);
}

void
target_add(struct target *t, const struct document *doc)
{
	for (size_t i = 0; i < READERS; i++) {
		if (!str_is(node_name(doc, 0), readers[i].root))
			continue;
		if (readers[i].kind != TARGET_KINDS)
			t->got[readers[i].kind]++;
		readers[i].read(t, doc);
	}
}

const char *
target_missing(const struct target *t, unsigned long *wanted, unsigned long *got)
{
	for (size_t i = 0; i < READERS; i++) {
		enum target_kind kind = readers[i].kind;

		if (kind == TARGET_KINDS || !t->whole[kind] || t->got[kind] >= t->wanted[kind])
			continue;
		*wanted = t->wanted[kind];
		*got = t->got[kind];
		return readers[i].root;
	}
	return NULL;
}

bool
target_knows(const struct target *t, enum target_kind kind)
{
	return t->whole[kind] || t->got[kind] > 0;
}

struct str
target_libvirt(const struct target *t)
{
	return t != NULL ? t->libvirt : STR_NONE;
}

struct str
target_keep(struct target *t, struct str s)
{
	return s.p == NULL ? STR_NONE : (struct str){ arena_copy(&t->arena, s.p, s.n), s.n };
}

struct str
target_keep_text(struct target *t, const struct document *doc, uint32_t node)
{
	return target_keep(t, node_trimmed(doc, node));
}

struct str
target_keep_attr(struct target *t, const struct document *doc, uint32_t node, const char *attr)
{
	return target_keep(t, attr_value(doc, node, attr));
}

unsigned long
target_number(struct str s)
{
	unsigned long n;

	return s.p != NULL && str_number(s, ULONG_MAX, &n) ? n : 0;
}
