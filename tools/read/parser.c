#include "read/parser.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/message.h"
#include "read/prefixes.h"

#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define EXPAT_HAS(major, minor)         \
	(XML_MAJOR_VERSION > (major) || \
	 (XML_MAJOR_VERSION == (major) && XML_MINOR_VERSION >= (minor)))

/* expat 2.9 gives functions with types of one size on all machines, and deprecates the others. */
#if EXPAT_HAS(2, 9)
#define BYTE_INDEX XML_GetCurrentByteIndex64
#define BYTE_COUNT XML_GetCurrentByteCount64
#else
#define BYTE_INDEX XML_GetCurrentByteIndex
#define BYTE_COUNT XML_GetCurrentByteCount
#endif

/*
 * Limits of expat that its default settings leave wide: a document without entities expands to
 * itself, and expat keeps up to 24 bytes for each byte of it (measured: elements that are empty and
 * have short names, all different).  A library without a limit has no such function: they are NULL.
 * Releases of Debian have them in older versions of expat, so the version does not tell.
 */
#define EXPANSION_LIMIT 2.0F
#define MEMORY_LIMIT 48.0F
#define LIMITED_ABOVE (8ULL << 20) /* bytes; below, the limits are not looked at */
#define KEPT_BELOW (256U << 10)    /* what expat keeps of such a document is below LIMITED_ABOVE */

#define OPTIONAL_LIMIT(name, type) \
	__attribute__((weak)) XML_Bool XMLCALL name(XML_Parser parser, type limit)
OPTIONAL_LIMIT(XML_SetBillionLaughsAttackProtectionMaximumAmplification, float);
OPTIONAL_LIMIT(XML_SetBillionLaughsAttackProtectionActivationThreshold, unsigned long long);
OPTIONAL_LIMIT(XML_SetAllocTrackerMaximumAmplification, float);
OPTIONAL_LIMIT(XML_SetAllocTrackerActivationThreshold, unsigned long long);

struct parser {
	XML_Parser expat;
	size_t fed; /* bytes of this document */
	unsigned long salt;
	const char *const *roots;
	struct document *doc;
	uint32_t open[DEPTH_LIMIT];      /* the open elements */
	unsigned space[DEPTH_LIMIT + 1]; /* the default namespace there (index/names.h) */
	struct prefixes prefixes;
	size_t declared[DEPTH_LIMIT + 1]; /* prefixes around each open element */
	uint32_t depth;
	bool root_closed;
	uint32_t root_end, misc_end;
	bool failed; /* handlers are still called after XML_StopParser and must check this */
	struct fault fault;
	struct buf message;
};

__attribute__((format(printf, 3, 4))) static void
fail(struct parser *p, uint32_t offset, const char *fmt, ...)
{
	va_list ap;

	if (p->failed)
		return;
	va_start(ap, fmt);
	p->message.len = 0;
	message_vadd(&p->message, fmt, ap);
	buf_char(&p->message, '\0');
	va_end(ap);
	p->failed = true;
	p->fault = (struct fault){ p->message.p, offset };
	XML_StopParser(p->expat, XML_FALSE);
}

static uint32_t
here(const struct parser *p)
{
	int64_t at = BYTE_INDEX(p->expat);

	return at > 0 ? (uint32_t)at : 0;
}

static uint32_t
behind(const struct parser *p)
{
	return here(p) + (uint32_t)BYTE_COUNT(p->expat);
}

bool
parser_takes_root(const struct parser *p, const char *name, size_t len)
{
	return str_in((struct str){ name, len }, p->roots);
}

static void
list_roots(const struct parser *p, char *out, size_t size)
{
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; p->roots[i] != NULL && len < size; i++)
		len +=
		    (size_t)snprintf(out + len, size - len, "%s'%s'", i ? " or " : "", p->roots[i]);
}

