#include "pool/discovery.h"

#include "base/address.h"
#include "base/dict.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The lines of one input on their way. */
struct reader {
	struct discovery *d;
	struct dict targets; /* number in d->list */
	struct dict portals; /* "NUMBER PORTAL": seen */
	struct str target;   /* of the last Target: or node.name line; absent before */
	size_t number;       /* of that; SIZE_MAX: not yet looked up */
	struct position target_at;
	struct str address; /* of a node record's connection, until its port is read */
	struct str user;    /* of a node record */
};

/* Takes the first line off the text; it comes without its line break. */
static struct str
line_take(struct str *text)
{
	const char *end = text->n > 0 ? memchr(text->p, '\n', text->n) : NULL;
	struct str line = { text->p, end != NULL ? (size_t)(end - text->p) : text->n };

	*text = str_skip(*text, line.n + (end != NULL));
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

/* Takes the first word off the line, and the blanks before it; empty at the end. */
static struct str
word_take(struct str *line)
{
	struct str word;

	while (line->n > 0 && str_blank(line->p[0]))
		*line = str_skip(*line, 1);
	word = (struct str){ line->p, 0 };
	while (word.n < line->n && !str_blank(line->p[word.n]))
		word.n++;
	*line = str_skip(*line, word.n);
	return word;
}

/* A host and a port, which may be absent. */
static void
add_key(struct buf *out, struct str name, struct str port)
{
	host_key(name, out);
	buf_char(out, '\n');
	buf_str(out, port);
}

void
wanted_add(struct wanted *w, struct host portal)
{
	struct buf key = { 0 };

	add_key(&key, portal.name, portal.port);
	dict_add(&w->ranks, buf_keep(&key, &w->keys), w->count++);
}

void
wanted_free(struct wanted *w)
{
	dict_free(&w->ranks);
	arena_free(&w->keys);
}

static size_t
rank_of(const struct wanted *wanted, struct host portal)
{
	struct str ports[] = { STR_NONE, portal.port.p != NULL ? portal.port : str_from("3260") };
	size_t rank = SIZE_MAX, found;

	for (size_t i = 0; wanted->count > 0 && i < 2; i++) {
		struct buf key = { 0 };

		add_key(&key, portal.name, ports[i]);
		if (dict_find(&wanted->ranks, buf_view(&key), &found) && found < rank)
			rank = found;
		buf_free(&key);
	}
	return rank;
}

struct found *
discovery_add(struct discovery *d, struct str target, struct host portal, struct position at)
{
	struct found *f;

	MEM_GROW(d->list, d->count, d->room);
	f = &d->list[d->count++];
	memset(f, 0, sizeof(*f));
	f->target = target;
	f->portal = portal;
	f->portals = 1;
	f->rank = rank_of(d->wanted, portal);
	f->at = at;
	return f;
}

/* Another portal of a target: the earliest of --portal is preferred, else one that can be reached.
 */
static void
add_portal(struct reader *r, size_t number, struct host portal)
{
	struct found *f = &r->d->list[number];
	size_t rank = rank_of(r->d->wanted, portal);

	f->portals++;
	if (rank < f->rank ||
	    (rank == f->rank && address_reach(portal.name) < address_reach(f->portal.name))) {
		f->portal = portal;
		f->rank = rank;
	}
}

/* The number of a target; as many as there are: it is a new one. */
static size_t
number_of(const struct reader *r, struct str target)
{
	size_t number;

	return dict_find(&r->targets, target, &number) ? number : r->d->count;
}

/* A target with its number, at a portal. */
static void
add_record(struct reader *r, struct str target, size_t number, struct str portal,
           struct position at)
{
	struct discovery *d = r->d;
	const char *key = arena_printf(d->arena, "%zu %.*s", number, STR_FMT(portal));

	if (!dict_add(&r->portals, str_from(key), 0))
		return; /* a second session, or the same once more */
	if (number < d->count) {
		add_portal(r, number, host_split(portal));
		return;
	}
	dict_add(&r->targets, target, number);
	discovery_add(d, target, host_split(portal), at);
}

/* A portal of the target that was named above; its name, which may be long, is looked up once. */
static void
add_below(struct reader *r, struct str portal)
{
	if (r->number == SIZE_MAX)
		r->number = number_of(r, r->target);
	add_record(r, r->target, r->number, portal, r->target_at);
}

/* Without ,TPGT: the portal group's number, which libvirt has no use for. */
static bool
cut_group(struct str *portal)
{
	size_t n = portal->n, digits = 0;

	while (n > 0 && portal->p[n - 1] >= '0' && portal->p[n - 1] <= '9') {
		n--;
		digits++;
	}
	if (n > 0 && portal->p[n - 1] == '-')
		n--;
	if (digits == 0 || n == 0 || portal->p[n - 1] != ',')
		return false;
	portal->n = n - 1;
	return portal->n > 0;
}

/* What may follow a target: (non-flash), (flash) and their like. */
static bool
is_state(struct str rest)
{
	rest = str_trim(rest);
	return rest.n == 0 || (rest.p[0] == '(' && rest.p[rest.n - 1] == ')');
}

/* [TRANSPORT[:] [SID]] PORTAL,TPGT TARGET [(STATE)] */
static bool
read_record(struct reader *r, struct str line, struct position at)
{
	struct str word = word_take(&line), next;

	if (word.n > 0 && memchr(word.p, ',', word.n) == NULL) { /* a session's transport */
		next = word_take(&line);
		if (next.n < 3 || next.p[0] != '[' || next.p[next.n - 1] != ']' ||
		    !str_digits((struct str){ next.p + 1, next.n - 2 }))
			return false;
		word = word_take(&line);
	}
	if (!cut_group(&word))
		return false;
	next = word_take(&line);
	if (!iscsi_name_begins(next) || !is_state(line))
		return false;
	add_record(r, next, number_of(r, next), word, at);
	return true;
}

/* Target:TARGET Portal:PORTAL,TPGT, as iscsi-ls prints it */
static bool
read_listed(struct reader *r, struct str line, struct position at)
{
	struct str word = word_take(&line), portal = word_take(&line);

	if (!str_starts(word, "Target:") || !str_starts(portal, "Portal:"))
		return false;
	word = str_skip(word, 7);
	portal = str_skip(portal, 7);
	if (word.n == 0 || !cut_group(&portal) || !is_state(line))
		return false;
	add_record(r, word, number_of(r, word), portal, at);
	return true;
}

/* The user of CHAP of the target that was named last. */
static bool
add_user(struct reader *r, struct str user)
{
	if (r->target.p == NULL || r->number >= r->d->count) /* no portal was read yet */
		return false;
	if (user.n > 0 && !str_is(user, "<empty>"))
		r->d->list[r->number].user = user;
	return true;
}

/* The forms of -P: a Target: line, and below it Portal:, Persistent Portal:, username: lines. */
static bool
read_detail(struct reader *r, struct str line, struct position at)
{
	struct str word = word_take(&line);

	if (str_is(word, "Target:")) {
		r->target = word_take(&line);
		r->number = SIZE_MAX;
		r->target_at = at;
		if (r->target.n == 0 || !is_state(line))
			r->target = STR_NONE;
		return r->target.p != NULL;
	}
	if (str_is(word, "username:"))
		return add_user(r, word_take(&line)) && is_state(line);
	if (str_is(word, "Persistent"))
		word = word_take(&line);
	if (!str_is(word, "Portal:") || r->target.p == NULL)
		return false;
	word = word_take(&line);
	if (!cut_group(&word) || !is_state(line))
		return false;
	add_below(r, word);
	return true;
}

/*
 * A setting of a node record (iscsiadm -m node -o show, open-iscsi usr/idbm.c): node.name comes
 * before the authentication, and that before the connections, node.conn[N].address before .port.
 */
static bool
read_setting(struct reader *r, struct str line, struct position at)
{
	struct str name = word_take(&line), value;

	if ((!str_starts(name, "node.") && !str_starts(name, "iface.")) ||
	    !str_is(word_take(&line), "="))
		return false;
	value = str_trim(line);
	if (str_is(name, "node.name")) {
		r->target = iscsi_name_begins(value) ? value : STR_NONE;
		r->number = SIZE_MAX;
		r->target_at = at;
		r->user = r->address = STR_NONE;
	} else if (str_is(name, "node.session.auth.username"))
		r->user = value;
	else if (str_starts(name, "node.conn[") && str_ends(name, "].address"))
		r->address = value;
	else if (str_starts(name, "node.conn[") && str_ends(name, "].port") &&
	         r->target.p != NULL && r->address.n > 0) {
		/* as the other forms write a portal */
		add_below(r, str_from(host_text(r->d->arena, (struct host){ r->address, value })));
		add_user(r, r->user);
		r->address = STR_NONE;
	}
	return true;
}

static void
skip_line(struct reader *r, struct str line, struct position at)
{
	struct discovery *d = r->d;

	line = str_trim(line);
	if (line.n == 0)
		return;
	if (d->skipped.p == NULL)
		d->skipped = line;
	d->skip(d->to, &at, line);
}

void
discovery_read(struct discovery *d, struct str text)
{
	struct reader r = { .d = d };

	while (text.n > 0) {
		struct str line = line_take(&text);
		struct position at = { ++d->lines, 1 };

		for (size_t i = 0; i < line.n && str_blank(line.p[i]); i++)
			at.column++;
		if (!read_record(&r, line, at) && !read_listed(&r, line, at) &&
		    !read_detail(&r, line, at) && !read_setting(&r, line, at))
			skip_line(&r, line, at);
	}
	dict_free(&r.targets);
	dict_free(&r.portals);
}

void
discovery_free(struct discovery *d)
{
	free(d->list);
	d->list = NULL;
	d->count = 0;
}

struct str
initiator_read(struct str text, const char **why)
{
	struct str found = STR_NONE;

	*why = "it has no line InitiatorName=NAME";
	while (text.n > 0) {
		struct str line = str_trim(line_take(&text));

		if (!str_starts(line, "InitiatorName"))
			continue;
		line = str_trim(str_skip(line, 13));
		if (line.n == 0 || line.p[0] != '=')
			continue;
		if (found.p != NULL) {
			*why = "it has more than one InitiatorName";
			return STR_NONE;
		}
		found = str_trim(str_skip(line, 1));
	}
	return found;
}
