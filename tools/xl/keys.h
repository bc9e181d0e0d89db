#ifndef XL_KEYS_H
#define XL_KEYS_H

#include "base/str.h"

/* Where a key of the file ends up. */
enum xl_fate {
	XL_PLACED,  /* in the XML */
	XL_DROPPED, /* nowhere: a warning says so, unless the value is without effect */
	XL_IDLE,    /* nowhere, and nothing is lost: it concerns the tools on the old host only */
};

/* A key of xl.cfg(5) or of xm's files. */
struct xl_key_row {
	const char *name;
	enum xl_fate fate;
	const char *idle; /* the value that is without effect, or NULL */
	const char *what; /* for people: the element it becomes, or its purpose */
};

enum xl_key {
#define KEY(name, ...) XL_KEY_##name,
#include "xl/key_list.h"
#undef KEY
	XL_KEY_COUNT
};

extern const struct xl_key_row xl_keys[XL_KEY_COUNT];

/* The number of a key, or XL_KEY_COUNT. */
enum xl_key xl_key_find(struct str name);
/* The known key that is most like an unknown one, or NULL if none is like it. */
const char *xl_key_nearest(struct str name);

#endif
