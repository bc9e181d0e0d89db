#include "cli/progress.h"

#include "write/file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
progress_begin(struct progress *p, bool documents_there)
{
	memset(p, 0, sizeof(*p));
	p->on = isatty(STDERR_FILENO) && !(documents_there && isatty(STDOUT_FILENO));
	if (p->on)
		clock_gettime(CLOCK_MONOTONIC, &p->began);
}

static double
seconds_between(const struct timespec *a, const struct timespec *b)
{
	return (double)(b->tv_sec - a->tv_sec) + (double)(b->tv_nsec - a->tv_nsec) / 1e9;
}

void
progress_step(struct progress *p, bool changed, bool refused)
{
	struct timespec now;
	char line[128];

	if (!p->on)
		return;
	p->documents++;
	p->changed += changed;
	p->refused += refused;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (seconds_between(&p->began, &now) < 1 ||
	    (p->shown && seconds_between(&p->last, &now) < 0.2))
		return;
	snprintf(line, sizeof(line), "\r%lu documents: %lu changed, %lu refused ", p->documents,
	         p->changed, p->refused);
	write_all(STDERR_FILENO, line, strlen(line));
	p->last = now;
	p->shown = true;
}

void
progress_clear(struct progress *p)
{
	static const char clear[] = "\r\033[K";

	if (p->shown)
		write_all(STDERR_FILENO, clear, sizeof(clear) - 1);
	p->shown = false;
}
