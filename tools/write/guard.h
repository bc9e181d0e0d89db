#ifndef WRITE_GUARD_H
#define WRITE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

/* Files that a document must not overwrite: inputs of the same call, the report, the plan. */
struct guard {
	struct file_id *inputs; /* sorted */
	size_t count;
	const char *texts[2]; /* paths of report and plan; NULL: none */
};

/* Whether two paths lead to one file, which may not exist yet. */
bool guard_same_file(const char *a, const char *b);
/* Notes the input files (ended by NULL; "-", or none at all: standard input). */
void guard_inputs(struct guard *g, char **files);
bool guard_has(const struct guard *g, const char *path);
void guard_free(struct guard *g);

#endif