/* Adds an element to the index; returns its node. */
static uint32_t
add_node(struct document *doc, uint32_t parent, enum name name)
{
	uint32_t i = doc->count++;
	struct node *n;

	MEM_GROW(doc->nodes, i, doc->cap);
	n = &doc->nodes[i];
	n->parent = parent;
	n->same = NONE;
	n->edit = NONE;
	n->next = NONE;
	n->name = (uint16_t)name;
	n->noted = 0;
	if (doc->first[name] == NONE)
		doc->first[name] = i;
	else
		doc->nodes[doc->last[name]].same = i;
	doc->last[name] = i;
	return i;
}

/*
 * libxml2 skips a declaration that Namespaces in XML 1.0 (3 and 5) forbids, and reads on: then an
 * element or an attribute is another one to libvirt than to whoever believed it.
 */
static bool
is_forbidden(struct str prefix, bool named, const char *uri)
{
	if (strcmp(uri, "http://www.w3.org/XML/1998/namespace") == 0)
		return !str_is(prefix, "xml");
	return strcmp(uri, "http://www.w3.org/2000/xmlns/") == 0 || str_is(prefix, "xml") ||
	       str_is(prefix, "xmlns") || (named && uri[0] == '\0');
}

/* Takes the namespaces that an element declares; returns the default one's number. */
static unsigned
declare(struct parser *p, const char *const *attrs)
{
	unsigned space = p->space[p->depth];

	for (; *attrs != NULL; attrs += 2) {
		const char *name = attrs[0], *uri = attrs[1];
		bool named = name[0] == 'x' && strncmp(name, "xmlns:", 6) == 0;
		struct str prefix = str_from(named ? name + 6 : "");

		if (!named && strcmp(name, "xmlns") != 0)
			continue;
		if (is_forbidden(prefix, named, uri))
			fail(p, here(p), "the namespace declaration '%s=%s' is not allowed", name,
			     uri);
		if (named)
			prefixes_add(&p->prefixes, prefix, space_lookup(uri));
		else
			space = space_lookup(uri);
	}
	return space;
}

/*
 * Finds a prefixed name's namespace; false: it has no prefix, or is a declaration.  expat without
 * its namespace mode lets names pass that libxml2 complains of and reads in its own way.
 */
static bool
check_name(struct parser *p, const char *qname, bool attribute, unsigned *space)
{
	const char *colon = strchr(qname, ':');
	struct str prefix = { qname, colon != NULL ? (size_t)(colon - qname) : 0 };

	if (colon == NULL)
		return false;
	*space = SPACE_OTHER;
	if (prefix.n == 0 || colon[1] == '\0' || strchr(colon + 1, ':') != NULL)
		fail(p, here(p), "name '%s' is not PREFIX:NAME", qname);
	if (attribute && str_is(prefix, "xmlns"))
		return false;
	if (!str_is(prefix, "xml") && !prefixes_find(&p->prefixes, prefix, space))
		fail(p, here(p), "undeclared namespace prefix '%.*s'", STR_FMT(prefix));
	return true;
}

static enum name
element_name(struct parser *p, const char *name, unsigned space)
{
	enum name plain = NAME_OTHER;

	if (space == SPACE_NONE) /* a known name has no prefix */
		plain = name_lookup_in(space, name, strlen(name));
	if (plain != NAME_OTHER)
		return plain;
	if (check_name(p, name, false, &space))
		name = strchr(name, ':') + 1;
	return name_lookup_in(space, name, strlen(name));
}

static enum attrs
check_attrs(struct parser *p, const char *const *attrs)
{
	enum attrs kind = *attrs != NULL ? ATTRS_PLAIN : ATTRS_NONE;
	unsigned space;

	for (; *attrs != NULL; attrs += 2)
		if (check_name(p, attrs[0], true, &space))
			kind = ATTRS_PREFIXED;
	return kind;
}

/* Whether an attribute's name has a prefix or declares a namespace: few have. */
static bool
any_in_space(const char *const *attrs)
{
	for (; *attrs != NULL; attrs += 2)
		if (attrs[0][0] == 'x' || strchr(attrs[0], ':') != NULL)
			return true;
	return false;
}

