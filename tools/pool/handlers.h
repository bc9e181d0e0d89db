#ifndef POOL_HANDLERS_H
#define POOL_HANDLERS_H

#include "rules/run.h"

/* The functions that rows of the table name; each gets the pool's root element. */
#define HANDLER(name) void name(struct run *r, uint16_t rule, uint32_t node)

/* edit.c */
HANDLER(edit_name);
HANDLER(edit_uuid);
HANDLER(edit_hosts);
HANDLER(edit_dir);
HANDLER(edit_devices);
HANDLER(edit_initiator);
HANDLER(edit_adapter);
HANDLER(edit_auth);
HANDLER(edit_format);
HANDLER(edit_source_name);
HANDLER(edit_protocol);
HANDLER(edit_vendor);
HANDLER(edit_target);
HANDLER(edit_permissions);
HANDLER(edit_cow);
HANDLER(edit_options);

/* convert.c: what is to be said */
HANDLER(refuse_options);
HANDLER(doubt_options);
HANDLER(warn_hosts);
HANDLER(warn_target_name);
HANDLER(warn_type);

#endif
