#include "vocabulary/words.h"

#include <string.h>
#include <strings.h>

/* Names are offsets in texts; since is the number of the first release that knows the row. */
struct list {
	uint16_t first; /* of its words; the next list's first ends them */
	uint8_t flags;
};

enum {
	NUMBER = 1, /* numbers are taken as well */
	FOLD = 2,   /* words are the same in capital letters */
	PREFIX = 4,
	/* a value has something behind the word */
};

struct word {
	uint16_t text;
	uint8_t since;
};

struct member {
	uint16_t name;
	uint16_t to; /* an element's state, an attribute's list */
	uint8_t since;
};

struct state {
	uint16_t elements, attributes; /* the first of each; the next state's end them */
	uint16_t text;                 /* a list */
	uint8_t free;
};

#include "vocabulary/table.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PARTS 3 /* of a version */
#define NEVER UINT8_MAX

/* A version as one number; 0: it is none. */
static unsigned long
version_number(struct str version)
{
	unsigned long number = 0, part;

	for (size_t i = 0; i < PARTS; i++) {
		for (part = 0; version.n > 0 && version.p[0] >= '0' && version.p[0] <= '9';
		     version = str_skip(version, 1))
			part = (part * 10 + (unsigned long)(version.p[0] - '0')) % 1000;
		if (version.n > 0 && version.p[0] == '.')
			version = str_skip(version, 1);
		number = number * 1000 + part;
	}
	return number;
}

bool
words_before(struct str version, const char *release)
{
	unsigned long number = version_number(version);

	return number > 0 && number < version_number(str_from(release));
}

struct release
words_release(struct str version)
{
	unsigned long number = version_number(version), of;
	struct release r = { .last = NEVER };
	size_t last = 0;

	if (number == 0)
		return r;
	while (last + 1 < COUNT(releases) && version_number(str_from(releases[last + 1])) <= number)
		last++;
	r.last = (uint8_t)last;
	of = version_number(str_from(releases[last]));
	if (number > of && last + 1 < COUNT(releases)) {
		r.older = releases[last];
		r.newer = releases[last + 1];
	}
	return r;
}

static bool
find(const struct member *list, size_t count, struct str name, struct known *k, struct nearest *n)
{
	for (size_t i = 0; i < count; i++)
		if (texts[list[i].name] == name.p[0] && str_is(name, texts + list[i].name)) {
			*k = (struct known){ list[i].to, list[i].since };
			return true;
		}
	for (size_t i = 0; n != NULL && i < count; i++)
		nearest_try(n, texts + list[i].name);
	return false;
}

uint16_t
words_root(struct str name)
{
	struct known root;

	return find(roots, COUNT(roots), name, &root, NULL) ? root.to : PLACE_FREE;
}

bool
words_are_free(uint16_t place)
{
	return place == PLACE_FREE || states[place].free;
}

bool
words_child(uint16_t place, struct str name, struct known *child, struct nearest *n)
{
	const struct state *s = &states[place];

	return find(elements + s->elements, (size_t)(s[1].elements - s->elements), name, child, n);
}

bool
words_lack(struct str version, const char *const *path)
{
	struct release r = words_release(version);
	struct known k = { words_root(str_from(*path)), 0 };

	while (*++path != NULL)
		words_child(k.to, str_from(*path), &k, NULL);
	return r.older == NULL && k.since > r.last;
}

const char *
words_parent(uint16_t root, struct str name)
{
	uint16_t queue[COUNT(states)];
	const char *called[COUNT(states)] = { NULL }; /* by the name that leads to the state */
	size_t from = 0, to = 0;

	called[root] = texts + roots[0].name;
	for (size_t i = 0; i < COUNT(roots); i++)
		if (roots[i].to == root)
			called[root] = texts + roots[i].name;
	for (queue[to++] = root; from < to; from++) {
		const struct state *s = &states[queue[from]];

		for (size_t e = s->elements; e < s[1].elements; e++) {
			if (str_is(name, texts + elements[e].name))
				return called[queue[from]];
			if (called[elements[e].to] != NULL)
				continue;
			called[elements[e].to] = texts + elements[e].name;
			queue[to++] = elements[e].to;
		}
	}
	return NULL;
}

bool
words_attribute(uint16_t place, struct str name, struct known *list, struct nearest *n)
{
	const struct state *s = &states[place];

	return find(attributes + s->attributes, (size_t)(s[1].attributes - s->attributes), name,
	            list, n);
}

uint16_t
words_text(uint16_t place)
{
	return states[place].text;
}

size_t
words_of(uint16_t list, const char **first, size_t most)
{
	const struct list *l = &lists[list];
	size_t count = (size_t)(l[1].first - l->first);

	for (size_t i = 0; i < count && i < most; i++)
		first[i] = texts + words[l->first + i].text;
	return l->flags != 0 ? 0 : count;
}

static bool
is_word(struct str value, const char *word, unsigned flags)
{
	size_t n = strlen(word);

	if (value.n < n || (value.n > n) != ((flags & PREFIX) != 0))
		return false;
	return memcmp(value.p, word, n) == 0 ||
	       ((flags & FOLD) != 0 && strncasecmp(value.p, word, n) == 0);
}

#define BEGINNING 64 /* bytes of a value that begins with a word */

/* Compares the word with the beginning of the value, which may have a letter more or less.  Of
 * those that are as near, it takes one that leaves the least of the value: vfda becomes vda, and
 * not vdda. */
static void
try_beginning(struct nearest *n, const char *word)
{
	static char made[BEGINNING];
	static size_t left;
	size_t length = strlen(word);

	for (size_t i = 0; i < 3; i++) {
		size_t k = i < 2 ? length + i : length - 1; /* as long, longer, shorter */
		struct nearest part = { .word = { n->word.p, k } };
		struct str rest;

		if (k >= n->word.n)
			continue;
		rest = str_skip(n->word, k);
		nearest_try(&part, word);
		if (part.found == NULL || length + rest.n >= sizeof(made) ||
		    (n->found != NULL && (part.distance > n->distance ||
		                          (part.distance == n->distance && rest.n > left))))
			continue;
		left = rest.n;
		memcpy(made, word, length);
		memcpy(made + length, rest.p, rest.n);
		made[length + rest.n] = '\0';
		n->found = made;
		n->distance = part.distance;
	}
}

bool
words_take(uint16_t list, struct str value, uint8_t *since, struct nearest *n)
{
	const struct list *l = &lists[list];

	*since = 0;
	value = str_trim(value);
	if (list == 0 ||
	    ((l->flags & NUMBER) != 0 && value.n > 0 && strchr("+-0123456789", value.p[0]) != NULL))
		return true;
	*since = NEVER;
	for (size_t i = l->first; i < l[1].first; i++)
		if (words[i].since < *since && is_word(value, texts + words[i].text, l->flags))
			*since = words[i].since;
	if (*since != NEVER)
		return true;
	for (size_t i = l->first; n != NULL && i < l[1].first; i++)
		if ((l->flags & PREFIX) == 0)
			nearest_try(n, texts + words[i].text);
		else
			try_beginning(n, texts + words[i].text);
	return false;
}
