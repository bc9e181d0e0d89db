#ifndef BRIDGE_MAP_FILE_H
#define BRIDGE_MAP_FILE_H

#include "bridge/maps.h"

/* Parses map files and lists of bridges; the caller reads the files. */

/* What is wrong with a file, and where: 1-based; line 0: with all of it. */
struct map_fault {
	unsigned long line, column;
	const char *why;
};

/*
 * A map file (bridgemap.conf(5)): one map a line, comments. text must end with a NUL at text[len]
 * and live as long as the maps; it is modified. false: *fault says why.
 */
bool map_file_read(struct maps *m, char *text, size_t len, struct map_fault *fault);
/*
 * A list of the new host's bridges: one name a line, as ls /sys/class/net prints, or the lines of
 * ip -o link. text as above.
 */
bool allow_list_read(struct maps *m, char *text, size_t len, struct map_fault *fault);

#endif
