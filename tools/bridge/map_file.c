#include "bridge/map_file.h"

#include <string.h>

/* One line of a text, without what ends it, and without blanks at both ends. */
struct line {
	char *text;
	unsigned long number, column;
};

/* Calls back for each line that is not empty. */
static bool
each_line(struct maps *m, char *text, size_t len, struct map_fault *fault,
          bool (*take)(struct maps *m, struct line line, struct map_fault *fault))
{
	char *end = text + len, *next;
	struct line line = { .number = 1 };

	if (memcmp(text, "\xef\xbb\xbf", len < 3 ? len : 3) == 0 && len >= 3)
		text += 3;
	for (; text < end; text = next, line.number++) {
		char *stop = memchr(text, '\n', (size_t)(end - text));
		char *from = text;

		next = stop != NULL ? stop + 1 : end;
		if (stop == NULL)
			stop = end;
		*fault = (struct map_fault){ line.number, 1, "a NUL byte" };
		if (memchr(text, '\0', (size_t)(stop - text)) != NULL)
			return false;
		while (stop > from && str_blank(stop[-1]))
			stop--;
		while (from < stop && str_blank(*from))
			from++;
		*stop = '\0';
		line.text = from;
		line.column = (unsigned long)(from - text) + 1;
		if (from < stop && !take(m, line, fault))
			return false;
	}
	return true;
}

/* Adds what follows the keyword. */
static bool
add_entry(struct maps *m, const char *word, char *rest, const char **why)
{
	static const char *const links[] = { "bridge", "network", "dev" };

	for (int kind = 0; kind < LINK_COUNT; kind++)
		if (strcmp(word, links[kind]) == 0)
			return maps_add(m, (enum link)kind, rest, why);
	if (strcmp(word, "mac") == 0)
		return maps_add_mac(m, rest, why);
	if (strcmp(word, "allow") == 0)
		return maps_allow(m, str_from(rest), why);
	*why = "a line begins with bridge, network, mac, dev or allow";
	return false;
}

static bool
take_map(struct maps *m, struct line line, struct map_fault *fault)
{
	char *rest = line.text + strcspn(line.text, " \t");

	if (line.text[0] == '#')
		return true;
	*fault = (struct map_fault){ line.number, line.column, NULL };
	if (*rest != '\0')
		*rest++ = '\0';
	rest += strspn(rest, " \t");
	return add_entry(m, line.text, rest, &fault->why);
}

bool
map_file_read(struct maps *m, char *text, size_t len, struct map_fault *fault)
{
	return each_line(m, text, len, fault, take_map);
}

/* ip -o link begins a line with a number and a colon; behind the name stand @ and its parent. */
static bool
take_name(struct maps *m, struct line line, struct map_fault *fault)
{
	size_t digits = strspn(line.text, "0123456789");
	struct str name = str_from(line.text);

	*fault = (struct map_fault){ line.number, line.column, NULL };
	if (digits > 0 && line.text[digits] == ':' && line.text[digits + 1] == ' ') {
		name.p = line.text + digits + 2;
		name.n = strcspn(name.p, "@: ");
	}
	return maps_allow(m, name, &fault->why);
}

bool
allow_list_read(struct maps *m, char *text, size_t len, struct map_fault *fault)
{
	m->allowing = true; /* an empty list allows none */
	return each_line(m, text, len, fault, take_name);
}
