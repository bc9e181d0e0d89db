#include "pool/names.h"

#include "base/buf.h"
#include "pool/iscsi_name.h"

#include <string.h>

#define NAME_MOST 200 /* bytes; with a number and .xml, a file's name has at most 255 */

static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

const char *
name_template_fault(const char *template)
{
	const char *c = template;

	if (*c == '\0')
		return "it is empty";
	while ((c = strchr(c, '%')) != NULL) {
		if (c[1] == '\0' || strchr("tnhp%", c[1]) == NULL)
			return "expected t, n, h, p or % after %";
		c += 2;
	}
	return NULL;
}

/* What is not safe becomes a dash. */
static void
add_safe(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n && out->len < NAME_MOST; i++) {
		bool is_safe = s.p[i] != '\0' && strchr(safe, s.p[i]) != NULL;

		buf_add(out, is_safe ? &s.p[i] : "-", 1);
	}
}

static void
fill_in(struct buf *out, const char *template, const struct name_source *source)
{
	for (const char *c = template; *c != '\0'; c++) {
		if (*c != '%') {
			add_safe(out, (struct str){ c, 1 });
			continue;
		}
		switch (*++c) {
		case 't':
			add_safe(out, iscsi_name_own(source->target));
			break;
		case 'n':
			add_safe(out, source->target);
			break;
		case 'h':
			add_safe(out, source->host);
			break;
		case 'p':
			add_safe(out, source->port);
			break;
		default:
			buf_char(out, '-');
		}
	}
}

/* Not hidden, no option, not empty. */
static struct str
presentable(const struct buf *b)
{
	struct str s = buf_view(b);

	while (s.n > 0 && (s.p[0] == '.' || s.p[0] == '-'))
		s = str_skip(s, 1);
	return s.n > 0 ? s : str_from("pool");
}

const char *
pool_names_make(struct pool_names *names, const char *template, const struct name_source *source)
{
	struct buf b = { 0 };
	struct str name;
	const char *made, *next;
	size_t number = 1;

	fill_in(&b, template, source);
	name = presentable(&b);
	made = arena_copy(names->arena, name.p, name.n);
	name.p = next = made;
	buf_free(&b);
	while (!dict_add(&names->taken, str_from(next), 1)) {
		if (number == 1)
			dict_find(&names->taken, name, &number);
		next = arena_printf(names->arena, "%s-%zu", made, ++number);
		dict_set(&names->taken, name, number);
	}
	return next;
}

void
pool_names_free(struct pool_names *names)
{
	dict_free(&names->taken);
}
