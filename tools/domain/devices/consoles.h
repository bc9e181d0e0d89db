#ifndef DOMAIN_DEVICES_CONSOLES_H
#define DOMAIN_DEVICES_CONSOLES_H

#include "rules/run.h"

#include <stdint.h>

/*
 * Calls look for each serial and parallel port, console and channel of the domain, but not for the
 * first console of an HVM guest with a serial port, which repeats that port (domain_conf.c).
 */
void each_port(struct run *r, void (*look)(struct run *r, uint32_t device));

#endif
