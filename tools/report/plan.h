#ifndef REPORT_PLAN_H
#define REPORT_PLAN_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

struct fleet;

/* Where the document of a plan (--plan) comes from, and what is made of it. */
struct plan_input {
	const char *file;
	bool alone;            /* the file can be read again, and has this document only */
	struct str options;    /* options to repeat, shell-quoted, each after a space */
	struct str stem;       /* --plan=DIR/: what the guest's files are called; absent: no DIR */
	struct str definition; /* --plan=DIR/: the converted document's file, for the script */
	struct str written;    /* what -d wrote the document to; absent: nothing */
	struct fleet *fleet;   /* --plan=DIR/: gets a line for the guest */
};

/*
 * In each page of --plan=DIR/: its digits become the sum of the rest (cli/plan.c), so that what was
 * edited since is not replaced.
 */
#define PLAN_MARK "domconv-0000000000000000"

/* What is written for a guest; the script is empty where there is nothing to run. */
struct plan_pages {
	struct buf text, script;
};

#endif
