#ifndef POOL_HOST_H
#define POOL_HOST_H

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
/* Whether both name the same host: case, and how an IPv6 address is written, do not count. */
bool host_equal(struct str a, struct str b);
/* Whether it is an address, not a name. */
bool host_is_address(struct str name);

#endif
