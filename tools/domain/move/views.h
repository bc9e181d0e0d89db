#ifndef DOMAIN_MOVE_VIEWS_H
#define DOMAIN_MOVE_VIEWS_H

#include "domain/move/steps.h"

/* Views of a move. */

/* The steps for a person, with commands that are pasted. */
void move_text(const struct move *m, struct buf *out);

struct inventory;
/* The domain's disks and interfaces, and its steps for the report: those that a person ticks off.
 */
void move_check_list(const struct run *r, struct inventory *inventory);
/* A shell script that does the steps, and waits for those of a person. */
void move_script(const struct move *m, struct buf *out);

#endif
