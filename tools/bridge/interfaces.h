#ifndef BRIDGE_INTERFACES_H
#define BRIDGE_INTERFACES_H

#include "bridge/convert.h"

/* Maps what a domain's interface is plugged into, and checks the bridge that it then has. */
void bridge_convert_interface(struct run *r, uint32_t node, struct bridge_job *job);
/* Warns of, or refuses, a bridge, named at the node, that the new host has not. */
void bridge_check(struct run *r, uint32_t node, struct str bridge, const struct bridge_job *job);

#endif
