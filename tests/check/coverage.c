/*
 * Linked into the programs of `make coverage` (ld --wrap=raise): the counts are written when a
 * program ends by exit, so one that ends by a signal it has caught writes them before.
 */
#include <gcov.h>

int __real_raise(int sig);
int __wrap_raise(int sig);

int
__wrap_raise(int sig)
{
	__gcov_dump();
	return __real_raise(sig);
}
