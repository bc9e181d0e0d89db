#ifndef TORTURE_COMMAND_H
#define TORTURE_COMMAND_H

#include "sandbox.h"

#include <stdbool.h>

#define WORDS_MOST 32

/* One way to call a tool: a line of the list of modes, "TOOL WORD... [<FILE]". */
struct mode {
	char *line; /* as it was written */
	char *text, *words[WORDS_MOST], *input;
};

bool mode_read(struct mode *m, const char *line); /* false: a comment, or empty */
void mode_free(struct mode *m);

/* What a run came to. */
struct outcome {
	int status; /* -1: it did not end by itself */
	int signal;
	char *out, *err; /* standard output and error */
	size_t out_size, err_size;
	struct state state;
};

/* Where runs take place: the directory work has template/, sandbox/, and what is captured. */
struct place {
	const char *work, *bin, *shim;
};

/* In the child: goes to the sandbox, sets up descriptors and environment, and runs the tool. */
_Noreturn void command_start(const struct place *p, const struct mode *m, const char *fault);
/* Runs it in a fresh sandbox; fault: what the shim is told, or NULL. */
struct outcome command_run(const struct place *p, const struct mode *m, const char *fault);
/* Gathers what a process that has ended so left behind. */
struct outcome outcome_gather(const struct place *p, int wait_status);
void outcome_free(struct outcome *o);
/* Calls a function for each mode in a file, with what the template holds; false: it cannot be read.
 */
bool modes_try(const struct place *p, const char *modes,
               void (*try_mode)(const struct place *p, const struct mode *m,
                                const struct state *before));
/* How often the last run made the call. */
unsigned long command_count(const struct place *p, const char *call);

#endif
