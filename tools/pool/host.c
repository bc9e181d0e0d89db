#include "pool/host.h"

#include "base/address.h"

#include <ctype.h>
#include <string.h>

#define HOST_MOST 253
#define LABEL_MOST 63

struct host
host_split(struct str text)
{
	const char *colon = text.n > 0 ? memchr(text.p, ':', text.n) : NULL, *bracket;
	size_t n;

	if (text.n > 0 && text.p[0] == '[' && (bracket = memchr(text.p, ']', text.n)) != NULL) {
		struct host h = { { text.p + 1, (size_t)(bracket - text.p) - 1 }, STR_NONE };

		text = str_skip(text, h.name.n + 2);
		if (text.n > 0 && text.p[0] == ':')
			h.port = str_skip(text, 1);
		else if (text.n > 0)
			h.name.n += 1 + text.n; /* something behind the bracket: no host at all */
		return h;
	}
	n = colon != NULL ? (size_t)(colon - text.p) : text.n;
	if (colon == NULL || memchr(colon + 1, ':', text.n - n - 1) != NULL)
		return (struct host){ text, STR_NONE };
	return (struct host){ { text.p, n }, str_skip(text, n + 1) };
}

const char *
host_text(struct arena *arena, struct host h)
{
	bool six = memchr(h.name.p, ':', h.name.n) != NULL;

	return arena_printf(arena, "%s%.*s%s%s%.*s", six ? "[" : "", STR_FMT(h.name),
	                    six ? "]" : "", h.port.p != NULL ? ":" : "",
	                    STR_FMT(h.port.p != NULL ? h.port : str_from("")));
}

static bool
is_label(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isalnum((unsigned char)s.p[i]) && s.p[i] != '-')
			return false;
	return s.n > 0 && s.n <= LABEL_MOST && s.p[0] != '-' && s.p[s.n - 1] != '-';
}

/* Labels with dots between, and the last one no number: that would be an address. */
static bool
is_host_name(struct str s)
{
	struct str label;

	if (s.n == 0 || s.n > HOST_MOST)
		return false;
	do {
		label = str_until(&s, ".");
		if (!is_label(label))
			return false;
	} while (s.n > 0); /* a dot at the end is the root */
	return !str_digits(label);
}

enum grade
host_check(struct str name, const char **why)
{
	*why = "it is not UTF-8";
	if (!str_is_xml(name))
		return GRADE_WRONG;
	*why = "libvirt does not accept an IPv6 address with a zone";
	if (name.n > 0 && memchr(name.p, ':', name.n) != NULL &&
	    memchr(name.p, '%', name.n) != NULL)
		return GRADE_BAD;
	*why = "expected a host name or an address";
	return is_address(name) || is_host_name(name) ? GRADE_GOOD : GRADE_BAD;
}

enum grade
port_check(struct str port, const char **why)
{
	unsigned long number;

	*why = "expected a port from 1 to 65535";
	return str_number(port, 65535, &number) && number > 0 ? GRADE_GOOD : GRADE_WRONG;
}

void
host_key(struct str name, struct buf *out)
{
	unsigned char address[16];

	if (address_six(name, address)) {
		buf_add(out, (const char *)address, sizeof(address));
		return;
	}
	for (size_t i = 0; i < name.n; i++)
		buf_char(out, str_lower(name.p[i]));
}
