#ifndef SNAPSHOT_FACTS_H
#define SNAPSHOT_FACTS_H

#include "base/dict.h"
#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "snapshot/convert.h"

/* Facts of a snapshot or checkpoint; nodes are NONE if the element is missing. */
struct snapshot {
	const struct snapshot_settings *set;
	uint32_t name, state, time, memory, disks, revert;
	uint32_t domain, inactive;  /* only those that are domains, with a type */
	uint32_t bare;              /* a domain that is a uuid only */
	bool checkpoint;            /* a checkpoint, which has no state */
	bool xen;                   /* its guest was Xen's */
	bool ran;                   /* the guest was running or paused */
	bool memory_kept;           /* it has the guest's memory, here or in a file */
	const struct domain *guest; /* of domain, once it is converted, or NULL */
	struct dict disks_by_name;  /* of the guest: targets and paths */
};

/* Memory comes from the document's arena. */
struct snapshot *snapshot_read(const struct run *r, const struct snapshot_settings *set);

/*
 * The disks of a list, disks or revertDisks, and of further lists of its name: libvirt reads them
 * as one (virDomainSnapshotDefParse).  NONE: there is none, or no more.
 */
uint32_t snapshot_disk_first(const struct document *doc, uint32_t list);
uint32_t snapshot_disk_next(const struct document *doc, uint32_t disk);

/* Sets the converted domain, whose disks the document names. Call snapshot_free() later. */
void snapshot_know_guest(struct snapshot *s, const struct domain *guest);
void snapshot_free(struct snapshot *s);
/* The domain's disk that a name in disks/disk refers to, by its old target or path; NULL: none. */
const struct disk *snapshot_disk(const struct snapshot *s, struct str name);

#endif
