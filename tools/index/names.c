#include "index/names.h"

#include <stdbool.h>
#include <string.h>

static const struct {
	const char *text;
	size_t len;
} names[NAME_COUNT] = { [NAME_OTHER] = { "", 0 },
#define X(sym, text) [NAME_##sym] = { text, sizeof(text) - 1 },
	                NAMES(X)
#undef X
};

#define SLOTS 512 /* power of two, more than twice the names */

_Static_assert(NAME_COUNT <= UINT8_MAX && 2 * NAME_COUNT < SLOTS, "slots are too small");

static uint8_t slots[SLOTS];
static bool filled;

static size_t
hash(const char *p, size_t len)
{
	size_t h = len;

	while (len-- > 0)
		h = h * 33 ^ (unsigned char)*p++;
	return (h ^ h >> 8) % SLOTS;
}

static void
fill(void)
{
	for (unsigned i = 1; i < NAME_COUNT; i++) {
		size_t at = hash(names[i].text, names[i].len);

		while (slots[at] != 0)
			at = (at + 1) % SLOTS;
		slots[at] = (uint8_t)i;
	}
	filled = true;
}

enum name
name_lookup(const char *p, size_t len)
{
	size_t at;

	if (!filled)
		fill();
	for (at = hash(p, len); slots[at] != 0; at = (at + 1) % SLOTS)
		if (names[slots[at]].len == len && memcmp(names[slots[at]].text, p, len) == 0)
			return (enum name)slots[at];
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