static void
refuse_root(struct parser *p, const char *name)
{
	char roots[128];

	list_roots(p, roots, sizeof(roots));
	fail(p, here(p), "unexpected root element '%s': expected %s", name, roots);
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attrs)
{
	struct parser *p = data;
	uint32_t parent = p->depth > 0 ? p->open[p->depth - 1] : NONE, i;
	struct node *n;
	unsigned space;
	bool spaces;

	if (p->failed)
		return;
	if (p->depth == 0 && !parser_takes_root(p, name, strlen(name))) {
		refuse_root(p, name);
		return;
	}
	if (p->depth == DEPTH_LIMIT) {
		fail(p, here(p), "elements are nested deeper than %d", DEPTH_LIMIT);
		return;
	}
	p->declared[p->depth + 1] = p->prefixes.count;
	spaces = any_in_space((const char *const *)attrs);
	space = spaces ? declare(p, (const char *const *)attrs) : p->space[p->depth];
	if (p->depth == 0 && space != SPACE_NONE) {
		fail(p, here(p),
		     "root element '%s' is in a namespace: expected none, as libvirt writes it",
		     name);
		return;
	}
	i = add_node(p->doc, parent, element_name(p, name, space));
	n = &p->doc->nodes[i];
	n->start = here(p);
	n->tag_end = n->start + (uint32_t)BYTE_COUNT(p->expat);
	n->attrs = (spaces ? check_attrs(p, (const char *const *)attrs) : *attrs != NULL) & 3;
	if (n->attrs == ATTRS_PLAIN && name_is_plain(n->name))
		document_note(p->doc, i);
	p->open[p->depth++] = i;
	p->space[p->depth] = space;
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
	struct parser *p = data;
	struct node *n;

	(void)name;
	if (p->failed)
		return;
	prefixes_cut(&p->prefixes, p->declared[p->depth]);
	n = &p->doc->nodes[p->open[--p->depth]];
	n->end = behind(p);
	n->next = p->doc->count;
	if (p->depth == 0) {
		p->root_closed = true;
		p->root_end = p->misc_end = n->end;
	}
}

static void XMLCALL
on_comment(void *data, const XML_Char *text)
{
	struct parser *p = data;

	(void)text;
	if (!p->failed && p->root_closed)
		p->misc_end = behind(p);
}

static void XMLCALL
on_pi(void *data, const XML_Char *target, const XML_Char *text)
{
	(void)target;
	on_comment(data, text);
}

/* Refuses a document type: only the five predefined entities, no defaults, no external files. */
static void XMLCALL
on_doctype(void *data, const XML_Char *name, const XML_Char *sysid, const XML_Char *pubid,
           int subset)
{
	struct parser *p = data;
	uint32_t at = here(p);

	(void)name, (void)sysid, (void)pubid, (void)subset;
	while (at > 0 && memcmp(p->doc->bytes + at, "<!DOCTYPE", 9) != 0)
		at--; /* expat is after the end by now */
	fail(p, at, "a document type declaration (DOCTYPE) is not allowed");
}

static void XMLCALL
on_declaration(void *data, const XML_Char *version, const XML_Char *encoding, int standalone)
{
	struct parser *p = data;

	(void)standalone;
	if (p->failed)
		return;
	if (version != NULL && strcmp(version, "1.0") != 0)
		fail(p, here(p), "unsupported XML version '%s': expected 1.0", version);
	else if (encoding == NULL || strcasecmp(encoding, "UTF-8") == 0)
		p->doc->encoding = ENCODING_UTF8;
	else if (memcmp(p->doc->bytes, "\xef\xbb\xbf", 3) == 0)
		fail(p, here(p), "the byte order mark says UTF-8, but the declaration '%s'",
		     encoding);
	else if (strcasecmp(encoding, "US-ASCII") == 0)
		p->doc->encoding = ENCODING_ASCII;
	else if (strcasecmp(encoding, "ISO-8859-1") == 0)
		p->doc->encoding = ENCODING_LATIN1;
	else
		fail(p, here(p),
		     "unsupported encoding '%s': expected UTF-8, US-ASCII or ISO-8859-1", encoding);
}

