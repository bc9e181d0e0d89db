/*
 * A directory's entries: what is written are changes that can be read, of values that a map
 * names; a fault is somewhere in the text.
 */
#include "bridge/ldif.h"
#include "fuzz.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static struct maps maps;
static struct bridge_job bridges = { .maps = &maps };

static void
prepare(void)
{
	const char *why;

	if (maps_any(&maps))
		return;
	if (!maps_add(&maps, LINK_BRIDGE, "xenbr0:br0", &why) ||
	    !maps_add(&maps, LINK_BRIDGE, "eth0:br\xc3\xa4", &why) ||
	    !maps_allow(&maps, str_from("br0"), &why))
		fuzz_broken(why);
	maps.allowing = true;
}

/* What was told of an input. */
struct tale {
	unsigned changed;
	struct position last;
};

static bool
hear(void *to, enum bridge_rule rule, struct position at, struct str value, const char *name)
{
	struct tale *t = to;

	if (at.line < t->last.line || at.column == 0)
		fuzz_broken("a value stands before the one told of last");
	if (value.p == NULL || (name == NULL) != (rule == BRIDGE_UNLISTED))
		fuzz_broken("told without saying what");
	t->last = at;
	t->changed += name != NULL;
	return true;
}

static void
hear_of_more(void *to, enum bridge_rule rule, struct position at, size_t count)
{
	const struct tale *t = to;

	if (count == 0 || at.line == 0 || (rule != BRIDGE_UNLISTED && t->changed == 0))
		fuzz_broken("more is told of than there is");
}

/* Changes, as ldapmodify takes them: each entry complete, each value one that a map gives. */
static void
check_changes(struct str text)
{
	struct ldif_reader r = { 0 };
	struct ldif_fault fault;
	struct buf value = { 0 };
	enum ldif_result result;
	unsigned line = 0; /* of the entry */

	ldif_begin(&r, text);
	while ((result = ldif_next(&r, &fault)) == LDIF_LINE || result == LDIF_BLANK) {
		static const char *const names[] = { "dn", "changetype", "replace" };
		struct ldif_pair pair;

		if (result == LDIF_BLANK && line < 4)
			fuzz_broken("a change without a value");
		line = result == LDIF_BLANK ? 0 : line + 1;
		if (line == 0)
			continue;
		value.len = 0;
		if (!ldif_pair(&r, &pair, &fault) || !ldif_value(&r, &pair, &value, &fault))
			fuzz_broken(fault.why);
		if (!str_is(pair.name, line < 4 ? names[line - 1] : LDIF_ATTRIBUTE))
			fuzz_broken("a change has another line than it should");
	}
	if (result == LDIF_BAD || line != 0)
		fuzz_broken("the changes are not read again");
	buf_free(&value);
	buf_free(&r.line);
}

static bool
convert(struct str text, struct buf *out, struct tale *tale, struct ldif_fault *fault)
{
	static const struct selection everything;
	struct ldif_job job = {
		.bridges = &bridges, .selection = &everything, .tell = hear, .more = hear_of_more
	};

	job.to = tale;
	return ldif_convert(&job, text, out, fault);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = mem_copy((const char *)data, size); /* of its own: nothing behind it is read */
	struct buf out = { 0 };
	struct tale tale = { 0 };
	struct ldif_fault fault = { { 0, 0 }, NULL };

	prepare();
	if (!convert((struct str){ copy, size }, &out, &tale, &fault)) {
		if (fault.why == NULL || fault.at.line == 0 || fault.at.line > size + 1 ||
		    fault.at.column == 0 || fault.at.column > size + 1)
			fuzz_broken("a fault is nowhere");
	} else {
		if ((out.len > 0) != (tale.changed > 0))
			fuzz_broken("what was told is not what was done");
		check_changes(buf_view(&out));
	}
	buf_free(&out);
	free(copy);
	return 0;
}
