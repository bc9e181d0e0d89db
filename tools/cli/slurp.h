#ifndef CLI_SLURP_H
#define CLI_SLURP_H

#include "base/buf.h"

#include <stdbool.h>

#define SLURP_MOST (64UL << 20) /* bytes of a file besides the documents */

/* A file to read, for the caller to close; -1: errno says why. */
int slurp_open(const char *path);
/*
 * Adds the whole of a file to out and a NUL behind it, which is not counted.  false: errno says
 * why; EFBIG: it is larger than SLURP_MOST.
 */
bool slurp(const char *path, struct buf *out);
bool slurp_fd(int fd, struct buf *out);
/* The same for an input: - is standard input, and most bytes are taken. */
bool slurp_input(const char *file, size_t most, struct buf *out);

#endif