void
parser_library(struct buf *out)
{
	XML_Expat_Version linked = XML_ExpatVersionInfo();

	buf_printf(out, "expat %d.%d.%d", linked.major, linked.minor, linked.micro);
	if (linked.major != XML_MAJOR_VERSION || linked.minor != XML_MINOR_VERSION ||
	    linked.micro != XML_MICRO_VERSION)
		buf_printf(out, " (built with %d.%d.%d)", XML_MAJOR_VERSION, XML_MINOR_VERSION,
		           XML_MICRO_VERSION);
}

struct parser *
parser_new(const char *const *roots)
{
	struct parser *p = mem_alloc(sizeof(*p));

	memset(p, 0, sizeof(*p));
	p->roots = roots;
	/* One salt for the process, since expat asks the kernel for one per document. */
	p->salt = (unsigned long)hash_salt();
	return p;
}

void
parser_expect(struct parser *p, const char *const *roots)
{
	p->roots = roots;
}

void
parser_free(struct parser *p)
{
	if (p->expat != NULL)
		XML_ParserFree(p->expat);
	prefixes_free(&p->prefixes);
	buf_free(&p->message);
	free(p);
}

/* Names that collide would make expat's tables slow: nobody outside knows the salt. */
static void
set_salt(struct parser *p)
{
#if EXPAT_HAS(2, 8)
	uint64_t salt[2] = { p->salt, ~(uint64_t)p->salt };

	XML_SetHashSalt16Bytes(p->expat, (const uint8_t *)salt);
#else
	XML_SetHashSalt(p->expat, p->salt);
#endif
}

static void
set_limits(XML_Parser expat)
{
	if (XML_SetBillionLaughsAttackProtectionMaximumAmplification != NULL &&
	    XML_SetBillionLaughsAttackProtectionActivationThreshold != NULL) {
		XML_SetBillionLaughsAttackProtectionMaximumAmplification(expat, EXPANSION_LIMIT);
		XML_SetBillionLaughsAttackProtectionActivationThreshold(expat, LIMITED_ABOVE);
	}
	if (XML_SetAllocTrackerMaximumAmplification != NULL &&
	    XML_SetAllocTrackerActivationThreshold != NULL) {
		XML_SetAllocTrackerMaximumAmplification(expat, MEMORY_LIMIT);
		XML_SetAllocTrackerActivationThreshold(expat, LIMITED_ABOVE);
	}
}

void
parser_begin(struct parser *p, struct document *doc)
{
	/* expat counts the memory that it keeps of a large document against the next one. */
	if (p->expat != NULL && p->fed >= KEPT_BELOW) {
		XML_ParserFree(p->expat);
		p->expat = NULL;
	}
	if (p->expat == NULL)
		p->expat = XML_ParserCreate(NULL); /* NULL: the document declares its encoding */
	else
		XML_ParserReset(p->expat, NULL);
	if (p->expat == NULL)
		mem_exhausted();
	set_salt(p);
	set_limits(p->expat);
	XML_SetUserData(p->expat, p);
	XML_SetElementHandler(p->expat, on_start, on_end);
	XML_SetCommentHandler(p->expat, on_comment);
	XML_SetProcessingInstructionHandler(p->expat, on_pi);
	XML_SetStartDoctypeDeclHandler(p->expat, on_doctype);
	XML_SetXmlDeclHandler(p->expat, on_declaration);
	p->doc = doc;
	p->fed = 0;
	p->depth = 0;
	prefixes_cut(&p->prefixes, 0);
	p->space[0] = SPACE_NONE;
	p->root_closed = p->failed = false;
	p->root_end = p->misc_end = 0;
}

/*
 * Where a domain is expected: whether a byte before any element begins what people have of a Xen
 * guest instead of XML, of which the byte tells enough; then the document fails.
 */
