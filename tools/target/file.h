#ifndef TARGET_FILE_H
#define TARGET_FILE_H

#include "target/target.h"

/* Why a description cannot be read, and where: line 0: nowhere in particular. */
struct target_fault {
	struct position at;
	char why[256];
};

/*
 * Reads all documents of an open file; none may be larger than max_size bytes. NULL: the file or
 * one of its documents cannot be read, and fault says why.
 */
struct target *target_read(int fd, size_t max_size, struct target_fault *fault);

#endif
