#include "options/target.h"

#include "cli/common_options.h"
#include "cli/diag.h"
#include "cli/slurp.h"
#include "target/file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const struct option_row rows[] = {
	{ "target", "FILE", "judge by the new host, which FILE describes", option_file,
	  offsetof(struct target_choice, file), .file = FILE_READ },
};

bool
target_choice_read(struct target_choice *c, struct session *s)
{
	struct target_fault fault = { .at = { 0, 0 } };
	int fd;

	if (c->file == NULL)
		return true;
	fd = slurp_open(c->file);
	if (fd >= 0) {
		c->target = target_read(fd, session_common(s)->max_size, &fault);
		close(fd);
	}
	if (c->target != NULL) {
		session_target(s,
		               (struct report_target){ c->file, c->target->name, c->target->time });
		return true;
	}
	file_error(c->file, fault.at.line > 0 ? &fault.at : NULL,
	           "the new host's description cannot be read",
	           fd < 0 ? strerror(errno) : fault.why);
	return session_status(s, STATUS_TROUBLE);
}

void
target_choice_free(struct target_choice *c)
{
	target_free(c->target);
}

const struct option_table target_options = OPTION_TABLE(rows);
