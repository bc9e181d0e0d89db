#include "index/names.h"

#include <string.h>

static const struct name_entry {
	const char *text;
	size_t len;
} names[NAME_COUNT] = { [NAME_OTHER] = { "", 0 },
#define X(sym, text) [NAME_##sym] = { text, sizeof(text) - 1 },
	                NAMES(X)
#undef X
#define X(sym, uri, text) [NAME_##sym] = { text, sizeof(text) - 1 },
	                    NAMES_IN_SPACES(X)
#undef X
};

/* The namespaces of the names behind the plain ones. */
static const char *const spaces[NAME_COUNT - NAME_PLAIN_COUNT] = {
#define X(sym, uri, text) [NAME_##sym - NAME_PLAIN_COUNT] = uri,
	NAMES_IN_SPACES(X)
#undef X
};

#define SLOTS 512 /* power of two, more than twice the names */

_Static_assert(NAME_COUNT <= UINT8_MAX && 2 * NAME_COUNT < SLOTS, "slots are too small");

static uint8_t slots[SLOTS];
static bool filled;

static size_t
hash(const char *p, size_t len)
{
	const unsigned char *c = (const unsigned char *)p;
	size_t first, middle, last;

	if (len == 0)
		return 0;
	first = c[0], middle = c[len / 2], last = c[len - 1];
	return (len * 33 ^ first * 7 ^ middle * 61 ^ last * 17) % SLOTS;
}

static void
fill(void)
{
	for (unsigned i = 1; i < NAME_PLAIN_COUNT; i++) {
		size_t at = hash(names[i].text, names[i].len);

		while (slots[at] != 0)
			at = (at + 1) % SLOTS;
		slots[at] = (uint8_t)i;
	}
	filled = true;
}

static enum name
lookup_plain(const char *p, size_t len)
{
	size_t at;

	if (!filled)
		fill();
	for (at = hash(p, len); slots[at] != 0; at = (at + 1) % SLOTS)
		if (names[slots[at]].len == len && memcmp(names[slots[at]].text, p, len) == 0)
			return (enum name)slots[at];
	return NAME_OTHER;
}

/* The number of a namespace is that of its first name. */
unsigned
space_lookup(const char *uri)
{
	if (uri[0] == '\0')
		return SPACE_NONE;
	for (unsigned i = 0; i < NAME_COUNT - NAME_PLAIN_COUNT; i++)
		if (strcmp(uri, spaces[i]) == 0)
			return SPACE_FIRST + i;
	return SPACE_OTHER;
}

enum name
name_lookup_in(unsigned space, const char *p, size_t len)
{
	if (space < SPACE_FIRST)
		return space == SPACE_NONE ? lookup_plain(p, len) : NAME_OTHER;
	for (unsigned i = 0; i < NAME_COUNT - NAME_PLAIN_COUNT; i++) {
		const struct name_entry *name = &names[NAME_PLAIN_COUNT + i];

		if (name->len == len && memcmp(name->text, p, len) == 0 &&
		    strcmp(spaces[i], spaces[space - SPACE_FIRST]) == 0)
			return (enum name)(NAME_PLAIN_COUNT + i);
	}
	return NAME_OTHER;
}

size_t
name_length(enum name name)
{
	return names[name].len;
}

const char *
name_text(enum name name)
{
	return names[name].text;
}
