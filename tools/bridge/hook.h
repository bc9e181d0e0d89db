#ifndef BRIDGE_HOOK_H
#define BRIDGE_HOOK_H

#include <stdbool.h>

/*
 * What libvirt calls a hook with: NAME OPERATION SUBOP EXTRA.  It reads what a hook prints at
 * migrate/begin and restore/begin only; at all others an error can do no good, and at reconnect
 * it ends a running guest.
 */
enum hook_call {
	HOOK_REWRITES, /* the domain on standard input is wanted back */
	HOOK_RESTS,    /* nothing is wanted */
	HOOK_WRONG,    /* too few words: libvirt has not called this */
};

enum hook_call hook_call(char *const *words); /* ended by NULL */
/*
 * Whether a command line, --hook ... -- NAME OPERATION SUBOP EXTRA, is of a call at which nothing
 * is wanted.  Then nothing else of it matters, be it wrong.
 */
bool hook_rests(char *const *argv);

#endif
