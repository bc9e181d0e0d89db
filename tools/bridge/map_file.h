#ifndef BRIDGE_MAP_FILE_H
#define BRIDGE_MAP_FILE_H

#include "bridge/maps.h"

/* Maps and lists of bridges in files; what they say is read here, the files elsewhere. */

/* What is wrong with a file, and where: 1-based; line 0: with all of it. */
struct map_fault {
	unsigned long line, column;
	const char *why;
};

/*
 * A map file (bridgemap.conf(5)): one map a line, comments.  text ends with a NUL at text[len],
 * is cut into pieces here and must live as long as the maps.  false: *fault says why.  A file that
 * says nothing is wrong, too: it may have been cut.
 */
bool map_file_read(struct maps *m, char *text, size_t len, struct map_fault *fault);
/*
 * A list of the new host's bridges: one name a line, which ls /sys/class/net prints, or the lines
 * of ip -o link.  The same holds for text.
 */
bool allow_list_read(struct maps *m, char *text, size_t len, struct map_fault *fault);

#endif
