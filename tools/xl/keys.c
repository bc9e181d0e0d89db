#include "xl/keys.h"

#include "base/nearest.h"

#include <string.h>

const struct xl_key_row xl_keys[XL_KEY_COUNT] = {
#define KEY(name, fate, idle, what) [XL_KEY_##name] = { #name, XL_##fate, idle, what },
#include "xl/key_list.h"
#undef KEY
};

/* The list is sorted by name; the unit test checks it. */
enum xl_key
xl_key_find(struct str name)
{
	size_t low = 0, high = XL_KEY_COUNT;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *at = xl_keys[middle].name;
		size_t n = strlen(at);
		int order = memcmp(name.p, at, name.n < n ? name.n : n);

		if (order == 0 && name.n == n)
			return (enum xl_key)middle;
		if (order < 0 || (order == 0 && name.n < n))
			high = middle;
		else
			low = middle + 1;
	}
	return XL_KEY_COUNT;
}

const char *
xl_key_nearest(struct str name)
{
	struct nearest n = { .word = name };

	for (size_t i = 0; i < XL_KEY_COUNT; i++)
		nearest_try(&n, xl_keys[i].name);
	return n.found;
}
