/* Map files and lists of bridges: what is read is read the same way again,
 * faults have a place. */
#include "bridge/map_file.h"
#include "fuzz.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static unsigned long
lines_of(const char *text, size_t size)
{
	unsigned long n = 1;

	for (size_t i = 0; i < size; i++)
		n += text[i] == '\n';
	return n;
}

static void
check_fault(const char *text, size_t size, const struct map_fault *fault, size_t found)
{
	if (fault->line == 0 && fault->why != NULL && found == 0)
		return; /* a map file that says nothing */
	if (fault->why == NULL || fault->line == 0 || fault->line > lines_of(text, size) ||
	    fault->column == 0 || fault->column > size + 1)
		fuzz_broken("a fault is nowhere");
}

/* A new name is one of its kind, also where a map of the command line gives it.
 */
static void
check_name(enum link kind, const char *name)
{
	static const char *const kinds[] = { "bridge", "network" };
	struct maps again = { 0 };
	const char *why = "";
	struct buf map = { 0 };

	if (kind == LINK_DEVICE)
		buf_printf(&map, "old:%s", name);
	else
		buf_printf(&map, "0:1:2:3:4:5:%s:%s", kinds[kind], name);
	buf_char(&map, '\0');
	if (!(kind == LINK_DEVICE ? maps_add(&again, kind, map.p, &why)
	                          : maps_add_mac(&again, map.p, &why)))
		fuzz_broken(why);
	maps_free(&again);
	buf_free(&map);
}

static void
check_names(const struct maps *m)
{
	for (int kind = 0; kind < LINK_COUNT; kind++) {
		for (size_t i = 0; i < m->named[kind].size; i++) {
			const struct dict_entry *e = &m->named[kind].slots[i];
			const char *name;

			if (e->key == NULL)
				continue;
			name = maps_find(m, (enum link)kind, (struct str){ e->key, e->len }, NULL);
			if (name == NULL)
				fuzz_broken("a map is not found");
			check_name((enum link)kind, name);
		}
		if (m->others[kind] != NULL)
			check_name((enum link)kind, m->others[kind]);
	}
	for (size_t i = 0; i < m->uses_count; i++)
		if (m->uses[i].name != NULL) /* of a MAC address */
			check_name(m->uses[i].kind, m->uses[i].name);
}

/* How much there is in the maps. */
static size_t
size_of(const struct maps *m)
{
	size_t n = m->macs.count + m->allowed.count + m->networks.count + m->allow_host;

	for (int kind = 0; kind < LINK_COUNT; kind++)
		n += m->named[kind].count + m->prefixes[kind].count + (m->others[kind] != NULL);
	return n;
}

typedef bool reader(struct maps *m, char *text, size_t len, struct map_fault *fault);

static void
read_twice(reader *read, const char *data, size_t size)
{
	struct maps first = { 0 }, second = { 0 };
	struct map_fault fault, again;
	char *a = mem_copy(data, size), *b = mem_copy(data, size);
	bool ok = read(&first, a, size, &fault);

	if (read(&second, b, size, &again) != ok || size_of(&first) != size_of(&second))
		fuzz_broken("read again, it is something else");
	if (!ok)
		check_fault(data, size, &fault, size_of(&first));
	if (ok && read == map_file_read && size_of(&first) == 0)
		fuzz_broken("a map file that says nothing is taken");
	check_names(&first);
	maps_free(&first);
	maps_free(&second);
	free(a);
	free(b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;

	read_twice(map_file_read, size > 0 ? text : "", size);
	read_twice(allow_list_read, size > 0 ? text : "", size);
	return 0;
}
