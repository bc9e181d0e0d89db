#ifndef POOL_DISCOVERY_H
#define POOL_DISCOVERY_H

#include "base/dict.h"
#include "base/mem.h"
#include "base/str.h"
#include "index/document.h"
#include "pool/host.h"

/*
 * What iscsiadm (-m discovery, node, session, also with -P and -o show) and iscsi-ls print, and
 * libvirt's <sources> documents, read into storage that a pool can be made of.
 */

/* One target, or another source of storage, with the portal that its pool will use. */
struct found {
	struct str target;  /* absent: none, as with NFS */
	struct host portal; /* its name is absent where there is none */
	size_t portals;     /* how many there are of this target */
	size_t rank;        /* of the portal among the wanted ones; SIZE_MAX: not wanted */
	struct position at; /* where it was named first */
	struct str user;    /* of CHAP, where the input has one; absent otherwise */
	struct str dir, name, format; /* from <sources>; absent otherwise */
	struct str *devices;          /* the same; a target stands in target */
	size_t devices_count;
};

/* Wanted portals; none: any will do.  A zeroed struct is an empty one. */
struct wanted {
	struct dict ranks; /* by host and port, or by host alone; 0 is the dearest */
	size_t count;
	struct arena keys;
};

/* Adds a portal, which is less dear than those before. */
void wanted_add(struct wanted *w, struct host portal);
void wanted_free(struct wanted *w);

struct discovery {
	struct arena *arena; /* all texts that the input does not hold itself */
	const struct wanted *wanted;
	struct found *list;
	size_t count, room;
	size_t lines;       /* of the input */
	struct str skipped; /* the first line that said nothing about a target */
	/* Told of what was skipped. */
	void (*skip)(void *to, const struct position *at, struct str line);
	void *to;
};

/* Reads the lines of a text, which must live as long as the result. */
void discovery_read(struct discovery *d, struct str text);
void discovery_free(struct discovery *d);
/* Adds one target at one portal; for readers of other inputs. */
struct found *discovery_add(struct discovery *d, struct str target, struct host portal,
                            struct position at);

/* Whether the text is XML, and then libvirt's <sources>; *why and *at say what is wrong with it. */
bool sources_look_so(struct str text);
bool sources_read(struct discovery *d, struct str text, const char **why, struct position *at);

/* The InitiatorName of an initiatorname.iscsi(5); absent if it has none or several. */
struct str initiator_read(struct str text, const char **why);

#endif
