#include "cli/sandbox.h"

#include <stddef.h>

#if !defined(NO_SANDBOX) && defined(__linux__) && \
    (defined(__x86_64__) || (defined(__aarch64__) && defined(__AARCH64EL__)))

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifdef __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#else
#define ARCH AUDIT_ARCH_AARCH64
#endif

#define FIELD(f) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, f))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define PERMIT RETURN(SECCOMP_RET_ALLOW)
#define DENY RETURN(SECCOMP_RET_ERRNO | EPERM)
#define UNLESS_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skip))
#define UNLESS_ANY(bits, skip) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, (skip))

/* A row permits one system call, the other only without some bits of an argument. */
#define CALL(name) UNLESS_EQUAL(__NR_##name, 1), PERMIT
#define CALL_WITHOUT(name, n, bits) \
	UNLESS_EQUAL(__NR_##name, 4), FIELD(args[n]), UNLESS_ANY((bits), 1), DENY, PERMIT

/* O_TRUNC alone empties a file; O_TMPFILE comes with a mode of writing. */
#define WRITING (O_ACCMODE | O_CREAT | O_TRUNC)

/*
 * What is not named is denied, so system calls that are yet to be invented are, too, and those of
 * x32, whose numbers have a bit of their own.  A process of another machine's calls (int 0x80)
 * can do nothing at all.
 */
static const struct sock_filter program[] = {
	FIELD(arch),
	UNLESS_EQUAL(ARCH, 1),
	BPF_STMT(BPF_JMP | BPF_JA, 1),
	DENY,
	FIELD(nr),
	CALL(read),
	CALL(readv),
	CALL(write),
	CALL(writev),
	CALL(close),
	CALL(lseek),
	CALL(fstat),
	CALL(newfstatat),
#ifdef __NR_open
	CALL_WITHOUT(open, 1, WRITING),
#endif
	CALL_WITHOUT(openat, 2, WRITING),
	CALL_WITHOUT(mmap, 2, PROT_EXEC),
	CALL_WITHOUT(mprotect, 2, PROT_EXEC),
	CALL(mremap),
	CALL(munmap),
	CALL(madvise),
	CALL(brk),
	CALL(futex),
	CALL(getrandom),
	CALL(clock_gettime),
	CALL(sysinfo), /* qsort's, to see how much memory there is */
	CALL(getpid),
	CALL(gettid),
	CALL(rt_sigaction),
	CALL(rt_sigprocmask),
	CALL(rt_sigreturn),
	CALL(restart_syscall),
	CALL(exit),
	CALL(exit_group),
	DENY,
};

bool
sandbox_enter(const char **why)
{
	/* the kernel only reads it; its header lacks the const */
	struct sock_fprog filter = { sizeof(program) / sizeof(program[0]),
		                     (struct sock_filter *)program };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0)
		return true;
	*why = strerror(errno);
	return false;
}

#else /* nobody could act on a warning at every start of a guest */

bool
sandbox_enter(const char **why)
{
	*why = NULL;
	return false;
}

#endif
