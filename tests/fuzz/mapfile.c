/* Map files and lists of bridges: what is read is read the same way again, faults have a place. */
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
check_fault(const char *text, size_t size, const struct map_fault *fault)
{
	if (fault->why == NULL || fault->line == 0 || fault->line > lines_of(text, size) ||
	    fault->column == 0 || fault->column > size + 1)
		fuzz_broken("a fault is nowhere");
}

/* Every target is a name of its kind, also where another map names it. */
static void
check_targets(const struct maps *m)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct link_target *t = &m->targets[i];
		struct maps again = { 0 };
		const struct link_target *found;
		const char *why = "";
		struct buf map = { 0 };

		if (t->kind == LINK_DEVICE)
			continue;
		buf_printf(&map, "0:1:2:3:4:5:%s:%s", t->kind == LINK_BRIDGE ? "bridge" : "network",
		           t->name);
		buf_char(&map, '\0');
		if (!maps_add_mac(&again, map.p, &why))
			fuzz_broken(why);
		found = maps_find_mac(&again, str_from("00:01:02:03:04:05"));
		if (found == NULL || strcmp(found->name, t->name) != 0)
			fuzz_broken("a map is lost");
		buf_free(&map);
		maps_free(&again);
	}
}

typedef bool reader(struct maps *m, char *text, size_t len, struct map_fault *fault);

static void
read_twice(reader *read, const char *data, size_t size)
{
	struct maps first = { 0 }, second = { 0 };
	struct map_fault fault, again;
	char *a = mem_copy(data, size), *b = mem_copy(data, size);
	bool ok = read(&first, a, size, &fault);

	if (read(&second, b, size, &again) != ok || first.count != second.count)
		fuzz_broken("read again, it is something else");
	if (!ok)
		check_fault(data, size, &fault);
	check_targets(&first);
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
