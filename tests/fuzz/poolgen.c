/* Dumped pools, told all that their type takes. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_documents("poolgen", data, size);
	return 0;
}
