#ifndef LIB_MAPPED_H
#define LIB_MAPPED_H

#include "bridge/maps.h"
#include "promise.h"

/*
 * Whether the maps did what they promise, by what libvirt reads of each interface before and after
 * (local_view.h): each is plugged in as the maps say, and has its MAC address and target. warnings:
 * how many bridges were said not to be listed.
 */
void check_mapped(const struct maps *maps, struct str before, struct str after, size_t warnings,
                  broken_fn *broken);

#endif
