/*
 * Preloaded into a tool: counts its calls to the system and makes some of them fail.
 *
 * FAULT="CALL N ERROR": the Nth call fails with that errno; "ERROR+": all from there on do.  ERROR
 * "short": each read and write moves one byte.  FAULT_COUNTS=FILE: a line for each call, with how
 * often it was made, is put there when the process ends.  A write to standard error is the call
 * "complain".
 */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* clang-format off */
#define CALLS(X) \
	X(malloc) X(realloc) X(calloc) X(read) X(pread) X(write) X(complain) X(open) X(close) X(fsync) \
	X(rename) X(mkstemp) X(fchmod) X(fchown) X(fstat) X(stat) X(lstat) X(realpath) X(fgetxattr) \
	X(flistxattr) X(fsetxattr) X(getrandom) X(fcntl) X(link) X(unlink) X(readlink) X(sigaction) \
	X(prctl)
/* clang-format on */

#define REPORT 200 /* the descriptor of FAULT_COUNTS */

enum call {
#define X(name) CALL_##name,
	CALLS(X)
#undef X
	    CALL_COUNT
};

static const char *const names[] = {
#define X(name) #name,
	CALLS(X)
#undef X
};

static unsigned long counts[CALL_COUNT], at;
static int armed = -1, error, report = -1;
static bool brief, lasting;

void *__libc_malloc(size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_calloc(size_t n, size_t size);

__attribute__((constructor)) static void
arm(void)
{
	const char *fault = getenv("FAULT"), *path = getenv("FAULT_COUNTS");
	char name[16], how[16];
	int fd;

	if (fault == NULL || sscanf(fault, "%15s %lu %15s", name, &at, how) != 3)
		return;
	/* now, since a sandbox permits no writing; far from what the tool opens */
	fd = path != NULL ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
	if (fd >= 0) {
		report = dup2(fd, REPORT);
		close(fd);
	}
	for (int i = 0; i < CALL_COUNT; i++)
		if (strcmp(names[i], name) == 0)
			armed = i;
	brief = strcmp(how, "short") == 0;
	error = atoi(how);
	lasting = strchr(how, '+') != NULL;
	memset(counts, 0, sizeof(counts)); /* what came before belongs to the loader */
}

/* No call fails any more, and the counts are told; a program that counts itself calls it before. */
__attribute__((destructor)) void
shim_end(void)
{
	armed = -1;
	for (int i = 0; report >= 0 && i < CALL_COUNT; i++)
		dprintf(report, "%s %lu\n", names[i], counts[i]);
	report = -1;
}

/* Counts a call; whether it is to fail. */
static bool
fails(enum call call)
{
	counts[call]++;
	if ((int)call != armed || brief || counts[call] < at || (counts[call] > at && !lasting))
		return false;
	errno = error;
	return true;
}

static size_t
shortened(enum call call, size_t len)
{
	return (int)call == armed && brief && len > 1 ? 1 : len;
}

/* What was written has not reached the disk, and now never will. */
static void
lose(int fd)
{
	int ignored = error != EINTR ? ftruncate(fd, 0) : 0; /* it may be no file, or for reading */

	(void)ignored;
	errno = error;
}

/* The function that would have been called. */
#define NEXT(name)                     \
	static __typeof__(name) *next; \
	if (next == NULL)              \
	*(void **)&next = dlsym(RTLD_NEXT, #name)

void *
malloc(size_t size)
{
	return fails(CALL_malloc) ? NULL : __libc_malloc(size);
}

void *
realloc(void *p, size_t size)
{
	return fails(CALL_realloc) ? NULL : __libc_realloc(p, size);
}

void *
calloc(size_t n, size_t size)
{
	return fails(CALL_calloc) ? NULL : __libc_calloc(n, size);
}

ssize_t
read(int fd, void *p, size_t len)
{
	NEXT(read);
	return fails(CALL_read) ? -1 : next(fd, p, shortened(CALL_read, len));
}

ssize_t
pread(int fd, void *p, size_t len, off_t from)
{
	NEXT(pread);
	return fails(CALL_pread) ? -1 : next(fd, p, shortened(CALL_pread, len), from);
}

ssize_t
write(int fd, const void *p, size_t len)
{
	NEXT(write);
	enum call call = fd == STDERR_FILENO ? CALL_complain : CALL_write;

	return fails(call) ? -1 : next(fd, p, shortened(call, len));
}

int
open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list ap;
	NEXT(open);

	if (flags & O_CREAT) {
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	return fails(CALL_open) ? -1 : next(path, flags, mode);
}

int __open_2(const char *path, int flags);

int
__open_2(const char *path, int flags)
{
	return open(path, flags);
}

int
fcntl(int fd, int command, ...)
{
	va_list ap;
	void *argument;
	NEXT(fcntl);

	va_start(ap, command);
	argument = va_arg(ap, void *);
	va_end(ap);
	return fails(CALL_fcntl) ? -1 : next(fd, command, argument);
}

int
prctl(int option, ...)
{
	unsigned long a[4];
	va_list ap;
	NEXT(prctl);

	va_start(ap, option);
	for (int i = 0; i < 4; i++)
		a[i] = va_arg(ap, unsigned long);
	va_end(ap);
	return fails(CALL_prctl) ? -1 : next(option, a[0], a[1], a[2], a[3]);
}

/* The file is closed all the same, as Linux does. */
int
close(int fd)
{
	NEXT(close);
	bool failed = fails(CALL_close);
	int result;

	if (failed)
		lose(fd);
	result = next(fd);
	if (failed)
		errno = error;
	return failed ? -1 : result;
}

int
fsync(int fd)
{
	NEXT(fsync);

	if (!fails(CALL_fsync))
		return next(fd);
	lose(fd);
	return -1;
}

char *
realpath(const char *path, char *resolved)
{
	NEXT(realpath);
	return fails(CALL_realpath) ? NULL : next(path, resolved);
}

#define WRAP(type, name, parameters, arguments)                  \
	type name parameters                                     \
	{                                                        \
		NEXT(name);                                      \
		return fails(CALL_##name) ? -1 : next arguments; \
	}

WRAP(int, rename, (const char *from, const char *to), (from, to))
WRAP(int, mkstemp, (char *path), (path))
WRAP(int, fchmod, (int fd, mode_t mode), (fd, mode))
WRAP(int, fchown, (int fd, uid_t uid, gid_t gid), (fd, uid, gid))
WRAP(int, fstat, (int fd, struct stat *st), (fd, st))
WRAP(int, stat, (const char *path, struct stat *st), (path, st))
WRAP(int, lstat, (const char *path, struct stat *st), (path, st))
WRAP(int, link, (const char *from, const char *to), (from, to))
WRAP(int, unlink, (const char *path), (path))
WRAP(ssize_t, readlink, (const char *path, char *p, size_t len), (path, p, len))
WRAP(ssize_t, getrandom, (void *p, size_t len, unsigned flags), (p, len, flags))
WRAP(ssize_t, fgetxattr, (int fd, const char *name, void *p, size_t len), (fd, name, p, len))
WRAP(ssize_t, flistxattr, (int fd, char *p, size_t len), (fd, p, len))
WRAP(int, fsetxattr, (int fd, const char *name, const void *p, size_t len, int flags),
     (fd, name, p, len, flags))
struct sigaction;
int sigaction(int sig, const struct sigaction *act, struct sigaction *old);
WRAP(int, sigaction, (int sig, const struct sigaction *act, struct sigaction *old), (sig, act, old))
