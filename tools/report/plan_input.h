#ifndef REPORT_PLAN_INPUT_H
#define REPORT_PLAN_INPUT_H

#include "base/str.h"

#include <stdbool.h>

/* Where a document comes from that a plan (--plan) is about. */
struct plan_input {
	const char *file;
	bool alone;         /* the file can be read again, and has this document only */
	struct str options; /* of this call, each with a blank before it, for a shell */
};

#endif
