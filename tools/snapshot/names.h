#ifndef SNAPSHOT_NAMES_H
#define SNAPSHOT_NAMES_H

#include "base/dict.h"
#include "base/mem.h"
#include "index/document.h"

#include <stdbool.h>

/* The root elements of the documents, ended by NULL. */
extern const char *const snapshot_roots[];

/*
 * The guest that a document is of: its UUID in small letters without dashes; no text: the document
 * has no domain (checkpoint-dumpxml --no-domain), and may be of any guest.
 */
struct str snapshot_guest(const struct document *doc);
/*
 * The name below the root or the parent as libvirt takes it, with all of its blanks
 * (virDomainSnapshotDefParse); absent where there is none.
 */
struct str snapshot_name(const struct document *doc, uint32_t parent);

/*
 * The names of all snapshots and checkpoints in the files of a run, read before the first document
 * is converted.  Each guest, known by its UUID, has names of its own.  A zeroed struct is empty.
 */
struct snapshot_names {
	struct dict list;
	struct arena keys;
};

/*
 * Adds the names in an open file.  What is malformed ends it without a word, since the run itself
 * complains of it.  max_size: bytes of one document.
 */
void snapshot_names_read(struct snapshot_names *n, int fd, size_t max_size);
/* Whether the document's parent is among the names of its guest and kind. */
bool snapshot_names_parent(const struct snapshot_names *n, const struct document *doc);
void snapshot_names_free(struct snapshot_names *n);

#endif
