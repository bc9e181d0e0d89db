#include "mapped.h"

#include "local_view.h"

static const char *const types[LINK_COUNT] = { "bridge", "network", "direct" };
static const enum plugged names[LINK_COUNT] = { PLUGGED_BRIDGE, PLUGGED_NETWORK, PLUGGED_DEV };

static enum link
kind_of(const struct local_interface *i)
{
	int kind = 0;

	while (kind < LINK_COUNT && !str_is(i->said[PLUGGED_TYPE], types[kind]))
		kind++;
	return (enum link)kind;
}

/* What the interface has to be plugged into. */
static struct map_use
wanted(const struct maps *maps, const struct local_interface *i)
{
	const struct map_use *by_mac = maps_find_mac(maps, i->said[PLUGGED_MAC]);
	struct map_use t = { .kind = kind_of(i) };

	if (by_mac != NULL && t.kind <= LINK_NETWORK)
		return *by_mac;
	if (t.kind == LINK_COUNT || i->said[names[t.kind]].p == NULL)
		return t;
	t.name = maps_find(maps, t.kind, i->said[names[t.kind]], NULL); /* no map has a star */
	if (t.name == NULL)
		t.name = maps->others[t.kind];
	if (t.name == NULL)
		t.name = i->said[names[t.kind]].p; /* it ends with a NUL */
	return t;
}

static bool
is_mapped(const struct maps *maps, const struct local_interface *before,
          const struct local_interface *after)
{
	struct map_use t = wanted(maps, before);

	if (!str_equal(before->said[PLUGGED_MAC], after->said[PLUGGED_MAC]) ||
	    !str_equal(before->said[PLUGGED_TARGET], after->said[PLUGGED_TARGET]))
		return false;
	if (t.kind == LINK_COUNT)
		return str_equal(before->said[PLUGGED_TYPE], after->said[PLUGGED_TYPE]);
	if (kind_of(after) != t.kind)
		return false;
	if (kind_of(before) != t.kind && t.kind == LINK_BRIDGE &&
	    after->said[PLUGGED_NETWORK].p != NULL)
		return false;
	return t.name == NULL ? after->said[names[t.kind]].p == NULL
	                      : str_is(after->said[names[t.kind]], t.name);
}

void
check_mapped(const struct maps *maps, struct str before, struct str after, size_t warnings,
             broken_fn *broken)
{
	static struct local_view old, new;
	size_t unlisted = 0;

	if (!local_view_read(&old, before)) {
		/* libxml2 takes what else this refuses, such as one attribute by two prefixes */
		if (old.undeclared)
			broken("libxml2 does not take a namespace as it is declared");
		return;
	}
	if (!local_view_read(&new, after) || old.count != new.count) {
		broken("the output has other interfaces");
		return;
	}
	for (size_t i = 0; i < new.count; i++) {
		struct str bridge = new.list[i].said[PLUGGED_BRIDGE];

		if (!is_mapped(maps, &old.list[i], &new.list[i]))
			broken("libvirt reads an interface that is not as the maps say");
		unlisted += kind_of(&new.list[i]) == LINK_BRIDGE && bridge.p != NULL &&
		            !maps_allows(maps, bridge);
	}
	if (maps->allowing && unlisted > warnings)
		broken("libvirt reads a bridge that is not listed, and nothing was said");
}
