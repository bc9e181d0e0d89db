/*
 * faults WORK BIN SHIM MODES: makes every call of every mode fail, one at a time, and all reads and
 * writes short.  Prints a line for each promise that is broken, then the tally; status 1 if any is.
 */
#define _GNU_SOURCE
#include "judge.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* strict: the tool has to go on as if nothing had been. */
static const struct fault {
	const char *call;
	int error;
	bool strict;
} faults[] = {
	{ "malloc", ENOMEM, false },   { "realloc", ENOMEM, false },
	{ "calloc", ENOMEM, false },   { "read", EIO, false },
	{ "read", EINTR, true },       { "pread", EIO, false },
	{ "pread", EINTR, true },      { "write", ENOSPC, false },
	{ "write", EINTR, true },      { "write", EPIPE, false },
	{ "complain", ENOSPC, false }, { "complain", EINTR, true },
	{ "open", EACCES, false },     { "open", EMFILE, false },
	{ "open", EINTR, false },      { "close", EIO, false },
	{ "close", EINTR, false },     { "fsync", EIO, false },
	{ "fsync", EINTR, false },     { "fsync", ENOSPC, false },
	{ "rename", EACCES, false },   { "rename", ENOSPC, false },
	{ "prctl", EINVAL, false },    { "mkstemp", ENOSPC, false },
	{ "rename", EINTR, false },    { "mkstemp", EACCES, false },
	{ "mkstemp", EINTR, false },   { "fchmod", EPERM, false },
	{ "fchown", EPERM, false },    { "fstat", EIO, false },
	{ "stat", EIO, false },        { "stat", EACCES, false },
	{ "lstat", EIO, false },       { "realpath", ENOMEM, false },
	{ "realpath", EACCES, false }, { "fgetxattr", EIO, false },
	{ "flistxattr", EIO, false },  { "fsetxattr", ENOSPC, false },
	{ "getrandom", ENOSYS, true }, { "fcntl", EIO, false },
	{ "unlink", EACCES, false },   { "sigaction", EINVAL, false },
};

/* What may move less than it is asked to. */
static const char *const moving[] = { "read", "pread", "write", "complain" };

static struct tally tally;

static void
try_fault(const struct place *p, const struct mode *m, const struct trial *t, unsigned long n,
          const char *how, bool strict)
{
	char fault[64];
	struct outcome o;
	struct verdict v;

	snprintf(fault, sizeof(fault), "%s %lu %s", t->call, n, how);
	o = command_run(p, m, fault);
	v = judge(t, &o);
	if (v.breach == BREACH_NONE && strict && o.status != t->clean->status)
		v = (struct verdict){ BREACH_OTHER, "it should have tried again" };
	tally.runs[v.breach]++;
	if (v.breach != BREACH_NONE)
		printf("%s: %s %lu fails (%s): %s; status %d\n", m->line, t->call, n,
		       strcmp(how, "short") == 0 ? how : strerror(atoi(how)), v.why, o.status);
	outcome_free(&o);
}

static void
try_mode(const struct place *p, const struct mode *m, const struct state *before)
{
	struct outcome clean = command_run(p, m, "none 0 0");
	unsigned long counts[sizeof(faults) / sizeof(faults[0])];
	struct trial t = { before, &clean, NULL, 0 };
	char how[16];

	if (clean.status < 0 || clean.status == 2) {
		printf("%s: status %d without any fault: %s\n", m->line, clean.status, clean.err);
		tally.runs[BREACH_OTHER]++;
		outcome_free(&clean);
		return;
	}
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		counts[i] = command_count(p, faults[i].call);
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		t.call = faults[i].call;
		t.error = faults[i].error;
		snprintf(how, sizeof(how), "%d", faults[i].error);
		for (unsigned long n = 1; n <= counts[i]; n++)
			try_fault(p, m, &t, n, how, faults[i].strict);
	}
	t.error = 0;
	for (size_t i = 0; i < sizeof(moving) / sizeof(moving[0]); i++) {
		t.call = moving[i];
		try_fault(p, m, &t, 0, "short", true);
	}
	outcome_free(&clean);
}

int
main(int argc, char **argv)
{
	struct place p;
	struct state before;
	char line[512], template[512];
	FILE *modes;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 5 || (modes = fopen(argv[4], "r")) == NULL)
		return 2;
	p = (struct place){ argv[1], argv[2], argv[3] };
	snprintf(template, sizeof(template), "%s/template", p.work);
	before = sandbox_state(template);
	while (fgets(line, sizeof(line), modes) != NULL) {
		struct mode m;

		if (!mode_read(&m, line))
			continue;
		try_mode(&p, &m, &before);
		mode_free(&m);
	}
	fclose(modes);
	state_free(&before);
	return tally_print(&tally, "faults") ? 0 : 1;
}
