#ifndef OPTIONS_DOMAIN_H
#define OPTIONS_DOMAIN_H

#include "cli/option.h"
#include "domain/settings.h"

/* The options of a conversion from Xen to QEMU; they set a struct settings. */
extern const struct option_table domain_options;
struct session;
/*
 * At the end of a run: warns, in the tool's name, of each --disk-format, --map-path and --emulator
 * that no document had a use for.
 */
void domain_options_warn(const struct settings *set, struct session *s);
/* --shared=PATH of domconv: a path is added to a struct setting_pairs. */
option_fn domain_option_shared;
void domain_options_free(struct settings *s);

#endif
