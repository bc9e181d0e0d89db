#ifndef BRIDGE_INTERFACES_H
#define BRIDGE_INTERFACES_H

#include "bridge/convert.h"

/*
 * Warns of a bridge, named at the node, that the new host does not have, or refuses the document.
 */
void bridge_check(struct run *r, uint32_t node, struct str bridge, const struct bridge_job *job);

#endif
