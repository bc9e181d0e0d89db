#ifndef POOL_COMPLAIN_H
#define POOL_COMPLAIN_H

#include "pool/check.h"

/* Adds a complaint, unless all is good. */
void complain(struct complaints *c, enum verdict verdict, enum part part, const char *value,
              const char *why);

#endif
