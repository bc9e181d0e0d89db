#ifndef BRIDGE_MAPS_H
#define BRIDGE_MAPS_H

#include "base/dict.h"
#include "base/mem.h"

#include <stdbool.h>

/*
 * What becomes of the names that an interface or a network has of what it is plugged into.  All
 * maps hold at once: a name is looked up as it stands in the document, so two can be swapped.
 * Names match as a whole, never in part.
 */
enum link {
	LINK_BRIDGE,  /* a bridge of the host */
	LINK_NETWORK, /* a network of libvirt's */
	LINK_DEVICE,  /* a network device of the host, below macvtap or a forward */
	LINK_COUNT
};

struct link_target {
	enum link kind;
	const char *name;
};

struct maps {
	struct dict named[LINK_COUNT]; /* behind a name and its colon stands the new one */
	struct dict macs;              /* numbers of targets */
	struct link_target *targets;
	const char *others[LINK_COUNT]; /* for every name that is not mapped; NULL: it stays */
	struct dict allowed;            /* bridges of the new host */
	bool allowing;                  /* whether there is such a list */
	struct arena words;             /* MAC addresses as they are compared */
};

/*
 * These add a map as the command line has it; the texts must live as long as the maps.  On false,
 * *why says what is wrong.  The limits of bridges and devices are Linux's (dev_valid_name in
 * net/core/dev.c: 1 to 15 bytes, no slash, colon or white space, not . or ..); a network's name
 * is libvirt's.  Neither has = < > , ; | or an arrow here: that is a map in another notation.
 */
/* IN:OUT, or OUT for all others (LINK_DEVICE has no such). */
bool maps_add(struct maps *m, enum link kind, const char *map, const char **why);
/* MAC:bridge:OUT or MAC:network:OUT. */
bool maps_add_mac(struct maps *m, const char *map, const char **why);
/* A bridge that the new host has. */
bool maps_allow(struct maps *m, struct str name, const char **why);
/* So many maps or bridges may come now, all of one kind: only to save time. */
void maps_expect(struct maps *m, size_t count);
void maps_free(struct maps *m);

bool maps_any(const struct maps *m); /* whether there is a map at all */
/* The new name by a map of this name, or NULL. */
const char *maps_find(const struct maps *m, enum link kind, struct str name);
/* What the interface with this MAC address is plugged into, or NULL. */
const struct link_target *maps_find_mac(const struct maps *m, struct str address);
bool maps_allows(const struct maps *m, struct str bridge);

#endif
