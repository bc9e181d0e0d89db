#include "xl/spec.h"

#include "base/nearest.h"

#include <string.h>

bool
xl_part_next(struct str *rest, struct xl_part *part)
{
	struct str s;

	if (rest->p == NULL)
		return false;
	s = str_until(rest, ",");
	part->key = str_trim(str_until(&s, "="));
	part->value = str_trim(s);
	return true;
}

struct str
xl_without_brackets(struct str address)
{
	if (address.n > 2 && address.p[0] == '[' && address.p[address.n - 1] == ']')
		return (struct str){ address.p + 1, address.n - 2 };
	return address;
}

/* Where one is a password, an unknown key may be the rest of it, behind a comma: it is not shown.
 */
static void
say_unknown(struct xl_guest *g, size_t at, const char *device, const struct xl_part_row *rows,
            const struct xl_part *part)
{
	struct nearest n = { .word = part->key };
	bool secret = false;

	for (; rows->key != NULL; rows++) {
		nearest_try(&n, rows->key);
		secret = secret || strcmp(rows->key, "vncpasswd") == 0;
	}
	if (part->value.p == NULL)
		xl_say(g, XL_PART_UNKNOWN, at, "%s: expected KEY=VALUE, this part is ignored",
		       device);
	else
		xl_say(g, XL_PART_UNKNOWN, at, "%s: unknown key '%.*s', ignored%s%s%s", device,
		       STR_FMT(secret ? str_from("***") : part->key),
		       n.found != NULL ? ", did you mean " : "", n.found != NULL ? n.found : "",
		       n.found != NULL ? "?" : "");
}

void
xl_part_left(struct xl_guest *g, const struct xl_value *from, const char *device,
             const struct xl_part_row *rows, const struct xl_part *part)
{
	size_t at = xl_text_at(g, from, part->key.p);
	const struct xl_part_row *row = rows;

	if (part->key.n == 0 && part->value.p == NULL)
		return;
	while (row->key != NULL && !str_is(part->key, row->key))
		row++;
	if (row->key == NULL || (row->fate == XL_PLACED && part->value.p == NULL))
		say_unknown(g, at, device, rows, part);
	else if (row->fate == XL_DROPPED && (row->idle == NULL || !str_is(part->value, row->idle)))
		xl_say(g, XL_PART_DROPPED, at, "%s: %s is lost, libvirt has no place for it: %s",
		       device, row->key, row->what);
}

void
xl_parts_read(struct xl_guest *g, const struct xl_value *from, struct str text, const char *device,
              const struct xl_part_row *rows, struct str *const *places)
{
	struct xl_part part;

	while (xl_part_next(&text, &part)) {
		size_t i = 0;

		while (places[i] != NULL && !str_is(part.key, rows[i].key))
			i++;
		if (places[i] == NULL || part.value.p == NULL)
			xl_part_left(g, from, device, rows, &part);
		else
			*places[i] = part.value;
	}
}
