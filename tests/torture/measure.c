/*
 * measure RUNS[:PIECE] COMMAND [ARGUMENT]...: runs it and prints the least CPU
 * seconds (user and system) of one run, and the most KiB that it had.  Each run
 * reads standard input from its beginning; with PIECE, from a pipe that gives
 * so many bytes to each read.  Its output is thrown away, its status does not
 * matter.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS 60      /* after that it hangs */
#define PIECE_MOST 4096 /* bytes that a pipe gives in one piece */

enum { GOOD, USAGE, CRASH, HANG }; /* exit status */

static double
seconds(const struct rusage *u)
{
	return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) +
	       (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e6;
}

static _Noreturn void
start(char **command, int input)
{
	int null = open("/dev/null", O_WRONLY);

	signal(SIGPIPE, SIG_DFL);
	dup2(null, 1);
	dup2(null, 2);
	if (input != 0)
		dup2(input, 0);
	else
		lseek(0, 0, SEEK_SET);
	alarm(SECONDS);
	execv(command[0], command);
	_exit(127);
}

/* Writes all of standard input to the pipe, in pieces; its reader may end
 * before. */
static void
feed(int to, size_t piece)
{
	char bytes[PIECE_MOST];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(0, bytes, piece, at)) > 0 && write(to, bytes, (size_t)n) == n)
		at += n;
}

/* Starts the command; a pipe in packet mode (O_DIRECT) gives one piece to each
 * read. */
static pid_t
run(char **command, size_t piece)
{
	int ends[2];
	pid_t child;

	if (piece == 0) {
		child = fork();
		if (child == 0)
			start(command, 0);
		return child;
	}
	if (pipe2(ends, O_DIRECT | O_CLOEXEC) < 0)
		return -1;
	child = fork();
	if (child == 0)
		start(command, ends[0]);
	close(ends[0]);
	feed(ends[1], piece);
	close(ends[1]);
	return child;
}

int
main(int argc, char **argv)
{
	double least = -1;
	long peak = 0;
	char *colon = argc > 1 ? strchr(argv[1], ':') : NULL;
	long runs = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	size_t piece = colon != NULL ? strtoul(colon + 1, NULL, 10) : 0;

	if (argc < 3 || piece > PIECE_MOST)
		return USAGE;
	signal(SIGPIPE, SIG_IGN);
	for (long i = 0; i < runs; i++) {
		struct rusage usage;
		pid_t child = run(argv + 2, piece);
		int status;

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
