#include "bridge/maps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEVICE_NAME_MOST 15 /* IFNAMSIZ less the NUL */
#define PREFIX_MOST 255     /* longer prefixes of networks are not looked for */
#define MAC_SIZE 18         /* with its NUL */

/* White space of Latin-1, as in the kernel: includes 0xa0. */
static bool
is_device_name(struct str s)
{
	bool ascii = true;

	if (s.n == 0 || s.n > DEVICE_NAME_MOST ||
	    (s.p[0] == '.' && (s.n == 1 || (s.n == 2 && s.p[1] == '.'))))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c == '/' || c == ':' || c == 0xa0)
			return false;
		ascii = ascii && c < 0x80;
	}
	return ascii || str_is_xml(s);
}

/* libvirt refuses a slash (virXMLCheckIllegalChars); a line break is a mistake. */
static bool
is_network_name(struct str s)
{
	return s.n > 0 && str_is_xml(s) && memchr(s.p, '/', s.n) == NULL &&
	       memchr(s.p, '\n', s.n) == NULL && memchr(s.p, '\r', s.n) == NULL;
}

static const char map_form[] = "expected IN:OUT, such as eth0:br0";
static const char mac_form[] = "expected MAC:bridge:OUT or MAC:network:OUT";
static const char allow_form[] = "expected the name of a bridge, such as br0";

/*
 * What people write between two names, and no name of theirs has: eth0=br0, eth0->br0, br0,br1.
 * In UTF-8 the arrows, U+2190 to U+21FF, begin with E2 86 or E2 87.
 */
static bool
has_separator(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '=':
		case '<':
		case '>':
		case ',':
		case ';':
		case '|':
			return true;
		case '\xe2':
			if (i + 1 < s.n && (s.p[i + 1] == '\x86' || s.p[i + 1] == '\x87'))
				return true;
		}
	}
	return false;
}

/* form: the expected form, if two names may have been meant. */
static bool
is_name(enum link kind, struct str s, const char *form, const char **why)
{
	*why = form;
	if (has_separator(s))
		return false;
	if (kind == LINK_NETWORK) {
		*why = "expected the name of a network, without slash or line break";
		return is_network_name(s);
	}
	*why = "expected a name of 1 to 15 bytes without blank, slash or colon, and a map is "
	       "IN:OUT";
	return is_device_name(s);
}

static const char mapped_already[] = "it is mapped already";

static const char *const options[LINK_COUNT] = { "bridge", "network", "dev" };

/* Adds the map of a name; false: it is mapped already. */
static bool
add_entry(struct maps *m, struct dict *names, struct str from, const char *option, const char *text,
          const char **why)
{
	*why = mapped_already;
	if (!dict_add(names, from, m->uses_count))
		return false;
	MEM_GROW(m->uses, m->uses_count, m->uses_room);
	m->uses[m->uses_count++] = (struct map_use){ .option = option, .text = text };
	return true;
}

static bool
add_others(struct maps *m, enum link kind, const char *to, const char **why)
{
	*why = map_form;
	if (kind == LINK_DEVICE || strchr(to, '*') != NULL)
		return false;
	if (!is_name(kind, str_from(to), map_form, why))
		return false;
	*why = "all others are mapped already";
	if (m->others[kind] != NULL)
		return false;
	m->others[kind] = to;
	return true;
}

static bool
ends_with_star(struct str s)
{
	return s.n > 0 && s.p[s.n - 1] == '*';
}

/* IN*:OUT*, both names without a star elsewhere. */
static bool
add_prefix(struct maps *m, enum link kind, struct str from, struct str to, const char **why)
{
	*why =
	    "a star stands at the end of both names, as in brenp21-*:brenp20-*, and nowhere else";
	if (!ends_with_star(from) || !ends_with_star(to))
		return false;
	from.n--, to.n--;
	if (memchr(from.p, '*', from.n) != NULL || memchr(to.p, '*', to.n) != NULL)
		return false;
	if ((from.n > 0 && !is_name(kind, from, map_form, why)) ||
	    (to.n > 0 && !is_name(kind, to, map_form, why)))
		return false;
	return add_entry(m, &m->prefixes[kind], from, options[kind], from.p, why);
}

bool
maps_add(struct maps *m, enum link kind, const char *map, const char **why)
{
	const char *colon = strchr(map, ':');
	struct str from;

	if (colon == NULL)
		return add_others(m, kind, map, why);
	from = (struct str){ map, (size_t)(colon - map) };
	if (strchr(map, '*') != NULL)
		return add_prefix(m, kind, from, str_from(colon + 1), why);
	if (!is_name(kind, from, map_form, why) ||
	    !is_name(kind, str_from(colon + 1), map_form, why))
		return false;
	if (kind == LINK_NETWORK && strchr(colon + 1, ':') != NULL) {
		*why = "IN:OUT has one colon";
		return false;
	}
	*why = mapped_already;
	return (kind != LINK_BRIDGE || dict_entry(&m->networks, from) == NULL) &&
	       add_entry(m, &m->named[kind], from, options[kind], map, why);
}

bool
maps_add_network(struct maps *m, const char *map, const char **why)
{
	const char *colon = strchr(map, ':');
	struct str from;

	*why = map_form;
	if (colon == NULL)
		return false;
	from = (struct str){ map, (size_t)(colon - map) };
	if (!is_name(LINK_BRIDGE, from, map_form, why) ||
	    !is_name(LINK_NETWORK, str_from(colon + 1), map_form, why))
		return false;
	*why = mapped_already;
	return dict_entry(&m->named[LINK_BRIDGE], from) == NULL &&
	       add_entry(m, &m->networks, from, "bridge-to-network", map, why);
}

