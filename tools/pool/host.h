#ifndef POOL_HOST_H
#define POOL_HOST_H

#include "base/buf.h"
#include "pool/iscsi_name.h"

/* A server as people write it: HOST, HOST:PORT, ADDRESS6, [ADDRESS6] or [ADDRESS6]:PORT. */
struct host {
	struct str name; /* without brackets */
	struct str port; /* absent if none is named */
};

/* Takes the text apart; nothing is judged. */
struct host host_split(struct str text);
/* Judges a host's name or address, and a port; *why says what is to be said. */
enum verdict host_check(struct str name, const char **why);
enum verdict port_check(struct str port, const char **why);
/* The same text for all names of one host: case, and how an IPv6 address is written, do not count.
 */
void host_key(struct str name, struct buf *out);
/* Whether it is an address, not a name. */
bool host_is_address(struct str name);

/* From where a portal's address can be reached; the smaller, the better. */
enum reach {
	REACH_ROUTED,   /* also: a name */
	REACH_LINK,     /* IPv4 link-local, 169.254.0.0/16 (RFC 3927): on the same network only */
	REACH_LOOPBACK, /* on the server itself only */
	REACH_ZONE, /* IPv6 link-local, fe80::/10 (RFC 4291): needs a zone, which libvirt refuses */
	REACH_NONE, /* 0.0.0.0 and ::, which a server prints that listens everywhere */
};

enum reach host_reach(struct str name);

#endif
