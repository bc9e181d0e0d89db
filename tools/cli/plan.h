#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "cli/session.h"

#include <stdbool.h>

/* Whether --plan names a directory: it ends with a slash, or is one. */
bool plan_names_files(const struct work *work);
/* That directory without its last slash, for the caller to free; NULL: --plan names none. */
char *plan_directory(const struct work *work);

/* Makes the directory if it is missing, and claims the files of all guests; complains itself. */
bool plan_begin(struct session *s);
/* The plan of the document in the run.  alone: its file has no other. */
void plan_document(struct session *s, const char *file, bool alone);
/* Writes the summary and the table. */
void plan_end(struct session *s);

#endif
