#ifndef SNAPSHOT_CONVERT_H
#define SNAPSHOT_CONVERT_H

#include "bridge/convert.h"
#include "domain/settings.h"
#include "rules/run.h"
#include "snapshot/names.h"

/* Options of snapconv, besides those of maps. */
struct snapshot_settings {
	struct settings domain;
	bool disk_only;   /* --disk-only */
	const char *uuid; /* --uuid: the guest that all documents belong to; NULL: any */
	const struct snapshot_names *names; /* --reparent: of all documents; NULL: parents stay */
	const char *new_uuid; /* --new-uuid: the guest's on the new host; NULL: unchanged */
};

/*
 * Converts the domains of a snapshot or checkpoint and the rest of the document: adds edits and
 * findings to the run, whose rules must be snapshot_rules.
 */
void snapshot_convert(struct run *r, struct snapshot_settings *set, struct bridge_job *job);

#endif
