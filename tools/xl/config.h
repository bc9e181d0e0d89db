#ifndef XL_CONFIG_H
#define XL_CONFIG_H

#include "base/dict.h"
#include "base/mem.h"
#include "base/str.h"
#include "index/document.h"

#include <stddef.h>

enum xl_kind { XL_NONE, XL_NUMBER, XL_STRING, XL_LIST };

struct xl_value {
	enum xl_kind kind; /* XL_NONE: Python's None */
	size_t at;         /* byte offset */
	struct str text;   /* of a number as written, of a string what it means */
	long long number;
	struct xl_value *first, *last; /* of a list; NULL: it is empty */
	struct xl_value *next;         /* in the list that this is in */
};

struct xl_setting {
	struct str key;
	size_t at;
	struct xl_value *value;
	struct xl_setting *next;
	bool replaced; /* the key is set again further down */
};

/* What a file says.  Everything lives in the arena, or is a view of the input. */
struct xl_config {
	struct str in;
	struct xl_setting *settings; /* in the order of the file */
	size_t count;
};

/* Why a file cannot be understood, and where. */
struct xl_fault {
	size_t at; /* byte offset */
	const char *message;
};

/*
 * Most values, += and nested lists that a file can have: a guest's file has dozens.  They keep
 * memory and time in proportion to the file.
 */
#define XL_MOST_VALUES 100000
#define XL_MOST_ADDED 1000
#define XL_MOST_NESTED 16

/*
 * Reads a file.  KEY = VALUE and KEY += VALUE, one a line or with semicolons between; of a key
 * that is set twice the last one counts, as for xl and xm (libxlu_cfg.c).  Python beyond that is
 * a fault and never run.  Returns false and fills fault if the file cannot be understood.
 */
bool xl_config_read(struct xl_config *c, struct str in, struct arena *arena,
                    struct xl_fault *fault);

/*
 * The line and column (both from 1, columns count characters) of an offset that is not before the
 * one asked for last: many places in order cost one pass.  A zeroed cursor is at the beginning.
 */
struct xl_cursor {
	size_t at;
	struct position behind; /* counted from 0 */
};
struct position xl_position(struct xl_cursor *cursor, struct str in, size_t at);

#endif
