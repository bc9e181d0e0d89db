/* Whatever bridgemap takes, with a map of each kind that is no swap. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_documents("bridgemap", data, size);
	return 0;
}
