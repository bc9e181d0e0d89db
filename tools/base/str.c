#include "base/str.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

bool
str_equal(struct str a, struct str b)
{
	if (a.p == NULL || b.p == NULL)
		return a.p == b.p;
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

bool
str_in(struct str s, const char *const *list)
{
	for (; *list != NULL; list++) /* mostly, the first byte differs */
		if ((s.n == 0 || s.p[0] == **list) && str_is(s, *list))
			return true;
	return false;
}

bool
str_starts(struct str s, const char *z)
{
	size_t n = 0;

	while (n < s.n && z[n] != '\0' && s.p[n] == z[n]) /* mostly, the first differs */
		n++;
	return s.p != NULL && z[n] == '\0';
}

struct str
str_word(struct str s, const char *z)
{
	struct str word;

	for (s = str_trim(s); s.n > 0; s = str_trim(str_skip(s, word.n))) {
		word = (struct str){ s.p, 0 };
		while (word.n < s.n && !str_blank(s.p[word.n]))
			word.n++;
		if (str_starts(word, z))
			return word;
	}
	return STR_NONE;
}

/* Whether a byte is one of a few: faster than to call strchr() for each byte. */
static bool
is_one_of(char c, const char *few)
{
	while (*few != '\0' && *few != c)
		few++;
	return *few != '\0';
}

struct str
str_until(struct str *rest, const char *marks)
{
	struct str s = *rest;
	size_t n = 0;

	while (n < s.n && !is_one_of(s.p[n], marks))
		n++;
	*rest = n < s.n ? str_skip(s, n + 1) : STR_NONE;
	s.n = n;
	return s;
}

bool
str_ends(struct str s, const char *z)
{
	size_t n = strlen(z);

	return s.p != NULL && s.n >= n && memcmp(s.p + s.n - n, z, n) == 0;
}

bool
str_has(struct str s, const char *z)
{
	size_t n = strlen(z);

	for (; s.p != NULL && s.n >= n; s = str_skip(s, 1))
		if (s.p[0] == z[0] && memcmp(s.p, z, n) == 0)
			return true;
	return false;
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && str_blank(s.p[0]))
		s = str_skip(s, 1);
	while (s.n > 0 && str_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str
str_base(struct str path)
{
	size_t i = path.n;

	while (i > 0 && path.p[i - 1] != '/')
		i--;
	return path.p != NULL ? str_skip(path, i) : path;
}

size_t
str_xml_character(struct str s)
{
	const unsigned char *u = (const unsigned char *)s.p;
	size_t n = u[0] < 0x80 ? 1 : u[0] < 0xc2 ? 0 : u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
	unsigned long c;

	if (n == 1)
		return u[0] >= 0x20 || str_blank((char)u[0]);
	if (n == 0 || u[0] > 0xf4 || n > s.n)
		return 0;
	c = u[0] & (0xffU >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (u[i] & 0x3f);
	}
	if ((n == 3 && c < 0x800) || (n == 4 && (c < 0x10000 || c > 0x10ffff)) ||
	    (c >= 0xd800 && c < 0xe000) || c == 0xfffe || c == 0xffff)
		return 0;
	return n;
}

bool
str_is_xml(struct str s)
{
	while (s.n > 0) {
		size_t n = str_xml_character(s);

		if (n == 0)
			return false;
		s = str_skip(s, n);
	}
	return true;
}

bool
str_digits(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

bool
str_number(struct str s, unsigned long max, unsigned long *value)
{
	unsigned long v = 0;
	size_t i;

	if (!str_digits(s))
		return false;
	for (i = 0; i < s.n; i++) {
		unsigned long digit = (unsigned long)(s.p[i] - '0');

		if (digit > max || v > (max - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	*value = v;
	return true;
}

size_t
str_redirects(struct str s)
{
	const unsigned char *u = (const unsigned char *)s.p;

	if (s.n < 3 || u[0] != 0xe2)
		return 0;
	return (u[1] == 0x80 && u[2] >= 0xa8 && u[2] <= 0xae) ||
	               (u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9)
	           ? 3
	           : 0;
}

size_t
str_showable(struct str s)
{
	const unsigned char *u = (const unsigned char *)s.p;
	size_t n = u[0] < 0x80 ? 1 : u[0] < 0xc2 ? 0 : u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;

	if (u[0] < 0x20 || u[0] == 0x7f || u[0] > 0xf4 || n > s.n)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((u[i] & 0xc0) != 0x80)
			return 0;
	if (n == 2 && u[0] == 0xc2 && u[1] < 0xa0) /* U+0080 to U+009F control too */
		return 0;
	return str_redirects(s) > 0 ? 0 : n;
}

bool
str_is_showable(struct str s)
{
	for (; s.n > 0; s = str_skip(s, str_showable(s)))
		if (str_showable(s) == 0)
			return false;
	return true;
}

struct str
str_cut(struct str s, size_t most)
{
	if (s.n <= most)
		return s;
	while (most > 0 && ((unsigned char)s.p[most] & 0xc0) == 0x80)
		most--;
	return (struct str){ s.p, most };
}

bool
str_is_file_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!isalnum((unsigned char)c) && c != '_' && c != '.' && c != '-')
			return false;
	}
	return s.n > 0 && s.n <= 200 && s.p[0] != '.' && s.p[0] != '-';
}

bool
str_is_hex(struct str s, size_t n)
{
	static const char digits[] = "0123456789abcdefABCDEF";

	for (size_t i = 0; i < s.n; i++)
		if (memchr(digits, s.p[i], sizeof(digits) - 1) == NULL)
			return false;
	return s.n == n;
}

bool
str_is_uuid(struct str s)
{
	static const size_t parts[] = { 8, 4, 4, 4, 12 };

	if (s.n != 36)
		return str_is_hex(s, 32);
	for (size_t i = 0; i < 5; i++) {
		if (!str_is_hex((struct str){ s.p, parts[i] }, parts[i]) ||
		    (i < 4 && s.p[parts[i]] != '-'))
			return false;
		s = str_skip(s, parts[i] + (i < 4));
	}
	return true;
}

bool
str_uuid_equal(struct str a, struct str b)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	size_t i = 0, j = 0;

	for (;;) {
		const char *x, *y;

		while (i < a.n && a.p[i] == '-')
			i++;
		while (j < b.n && b.p[j] == '-')
			j++;
		if (i == a.n || j == b.n)
			return i == a.n && j == b.n;
		x = memchr(digits, a.p[i++], sizeof(digits) - 1);
		y = memchr(digits, b.p[j++], sizeof(digits) - 1);
		if (x == NULL || y == NULL || (x - digits) % 16 != (y - digits) % 16)
			return false;
	}
}

struct str
str_stem(struct str name, const char *ending)
{
	size_t n = strlen(ending);

	if (name.n > n && str_ends(name, ending))
		name.n -= n;
	return name;
}

unsigned long long
str_bytes(struct str number, struct str unit)
{
	static const char letters[] = "KMGTPE";
	unsigned long long bytes;
	unsigned long value;
	const char *letter;

	if (!str_number(number, UINT32_MAX * 1024UL, &value))
		return 0;
	bytes = value;
	if (unit.p == NULL || unit.n == 0)
		unit = str_from("KiB");
	if (str_is(unit, "b") || str_is(unit, "bytes"))
		return bytes;
	letter = memchr(letters, unit.p[0] & ~0x20, sizeof(letters) - 1);
	if (letter == NULL)
		return 0;
	for (const char *l = letters; l <= letter; l++)
		bytes *= unit.n == 2 ? 1000 : 1024;
	return bytes;
}
