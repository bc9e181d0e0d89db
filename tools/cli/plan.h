#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "cli/session.h"

#include <stdbool.h>

/*
 * The directory that --plan names, with a slash at its end or because it is there: without the
 * slash, for the caller to free.  NULL: it names none.
 */
char *plan_directory(const struct work *work);

/* Makes the directory if it is missing, and claims the files of all guests; complains itself. */
bool plan_begin(struct session *s);
/* The plan of the document in the run.  alone: its file has no other. */
void plan_document(struct session *s, const char *file, bool alone);
/* Writes the summary and the table. */
void plan_end(struct session *s);

#endif
