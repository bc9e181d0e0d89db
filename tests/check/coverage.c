/*
 * Linked into the programs of `make coverage` (ld --wrap=raise): the counts are written when a
 * program ends by exit, so one that ends by a signal it has caught writes them before.  A fault
 * that is injected (tests/torture/shim) is not meant for what writes the counts, and ends before
 * it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <gcov.h>
#include <stdlib.h>

int __real_raise(int sig);
int __wrap_raise(int sig);

static void
end_faults(void)
{
	void (*end)(void);

	*(void **)&end = dlsym(RTLD_DEFAULT, "shim_end");
	if (end != NULL)
		end();
}

__attribute__((constructor)) static void
begin(void)
{
	atexit(end_faults);
}

int
__wrap_raise(int sig)
{
	end_faults();
	__gcov_dump();
	return __real_raise(sig);
}
