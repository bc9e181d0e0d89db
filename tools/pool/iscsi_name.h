#ifndef POOL_ISCSI_NAME_H
#define POOL_ISCSI_NAME_H

#include "base/str.h"

/* What is to be thought of a value. */
enum grade {
	GRADE_GOOD,
	GRADE_DOUBTFUL, /* it works, but not everywhere: a warning */
	GRADE_BAD,      /* against the standard: only --force lets it through, with a warning */
	GRADE_WRONG,    /* cannot be written or read back at all */
};

/*
 * Judges the name, UTF-8, of an iSCSI target or initiator by RFC 7143, 4.2.7: iqn., eui. or naa.,
 * at most 223 bytes, lower case.  *why has the message about the worst fault.
 */
enum grade iscsi_name_check(struct str name, const char **why);
/* Whether it begins as an iSCSI name does, whatever the case. */
bool iscsi_name_begins(struct str s);
/* The part of an iqn. name that its owner chose, behind the first colon; else the whole name. */
struct str iscsi_name_own(struct str name);

#endif
