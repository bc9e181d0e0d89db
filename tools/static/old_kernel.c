/*
 * For the static programs, which hosts with old kernels run: stat, lstat and fstat as Linux has had
 * them from the beginning.  fstat of glibc since 2.33 is newfstatat(fd, "", AT_EMPTY_PATH), which
 * kernels before 2.6.39 refuse, those of RHEL 5 and 6 among them; -i and --report need it.  On
 * x86_64, struct stat of the kernel is that of the library.
 */
#define _GNU_SOURCE /* syscall */
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__) && defined(__LP64__)

int
stat(const char *restrict path, struct stat *restrict st)
{
	return (int)syscall(SYS_stat, path, st);
}

int
lstat(const char *restrict path, struct stat *restrict st)
{
	return (int)syscall(SYS_lstat, path, st);
}

int
fstat(int fd, struct stat *st)
{
	return (int)syscall(SYS_fstat, fd, st);
}

#endif
