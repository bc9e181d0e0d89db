/*
 * sandbox-calls free|confined       tries system calls: a line each, NAME and what errno says
 * sandbox-calls others              confined: a line for each other number that is not denied
 * sandbox-calls refused COMMAND...  runs it where the kernel refuses filters
 * sandbox-calls machine             x86_64 or aarch64, which have a filter, or other
 *
 * Without confinement, the calls fail for another reason than EPERM and do no harm.
 */
#define _GNU_SOURCE
#include "cli/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOWHERE ((long)"/nonexistent/file")
#if defined(__x86_64__)
#define MACHINE "x86_64"
#elif defined(__aarch64__) && defined(__AARCH64EL__)
#define MACHINE "aarch64"
#else
#define MACHINE "other"
#endif
#define HIGHEST 1024 /* system calls are numbered to 470 or so, and those of x32 from 1 << 30 */

struct attempt {
	const char *name;
	long number;
	long argument[6];
};

#define CALL(name, ...)                \
	{                              \
#name, __NR_##name,    \
		{                      \
			__VA_ARGS__, 0 \
		}                      \
	}

static const struct attempt attempts[] = {
	CALL(execve, NOWHERE),
	CALL(execveat, -1, NOWHERE),
#ifdef __NR_fork
	CALL(fork, 0),
	CALL(open, NOWHERE, O_WRONLY),
	CALL(open, NOWHERE, O_RDWR),
	CALL(open, NOWHERE, O_RDONLY | O_CREAT),
	CALL(open, NOWHERE, O_RDONLY | O_TRUNC),
	CALL(open, NOWHERE, O_WRONLY | O_TMPFILE),
	CALL(creat, NOWHERE, 0600),
	CALL(unlink, NOWHERE),
	CALL(rmdir, NOWHERE),
	CALL(rename, NOWHERE, NOWHERE),
	CALL(link, NOWHERE, NOWHERE),
	CALL(symlink, NOWHERE, NOWHERE),
	CALL(mkdir, NOWHERE, 0700),
	CALL(mknod, NOWHERE, 0600),
	CALL(chmod, NOWHERE, 0600),
	CALL(chown, NOWHERE, -1, -1),
#endif
	CALL(clone, CLONE_SIGHAND), /* needs CLONE_VM, too */
	CALL(clone3, 0),
	CALL(ptrace, PTRACE_PEEKUSER, -1),
	CALL(process_vm_writev, -1),
	CALL(kill, 0x7fffffff),
	CALL(tgkill, -1, -1),
	CALL(socket, -1),
	CALL(socketpair, -1),
	CALL(bind, -1),
	CALL(connect, -1),
	CALL(listen, -1),
	CALL(accept4, -1),
	CALL(sendto, -1),
	CALL(sendmsg, -1),
	CALL(recvmsg, -1),
	CALL(openat, AT_FDCWD, NOWHERE, O_WRONLY),
	CALL(openat, AT_FDCWD, NOWHERE, O_RDWR),
	CALL(openat, AT_FDCWD, NOWHERE, O_RDONLY | O_CREAT),
	CALL(openat, AT_FDCWD, NOWHERE, O_RDONLY | O_TRUNC),
	CALL(openat, AT_FDCWD, NOWHERE, O_WRONLY | O_TMPFILE),
	CALL(openat2, AT_FDCWD, NOWHERE),
	CALL(unlinkat, AT_FDCWD, NOWHERE),
	CALL(renameat2, AT_FDCWD, NOWHERE, AT_FDCWD, NOWHERE),
	CALL(linkat, AT_FDCWD, NOWHERE, AT_FDCWD, NOWHERE),
	CALL(symlinkat, NOWHERE, AT_FDCWD, NOWHERE),
	CALL(mkdirat, AT_FDCWD, NOWHERE, 0700),
	CALL(fchmod, -1),
	CALL(fchmodat, AT_FDCWD, NOWHERE, 0600),
	CALL(fchownat, AT_FDCWD, NOWHERE, -1, -1),
	CALL(truncate, NOWHERE),
	CALL(ftruncate, -1),
	CALL(setxattr, NOWHERE, NOWHERE),
	CALL(dup, -1),
	CALL(ioctl, -1),
	CALL(memfd_create, 0),
	CALL(mmap, 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1),
	CALL(mprotect, 0, 4096, PROT_READ | PROT_EXEC),
};

