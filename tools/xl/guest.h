#ifndef XL_GUEST_H
#define XL_GUEST_H

#include "base/mem.h"
#include "base/str.h"
#include "xl/config.h"
#include "xl/keys.h"
#include "xl/rules.h"
#include "xl/xml.h"

#include <stdbool.h>
#include <stddef.h>

enum xl_type { XL_PV, XL_PVH, XL_HVM };

struct xl_finding {
	enum xl_rule rule;
	enum severity severity;
	size_t at; /* byte offset in the file */
	const char *message;
};

/* A file on its way to a domain. */
struct xl_guest {
	const struct xl_config *config;
	struct arena *arena;
	const struct xl_setting *settings[XL_KEY_COUNT]; /* NULL: not set */
	bool used[XL_KEY_COUNT];                         /* the value went into the XML */
	enum xl_type type;
	struct xl_xml xml;
	struct xl_finding *findings;
	size_t findings_count, findings_cap;
	bool bad; /* something cannot be understood */
};

/* Reports what a rule finds at a place; its level decides the severity.  XL_BAD is an error. */
__attribute__((format(printf, 4, 5))) void xl_say(struct xl_guest *g, enum xl_rule rule, size_t at,
                                                  const char *fmt, ...);

/*
 * The value of a key, or NULL where it is missing or None.  All of these mark the key as used,
 * and complain of a value of another kind than they return.
 */
const struct xl_value *xl_value(struct xl_guest *g, enum xl_key key);
/* A string, or a number as written; absent where it is missing. */
struct str xl_string(struct xl_guest *g, enum xl_key key);
/* As xl_string, but absent where it is empty, too. */
struct str xl_word(struct xl_guest *g, enum xl_key key);
/* A number from least to most, also as a string; false where it is missing or bad. */
bool xl_number(struct xl_guest *g, enum xl_key key, long long least, long long most,
               long long *number);
/* A number that is 0 or not. */
bool xl_bool(struct xl_guest *g, enum xl_key key, bool missing);
/* The strings and numbers of a list; where one_too, a string alone stands for a list of one. */
const struct xl_value *xl_items(struct xl_guest *g, enum xl_key key, bool one_too);
/* An item's text; absent, with a problem, where it is a list. */
struct str xl_item_text(struct xl_guest *g, enum xl_key key, const struct xl_value *item);
bool xl_has(const struct xl_guest *g, enum xl_key key);
/* Where a key is set; the key must be set. */
size_t xl_at(const struct xl_guest *g, enum xl_key key);
/* Where text that came from a value is in the file: exactly, unless the string has escapes. */
size_t xl_text_at(const struct xl_guest *g, const struct xl_value *from, const char *text);
/* A number in base 0 (0x1f, 017) as C has it, or in base 10 or 16; the whole text. */
bool xl_read_number(struct str text, int base, long long *number);

#endif