static bool
read_byte(const char **at, unsigned *byte)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	size_t n = 0;

	*byte = 0;
	for (; n < 2; n++, (*at)++) {
		const char *digit = **at != '\0' ? strchr(digits, **at) : NULL;

		if (digit == NULL)
			break;
		*byte = *byte * 16 + (unsigned)(digit - digits) % 16;
	}
	return n > 0;
}

/*
 * Six bytes as libvirt reads them (virMacAddrParse: one or two digits each), written in one form
 * for comparison. Returns what follows them, or NULL.
 */
static const char *
read_mac(const char *text, char mac[MAC_SIZE])
{
	unsigned byte;

	for (int i = 0; i < 6; i++) {
		if (!read_byte(&text, &byte))
			return NULL;
		snprintf(mac + 3 * (size_t)i, i < 5 ? 4 : 3, i < 5 ? "%02x:" : "%02x", byte & 0xff);
		if (i < 5 && *text++ != ':')
			return NULL;
	}
	return text;
}

static bool
add_mac(struct maps *m, const char *map, const char *mac, enum link kind, const char *to,
        const char **why)
{
	struct str key = { arena_copy(&m->words, mac, MAC_SIZE - 1), MAC_SIZE - 1 };

	if (!add_entry(m, &m->macs, key, "mac", map, why))
		return false;
	m->uses[m->uses_count - 1].kind = kind;
	m->uses[m->uses_count - 1].name = to;
	return true;
}

bool
maps_add_mac(struct maps *m, const char *map, const char **why)
{
	static const char *const kinds[] = { ":bridge:", ":network:" };
	char mac[MAC_SIZE];
	const char *rest = read_mac(map, mac);

	for (int kind = LINK_BRIDGE; rest != NULL && kind <= LINK_NETWORK; kind++) {
		size_t n = strlen(kinds[kind]);

		if (strncmp(rest, kinds[kind], n) != 0)
			continue;
		return is_name((enum link)kind, str_from(rest + n), mac_form, why) &&
		       add_mac(m, map, mac, (enum link)kind, rest + n, why);
	}
	*why = mac_form;
	return false;
}

bool
maps_allow(struct maps *m, struct str name, const char **why)
{
	if (!is_name(LINK_BRIDGE, name, allow_form, why))
		return false;
	m->allowing = true;
	dict_add(&m->allowed, name, 0); /* duplicates are harmless */
	return true;
}

void
maps_free(struct maps *m)
{
	for (int i = 0; i < LINK_COUNT; i++) {
		dict_free(&m->named[i]);
		dict_free(&m->prefixes[i]);
	}
	dict_free(&m->networks);
	dict_free(&m->macs);
	dict_free(&m->allowed);
	free(m->uses);
	arena_free(&m->words);
}

bool
maps_any(const struct maps *m)
{
	bool any = m->macs.count > 0 || m->networks.count > 0;

	for (int kind = 0; kind < LINK_COUNT; kind++)
		any = any || m->named[kind].count > 0 || m->prefixes[kind].count > 0 ||
		      m->others[kind] != NULL;
	return any;
}

/* What follows a dict's key in the text of its map, which is used then. */
static const char *
behind(const struct maps *m, const struct dict_entry *entry, size_t n)
{
	if (entry == NULL)
		return NULL;
	m->uses[entry->number].used = true;
	return entry->key + entry->len + n;
}

/* The longest prefix wins. */
static const char *
find_prefix(const struct maps *m, enum link kind, struct str name, struct arena *arena)
{
	struct str prefix = { name.p, name.n < PREFIX_MOST ? name.n : PREFIX_MOST };
	const char *to;

	for (;; prefix.n--) {
		to = behind(m, dict_entry(&m->prefixes[kind], prefix), strlen("*:"));
		if (to != NULL || prefix.n == 0)
			break;
	}
	return to == NULL ? NULL
	                  : arena_printf(arena, "%.*s%.*s", (int)strlen(to) - 1, to,
	                                 STR_FMT(str_skip(name, prefix.n)));
}

const char *
maps_find(const struct maps *m, enum link kind, struct str name, struct arena *arena)
{
	const char *to = behind(m, dict_entry(&m->named[kind], name), strlen(":"));

	if (to != NULL || name.p == NULL || m->prefixes[kind].count == 0)
		return to;
	return find_prefix(m, kind, name, arena);
}

const char *
maps_find_network(const struct maps *m, struct str bridge)
{
	return behind(m, dict_entry(&m->networks, bridge), strlen(":"));
}

bool
maps_name_fits(enum link kind, const char *name)
{
	const char *why;

	return is_name(kind, str_from(name), map_form, &why);
}

const struct map_use *
maps_find_mac(const struct maps *m, struct str address)
{
	char text[MAC_SIZE], mac[MAC_SIZE];
	const char *end;
	size_t i;

	if (m->macs.count == 0 || address.p == NULL || address.n >= sizeof(text))
		return NULL;
	memcpy(text, address.p, address.n);
	text[address.n] = '\0';
	end = read_mac(text, mac);
	if (end == NULL || *end != '\0' ||
	    !dict_find(&m->macs, (struct str){ mac, MAC_SIZE - 1 }, &i))
		return NULL;
	m->uses[i].used = true;
	return &m->uses[i];
}

bool
maps_allows(const struct maps *m, struct str bridge)
{
	return dict_entry(&m->allowed, bridge) != NULL ||
	       (m->known[LINK_BRIDGE] != NULL && dict_entry(m->known[LINK_BRIDGE], bridge) != NULL);
}

bool
maps_knows(const struct maps *m, enum link kind, struct str name)
{
	return m->known[kind] == NULL || dict_entry(m->known[kind], name) != NULL;
}
