#ifndef DOMAIN_MOVE_FLEET_H
#define DOMAIN_MOVE_FLEET_H

#include "base/dict.h"
#include "base/mem.h"
#include "domain/move/steps.h"

/* What is left to do before a guest runs on the new host; the order in which guests are moved. */
enum need {
	NEED_NOTHING,
	NEED_GUEST,   /* in a Linux guest */
	NEED_WINDOWS, /* in a Windows guest */
	NEED_HAND,    /* disks or devices that a script does not move */
	NEED_REFUSED,
	NEED_NO_MOVE, /* it is not a Xen domain */
	NEED_COUNT,
};

/* A group of guests; texts belong to the fleet's arena. */
struct fleet_group {
	struct str title;
	size_t *guests; /* by their number in the fleet */
	size_t count, room;
};

struct fleet_groups {
	struct fleet_group *list;
	size_t count, room;
	struct dict by_title;
};

struct fleet_guest {
	struct str name, uuid, stem;
	enum need need;
	const char *system;
	size_t copied, shared, by_hand, warnings;
	struct str storage, bridges, reason; /* lists, parted by a comma and a blank */
};

/* All guests of a run of --plan=DIR/.  A zeroed struct is an empty one. */
struct fleet {
	struct arena arena;
	struct fleet_guest *guests;
	size_t count, room;
	struct str host;                      /* ", to HOST, as it was on DATE", or nothing */
	struct fleet_group needs[NEED_COUNT]; /* without titles */
	struct fleet_groups causes, storage, bridges;
};

/* Adds the guest; of one that is refused or not Xen's, m has no steps. */
void fleet_add(struct fleet *fleet, const struct move *m);
/* Two pages of text for a person, and a table with a line for each guest, parted by tabs. */
void fleet_write(const struct fleet *fleet, struct buf *summary, struct buf *table);
void fleet_free(struct fleet *fleet);

#endif
