#ifndef DOMAIN_BOOT_BOOT_H
#define DOMAIN_BOOT_BOOT_H

#include "rules/run.h"

/* The rule that adds a boot device, and in *dev the device; DOMAIN_RULE_COUNT: none does. */
uint16_t boot_device_rule(const struct run *r, const char **dev);

#endif
