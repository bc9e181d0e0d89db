#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <time.h>

/*
 * A line on a terminal that tells how far a long run is, once it lasts longer than a second.  On
 * anything but a terminal it does nothing.
 */
struct progress {
	bool on, shown;
	struct timespec began, last;
	unsigned long documents, changed, refused;
};

/* documents_there: standard output gets documents, and may be the same terminal. */
void progress_begin(struct progress *p, bool documents_there);
/* One document more. */
void progress_step(struct progress *p, bool changed, bool refused);
/* Takes the line away, before something else is printed and at the end. */
void progress_clear(struct progress *p);

#endif
