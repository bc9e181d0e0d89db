#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "promise.h"

#include <stddef.h>
#include <stdint.h>

/* What every fuzz target for documents does with an input: keeps the tool to its promises. */
void fuzz_documents(const char *tool, const uint8_t *data, size_t size);
/* A promise is broken: says which, and ends the process, so that the input is kept. */
void fuzz_broken(const char *what);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
