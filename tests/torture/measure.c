/*
 * measure RUNS COMMAND [ARGUMENT]...: runs it and prints the least CPU seconds (user and system) of
 * one run, and the most KiB that it had.  Its output is thrown away, its status does not matter.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double
seconds(const struct rusage *u)
{
	return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) +
	       (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e6;
}

int
main(int argc, char **argv)
{
	double least = -1;
	long peak = 0;

	if (argc < 3)
		return 2;
	for (int i = 0; i < atoi(argv[1]); i++) {
		struct rusage usage;
		pid_t child = fork();
		int status;

		if (child == 0) {
			int null = open("/dev/null", O_WRONLY);

			dup2(null, 1);
			dup2(null, 2);
			alarm(120);
			execv(argv[2], argv + 2);
			_exit(127);
		}
		if (child < 0 || wait4(child, &status, 0, &usage) != child)
			return 2;
		if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
			return 1; /* it crashed, or did not come to an end */
		if (least < 0 || seconds(&usage) < least)
			least = seconds(&usage);
		if (usage.ru_maxrss > peak)
			peak = usage.ru_maxrss;
	}
	printf("%.4f %ld\n", least, peak);
	return 0;
}
