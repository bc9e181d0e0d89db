#ifndef POOL_CONVERT_H
#define POOL_CONVERT_H

#include "pool/job.h"
#include "report/plan.h"
#include "rules/run.h"

/* Edits the pool that the run holds as the job's parts say. */
void pool_convert(struct run *r, const struct pool_job *job);
/*
 * Judges the pool that the run holds by the new host, as it will be, and by what that host's
 * libvirt knows: pool_convert() does it, and of a pool that was made, whoever writes it.
 */
void pool_judge(struct run *r, const struct pool_job *job);
/* The commands that come next for it. */
void pool_plan(const struct run *r, const struct plan_input *input, struct plan_pages *pages);

#endif
