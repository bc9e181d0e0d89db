#ifndef BRIDGE_MAPS_H
#define BRIDGE_MAPS_H

#include "base/dict.h"
#include "base/mem.h"

#include <stdbool.h>

/*
 * Maps of the names that an interface or a network is attached to. All maps apply at once to the
 * names in the document, so two names can be swapped. Names match as a whole.
 */
enum link {
	LINK_BRIDGE,  /* a bridge of the host */
	LINK_NETWORK, /* a network of libvirt */
	LINK_DEVICE,  /* a network device of the host, below macvtap or a forward */
	LINK_COUNT
};

/* A map of a name or an address as it was given, and whether something was found by it in some
 * document. */
struct map_use {
	const char *option, *text;
	bool used;
	/* what the interface of a MAC address is attached to */
	enum link kind;
	const char *name;
};

struct maps {
	/* The number of an entry is that of its use. */
	struct dict named[LINK_COUNT];    /* the new name follows the old one and its colon */
	struct dict prefixes[LINK_COUNT]; /* IN*:OUT*, by IN; "*:OUT*" follows it */
	struct dict networks;             /* bridges that become networks; as named */
	struct dict macs;
	const char *others[LINK_COUNT]; /* for every name that no map names; NULL: unchanged */
	struct map_use *uses;           /* in the order in which they were given */
	size_t uses_count, uses_room;
	struct dict allowed; /* bridges of the new host */
	bool allowing;       /* whether a list is given */
	bool allow_host;     /* whoever reads files lists the host's interfaces */
	/* the new host's names, where they are known (--target), besides those that are allowed */
	const struct dict *known[LINK_COUNT];
	struct arena words; /* MAC addresses in the form for comparison */
};

/*
 * These add a map in the syntax of the command line; the texts must live as long as the maps. On
 * false, *why is the reason. The limits of bridges and devices are Linux's (dev_valid_name in
 * net/core/dev.c: 1 to 15 bytes, no slash, colon or white space, not . or ..); a network's name is
 * limited by libvirt.
 */
/* IN:OUT, IN*:OUT*, or OUT for all others (LINK_DEVICE has no such). */
bool maps_add(struct maps *m, enum link kind, const char *map, const char **why);
/* IN:OUT: an interface on the bridge IN is plugged into the network OUT. */
bool maps_add_network(struct maps *m, const char *map, const char **why);
/* MAC:bridge:OUT or MAC:network:OUT. */
bool maps_add_mac(struct maps *m, const char *map, const char **why);
/* A bridge that the new host has. */
bool maps_allow(struct maps *m, struct str name, const char **why);
void maps_free(struct maps *m);

bool maps_any(const struct maps *m); /* whether there is a map at all */
/*
 * The new name by a map of this name, else by the longest prefix, or NULL.  Lives in the arena or
 * as long as the maps.
 */
const char *maps_find(const struct maps *m, enum link kind, struct str name, struct arena *arena);
/* The network that takes the place of this bridge, or NULL. */
const char *maps_find_network(const struct maps *m, struct str bridge);
/* Whether a name may be written: those that prefixes make can be too long. */
bool maps_name_fits(enum link kind, const char *name);
/* The attachment for this MAC address, or NULL. */
const struct map_use *maps_find_mac(const struct maps *m, struct str address);
bool maps_allows(const struct maps *m, struct str bridge);
/* Whether the new host has the name, or nobody knows. */
bool maps_knows(const struct maps *m, enum link kind, struct str name);

#endif
