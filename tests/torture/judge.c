#define _GNU_SOURCE
#include "judge.h"

#include "expat_view.h"

#include <string.h>

/* What a document on standard output, or a line of something else, ends with. */
static size_t
piece_of(const char *p, size_t n)
{
	static const char *const ends[] = { "</domain>\n", "</domainsnapshot>\n",
		                            "</domaincheckpoint>\n", "</network>\n", "</pool>\n" };
	size_t least = n;

	if (p[0] == ' ') { /* blanks between documents */
		for (least = 0; least < n && p[least] == ' ';)
			least++;
		return least;
	}
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
	if (strcmp(e->name, "plan.txt") == 0)
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
	if (new == NULL || !t->unreadable)
		return false;
	bare = *new;
	bare.note[0] = '\0';
	return entry_equal(e, &bare);
}

static bool
is_done(const struct trial *t, const struct state *s)
{
	const struct state *clean = &t->clean->state;
	bool done = s->count == clean->count;

	for (size_t i = 0; done && i < s->count; i++)
		done = is_new(t, &s->entries[i], &clean->entries[i]);
	return done;
}

static const char *
judge_files(const struct trial *t, const struct outcome *o)
{
	bool may_leave = strcmp(t->call, "kill") == 0 || strcmp(t->call, "unlink") == 0;

	for (size_t i = 0; i < o->state.count; i++) {
		const struct entry *e = &o->state.entries[i];
		const char *slash = strrchr(e->name, '/');
		const struct entry *old = state_find(t->before, e->name);
		const struct entry *new = state_find(&t->clean->state, e->name);

		if (old == NULL && new == NULL) {
			if (!may_leave || (slash != NULL ? slash[1] : e->name[0]) != '.')
				return "a file is left that nobody wants";
		} else if (!entry_equal(e, old) && !is_new(t, e, new) && !tells(e))
			return "a file is neither the old nor the new one";
	}
	for (size_t i = 0; i < t->before->count; i++)
		if (state_find(&o->state, t->before->entries[i].name) == NULL)
			return "a file is lost";
	return NULL;
}

const char *
judge(const struct trial *t, const struct outcome *o)
{
	bool killed = strcmp(t->call, "kill") == 0, write = strcmp(t->call, "write") == 0;
	const char *wrong = judge_files(t, o);

	if (o->status < 0 && !killed)
		return o->signal == 14 ? "it hangs" : "it crashes";
	if (wrong != NULL)
		return wrong;
	if (killed)
		return is_part(o, t->clean, true) ? NULL : "standard output is false";
	if (o->status == t->clean->status && o->status != 3) {
		if (!is_done(t, &o->state))
			return "a file is not written, and the status hides it";
		return o->out_size == t->clean->out_size &&
		               memcmp(o->out, t->clean->out, o->out_size) == 0
		           ? NULL
		           : "standard output is false, and the status hides it";
	}
	if (o->status != 3)
		return "the status is wrong";
	if (!is_part(o, t->clean, write))
		return "standard output has something else than whole documents";
	if (o->err_size == 0 && !write)
		return "nothing is said";
	return NULL;
}
