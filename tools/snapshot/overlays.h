#ifndef SNAPSHOT_OVERLAYS_H
#define SNAPSHOT_OVERLAYS_H

#include "rules/run.h"

/*
 * The commands, a line each, that write into the external overlays of the run's snapshot where
 * --map-path has moved the images that they were made on: a qcow2 image names its backing file in
 * its header (qemu-img(1), rebase -u), and neither a copy nor redefine changes that.  NULL: none.
 * Ownership passes to the caller.
 */
char *overlays_rebase(const struct run *r);

#endif
