#ifndef POOL_HOST_H
#define POOL_HOST_H

#include "base/buf.h"
#include "base/mem.h"
#include "pool/iscsi_name.h"

/* A server as people write it: HOST, HOST:PORT, ADDRESS6, [ADDRESS6] or [ADDRESS6]:PORT. */
struct host {
	struct str name; /* without brackets */
	struct str port; /* absent if none is named */
};

/* Takes the text apart; nothing is judged. */
struct host host_split(struct str text);
/* The text that is taken apart so; lives in the arena. */
const char *host_text(struct arena *arena, struct host h);
/* Judges a host's name or address, and a port; *why says what is to be said. */
enum grade host_check(struct str name, const char **why);
enum grade port_check(struct str port, const char **why);
/* The same text for all names of one host: case, and how an IPv6 address is written, do not count.
 */
void host_key(struct str name, struct buf *out);

#endif
