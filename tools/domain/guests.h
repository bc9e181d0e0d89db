#ifndef DOMAIN_GUESTS_H
#define DOMAIN_GUESTS_H

#include "base/dict.h"
#include "base/mem.h"
#include "rules/run.h"

/* The guests of a run, by name, and the inputs that they are from.  A zeroed struct has none. */
struct guests {
	struct arena names;
	struct dict by_name;
	const char **inputs;
	size_t count, room;
};

/*
 * Adds the guest of the run's document, which is from an input that lives as long.  Returns the
 * input of an earlier one of that name, or NULL.
 */
const char *guests_add(struct guests *guests, const struct run *r, const char *input);
void guests_free(struct guests *guests);

#endif
