#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include "base/str.h"

/* Addresses of IPv4 and IPv6 as text, without brackets (inet_pton). */

/* Whether it is an address, not a name. */
bool is_address(struct str name);

/* From where an address can be reached; the smaller, the better for others. */
enum reach {
	REACH_ROUTED,   /* also: a name that is not the host's own */
	REACH_LINK,     /* IPv4 link-local, 169.254.0.0/16 (RFC 3927): on the same network only */
	REACH_LOOPBACK, /* on the server itself only */
	REACH_ZONE, /* IPv6 link-local, fe80::/10 (RFC 4291): needs a zone, which libvirt refuses */
	REACH_NONE, /* 0.0.0.0 and ::, on which a server listens everywhere */
};

/* An IPv6 address may have a zone, as in fe80::1%eth0. */
enum reach address_reach(struct str name);
/* Reads an IPv6 address into 16 bytes; false: it is none. */
bool address_six(struct str name, unsigned char out[16]);

#endif
