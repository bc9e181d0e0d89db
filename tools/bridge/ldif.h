#ifndef BRIDGE_LDIF_H
#define BRIDGE_LDIF_H

#include "base/buf.h"
#include "bridge/convert.h"
#include "bridge/ldif_line.h"
#include "bridge/rules.h"

/*
 * Applies the maps to directory entries (LDIF, RFC 2849) as ldapsearch and slapcat write them: the
 * bridge that a UVMM profile assigns to new virtual machines.
 */
#define LDIF_ATTRIBUTE "univentionVirtualMachineProfileInterface"

struct ldif_job {
	struct bridge_job *bridges;
	const struct selection *selection;
	/*
	 * Called for each value that changes, and with rule BRIDGE_UNLISTED and name NULL for each
	 * bridge that the new host does not have, and with rule MAP_TOO_LONG for each name that no
	 * device can have. Returns false to leave the entry unchanged.
	 */
	bool (*tell)(void *to, enum bridge_rule rule, struct position at, struct str value,
	             const char *name);
	/* Of an entry, only MESSAGES_OF_RULE values are told by each rule: so many more are there.
	 */
	void (*more)(void *to, enum bridge_rule rule, struct position at, size_t count);
	void *to;
};

/*
 * Adds a change record for ldapmodify to out for each entry that changes. false: the text is
 * malformed, *fault says where, and out is not usable.
 */
bool ldif_convert(const struct ldif_job *job, struct str text, struct buf *out,
                  struct ldif_fault *fault);

#endif
