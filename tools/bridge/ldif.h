#ifndef BRIDGE_LDIF_H
#define BRIDGE_LDIF_H

#include "base/buf.h"
#include "bridge/convert.h"
#include "bridge/ldif_line.h"
#include "bridge/rules.h"

/*
 * The maps at work on a directory's entries (LDIF, RFC 2849) as ldapsearch and slapcat write them:
 * the bridge that a profile of UVMM's gives to new virtual machines.
 */
#define LDIF_ATTRIBUTE "univentionVirtualMachineProfileInterface"

struct ldif_job {
	struct bridge_job *bridges;
	const struct selection *selection;
	/*
	 * Called with each value that changes, and with rule BRIDGE_UNLISTED, name NULL, for each
	 * bridge that the new host has not.  false: the entry is to be left as it is.
	 */
	bool (*tell)(void *to, enum bridge_rule rule, struct position at, struct str value,
	             const char *name);
	void *to;
};

/*
 * Adds to out a change record, as ldapmodify takes it, for each entry that changes.  false: the
 * text is malformed, *fault says where, and what is in out is worth nothing.
 */
bool ldif_convert(const struct ldif_job *job, struct str text, struct buf *out,
                  struct ldif_fault *fault);

#endif
