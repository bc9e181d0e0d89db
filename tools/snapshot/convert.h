#ifndef SNAPSHOT_CONVERT_H
#define SNAPSHOT_CONVERT_H

#include "bridge/convert.h"
#include "domain/settings.h"
#include "rules/run.h"

/* What snapconv is asked for besides what becomes of domains and bridges. */
struct snapshot_settings {
	struct settings domain;
	bool disk_only;   /* --disk-only */
	const char *uuid; /* --uuid: the guest that all documents belong to; NULL: any */
};

/*
 * Converts the domains in a snapshot or a checkpoint, and what else it says about them: adds edits
 * and findings to the run, whose rules have to be snapshot_rules.
 */
void snapshot_convert(struct run *r, struct snapshot_settings *set, struct bridge_job *job);

#endif
