/*
 * Changes to documents that keep them documents: bytes changed at random are mostly no XML any
 * more, and no rule sees them.  An element is copied, moved or left out, an attribute gets a
 * prefix, another one's value, or is removed; the rest of the time bytes change as usual.
 */
#include "fuzz.h"

#include "base/mem.h"
#include "index/document.h"
#include "index/tag.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

#define MOST_TAGS 512

static uint32_t random_state;

static size_t
below(size_t n)
{
	random_state = random_state * 1664525u + 1013904223u;
	return n > 0 ? (random_state >> 8) % n : 0;
}

/* The start tags, as far as a glance tells. */
static size_t
find_tags(const char *p, size_t size, uint32_t *tags)
{
	size_t n = 0;

	for (size_t i = 0; i + 1 < size && n < MOST_TAGS; i++)
		if (p[i] == '<' && strchr("/!?<", p[i + 1]) == NULL)
			tags[n++] = (uint32_t)i;
	return n;
}

static uint32_t
tag_end(const char *p, size_t size, uint32_t at)
{
	char quote = 0;

	for (; at < size; at++) {
		if (quote == 0 && p[at] == '>')
			return at + 1;
		if (quote == 0 && (p[at] == '"' || p[at] == '\''))
			quote = p[at];
		else if (p[at] == quote)
			quote = 0;
	}
	return (uint32_t)size;
}

/* Behind the element that begins there. */
static uint32_t
element_end(const char *p, size_t size, uint32_t at)
{
	unsigned depth = 0;

	while (at < size) {
		uint32_t end;

		if (p[at] != '<') {
			at++;
			continue;
		}
		end = tag_end(p, size, at);
		if (p[at + 1] == '/')
			depth--;
		else if (p[at + 1] != '!' && p[at + 1] != '?' && p[end - 2] != '/')
			depth++;
		at = end;
		if (depth == 0)
			break;
	}
	return at;
}

/* Replaces the bytes from..to; returns the new size, or the old one if there is no room. */
static size_t
splice(uint8_t *data, size_t size, size_t most, size_t from, size_t to, const char *with,
       size_t len)
{
	if (from > to || to > size || size - (to - from) + len > most)
		return size;
	memmove(data + from + len, data + to, size - to);
	memcpy(data + from, with, len);
	return size - (to - from) + len;
}

/* An attribute of some tag; false: it has none. */
static bool
pick_attribute(const char *p, size_t size, uint32_t tag, struct attr *attr)
{
	uint32_t end = tag_end(p, size, tag);
	struct tag_scan scan = tag_begin(p, tag, end);
	struct attr a;
	size_t n = 0;

	while (p[end - 1] == '>' && tag_next(&scan, &a))
		if (below(++n) == 0)
			*attr = a;
	return n > 0;
}

static size_t
change_attribute(uint8_t *data, size_t size, size_t most, uint32_t to, uint32_t from)
{
	const char *p = (const char *)data;
	struct attr target, source;
	char *value;

	if (!pick_attribute(p, size, to, &target))
		return size;
	if (below(4) == 0) /* libvirt reads it all the same */
		return splice(data, size, most, target.name, target.name, "xml:", 4);
	if (below(3) == 0)
		return splice(data, size, most, target.name - 1,
		              target.value + target.value_len + 1, "", 0);
	if (!pick_attribute(p, size, from, &source))
		return size;
	if (below(3) == 0) { /* the whole attribute moves over */
		value = mem_copy(p + source.name - 1,
		                 source.value + source.value_len + 2 - source.name);
		size = splice(data, size, most, target.name - 1, target.name - 1, value,
		              strlen(value));
	} else {
		value = mem_copy(p + source.value, source.value_len);
		size = splice(data, size, most, target.value, target.value + target.value_len,
		              value, strlen(value));
	}
	free(value);
	return size;
}

static size_t
change_element(uint8_t *data, size_t size, size_t most, uint32_t to, uint32_t from)
{
	const char *p = (const char *)data;
	uint32_t end = element_end(p, size, from), to_end = element_end(p, size, to);
	char *copy = mem_copy(p + from, end - from);

	switch (below(4)) {
	case 0:
		size = splice(data, size, most, from, end, "", 0);
		break;
	case 1:
		size = splice(data, size, most, to, to_end, copy, end - from);
		break;
	case 2:
		size = splice(data, size, most, tag_end(p, size, to), tag_end(p, size, to), copy,
		              end - from);
		break;
	default:
		size = splice(data, size, most, to, to, copy, end - from);
	}
	free(copy);
	return size;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
	uint32_t tags[MOST_TAGS];
	size_t n, what;

	random_state = seed;
	n = find_tags((const char *)data, size, tags);
	what = below(8);
	if (n < 2 || what < 3)
		return LLVMFuzzerMutate(data, size, most);
	if (what < 6)
		return change_attribute(data, size, most, tags[below(n)], tags[below(n)]);
	return change_element(data, size, most, tags[1 + below(n - 1)], tags[1 + below(n - 1)]);
}
