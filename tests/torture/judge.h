#ifndef TORTURE_JUDGE_H
#define TORTURE_JUDGE_H

#include "command.h"

/* What is promised of a run in which something failed. */
struct trial {
	const struct state *before;  /* the sandbox at the start */
	const struct outcome *clean; /* what the same run comes to when nothing fails */
	const char *call;            /* what failed; "kill": the process was */
	bool unreadable;             /* it failed with EACCES */
};

/* NULL if the outcome keeps every promise, otherwise what is wrong with it. */
const char *judge(const struct trial *t, const struct outcome *o);

#endif
