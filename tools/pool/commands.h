#ifndef POOL_COMMANDS_H
#define POOL_COMMANDS_H

#include "base/buf.h"
#include "base/str.h"
#include "pool/host.h"

/* What comes next: commands and paths for people and scripts. */

/* What the commands need to know of a pool. */
struct pool_steps {
	struct str type, name;
	struct str file; /* what pool-define reads */
	bool secret;     /* it authenticates: the secret comes first */
};

/* Adds the shell commands that define, start and enable the pool, with advice as comments. */
void pool_commands(const struct pool_steps *steps, struct buf *out);

/* LUNs from the command line: numbers with commas between. */
bool luns_are_good(const char *list);
/* Adds the stable paths of the LUNs, a line each, quoted for the shell where they must be. */
void pool_paths(struct host portal, struct str target, const char *luns, struct buf *out);

#endif
