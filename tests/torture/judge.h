#ifndef TORTURE_JUDGE_H
#define TORTURE_JUDGE_H

#include "command.h"

/* What is promised of a run in which something failed. */
struct trial {
	const struct state *before;  /* the sandbox at the start */
	const struct outcome *clean; /* what the same run comes to when nothing fails */
	const char *call;            /* what failed; "kill": the process was */
	int error;                   /* with what; 0: it did all the same, but less than asked */
};

enum breach {
	BREACH_NONE,
	BREACH_CRASH,
	BREACH_HANG,
	BREACH_DOCUMENT, /* one that is not what it should be, or taken for one */
	BREACH_LOST,     /* a file that was there, or is said to be written */
	BREACH_OTHER,    /* status, message, a file that nobody wants */
	BREACH_COUNT
};

struct verdict {
	enum breach breach;
	const char *why; /* NULL: every promise is kept */
};

struct verdict judge(const struct trial *t, const struct outcome *o);

/* How many runs there were, by what became of them. */
struct tally {
	unsigned long runs[BREACH_COUNT];
};

/* Prints "NAME: N injected, N survived, ..."; whether all survived, and there were any. */
bool tally_print(const struct tally *t, const char *name);

#endif
