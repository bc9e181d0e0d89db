#ifndef BRIDGE_HOOK_H
#define BRIDGE_HOOK_H

#include <stdbool.h>

/*
 * libvirt calls a hook with NAME OPERATION SUBOP EXTRA. It reads the hook's output at migrate/begin
 * and restore/begin only. At all other calls an error helps nobody, and at reconnect it would end a
 * running guest.
 */
enum hook_call {
	HOOK_REWRITES, /* libvirt reads the domain from standard output */
	HOOK_RESTS,    /* libvirt ignores the output */
	HOOK_WRONG,    /* too few words: not a call of libvirt */
};

enum hook_call hook_call(char *const *words); /* ended by NULL */
/*
 * True if libvirt ignores the hook's output at this call; the rest of the command line is then not
 * checked.
 */
bool hook_rests(char *const *argv);

#endif
