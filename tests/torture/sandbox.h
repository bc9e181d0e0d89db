#ifndef TORTURE_SANDBOX_H
#define TORTURE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * A directory in which a tool runs: made anew from a template before each run, and looked at
 * afterwards.
 */
struct entry {
	char *name; /* from the sandbox's top */
	char *data; /* a file's bytes, or where a link leads */
	size_t size;
	mode_t mode;
	char note[32]; /* the extended attribute user.note */
};

struct state {
	struct entry *entries; /* by name */
	size_t count;
};

/* Makes the sandbox what the template is: what is there goes first. */
void sandbox_reset(const char *sandbox, const char *from);
struct state sandbox_state(const char *sandbox);
void state_free(struct state *s);
/* The entry of that name, or NULL. */
const struct entry *state_find(const struct state *s, const char *name);
bool entry_equal(const struct entry *a, const struct entry *b); /* either may be NULL */

/* A file's bytes, with a NUL behind them. */
char *read_whole(const char *path, size_t *size);
_Noreturn void trouble(const char *what); /* the test itself does not work */

#endif
