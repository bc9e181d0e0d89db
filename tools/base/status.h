#ifndef BASE_STATUS_H
#define BASE_STATUS_H

/* Exit statuses of all tools; the worst one wins. The man pages list them. */
enum status {
	STATUS_OK = 0,      /* success, also if nothing changed */
	STATUS_FOUND = 1,   /* --check found something, or a document was refused */
	STATUS_USAGE = 2,   /* the command line is wrong */
	STATUS_TROUBLE = 3, /* unreadable or malformed input, output that cannot be written */
};

#endif
