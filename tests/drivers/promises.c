/*
 * promises TOOL FILE...: what the tool promises (tests/lib/promise.h), checked on each document in
 * each file.  Prints a line for each broken promise, then the counts; status 1 if one is broken.
 */
#include "promise.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static const char *file; /* that is looked at */
static unsigned broken;

static void
complain(const char *what)
{
	printf("%s: %s\n", file, what);
	broken++;
}

static void
check_file(struct promise *p)
{
	int fd = open(file, O_RDONLY);

	if (fd < 0) {
		complain("cannot be read");
		return;
	}
	promise_check(p, fd);
	close(fd);
}

int
main(int argc, char **argv)
{
	const struct promise_tool *tool = argc > 1 ? promise_tool(argv[1]) : NULL;
	const struct promise_count *count;
	struct promise *p;

	if (tool == NULL)
		return 2;
	p = promise_new(tool, 64 << 20, complain);
	count = promise_counts(p);
	for (int i = 2; i < argc; i++) {
		file = argv[i];
		check_file(p);
	}
	printf("promises: %u documents: %u unchanged, %u changed, %u refused; %u inputs not read; "
	       "%u promises broken\n",
	       count->documents, count->unchanged, count->changed, count->refused, count->unread,
	       broken);
	promise_free(p);
	return broken > 0;
}
