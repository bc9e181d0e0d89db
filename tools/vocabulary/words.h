#ifndef VOCABULARY_WORDS_H
#define VOCABULARY_WORDS_H

#include "base/nearest.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * What libvirt's schemas know, of the releases that table.h names.  An element's place is a state:
 * elements of one name below the same parent are one, whatever their attributes are.
 */
#define PLACE_FREE UINT16_MAX /* anything may stand there and below */

/* A name that was found. */
struct known {
	uint16_t to;   /* a child's place; an attribute's list of words (0: it takes anything) */
	uint8_t since; /* the number of the table's first release that knows it */
};

/*
 * What a version of libvirt knows.  libvirt takes what an earlier release took, whether or not
 * its schema still has it.  A version between two of the table counts as the older one, and one
 * before the first as the first.
 */
struct release {
	uint8_t last;              /* the number of the last release until then */
	const char *older, *newer; /* the two that the version is between; NULL: it is not */
};

/* Without a version, or with one that is no number: what any release knows. */
struct release words_release(struct str version);
/* Whether the version is a number, and before that of the release. */
bool words_before(struct str version, const char *release);

/* Whether that version is known to lack an element that a release knows: path has the names from
 * the root to it, then NULL. */
bool words_lack(struct str version, const char *const *path);

/* The place of a root element; PLACE_FREE: the vocabulary does not have it. */
uint16_t words_root(struct str name);
/* Whether anything may stand in the element. */
bool words_are_free(uint16_t place);
/*
 * The place of a child; false: it is not known there, and the nearest right name is in n, which may
 * be NULL, for that takes longer.
 */
bool words_child(uint16_t place, struct str name, struct known *child, struct nearest *n);
/* The element nearest to the root in which libvirt knows the name, or NULL. */
const char *words_parent(uint16_t root, struct str name);
/* Finds an attribute and its list of words, as words_child() does. */
bool words_attribute(uint16_t place, struct str name, struct known *list, struct nearest *n);
/* The list of the element's text. */
uint16_t words_text(uint16_t place);
/* Whether the list takes the value, and since when; otherwise n has the nearest word. */
bool words_take(uint16_t list, struct str value, uint8_t *since, struct nearest *n);
/* The first words of the list, at most so many; returns how many it has, 0 if it takes more. */
size_t words_of(uint16_t list, const char **first, size_t most);

#endif
