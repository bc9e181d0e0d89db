/*
 * measure RUNS COMMAND [ARGUMENT]...: runs it and prints the least CPU seconds (user and system) of
 * one run, and the most KiB that it had.  Each run reads standard input from its beginning.  Its
 * output is thrown away, its status does not matter.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS 60 /* after that it hangs */

enum { GOOD, USAGE, CRASH, HANG }; /* exit status */

static double
seconds(const struct rusage *u)
{
	return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) +
	       (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e6;
}

static _Noreturn void
start(char **command)
{
	int null = open("/dev/null", O_WRONLY);

	dup2(null, 1);
	dup2(null, 2);
	lseek(0, 0, SEEK_SET);
	alarm(SECONDS);
	execv(command[0], command);
	_exit(127);
}

int
main(int argc, char **argv)
{
	double least = -1;
	long peak = 0;

	if (argc < 3)
		return USAGE;
	for (int i = 0; i < atoi(argv[1]); i++) {
		struct rusage usage;
		pid_t child = fork();
		int status;

		if (child == 0)
			start(argv + 2);
		if (child < 0 || wait4(child, &status, 0, &usage) != child ||
		    (WIFEXITED(status) && WEXITSTATUS(status) == 127))
			return USAGE;
		if (!WIFEXITED(status))
			return WTERMSIG(status) == SIGALRM ? HANG : CRASH;
		if (least < 0 || seconds(&usage) < least)
			least = seconds(&usage);
		if (usage.ru_maxrss > peak)
			peak = usage.ru_maxrss;
	}
	printf("%.4f %ld\n", least, peak);
	return GOOD;
}
