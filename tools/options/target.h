#ifndef OPTIONS_TARGET_H
#define OPTIONS_TARGET_H

#include "cli/option.h"
#include "cli/session.h"
#include "target/target.h"

/* --target: the new host, and what its file says. */
struct target_choice {
	const char *file; /* NULL: not given */
	struct target *target;
};

extern const struct option_table target_options; /* sets a struct target_choice */
/* Reads the file, if there is one, before session_begin(); false: it has printed why it cannot. */
bool target_choice_read(struct target_choice *c, struct session *s);
void target_choice_free(struct target_choice *c);

#endif
