/* Domains, by all rules of domconv. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_documents("domconv", data, size);
	return 0;
}
