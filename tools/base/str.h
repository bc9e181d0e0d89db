#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* A piece of text owned by someone else. p == NULL: absent. */
struct str {
	const char *p;
	size_t n;
};

#define STR_NONE ((struct str){ NULL, 0 })
#define STR_FMT(s) (int)(s).n, (s).p /* for %.*s */

/* Inline because they are called everywhere: the compiler knows the length of a literal. */
/* z may be NULL: absent. */
static inline struct str
str_from(const char *z)
{
	return (struct str){ z, z != NULL ? strlen(z) : 0 };
}

static inline bool
str_is(struct str s, const char *z)
{
	return s.p != NULL && strlen(z) == s.n && memcmp(s.p, z, s.n) == 0;
}

static inline struct str
str_skip(struct str s, size_t n)
{
	return (struct str){ s.p + n, s.n - n };
}

/* A letter of ASCII in small, anything else as it is. */
static inline char
str_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* XML white space */
static inline bool
str_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool str_equal(struct str a, struct str b);         /* an absent string equals an absent one only */
bool str_in(struct str s, const char *const *list); /* list ends with NULL */
bool str_starts(struct str s, const char *z);
/* The first word between blanks that begins with z; absent: none does. */
struct str str_word(struct str s, const char *z);
bool str_ends(struct str s, const char *z);
/* A file's name without an ending of this kind, if more is left than that. */
struct str str_stem(struct str name, const char *ending);
/* Whether it is n hexadecimal digits; a UUID: 32 of them, all together or 8-4-4-4-12. */
bool str_is_hex(struct str s, size_t n);
bool str_is_uuid(struct str s);
/* Whether two UUIDs are the same; dashes may stand anywhere (libvirt viruuid.c virUUIDParse). */
bool str_uuid_equal(struct str a, struct str b);
bool str_has(struct str s, const char *z); /* contains; z is not empty */
struct str str_trim(struct str s);         /* without XML white space at both ends */
struct str str_base(struct str path);      /* what follows the last slash */
/* What stands before the first of these marks; *rest becomes what follows it, absent without one.
 */
struct str str_until(struct str *rest, const char *marks);
/* Length of the character of XML 1.0 (2.2), in UTF-8 (RFC 3629), that s begins with; or 0. */
size_t str_xml_character(struct str s);
bool str_is_xml(struct str s); /* UTF-8 that an XML document can hold */
/*
 * Length of a character that changes the direction in which text around it is read, or its line
 * (U+2028 to U+202E, U+2066 to U+2069); 0: s begins with something else.
 */
size_t str_redirects(struct str s);
/* Length of the UTF-8 character at s if it is safe on a terminal and does not redirect; or 0. */
size_t str_showable(struct str s);
/* At most so many bytes of UTF-8, and no part of a character. */
struct str str_cut(struct str s, size_t most);
bool str_is_showable(struct str s); /* whether a terminal may be shown all of it */
/* Whether it is a safe file name: [A-Za-z0-9_.-]+, not beginning with . or - */
bool str_is_file_name(struct str s);
/*
 * The bytes of a size, by its unit, KiB where there is none (libvirt virutil.c virScaleInteger); 0:
 * unreadable.
 */
unsigned long long str_bytes(struct str number, struct str unit);
bool str_digits(struct str s); /* one or more of 0-9 and nothing else */
/* The decimal number in s; false: not a number, or larger than max. */
bool str_number(struct str s, unsigned long max, unsigned long *value);

#endif
