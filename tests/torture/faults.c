/*
 * faults WORK BIN SHIM MODES: makes every call of every mode fail, one at a time and from it on,
 * and all reads and writes short.  Prints a line for each promise that is broken, then the tally;
 * status 1 if any is.
 */
#define _GNU_SOURCE
#include "judge.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct fault {
	const char *call;
	int error;
	enum { ONCE, HARMLESS, FROM_NOW } manner; /* harmless: to be tried again */
} faults[] = {
	{ "malloc", ENOMEM, ONCE },      { "malloc", ENOMEM, FROM_NOW },
	{ "realloc", ENOMEM, ONCE },     { "realloc", ENOMEM, FROM_NOW },
	{ "calloc", ENOMEM, ONCE },      { "read", EIO, ONCE },
	{ "read", EIO, FROM_NOW },       { "read", EINTR, HARMLESS },
	{ "pread", EIO, ONCE },          { "pread", EIO, FROM_NOW },
	{ "pread", EINTR, HARMLESS },    { "write", ENOSPC, ONCE },
	{ "write", ENOSPC, FROM_NOW },   { "write", EINTR, HARMLESS },
	{ "write", EPIPE, ONCE },        { "write", EPIPE, FROM_NOW },
	{ "complain", ENOSPC, ONCE },    { "complain", ENOSPC, FROM_NOW },
	{ "complain", EINTR, HARMLESS }, { "open", EACCES, ONCE },
	{ "open", EMFILE, ONCE },        { "open", EMFILE, FROM_NOW },
	{ "open", EINTR, ONCE },         { "close", EIO, ONCE },
	{ "close", EIO, FROM_NOW },      { "close", EINTR, ONCE },
	{ "fsync", EIO, ONCE },          { "fsync", EIO, FROM_NOW },
	{ "fsync", ENOSPC, ONCE },       { "fsync", EINTR, ONCE },
	{ "rename", EACCES, ONCE },      { "rename", EACCES, FROM_NOW },
	{ "rename", ENOSPC, ONCE },      { "rename", EINTR, ONCE },
	{ "mkstemp", EACCES, ONCE },     { "mkstemp", EACCES, FROM_NOW },
	{ "mkstemp", ENOSPC, ONCE },     { "mkstemp", EINTR, ONCE },
	{ "fchmod", EPERM, ONCE },       { "fchown", EPERM, ONCE },
	{ "fstat", EIO, ONCE },          { "stat", EIO, ONCE },
	{ "stat", EACCES, ONCE },        { "lstat", EIO, ONCE },
	{ "realpath", ENOMEM, ONCE },    { "realpath", EACCES, ONCE },
	{ "fgetxattr", EIO, ONCE },      { "flistxattr", EIO, ONCE },
	{ "fsetxattr", ENOSPC, ONCE },   { "getrandom", ENOSYS, HARMLESS },
	{ "fcntl", EIO, ONCE },          { "link", EPERM, HARMLESS },
	{ "link", EEXIST, ONCE },        { "unlink", EACCES, ONCE },
	{ "unlink", EACCES, FROM_NOW },  { "readlink", EIO, ONCE },
	{ "sigaction", EINVAL, ONCE },   { "prctl", EINVAL, ONCE },
};

/* What may move less than it is asked to. */
static const char *const moving[] = { "read", "pread", "write", "complain" };

static struct tally tally;

static void
try_fault(const struct place *p, const struct mode *m, const struct trial *t, unsigned long n,
          const char *how, bool harmless)
{
	char fault[64];
	struct outcome o;
	struct verdict v;

	snprintf(fault, sizeof(fault), "%s %lu %s", t->call, n, how);
	o = command_run(p, m, fault);
	v = judge(t, &o);
	if (v.breach == BREACH_NONE && harmless && o.status != t->clean->status)
		v = (struct verdict){ BREACH_OTHER, "it should have tried again" };
	tally.runs[v.breach]++;
	if (v.breach != BREACH_NONE)
		printf("%s: %s %lu fails (%s): %s; status %d\n", m->line, t->call, n,
		       strcmp(how, "short") == 0 ? how : strerror((int)strtol(how, NULL, 10)),
		       v.why, o.status);
	outcome_free(&o);
}

/* Files that were there have the mode and the extended attribute that they had. */
static bool
keeps_marks(const struct state *before, const struct state *after)
{
	for (size_t i = 0; i < before->count; i++) {
		const struct entry *old = &before->entries[i];
		const struct entry *new = state_find(after, old->name);

		if (new == NULL || new->mode != old->mode || strcmp(new->note, old->note) != 0)
			return false;
	}
	return true;
}

/* Why the run is wrong although nothing failed, or NULL. */
static const char *
clean_fault(const struct place *p, const struct state *before, const struct outcome *clean)
{
	if (clean->status < 0 || clean->status == 2)
		return "it does not work";
	if (!keeps_marks(before, &clean->state))
		return "a file's mode or attribute is lost";
	/* the file before it is renamed, the directory afterwards */
	if (command_count(p, "fsync") < 2 * command_count(p, "rename"))
		return "a file is not brought to the disk";
	return NULL;
}

static void
try_mode(const struct place *p, const struct mode *m, const struct state *before)
{
	struct outcome clean = command_run(p, m, "none 0 0");
	unsigned long counts[sizeof(faults) / sizeof(faults[0])];
	struct trial t = { before, &clean, NULL, 0 };
	const char *wrong = clean_fault(p, before, &clean);
	char how[16];

	if (wrong != NULL) {
		printf("%s: without any fault %s; status %d: %s\n", m->line, wrong, clean.status,
		       clean.err);
		tally.runs[BREACH_OTHER]++;
		outcome_free(&clean);
		return;
	}
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		counts[i] = command_count(p, faults[i].call);
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		t.call = faults[i].call;
		t.error = faults[i].error;
		snprintf(how, sizeof(how), "%d%s", faults[i].error,
		         faults[i].manner == FROM_NOW ? "+" : "");
		for (unsigned long n = 1; n <= counts[i]; n++)
			try_fault(p, m, &t, n, how, faults[i].manner == HARMLESS);
	}
	t.error = 0;
	for (size_t i = 0; i < sizeof(moving) / sizeof(moving[0]); i++) {
		t.call = moving[i];
		try_fault(p, m, &t, 1, "short", true);
	}
	outcome_free(&clean);
}

int
main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc != 5 ||
	    !modes_try(&(struct place){ argv[1], argv[2], argv[3] }, argv[4], try_mode))
		return 2;
	return tally_print(&tally, "faults") ? 0 : 1;
}
