#define _GNU_SOURCE
#include "judge.h"

#include "expat_view.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* What a document on standard output, or a line of something else, ends with. */
static size_t
piece_of(const char *p, size_t n)
{
	/* a change of LDIF is whole only with all its lines */
	const char *blank = strncmp(p, "dn:", n < 3 ? n : 3) == 0 ? memmem(p, n, "\n\n", 2) : NULL;
	static const char *const ends[] = {
		"</domain>\n",  "</domainsnapshot>\n", "</domaincheckpoint>\n",
		"</network>\n", "</pool>\n",           "</secret>\n"
	};
	size_t least = n;

	if (p[0] == ' ') { /* blanks between documents */
		for (least = 0; least < n && p[least] == ' ';)
			least++;
		return least;
	}
	if (blank != NULL)
		return (size_t)(blank - p) + 2;
	if (p[0] != '<') {
		const char *end = memchr(p, '\n', n);

		return end != NULL ? (size_t)(end - p) + 1 : n;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		const char *end = memmem(p, n, ends[i], strlen(ends[i]));
		size_t len = end != NULL ? (size_t)(end - p) + strlen(ends[i]) : n;

		/* the end of a snapshot's own domain is indented, so it is none of a document */
		while (end != NULL && end > p && end[-1] != '\n') {
			end = memmem(end + 1, n - (size_t)(end + 1 - p), ends[i], strlen(ends[i]));
			len = end != NULL ? (size_t)(end - p) + strlen(ends[i]) : n;
		}
		if (len < least)
			least = len;
	}
	return least;
}

/* Standard output has whole documents of the true one, in order; where it failed, one may be cut.
 */
static bool
is_part(const struct outcome *o, const struct outcome *clean, bool cut)
{
	const char *p = o->out, *q = clean->out;
	size_t left = o->out_size, rest = clean->out_size;

	while (left > 0 && rest > 0) {
		size_t len = piece_of(q, rest);

		if (left >= len && memcmp(p, q, len) == 0) {
			p += len;
			left -= len;
		} else if (cut && left < len && memcmp(p, q, left) == 0)
			return true;
		q += len;
		rest -= len;
	}
	return left == 0;
}

/* What tells of the failure itself differs from what is written without one. */
static bool
tells(const struct entry *e)
{
	static const char *const texts[] = { "plan.txt",     "out/summary.txt",
		                             "out/plan.tsv", "report.json",
		                             "report.sarif", "report.txt",
		                             "new.base",     NULL };

	if (str_in(str_from(e->name), texts))
		return e->size == 0 || e->data[e->size - 1] == '\n';
	return strcmp(e->name, "report.xml") == 0 &&
	       expat_accepts((struct str){ e->data, e->size });
}

/* A file that may not be read is replaced all the same, by one without its attributes. */
static bool
is_new(const struct trial *t, const struct entry *e, const struct entry *new)
{
	struct entry bare;

	if (entry_equal(e, new))
		return true;
	if (new == NULL || t->error != EACCES)
		return false;
	bare = *new;
	bare.note[0] = '\0';
	return entry_equal(e, &bare);
}

/* Removing a file may have failed, or there was no time for it. */
static bool
may_be_left(const struct trial *t, const char *name)
{
	const char *slash = strrchr(name, '/');

	return (strcmp(t->call, "kill") == 0 || strcmp(t->call, "unlink") == 0) &&
	       (slash != NULL ? slash[1] : name[0]) == '.';
}

static bool
is_done(const struct trial *t, const struct state *s)
{
	const struct state *clean = &t->clean->state;
	size_t found = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct entry *e = &s->entries[i], *new = state_find(clean, e->name);

		if (is_new(t, e, new))
			found++;
		else if (new != NULL || !may_be_left(t, e->name))
			return false;
	}
	return found == clean->count;
}

static struct verdict
judge_files(const struct trial *t, const struct outcome *o)
{
	for (size_t i = 0; i < o->state.count; i++) {
		const struct entry *e = &o->state.entries[i];
		const struct entry *old = state_find(t->before, e->name);
		const struct entry *new = state_find(&t->clean->state, e->name);

		if (old == NULL && new == NULL) {
			if (!may_be_left(t, e->name))
				return (struct verdict){ BREACH_OTHER,
					                 "a file is left that nobody wants" };
		} else if (!entry_equal(e, old) && !is_new(t, e, new) && !tells(e))
			return (struct verdict){ BREACH_DOCUMENT,
				                 "a file is neither the old nor the new one" };
	}
	for (size_t i = 0; i < t->before->count; i++)
		if (state_find(&o->state, t->before->entries[i].name) == NULL)
			return (struct verdict){ BREACH_LOST, "a file is lost" };
	return (struct verdict){ BREACH_NONE, NULL };
}

static struct verdict
judge_done(const struct trial *t, const struct outcome *o)
{
	if (!is_done(t, &o->state))
		return (struct verdict){ BREACH_LOST,
			                 "a file is not written, and the status hides it" };
	if (o->out_size != t->clean->out_size || memcmp(o->out, t->clean->out, o->out_size) != 0)
		return (struct verdict){ BREACH_DOCUMENT,
			                 "standard output is false, and the status hides it" };
	return (struct verdict){ BREACH_NONE, NULL };
}

/* Its last line tells of an error, and is whole. */
static bool
says_why(const struct outcome *o)
{
	return o->err_size > 0 && o->err[o->err_size - 1] == '\n' &&
	       (strstr(o->err, "error: ") != NULL ||
	        strstr(o->err, "error:\033[0m ") != NULL); /* in color */
}

struct verdict
judge(const struct trial *t, const struct outcome *o)
{
	bool killed = strcmp(t->call, "kill") == 0;
	bool cut = killed || strcmp(t->call, "write") == 0;
	struct verdict v = judge_files(t, o);

	if (o->status < 0 && !killed)
		return o->signal == SIGALRM ? (struct verdict){ BREACH_HANG, "it hangs" }
		                            : (struct verdict){ BREACH_CRASH, "it crashes" };
	if (v.breach != BREACH_NONE)
		return v;
	if (!killed && o->status == t->clean->status && o->status != 3)
		return judge_done(t, o);
	if (!killed && o->status != 3)
		return (struct verdict){ BREACH_OTHER, "the status is wrong" };
	if (!is_part(o, t->clean, cut))
		return (struct verdict){
			BREACH_DOCUMENT, "standard output has something else than whole documents"
		};
	if (!killed && strcmp(t->call, "complain") != 0 && t->error != EPIPE && !says_why(o))
		return (struct verdict){ BREACH_OTHER, "nothing is said" };
	return v;
}

bool
tally_print(const struct tally *t, const char *name)
{
	unsigned long all = 0, survived = t->runs[BREACH_NONE];

	for (int i = 0; i < BREACH_COUNT; i++)
		all += t->runs[i];
	printf("%s: %lu injected, %lu survived; %lu crashes, %lu hangs, %lu false documents, "
	       "%lu lost files, %lu others\n",
	       name, all, survived, t->runs[BREACH_CRASH], t->runs[BREACH_HANG],
	       t->runs[BREACH_DOCUMENT], t->runs[BREACH_LOST], t->runs[BREACH_OTHER]);
	return all > 0 && all == survived;
}
