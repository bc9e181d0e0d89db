#include "xl/guest.h"

#include "base/message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static enum severity
severity_of(enum xl_rule rule)
{
	if (rule == XL_BAD)
		return SEVERITY_ERROR;
	return rule_row(&xl_rules, (uint16_t)rule)->level == LEVEL_NOTE ? SEVERITY_NOTE
	                                                                : SEVERITY_WARNING;
}

void
xl_say(struct xl_guest *g, enum xl_rule rule, size_t at, const char *fmt, ...)
{
	va_list ap;

	MEM_GROW(g->findings, g->findings_count, g->findings_cap);
	va_start(ap, fmt);
	g->findings[g->findings_count++] =
	    (struct xl_finding){ rule, severity_of(rule), at, message_v(g->arena, fmt, ap) };
	va_end(ap);
	g->bad = g->bad || rule == XL_BAD;
}

bool
xl_has(const struct xl_guest *g, enum xl_key key)
{
	return g->settings[key] != NULL && g->settings[key]->value->kind != XL_NONE;
}

size_t
xl_at(const struct xl_guest *g, enum xl_key key)
{
	return g->settings[key]->at;
}

size_t
xl_text_at(const struct xl_guest *g, const struct xl_value *from, const char *text)
{
	struct str in = g->config->in;

	return text >= in.p && text <= in.p + in.n ? (size_t)(text - in.p) : from->at;
}

const struct xl_value *
xl_value(struct xl_guest *g, enum xl_key key)
{
	g->used[key] = true;
	return xl_has(g, key) ? g->settings[key]->value : NULL;
}

struct str
xl_string(struct xl_guest *g, enum xl_key key)
{
	const struct xl_value *v = xl_value(g, key);

	if (v == NULL)
		return STR_NONE;
	if (v->kind != XL_LIST)
		return v->text;
	xl_say(g, XL_BAD, v->at, "%s: expected a string, not a list", xl_keys[key].name);
	return STR_NONE;
}

struct str
xl_word(struct xl_guest *g, enum xl_key key)
{
	struct str s = xl_string(g, key);

	return s.n > 0 ? s : STR_NONE;
}

bool
xl_read_number(struct str text, int base, long long *number)
{
	char digits[40], *end;

	text = str_trim(text);
	if (text.n == 0 || text.n >= sizeof(digits) || text.p[0] == '+')
		return false;
	memcpy(digits, text.p, text.n);
	digits[text.n] = '\0';
	errno = 0;
	*number = strtoll(digits, &end, base);
	return errno == 0 && *end == '\0';
}

bool
xl_number(struct xl_guest *g, enum xl_key key, long long least, long long most, long long *number)
{
	const struct xl_value *v = xl_value(g, key);
	long long n = 0;

	if (v == NULL)
		return false;
	n = v->number;
	if (v->kind == XL_LIST || (v->kind == XL_STRING && !xl_read_number(v->text, 0, &n)) ||
	    n < least || n > most) {
		xl_say(g, XL_BAD, v->at, "%s: expected a number from %s to %s", xl_keys[key].name,
		       arena_printf(g->arena, "%lld", least), arena_printf(g->arena, "%lld", most));
		return false;
	}
	*number = n;
	return true;
}

bool
xl_bool(struct xl_guest *g, enum xl_key key, bool missing)
{
	const struct xl_value *v = xl_value(g, key);
	long long n;

	if (v == NULL)
		return missing;
	n = v->number;
	if (v->kind == XL_LIST || (v->kind == XL_STRING && !xl_read_number(v->text, 0, &n)))
		xl_say(g, XL_BAD, v->at, "%s: expected 0 or 1", xl_keys[key].name);
	return n != 0;
}

const struct xl_value *
xl_items(struct xl_guest *g, enum xl_key key, bool one_too)
{
	const struct xl_value *v = xl_value(g, key);

	if (v == NULL || v->kind == XL_LIST)
		return v != NULL ? v->first : NULL;
	if (one_too)
		return v;
	xl_say(g, XL_BAD, v->at, "%s: expected a list, as in %s = [ '...' ]", xl_keys[key].name,
	       xl_keys[key].name);
	return NULL;
}

struct str
xl_item_text(struct xl_guest *g, enum xl_key key, const struct xl_value *item)
{
	if (item->kind == XL_STRING || item->kind == XL_NUMBER)
		return item->text;
	xl_say(g, XL_BAD, item->at, "%s: expected a string in the list", xl_keys[key].name);
	return STR_NONE;
}
