#ifndef XL_SPEC_H
#define XL_SPEC_H

#include "xl/guest.h"

/* A part of a string such as 'mac=00:16:3e:00:00:01,bridge=br0': KEY=VALUE, or a word alone. */
struct xl_part {
	struct str key, value; /* value: absent without a = */
};

/* Cuts the next part off; false at the end.  Blanks around keys and values are left out. */
bool xl_part_next(struct str *rest, struct xl_part *part);

/* An IPv6 address as XML has it, [::1] without the brackets; anything else stays. */
struct str xl_without_brackets(struct str address);

/* What a kind of device does with a part of its string. */
struct xl_part_row {
	const char *key;
	enum xl_fate fate;
	const char *idle; /* as in struct xl_key_row */
	const char *what;
};

/*
 * Complains of a part that no device takes: rows (ended by a NULL key) say which parts there are.
 * Values are never printed, since they may be passwords.
 */
void xl_part_left(struct xl_guest *g, const struct xl_value *from, const char *device,
                  const struct xl_part_row *rows, const struct xl_part *part);

/*
 * Reads a device's string.  The values of the first rows become *places (ended by NULL) in their
 * order; of the other parts, and of such a key alone, xl_part_left() complains.
 */
void xl_parts_read(struct xl_guest *g, const struct xl_value *from, struct str text,
                   const char *device, const struct xl_part_row *rows, struct str *const *places);

#endif