static bool
fail_foreign(struct parser *p, uint32_t at)
{
	static const char advice[] = "give xlconv the configuration file of the guest";
	char c = p->doc->bytes[at];

	if (!parser_takes_root(p, "domain", 6))
		return false;
	if (c == '(')
		fail(p, at, "not XML but an S-expression, as xm list -l prints it: %s", advice);
	else if (c == '[' || c == '{')
		fail(p, at, "not XML but JSON, as xl list -l prints it: %s", advice);
	else if (c == '#' || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		fail(p, at, "not XML: xlconv reads the configuration files of guests (xl, xm)");
	else
		return false;
	return true;
}

/* expat reports the start of an invalid token; this finds the byte itself. */
static void
describe(struct parser *p, enum XML_Error code, bool last, uint32_t fed)
{
	const struct document *doc = p->doc;
	uint32_t at = here(p),
		 first = memcmp(doc->bytes, "\xef\xbb\xbf", fed < 3 ? fed : 3) ? 0 : 3;

	while (first < fed && str_blank(doc->bytes[first]))
		first++;
	if (p->doc->count == 0 && first < fed && fail_foreign(p, first))
		return;
	if (last && (code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
	             code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNCLOSED_CDATA_SECTION)) {
		if (p->depth > 0) {
			struct str open = node_name(doc, p->open[p->depth - 1]);

			fail(p, fed, "the input ends inside '%.*s'", STR_FMT(open));
		} else if (p->root_closed || code != XML_ERROR_NO_ELEMENTS)
			fail(p, fed, "the input ends inside a tag, comment or declaration");
		else if (str_trim((struct str){ doc->bytes, fed }).n == 0)
			fail(p, fed, "the input is empty");
		else
			fail(p, fed, "the input ends before its root element");
	} else if (code == XML_ERROR_NO_MEMORY)
		fail(p, at, "out of memory, or more than %d times the size of the document",
		     (int)MEMORY_LIMIT);
	else if (code == XML_ERROR_INVALID_TOKEN && at < fed && doc->bytes[at] == '\0')
		fail(p, at, "NUL byte");
	else if (code == XML_ERROR_INVALID_TOKEN && at < fed && (doc->bytes[at] & 0x80))
		fail(p, at, "byte 0x%02x is not valid %s", (unsigned char)doc->bytes[at],
		     doc->encoding == ENCODING_ASCII ? "US-ASCII" : "UTF-8");
	else if (code == XML_ERROR_INVALID_TOKEN)
		fail(p, at, "not well-formed XML: unexpected character");
	else
		fail(p, at, "not well-formed XML: %s", XML_ErrorString(code));
}

/* Whether the root is followed by text, neither complete nor incomplete markup. */
static bool
begins_junk(const struct parser *p, uint32_t fed)
{
	uint32_t at = p->misc_end;

	while (at < fed && str_blank(p->doc->bytes[at]))
		at++;
	return at < fed && p->doc->bytes[at] != '<';
}

enum parse_state
parser_feed(struct parser *p, const char *bytes, size_t len, bool last)
{
	uint32_t fed = (uint32_t)(bytes + len - p->doc->bytes);
	enum XML_Error code;

	p->fed += len;
	if (XML_Parse(p->expat, bytes, (int)len, last) == XML_STATUS_OK)
		return last ? PARSE_DONE : PARSE_MORE;
	if (p->failed)
		return PARSE_BAD;
	code = XML_GetErrorCode(p->expat);
	if (p->root_closed && (code == XML_ERROR_JUNK_AFTER_DOC_ELEMENT ||
	                       code == XML_ERROR_INVALID_TOKEN || begins_junk(p, fed)))
		return PARSE_BEHIND;
	describe(p, code, last, fed);
	return PARSE_BAD;
}

enum parse_state
parser_read(struct parser *p, struct document *doc, struct str text)
{
	document_clear(doc);
	doc->bytes = text.p;
	doc->len = (uint32_t)text.n;
	parser_begin(p, doc);
	return parser_feed(p, text.p, text.n, true);
}

struct fault
parser_fault(const struct parser *p)
{
	return p->fault;
}

uint32_t
parser_root_end(const struct parser *p)
{
	return p->root_end;
}

uint32_t
parser_misc_end(const struct parser *p)
{
	return p->misc_end;
}
