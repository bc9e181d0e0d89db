#define _GNU_SOURCE
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAX_SIZE 65536

void
fuzz_broken(const char *what)
{
	fprintf(stderr, "PROMISE BROKEN: %s\n", what);
	abort();
}

/* The input as a file that lives in memory. */
static int
input_file(const uint8_t *data, size_t size)
{
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("input", 0);
	if (fd < 0 || ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size)
		fuzz_broken("(no file for the input)");
	return fd;
}

void
fuzz_documents(const char *tool, const uint8_t *data, size_t size)
{
	static struct promise *p;

	if (p == NULL)
		p = promise_new(promise_tool(tool), MAX_SIZE, fuzz_broken);
	promise_check(p, input_file(data, size));
}
