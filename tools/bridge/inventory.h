#ifndef BRIDGE_INVENTORY_H
#define BRIDGE_INVENTORY_H

#include "report/inventory.h"
#include "rules/run.h"

/* The interfaces of a document's domains, as they are after the run, for the report. */
void bridge_inventory(const struct run *r, struct inventory *inventory);

#endif
