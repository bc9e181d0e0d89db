/*
 * mixtures TOOL SEED FIRST COUNT FILE...: what the tool promises (tests/lib/promise.h), checked on
 * COUNT documents from the FIRST on that are made of the files' elements (tests/lib/mixture.h).
 * Each is checked with one of several choices of options.  Prints a line for each broken promise,
 * then the counts; status 1 if one is broken.
 *
 * mixtures -ROOT SEED FIRST COUNT FILE...: prints the documents of that root element.
 */
#include "mixture.h"
#include "promise.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t seed, number; /* of the document that is looked at */
static unsigned broken;

static void
complain(const char *what)
{
	printf("%llu %llu: %s\n", (unsigned long long)seed, (unsigned long long)number, what);
	broken++;
}

static void
read_files(struct mixtures *m, char **files)
{
	for (; *files != NULL; files++) {
		int fd = open(*files, O_RDONLY);

		if (fd < 0)
			exit(2);
		mixtures_read(m, fd);
		close(fd);
	}
}

static void
check(struct promise *p, FILE *file, struct str text)
{
	rewind(file);
	if (ftruncate(fileno(file), 0) != 0 ||
	    write(fileno(file), text.p, text.n) != (ssize_t)text.n)
		complain("(no temporary file)");
	promise_choose(number);
	promise_check(p, fileno(file));
}

int
main(int argc, char **argv)
{
	const struct promise_tool *tool = argc > 5 ? promise_tool(argv[1]) : NULL;
	const char *const root[] = { argc > 5 ? argv[1] + 1 : NULL, NULL };
	const struct promise_count *count;
	struct mixtures *m;
	struct promise *p = NULL;
	struct buf text = { 0 };
	FILE *file = tmpfile();
	uint64_t end;

	if (argc <= 5 || (tool == NULL && argv[1][0] != '-') || file == NULL)
		return 2;
	seed = strtoull(argv[2], NULL, 10);
	number = strtoull(argv[3], NULL, 10);
	end = number + strtoull(argv[4], NULL, 10);
	m = mixtures_new(tool != NULL ? tool->roots : root);
	read_files(m, argv + 5);
	if (tool != NULL)
		p = promise_new(tool, 64 << 20, complain);
	for (; number < end; number++) {
		text.len = 0;
		mixtures_make(m, seed, number, p != NULL, &text);
		if (p != NULL)
			check(p, file, buf_view(&text));
		else
			fwrite(text.p, 1, text.len, stdout);
	}
	if (p != NULL) {
		count = promise_counts(p);
		printf("mixtures: %u documents: %u unchanged, %u changed, %u refused; %u not read; "
		       "%u promises broken\n",
		       count->documents, count->unchanged, count->changed, count->refused,
		       count->unread, broken);
		promise_free(p);
	}
	mixtures_free(m);
	buf_free(&text);
	fclose(file);
	return broken > 0;
}
