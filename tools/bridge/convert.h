#ifndef BRIDGE_CONVERT_H
#define BRIDGE_CONVERT_H

#include "bridge/maps.h"
#include "rules/run.h"

/* --virtualport, in the order of its words: Open vSwitch's port of an interface. */
enum virtualport { VIRTUALPORT_KEEP, VIRTUALPORT_OPENVSWITCH, VIRTUALPORT_NONE };

/* The maps and what they did, over all documents. */
struct bridge_job {
	const struct maps *maps;
	enum virtualport virtualport;
	bool rename_networks;  /* --rename-networks: also networks themselves */
	bool refuse_unlisted;  /* refuse a document with a bridge that the new host does not have */
	unsigned long applied; /* how often a map has applied, even without a change */
};

/*
 * Renames in the run's document: a domain, the domains of a snapshot, a checkpoint or a status
 * document, a network.
 */
void bridge_convert(struct run *r, struct bridge_job *job);
/* The same for one domain, whose element is root. */
void bridge_convert_domain(struct run *r, uint32_t root, struct bridge_job *job);

#endif
