#include "local_view.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define SEPARATOR '\x01' /* between namespace and local name: no XML has it */
#define DEEPEST 8        /* an interface's children are less deep */

struct reader {
	struct local_view *v;
	const char *open[DEEPEST]; /* names of the open elements; NULL: in a namespace */
	size_t depth;
	bool known[PLUGGED_COUNT]; /* of the open interface: its first such child has been read */
};

/* What an element of an interface says, and by which attributes. */
static const struct {
	const char *element, *attr;
	enum plugged what;
} said[] = {
	{ "source", "bridge", PLUGGED_BRIDGE }, { "source", "network", PLUGGED_NETWORK },
	{ "source", "dev", PLUGGED_DEV },       { "mac", "address", PLUGGED_MAC },
	{ "target", "dev", PLUGGED_TARGET },
};

static struct str
first_local(struct reader *r, const char *const *attrs, const char *local)
{
	for (; *attrs != NULL; attrs += 2) {
		const char *space = strchr(attrs[0], SEPARATOR);

		if (strcmp(space != NULL ? space + 1 : attrs[0], local) == 0)
			return str_from(arena_copy(&r->v->arena, attrs[1], strlen(attrs[1])));
	}
	return STR_NONE;
}

static bool
is_open(const struct reader *r, size_t depth, const char *name)
{
	return r->open[depth] != NULL && strcmp(r->open[depth], name) == 0;
}

/* Whether the element that is open there is an interface of a domain, the root or one in it. */
static bool
is_interface(const struct reader *r, size_t depth)
{
	if (depth < 2 || depth > 3 || !is_open(r, depth, "interface") ||
	    !is_open(r, depth - 1, "devices"))
		return false;
	if (depth == 2)
		return is_open(r, 0, "domain");
	return !is_open(r, 0, "domain") && !is_open(r, 0, "network") &&
	       (is_open(r, 1, "domain") || is_open(r, 1, "inactiveDomain"));
}

static void
begin_interface(struct reader *r, const char *const *attrs)
{
	struct local_view *v = r->v;

	if (v->count == v->cap) {
		v->cap = v->cap > 0 ? v->cap * 2 : 16;
		v->list = mem_resize(v->list, v->cap * sizeof(*v->list));
	}
	v->list[v->count] = (struct local_interface){ 0 };
	v->list[v->count++].said[PLUGGED_TYPE] = first_local(r, attrs, "type");
	memset(r->known, 0, sizeof(r->known));
}

/* The first child of its name only. */
static void
read_child(struct reader *r, const char *name, const char *const *attrs)
{
	struct local_interface *i = &r->v->list[r->v->count - 1];

	for (size_t k = 0; k < sizeof(said) / sizeof(said[0]); k++) {
		if (strcmp(said[k].element, name) != 0 || r->known[said[k].what])
			continue;
		r->known[said[k].what] = true;
		i->said[said[k].what] = first_local(r, attrs, said[k].attr);
	}
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attrs)
{
	struct reader *r = data;
	const char *const *a = (const char *const *)attrs;
	size_t depth = r->depth++;
	bool foreign = strchr(name, SEPARATOR) != NULL;

	if (depth == 0)
		r->v->type = first_local(r, a, "type");
	if (depth >= DEEPEST)
		return;
	r->open[depth] = foreign ? NULL : arena_copy(&r->v->arena, name, strlen(name));
	if (is_interface(r, depth))
		begin_interface(r, a);
	else if (!foreign && depth > 2 && is_interface(r, depth - 1))
		read_child(r, name, a);
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
	(void)name;
	((struct reader *)data)->depth--;
}

static bool
is_of_namespaces(enum XML_Error code)
{
	return code == XML_ERROR_UNBOUND_PREFIX || code == XML_ERROR_UNDECLARING_PREFIX ||
	       code == XML_ERROR_RESERVED_PREFIX_XML || code == XML_ERROR_RESERVED_PREFIX_XMLNS ||
	       code == XML_ERROR_RESERVED_NAMESPACE_URI;
}

bool
local_view_read(struct local_view *v, struct str bytes)
{
	XML_Parser parser = XML_ParserCreateNS(NULL, SEPARATOR);
	struct reader r = { .v = v };
	bool ok;

	if (parser == NULL)
		mem_exhausted();
	arena_reset(&v->arena);
	v->count = 0;
	XML_SetUserData(parser, &r);
	XML_SetElementHandler(parser, on_start, on_end);
	ok = XML_Parse(parser, bytes.p, (int)bytes.n, XML_TRUE) == XML_STATUS_OK;
	v->undeclared = !ok && is_of_namespaces(XML_GetErrorCode(parser));
	XML_ParserFree(parser);
	return ok;
}

void
local_view_free(struct local_view *v)
{
	arena_free(&v->arena);
	free(v->list);
}
