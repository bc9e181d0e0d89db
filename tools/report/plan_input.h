#ifndef REPORT_PLAN_INPUT_H
#define REPORT_PLAN_INPUT_H

#include "base/str.h"

#include <stdbool.h>

/* Where the document of a plan (--plan) comes from. */
struct plan_input {
	const char *file;
	bool alone;         /* the file can be read again, and has this document only */
	struct str options; /* options to repeat, shell-quoted, each after a space */
};

#endif
