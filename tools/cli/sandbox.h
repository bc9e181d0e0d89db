#ifndef CLI_SANDBOX_H
#define CLI_SANDBOX_H

#include <stdbool.h>

/*
 * Confines the process for the rest of its life to what filtering takes: reading, writing to what
 * is open already, memory, opening files for reading.  Any other system call, such as one that
 * runs a program, opens a socket or changes a file, fails with EPERM.
 *
 * Returns whether that is so now.  Otherwise *why says why the kernel refuses, or is NULL in a
 * build without a filter: x86_64 and aarch64 have one; NO_SANDBOX leaves it out, since sanitizers
 * and coverage write files.
 */
bool sandbox_enter(const char **why);

#endif
