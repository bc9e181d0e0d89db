/* Snapshots and checkpoints, with the rules of all three tools. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_documents("snapconv", data, size);
	return 0;
}
