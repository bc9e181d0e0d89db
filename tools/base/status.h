#ifndef BASE_STATUS_H
#define BASE_STATUS_H

/* Exit statuses of every tool; the worst one met wins.  DESIGN and the man pages list them. */
enum status {
	STATUS_OK = 0,      /* done, also when there was nothing to change */
	STATUS_FOUND = 1,   /* --check found something, or a document was refused */
	STATUS_USAGE = 2,   /* the command line is wrong */
	STATUS_TROUBLE = 3, /* unreadable or malformed input, output that cannot be written */
};

#endif
