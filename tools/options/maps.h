#ifndef OPTIONS_MAPS_H
#define OPTIONS_MAPS_H

#include "base/status.h"
#include "bridge/maps.h"
#include "cli/option.h"

/* The options that say what bridges, networks and devices become. */
struct map_options {
	struct maps maps;
	struct map_source *sources; /* files that the options name, in their order */
	size_t sources_count, sources_room;
	size_t given; /* maps that options give, not files */
};

struct session;

extern const struct option_table maps_options; /* sets a struct map_options */

/*
 * Reads the files that the options name.  Prints what is wrong with one, and returns the exit
 * status: STATUS_TROUBLE for a file that cannot be read, STATUS_USAGE for one that says nonsense.
 */
enum status maps_options_read_files(struct map_options *c);
/* Adds a map file, if the options give neither a map nor a map file. */
void maps_options_default(struct map_options *c, const char *path);
/* Whether any of the options was given. */
bool maps_options_any(const struct map_options *c);
/* Warns of each map of an option that nothing in any document was found by. */
void maps_options_warn(const struct map_options *c, struct session *s);
void maps_options_free(struct map_options *c);

#endif
