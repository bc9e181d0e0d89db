#ifndef DOMAIN_PLAN_H
#define DOMAIN_PLAN_H

#include "base/buf.h"
#include "report/plan.h"
#include "rules/run.h"

/*
 * The move of one domain as a list of steps for a person (Procedure 2.1 to 2.3), with commands to
 * copy: only what applies to this domain.  pages are zeroed; the caller frees them.
 */
void domain_plan(const struct run *r, const struct plan_input *input, struct plan_pages *pages);

#endif
