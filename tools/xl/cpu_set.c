#include "xl/cpu_set.h"

#include "xl/spec.h"

#define CPU_SET_LONGEST 65536 /* bytes: each part may set every bit */

static bool
has(const struct cpu_set *set, unsigned cpu)
{
	return cpu < CPU_SET_MOST && (set->bits[cpu / 64] >> cpu % 64 & 1) != 0;
}

static void
put(struct cpu_set *set, unsigned long first, unsigned long last, bool in)
{
	for (; first <= last; first++) {
		uint64_t bit = (uint64_t)1 << first % 64;

		if (in)
			set->bits[first / 64] |= bit;
		else
			set->bits[first / 64] &= ~bit;
	}
}

/* 3 or 2-5 */
static bool
read_range(struct str s, unsigned long *first, unsigned long *last)
{
	if (!str_number(str_until(&s, "-"), CPU_SET_MOST - 1, first))
		return false;
	*last = *first;
	return s.p == NULL || (str_number(s, CPU_SET_MOST - 1, last) && *last >= *first);
}

bool
cpu_set_parse(struct str text, struct cpu_set *set, bool *nodes)
{
	struct xl_part part;
	bool any = false;

	*set = (struct cpu_set){ 0 };
	*nodes = false;
	if (text.n > CPU_SET_LONGEST)
		return false;
	while (xl_part_next(&text, &part)) {
		struct str s = part.key;
		bool out = str_starts(s, "^");
		unsigned long first, last;

		s = out ? str_skip(s, 1) : s;
		if (str_is(s, "all") && !out) {
			set->all = any = true;
			continue;
		}
		if (str_starts(s, "node")) {
			*nodes = true;
			return false;
		}
		if (!read_range(s, &first, &last) || part.value.p != NULL)
			return false;
		if (out && set->all) { /* all but some: the file does not say how many there are */
			*nodes = true;
			return false;
		}
		put(set, first, last, !out);
		any = true;
	}
	return any;
}

bool
xl_cpu_set_read(struct xl_guest *g, enum xl_key key, const struct xl_value *item,
                struct cpu_set *set)
{
	struct str text = xl_item_text(g, key, item);
	bool nodes;

	if (text.p == NULL || str_is(text, "-1")) /* xm: any CPU */
		return false;
	if (text.n == 0) {
		*set = (struct cpu_set){ .all = true };
		return true;
	}
	if (cpu_set_parse(text, set, &nodes) && (set->all || cpu_set_count(set) > 0))
		return true;
	if (nodes)
		xl_say(g, XL_VALUE_DROPPED, item->at,
		       "%s: the guest is not pinned, since the CPUs of a node, or all but some, "
		       "depend on the host",
		       xl_keys[key].name);
	else
		xl_say(g, XL_BAD, item->at, "%s: expected CPUs such as 0-3,^2", xl_keys[key].name);
	return false;
}

unsigned
cpu_set_count(const struct cpu_set *set)
{
	unsigned count = 0;

	for (unsigned i = 0; i < CPU_SET_MOST; i++)
		count += has(set, i);
	return count;
}

void
xl_cpu_set_write(struct xl_xml *x, const char *attribute, const struct cpu_set *set)
{
	struct buf b = { 0 };

	for (unsigned i = 0; i < CPU_SET_MOST; i++) {
		unsigned first = i;

		if (!has(set, i))
			continue;
		while (has(set, i + 1))
			i++;
		buf_printf(&b, first == i ? "%s%u" : "%s%u-%u", b.len > 0 ? "," : "", first, i);
	}
	xl_attr(x, attribute, buf_view(&b));
	buf_free(&b);
}
