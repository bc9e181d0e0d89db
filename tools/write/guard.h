#ifndef WRITE_GUARD_H
#define WRITE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What a document must not be written over: an input of the same call, or the report and the plan.
 */
struct guard {
	struct file_id *inputs; /* sorted */
	size_t count;
	const char *texts[2]; /* paths of report and plan; NULL: none */
};

/* Whether two paths lead to one file, which need not be there yet. */
bool guard_same_file(const char *a, const char *b);
/* Notes the input files (ended by NULL; "-", or none at all: standard input). */
void guard_inputs(struct guard *g, char **files);
bool guard_has(const struct guard *g, const char *path);
void guard_free(struct guard *g);

#endif
