#ifndef REPORT_INVENTORY_H
#define REPORT_INVENTORY_H

#include "base/mem.h"
#include "base/str.h"

#include <stddef.h>

/*
 * What a document describes, for the report. Texts live as long as the document; absent ones are
 * left out. Whoever prints them masks them (base/shown.h).
 */
struct inventory_disk {
	struct str path, device, old_format, format, old_target, target, old_bus, bus;
	struct str guest_name; /* its name in a Linux guest */
};

struct inventory_nic {
	struct str mac, type, model, source;
};

/* A step of the move (domain/move/steps.h). */
struct inventory_step {
	struct str id, text, why, done; /* why, done: absent where nothing is said */
	const char *phase, *place;
};

struct inventory {
	struct inventory_disk *disks;
	size_t disks_count;
	struct inventory_nic *nics;
	size_t nics_count;
	struct inventory_step *steps;
	size_t steps_count;
};

#endif
