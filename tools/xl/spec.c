#include "xl/spec.h"

#include "base/nearest.h"

#include <string.h>

bool
xl_part_next(struct str *rest, struct xl_part *part)
{
	struct str s = *rest;
	size_t n = 0, equals = 0;

	if (rest->p == NULL)
		return false;
	while (n < s.n && s.p[n] != ',')
		n++;
	*rest = n < s.n ? str_skip(s, n + 1) : STR_NONE;
	s.n = n;
	while (equals < n && s.p[equals] != '=')
		equals++;
	part->key = str_trim((struct str){ s.p, equals });
	part->value = equals < n ? str_trim(str_skip(s, equals + 1)) : STR_NONE;
	return true;
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
	if (row->key == NULL)
		say_unknown(g, at, device, rows, part);
	else if (row->fate == XL_DROPPED && (row->idle == NULL || !str_is(part->value, row->idle)))
		xl_say(g, XL_PART_DROPPED, at, "%s: %s is lost, libvirt has no place for it: %s",
		       device, row->key, row->what);
}
