#include "bridge/map_file.h"

#include "base/message.h"
#include "base/nearest.h"

#include <string.h>

/* One line of a text, without its line end and blanks at both ends. */
struct line {
	char *text;
	unsigned long number, column;
};

/* Calls back for each line that is not empty. */
static bool
each_line(struct maps *m, char *text, size_t len, struct map_fault *fault,
          bool (*take)(struct maps *m, struct line line, struct map_fault *fault))
{
	char *end = text + len, *nul = memchr(text, '\0', len), *next;
	struct line line = { .number = 1 };

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	for (; text < end; text = next, line.number++) {
		char *stop = memchr(text, '\n', (size_t)(end - text));
		char *from = text;

		next = stop != NULL ? stop + 1 : end;
		if (stop == NULL)
			stop = end;
		if (nul != NULL && nul < stop) {
			*fault = (struct map_fault){ line.number, (unsigned long)(nul - text) + 1,
				                     "a NUL byte" };
			return false;
		}
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

/* The rest after the word and blanks, if the text begins with the word; or NULL. */
static const char *
behind_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(text, word, n) != 0 || (text[n] != '\0' && !str_blank(text[n])))
		return NULL;
	for (text += n; str_blank(*text);)
		text++;
	return text;
}

/* A network's name may contain a #, but after a blank it looks like a comment. */
static bool
has_comment(const char *text)
{
	const char *sign = strchr(text, '#');

	return sign != NULL && str_blank(sign[-1]);
}

/* Why a line is none, with the word that its first one is most like. */
static const char *
explain_kind(struct maps *m, const char *line)
{
	static const char *const kinds[] = { "bridge", "network", "bridge-to-network",
		                             "mac",    "dev",     "allow" };
	static const char why[] = "expected bridge, network, bridge-to-network, mac, dev or allow "
				  "at the beginning of a line";
	struct nearest nearest = { .word = { line, strcspn(line, " \t") } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		nearest_try(&nearest, kinds[i]);
	return nearest.found != NULL ? message(&m->words, "%s: '%.*s'; did you mean '%s'?", why,
	                                       STR_FMT(nearest.word), nearest.found)
	                             : why;
}

static bool
take_map(struct maps *m, struct line line, struct map_fault *fault)
{
	static const char *const links[] = { "bridge", "network", "dev" };
	const char *rest;

	if (line.text[0] == '#')
		return true;
	*fault = (struct map_fault){ line.number, line.column, "a comment must have its own line" };
	if (has_comment(line.text))
		return false;
	for (int kind = 0; kind < LINK_COUNT; kind++)
		if ((rest = behind_word(line.text, links[kind])) != NULL)
			return maps_add(m, (enum link)kind, rest, &fault->why);
	if ((rest = behind_word(line.text, "bridge-to-network")) != NULL)
		return maps_add_network(m, rest, &fault->why);
	if ((rest = behind_word(line.text, "mac")) != NULL)
		return maps_add_mac(m, rest, &fault->why);
	if ((rest = behind_word(line.text, "allow")) != NULL && strcmp(rest, "host") == 0)
		return m->allowing = m->allow_host = true;
	if (rest != NULL)
		return maps_allow(m, str_from(rest), &fault->why);
	fault->why = explain_kind(m, line.text);
	return false;
}

bool
map_file_read(struct maps *m, char *text, size_t len, struct map_fault *fault)
{
	*fault = (struct map_fault){ 0, 0, NULL };
	if (!each_line(m, text, len, fault, take_map))
		return false;
	if (fault->line > 0) /* take_map() has been at a line */
		return true;
	fault->why = "expected at least one map or allow line";
	return false;
}

/* ip -o link prints a number and a colon first, and @ and the parent after the name. */
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
	m->allowing = true; /* an empty list allows no bridge */
	return each_line(m, text, len, fault, take_name);
}
