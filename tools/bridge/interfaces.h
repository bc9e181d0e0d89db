#ifndef BRIDGE_INTERFACES_H
#define BRIDGE_INTERFACES_H

#include "bridge/convert.h"
#include "bridge/maps.h"

/*
 * Warns of a bridge, named at the node, that the new host does not have, or refuses the document.
 */
void bridge_check(struct run *r, uint32_t node, struct str bridge, const struct bridge_job *job);

/* Whether the name, made for the node, can be written; otherwise the rule refuses the document. */
bool bridge_name_fits(struct run *r, uint16_t rule, uint32_t node, enum link kind,
                      const char *name);

#endif
