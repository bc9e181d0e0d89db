#ifndef DOMAIN_INVENTORY_H
#define DOMAIN_INVENTORY_H

#include "report/inventory.h"
#include "rules/run.h"

/* The domain's disks and interfaces, before and after, for the report. */
void domain_inventory(const struct run *r, struct inventory *inventory);

#endif