/* What the sandbox permits, wholly or in part. */
static const long permitted[] = {
#ifdef __NR_open
	__NR_open,
#endif
	__NR_openat,        __NR_read,
	__NR_readv,         __NR_write,
	__NR_writev,        __NR_close,
	__NR_lseek,         __NR_fstat,
#ifdef __NR_newfstatat
	__NR_newfstatat,
#endif
	__NR_mmap,          __NR_mprotect,
	__NR_mremap,        __NR_munmap,
	__NR_madvise,       __NR_brk,
	__NR_futex,         __NR_getrandom,
	__NR_clock_gettime, __NR_sysinfo,
	__NR_getpid,        __NR_gettid,
	__NR_rt_sigaction,  __NR_rt_sigprocmask,
	__NR_rt_sigreturn,  __NR_restart_syscall,
	__NR_exit,          __NR_exit_group,
};

static long
call(const struct attempt *a)
{
	long r = syscall(a->number, a->argument[0], a->argument[1], a->argument[2], a->argument[3],
	                 a->argument[4], a->argument[5]);

#ifdef __NR_fork
	if (a->number == __NR_fork && r == 0)
		_exit(0);
	if (a->number == __NR_fork && r > 0)
		waitpid((pid_t)r, NULL, 0);
#endif
	return r;
}

static void
try_all(void)
{
	for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
		long r = call(&attempts[i]);

		printf("%s %s\n", attempts[i].name,
		       r >= 0           ? "done"
		       : errno == EPERM ? "EPERM"
		                        : "EOTHER");
	}
}

static bool
is_permitted(long number)
{
#ifdef __x86_64__
	if (number == 335 || number == 336) /* uretprobe, uprobe: the kernel asks no filter */
		return true;
#endif
	for (size_t i = 0; i < sizeof(permitted) / sizeof(permitted[0]); i++)
		if (permitted[i] == number)
			return true;
	return false;
}

static void
try_others(void)
{
	for (long n = 0; n < HIGHEST; n++)
		for (long bit = 0; bit <= 1L << 30; bit += 1L << 30)
			if ((bit != 0 || !is_permitted(n)) &&
			    (syscall(n + bit, -1, -1, -1, -1, -1, -1) != -1 || errno != EPERM))
				printf("%ld\n", n + bit);
}

/* What the tool may do all the same. */
static void
try_work(void)
{
	char byte;
	int fd = open("/dev/zero", O_RDONLY);
	void *p = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	printf("work %s\n", fd >= 0 && read(fd, &byte, 1) == 1 && p != MAP_FAILED ? "done" : "not");
}

/* A filter under which prctl(PR_SET_SECCOMP) fails as in a kernel without seccomp. */
static int
run_refused(char **command)
{
	struct sock_filter program[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_prctl, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		         (unsigned)offsetof(struct seccomp_data, args[0])),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog filter = { sizeof(program) / sizeof(program[0]), program };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)
		return 3;
	execvp(command[0], command);
	return 3;
}

int
main(int argc, char **argv)
{
	const char *why = NULL;

	if (argc > 2 && strcmp(argv[1], "refused") == 0)
		return run_refused(argv + 2);
	if (argc != 2)
		return 2;
	if (strcmp(argv[1], "machine") == 0)
		return puts(MACHINE) < 0;
	if (strcmp(argv[1], "free") != 0 && !sandbox_enter(&why)) {
		printf("not confined: %s\n", why != NULL ? why : "left out of this build");
		return 1;
	}
	if (strcmp(argv[1], "others") == 0)
		try_others();
	else {
		try_all();
		try_work();
	}
	return 0;
}
