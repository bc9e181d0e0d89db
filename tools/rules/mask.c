#include "rules/mask.h"

#include "base/shown.h"
#include "index/value.h"

#include <string.h>

enum kind {
	KIND_VALUE,
	KIND_COMMAND_LINE,
	KIND_ARGUMENT,
	KIND_SETTINGS,
	KIND_SETTING,
	KIND_SECRET
};

/* What is no plain value; attr NULL: the element's text. */
static const struct {
	const char *element, *attr;
	enum kind kind;
} kinds[] = {
	{ "cmdline", NULL, KIND_COMMAND_LINE }, { "bootloader_args", NULL, KIND_COMMAND_LINE },
	{ "arg", "value", KIND_ARGUMENT },      { "env", "value", KIND_SECRET },
	{ "property", "value", KIND_SECRET },   { "initarg", NULL, KIND_SECRET },
	{ "initenv", NULL, KIND_SECRET },       { "title", NULL, KIND_SECRET },
	{ "description", NULL, KIND_SECRET },   { "source", "query", KIND_SECRET },
	{ "option", "name", KIND_SETTINGS },    { "option", "value", KIND_SETTING },
};

static struct str
local_name(struct str name)
{
	struct str prefix = str_until(&name, ":");

	return name.p != NULL ? name : prefix;
}

#define ELEMENT_MOST 64 /* bytes of a name; libvirt has no longer ones */

/* Whether nothing inside such an element is shown. */
static bool
hides_all(struct str element)
{
	static const char *const names[] = { "metadata", "sysinfo", "launchSecurity", NULL };

	return element.n > ELEMENT_MOST || str_in(element, names) || is_secret_name(element);
}

enum { HIDDEN_UNKNOWN, HIDDEN_NO, HIDDEN_YES };

/*
 * Whether an element, or one around it, hides what is in it.  Each element is looked at once: many
 * values can stand below elements with long names.
 */
static bool
is_hidden(struct document *doc, uint32_t node)
{
	uint32_t parent = doc->nodes[node].parent;

	if (doc->hidden == NULL) {
		doc->hidden = arena_alloc(doc->arena, doc->count);
		memset(doc->hidden, HIDDEN_UNKNOWN, doc->count);
	}
	if (doc->hidden[node] == HIDDEN_UNKNOWN)
		doc->hidden[node] = hides_all(local_name(node_name(doc, node))) ||
		                            (parent != NONE && is_hidden(doc, parent))
		                        ? HIDDEN_YES
		                        : HIDDEN_NO;
	return doc->hidden[node] == HIDDEN_YES;
}

/* Of libvirt's <secret>, only the usage that refers to it. */
static bool
is_reference(struct str element, struct str attr)
{
	static const char *const attrs[] = { "type", "usage", "uuid", NULL };

	return str_is(element, "secret") && str_in(attr, attrs);
}

/* attr.p NULL: the text */
static enum kind
kind_of(struct str element, struct str attr)
{
	if (hides_all(element) && !is_reference(element, attr))
		return KIND_SECRET;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_is(element, kinds[i].element) &&
		    (kinds[i].attr == NULL ? attr.p == NULL : str_is(attr, kinds[i].attr)))
			return kinds[i].kind;
	return attr.p != NULL && is_secret_name(attr) ? KIND_SECRET : KIND_VALUE;
}

/* setting: of a list of settings that have values of their own, the name; else absent */
static void
add(struct buf *out, enum kind kind, struct str value, struct str setting)
{
	if (kind == KIND_COMMAND_LINE)
		shown_command_line(out, value);
	else if (kind == KIND_ARGUMENT)
		shown_qemu_argument(out, value);
	else if (kind == KIND_SETTINGS &&
	         (setting.p == NULL || memchr(value.p, '=', value.n) != NULL))
		shown_settings(out, value);
	else if (kind == KIND_SECRET || (kind == KIND_SETTING && !is_harmless_setting(setting)))
		buf_text(out, "***");
	else
		shown_value(out, value);
}

void
mask_value(struct buf *out, const struct edits *es, uint32_t node, const char *attr,
           struct str value)
{
	const struct document *doc = es->doc;
	enum kind kind = kind_of(local_name(node_name(doc, node)),
	                         attr != NULL ? local_name(str_from(attr)) : STR_NONE);
	struct str setting = STR_NONE;

	if (doc->nodes[node].parent != NONE && is_hidden(es->doc, doc->nodes[node].parent))
		kind = KIND_SECRET;
	/* the setting's name before and after */
	if (kind == KIND_SETTINGS)
		setting = attr_value(doc, node, "value");
	else if (kind == KIND_SETTING && is_harmless_setting(edit_value(es, node, "name")))
		setting = attr_value(doc, node, "name");
	add(out, kind, value, setting);
}

void
mask_added(struct buf *out, const struct element *e, const struct element_attr *attr)
{
	enum kind kind = kind_of(local_name(str_from(e->name)),
	                         attr != NULL ? local_name(str_from(attr->name)) : STR_NONE);
	const char *wanted = kind == KIND_SETTINGS ? "value" : "name";
	struct str setting = STR_NONE;

	for (const struct element_attr *a = e->attr; a != NULL; a = a->next)
		if (strcmp(a->name, wanted) == 0)
			setting = str_from(a->value);
	add(out, kind, str_from(attr != NULL ? attr->value : e->text), setting);
}
