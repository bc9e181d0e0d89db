#ifndef SNAPSHOT_SET_H
#define SNAPSHOT_SET_H

#include "base/buf.h"
#include "rules/run.h"

/*
 * The documents of a guest in the order that libvirt accepts: a parent before its children ("parent
 * s1 for moment s2 not found"), and all snapshots before the checkpoints ("cannot perform block
 * operations while checkpoint exists"). Snapshots and checkpoints form separate trees.
 */
struct snapshot_entry {
	char *guest;         /* as of snapshot_guest(); NULL: any */
	char *name, *parent; /* parent NULL: it has none */
	char *source, *file; /* the input, for messages, and the document's file now */
	char *rebase;        /* commands that tell overlays where their images are now, or NULL */
	struct position at;  /* of the document, or of its parent's name */
	bool checkpoint;
	bool active;              /* the current snapshot, as libvirt's own files say (<active>) */
	bool changed;             /* the document needs changes */
	size_t first_child, next; /* by number, NO_ENTRY at the end */
	size_t last_child;
	bool listed;
};

struct snapshot_set {
	struct snapshot_entry *list;
	size_t count, cap;
};

/* Adds the run's document, read from source and now in file; both are copied. */
void snapshot_set_add(struct snapshot_set *set, const struct run *r, const char *source,
                      const char *file);
void snapshot_set_free(struct snapshot_set *set);

/*
 * Finds the order in linear time: order gets the numbers of all entries; siblings keep the order in
 * which they were added. Calls back for each entry without a place, with the reason; returns
 * whether all have one.
 */
bool snapshot_set_order(struct snapshot_set *set, size_t *order,
                        void (*complain)(const struct snapshot_entry *e, const char *why));

/* Whether all documents are of one guest.  Calls back for each of another one than the first. */
bool snapshot_set_is_one_guest(const struct snapshot_set *set,
                               void (*complain)(const struct snapshot_entry *e, const char *why));

/*
 * The commands that give its moved overlays their new backing files and redefine the document for
 * the guest; if current, it becomes the current one.
 */
void snapshot_command(struct buf *out, const struct snapshot_entry *e, const char *guest,
                      bool current);

#endif
