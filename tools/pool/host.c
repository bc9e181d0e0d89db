#include "pool/host.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
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

/* Reads an address of the family; out has room for 16 bytes. */
static bool
read_address(int family, struct str name, unsigned char *out)
{
	char z[64];

	if (name.n == 0 || name.n >= sizeof(z) || memchr(name.p, '\0', name.n) != NULL)
		return false;
	memcpy(z, name.p, name.n);
	z[name.n] = '\0';
	return inet_pton(family, z, out) == 1;
}

bool
host_is_address(struct str name)
{
	unsigned char address[16];

	return read_address(AF_INET, name, address) || read_address(AF_INET6, name, address);
}

/* The IPv4 address behind ::ffff:0:0/96 (RFC 4291, 2.5.5.2), or NULL. */
static const unsigned char *
mapped_address(const unsigned char *six)
{
	static const unsigned char prefix[12] = { [10] = 0xff, [11] = 0xff };

	return memcmp(six, prefix, sizeof(prefix)) == 0 ? six + 12 : NULL;
}

static enum reach
reach_of_four(const unsigned char *a)
{
	if (a[0] == 0)
		return REACH_NONE;
	if (a[0] == 127)
		return REACH_LOOPBACK;
	return a[0] == 169 && a[1] == 254 ? REACH_LINK : REACH_ROUTED;
}

enum reach
host_reach(struct str name)
{
	unsigned char a[16];

	if (read_address(AF_INET, name, a))
		return reach_of_four(a);
	if (!read_address(AF_INET6, name, a))
		return REACH_ROUTED;
	if (mapped_address(a) != NULL)
		return reach_of_four(mapped_address(a));
	if (memcmp(a, in6addr_any.s6_addr, 16) == 0)
		return REACH_NONE;
	if (memcmp(a, in6addr_loopback.s6_addr, 16) == 0)
		return REACH_LOOPBACK;
	return a[0] == 0xfe && (a[1] & 0xc0) == 0x80 ? REACH_ZONE : REACH_ROUTED;
}

static bool
is_label(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-' ||
		      ((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z')))
			return false;
	return s.n > 0 && s.n <= LABEL_MOST && s.p[0] != '-' && s.p[s.n - 1] != '-';
}

/* Labels with dots between, and the last one no number: that would be an address. */
static bool
is_host_name(struct str s)
{
	struct str label = s;

	if (s.n == 0 || s.n > HOST_MOST)
		return false;
	for (;;) {
		const char *dot = s.n > 0 ? memchr(s.p, '.', s.n) : NULL;

		label.p = s.p;
		label.n = dot != NULL ? (size_t)(dot - s.p) : s.n;
		if (!is_label(label))
			return false;
		if (dot == NULL || dot + 1 == s.p + s.n) /* a dot at the end is the root */
			return !str_digits(label);
		s = str_skip(s, label.n + 1);
	}
}

enum verdict
host_check(struct str name, const char **why)
{
	*why = "it is no UTF-8";
	if (!str_is_xml(name))
		return VERDICT_WRONG;
	*why = "an IPv6 address with a zone is nothing that libvirt takes";
	if (name.n > 0 && memchr(name.p, ':', name.n) != NULL &&
	    memchr(name.p, '%', name.n) != NULL)
		return VERDICT_BAD;
	*why = "this is neither a host name nor an address";
	return host_is_address(name) || is_host_name(name) ? VERDICT_GOOD : VERDICT_BAD;
}

enum verdict
port_check(struct str port, const char **why)
{
	unsigned long number;

	*why = "a port is a number from 1 to 65535";
	return str_number(port, 65535, &number) && number > 0 ? VERDICT_GOOD : VERDICT_WRONG;
}

void
host_key(struct str name, struct buf *out)
{
	unsigned char address[16];

	if (read_address(AF_INET6, name, address)) {
		buf_add(out, (const char *)address, sizeof(address));
		return;
	}
	for (size_t i = 0; i < name.n; i++)
		buf_char(out, (char)tolower((unsigned char)name.p[i]));
}
