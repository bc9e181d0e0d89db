/*
 * kill WORK BIN MODES: runs each mode and kills it at each of its system calls, before the call and
 * behind it, one at a time.  Prints a line for each file that is neither the old nor the new one,
 * then the tally; status 1 if it was not always survived.
 */
#define _GNU_SOURCE
#include "judge.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static struct tally tally;

/* Lets it run to the stop of that number; false: it ended before. */
static bool
run_to(pid_t child, unsigned long stop, int *status)
{
	for (unsigned long n = 0; n < stop; n++) {
		int sig = 0;

		if (WIFSTOPPED(*status) && WSTOPSIG(*status) != SIGTRAP &&
		    WSTOPSIG(*status) != (SIGTRAP | 0x80) && WSTOPSIG(*status) != SIGSTOP)
			sig = WSTOPSIG(*status);
		if (ptrace(PTRACE_SYSCALL, child, NULL, sig) != 0 ||
		    waitpid(child, status, 0) != child)
			trouble("ptrace");
		if (!WIFSTOPPED(*status))
			return false;
	}
	return true;
}

/* Kills a fresh run at that stop; false: it ended before. */
static bool
kill_at(const struct place *p, const struct mode *m, unsigned long stop, struct outcome *o)
{
	char sandbox[512], template[512];
	pid_t child;
	int status;
	bool killed;

	snprintf(sandbox, sizeof(sandbox), "%s/sandbox", p->work);
	snprintf(template, sizeof(template), "%s/template", p->work);
	sandbox_reset(sandbox, template);
	child = fork();
	if (child == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		command_start(p, m, NULL);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		trouble("fork");
	killed = run_to(child, stop, &status);
	if (killed) {
		kill(child, SIGKILL);
		if (waitpid(child, &status, 0) != child)
			trouble("waitpid");
	}
	*o = outcome_gather(p, status);
	return killed;
}

static void
try_mode(const struct place *p, const struct mode *m, const struct state *before)
{
	struct outcome clean = command_run(p, m, NULL), o;
	struct trial t = { before, &clean, "kill", 0 };
	struct verdict v;
	bool killed = true;

	for (unsigned long stop = 1; killed; stop++) {
		killed = kill_at(p, m, stop, &o);
		v = judge(&t, &o);
		if (killed)
			tally.runs[v.breach]++;
		if (killed && v.breach != BREACH_NONE)
			printf("%s: killed at stop %lu: %s\n", m->line, stop, v.why);
		outcome_free(&o);
	}
	outcome_free(&clean);
}

int
main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 4 || !modes_try(&(struct place){ argv[1], argv[2], NULL }, argv[3], try_mode))
		return 2;
	return tally_print(&tally, "kills") ? 0 : 1;
}
