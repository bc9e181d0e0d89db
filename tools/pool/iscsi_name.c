#include "pool/iscsi_name.h"

#include <ctype.h>
#include <string.h>

#define NAME_MOST 223 /* bytes, RFC 7143 4.2.7.1 */

static bool
has_upper(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (isupper((unsigned char)s.p[i]))
			return true;
	return false;
}

/* Whether a and b, a string in lower case, begin alike, upper case aside. */
static bool
begins(struct str s, const char *z)
{
	for (; *z != '\0'; z++, s = str_skip(s, 1))
		if (s.n == 0 || str_lower(s.p[0]) != *z)
			return false;
	return true;
}

/* yyyy-mm. */
static bool
is_dated(struct str s)
{
	unsigned long month;

	return s.n >= 8 && str_digits((struct str){ s.p, 4 }) && s.p[4] == '-' && s.p[7] == '.' &&
	       str_number((struct str){ s.p + 5, 2 }, 12, &month) && month >= 1;
}

/* A reversed domain name, of labels with dots between. */
static bool
is_authority(struct str s)
{
	char last = '.';

	for (size_t i = 0; i < s.n; last = s.p[i++])
		if (!isalnum((unsigned char)s.p[i]) &&
		    ((s.p[i] != '.' && s.p[i] != '-') || last == '.'))
			return false;
	return s.n > 0 && last != '.' && last != '-';
}

static enum grade
check_iqn(struct str rest, const char **why)
{
	struct str authority;

	*why = "expected year and month (yyyy-mm) of a domain name after 'iqn.'";
	if (!is_dated(rest))
		return GRADE_BAD;
	rest = str_skip(rest, 8);
	authority = str_until(&rest, ":");
	*why = "expected a reversed domain name after the date";
	if (!is_authority(authority))
		return GRADE_BAD;
	*why = "nothing follows the colon, which the schema of libvirt (--validate) refuses";
	return rest.p != NULL && rest.n == 0 ? GRADE_DOUBTFUL : GRADE_GOOD;
}

static enum grade
check_hex(struct str digits, bool long_too, const char **why)
{
	*why = long_too ? "expected 16 or 32 hexadecimal digits after 'naa.'"
	                : "expected 16 hexadecimal digits after 'eui.'";
	if (!str_is_hex(digits, 16) && !(long_too && str_is_hex(digits, 32)))
		return GRADE_BAD;
	*why = "the schema of libvirt (--validate) accepts iqn. names only, but pool-define "
	       "without it accepts the name";
	return GRADE_DOUBTFUL;
}

static enum grade
check_kind(struct str name, const char **why)
{
	if (begins(name, "iqn."))
		return check_iqn(str_skip(name, 4), why);
	if (begins(name, "eui."))
		return check_hex(str_skip(name, 4), false, why);
	if (begins(name, "naa."))
		return check_hex(str_skip(name, 4), true, why);
	*why = "expected an iSCSI name, which begins with iqn., eui. or naa.";
	return GRADE_BAD;
}

enum grade
iscsi_name_check(struct str name, const char **why)
{
	enum grade grade;

	*why = "expected an iSCSI name without blanks and control characters";
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] <= ' ' || name.p[i] == 0x7f)
			return GRADE_WRONG;
	*why = "expected an iSCSI name of at most 223 bytes";
	if (name.n > NAME_MOST)
		return GRADE_BAD;
	grade = check_kind(name, why);
	if (grade == GRADE_GOOD && str_starts(name, "iqn.") && has_upper(name)) {
		*why = "iSCSI names are lower case (RFC 7143): it is written as given";
		return GRADE_DOUBTFUL;
	}
	if (grade == GRADE_GOOD && !str_starts(name, "iqn.")) {
		*why = "iSCSI names are lower case (RFC 7143): the schema of libvirt "
		       "(--validate) refuses this one";
		return GRADE_DOUBTFUL;
	}
	return grade;
}

bool
iscsi_name_begins(struct str s)
{
	return begins(s, "iqn.") || begins(s, "eui.") || begins(s, "naa.");
}

struct str
iscsi_name_own(struct str name)
{
	struct str authority = str_until(&name, ":");

	return name.p != NULL ? name : authority;
}
