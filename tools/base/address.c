#include "base/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

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
is_address(struct str name)
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

/* 0, 0x0, 00.0.0.0: getaddrinfo() reads short, octal and hexadecimal forms (inet_aton(3)). */
static bool
is_zero(struct str name)
{
	if (name.n == 0 || name.p[0] != '0')
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (strchr("0xX.", name.p[i]) == NULL || name.p[i] == '\0')
			return false;
	return true;
}

/* The names of the host itself (RFC 6761, 6.3, and those of /etc/hosts). */
static enum reach
reach_of_name(struct str name)
{
	static const char *const own[] = { "localhost", "localhost.localdomain", "ip6-localhost",
		                           "ip6-loopback", NULL };

	if (is_zero(name))
		return REACH_NONE;
	for (size_t i = 0; own[i] != NULL; i++)
		if (name.n == strlen(own[i]) && strncasecmp(name.p, own[i], name.n) == 0)
			return REACH_LOOPBACK;
	return REACH_ROUTED;
}

enum reach
address_reach(struct str name)
{
	struct str zone = name, address = str_until(&zone, "%");
	unsigned char a[16];

	if (read_address(AF_INET, name, a))
		return reach_of_four(a);
	if (!read_address(AF_INET6, address, a))
		return reach_of_name(name);
	if (mapped_address(a) != NULL)
		return reach_of_four(mapped_address(a));
	if (memcmp(a, in6addr_any.s6_addr, 16) == 0)
		return REACH_NONE;
	if (memcmp(a, in6addr_loopback.s6_addr, 16) == 0)
		return REACH_LOOPBACK;
	return a[0] == 0xfe && (a[1] & 0xc0) == 0x80 ? REACH_ZONE : REACH_ROUTED;
}

bool
address_six(struct str name, unsigned char out[16])
{
	return read_address(AF_INET6, name, out);
}
