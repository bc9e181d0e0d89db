#ifndef DOMAIN_BOOT_KERNEL_H
#define DOMAIN_BOOT_KERNEL_H

#include "rules/run.h"

/* Whether the guest still boots a kernel of the host after the conversion. */
bool keeps_kernel(const struct run *r);

#endif
