/*
 * promises FILE...: what the tools promise (tests/lib/promise.h), checked for domconv on each
 * document in each file.  Prints a line for each broken promise, then the counts; status 1 if one
 * is broken.
 */
#include "domain/convert.h"
#include "domain/rules.h"
#include "promise.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static const char *const roots[] = { "domain", NULL };
static struct settings settings;
static const char *file; /* that is looked at */
static unsigned broken;

static void
complain(const char *what)
{
	printf("%s: %s\n", file, what);
	broken++;
}

static void
convert(struct run *r, void *set)
{
	domain_convert(r, 0, NONE, set);
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
	static const struct promise_tool tool = {
		.roots = roots, .rules = &domain_rules, .convert = convert, .settings = &settings
	};
	struct promise *p = promise_new(&tool, 64 << 20, complain);
	const struct promise_count *count = promise_counts(p);

	settings = settings_default;
	for (int i = 1; i < argc; i++) {
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
