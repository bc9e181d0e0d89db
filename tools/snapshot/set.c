#include "snapshot/set.h"

#include "base/dict.h"
#include "base/mem.h"
#include "base/shell.h"
#include "index/value.h"
#include "snapshot/names.h"
#include "snapshot/overlays.h"

#include <stdlib.h>
#include <string.h>

#define NO_ENTRY ((size_t)-1)

static char *
copy_word(struct str s)
{
	return s.n > 0 ? mem_copy(s.p, s.n) : NULL;
}

void
snapshot_set_add(struct snapshot_set *set, const struct run *r, const char *source,
                 const char *file)
{
	struct document *doc = run_doc(r);
	uint32_t parent = node_child(doc, 0, NAME_PARENT);
	struct snapshot_entry *e;

	if (parent != NONE && edit_is_dropped(r->edits, parent))
		parent = NONE;
	MEM_GROW(set->list, set->count, set->cap);
	e = &set->list[set->count++];
	memset(e, 0, sizeof(*e));
	e->guest = copy_word(snapshot_guest(doc));
	e->name = copy_word(snapshot_name(doc, 0));
	e->parent = copy_word(snapshot_name(doc, parent));
	e->rebase = overlays_rebase(r);
	e->source = mem_copy(source, strlen(source));
	e->file = mem_copy(file, strlen(file));
	e->at = position_of(doc, doc->nodes[e->parent != NULL ? parent : 0].start);
	e->checkpoint = str_is(node_name(doc, 0), "domaincheckpoint");
	e->changed = edit_any(r->edits);
	e->active = str_is(child_trimmed(doc, 0, NAME_ACTIVE), "1");
	e->first_child = e->last_child = e->next = NO_ENTRY;
}

void
snapshot_set_free(struct snapshot_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		free(set->list[i].guest);
		free(set->list[i].name);
		free(set->list[i].parent);
		free(set->list[i].source);
		free(set->list[i].file);
		free(set->list[i].rebase);
	}
	free(set->list);
}

/* Appends an entry to another one's children. */
static void
add_child(struct snapshot_set *set, size_t parent, size_t child)
{
	struct snapshot_entry *p = &set->list[parent];

	if (p->first_child == NO_ENTRY)
		p->first_child = child;
	else
		set->list[p->last_child].next = child;
	p->last_child = child;
}

/* Lists an entry and its descendants, parents first. Not recursive, since chains are long. */
static size_t
list_tree(struct snapshot_set *set, size_t root, size_t *order, size_t n, size_t *stack)
{
	size_t depth = 0, i;

	stack[depth++] = root;
	while (depth > 0) {
		i = stack[--depth];
		if (set->list[i].next != NO_ENTRY) /* of the root there is none */
			stack[depth++] = set->list[i].next;
		if (set->list[i].first_child != NO_ENTRY)
			stack[depth++] = set->list[i].first_child;
		set->list[i].listed = true;
		order[n++] = i;
	}
	return n;
}

/* Indexes the entries by name; false: a name exists twice. */
static bool
add_names(const struct snapshot_set *set, struct dict *names,
          void (*complain)(const struct snapshot_entry *e, const char *why))
{
	bool good = true;

	for (size_t i = 0; i < set->count; i++) {
		const struct snapshot_entry *e = &set->list[i];

		if (e->name == NULL || dict_add(&names[e->checkpoint], str_from(e->name), i))
			continue;
		complain(e, "another document has the same name");
		good = false;
	}
	return good;
}

static bool
is_of_guest(const struct snapshot_entry *e, const char *guest)
{
	return e->guest == NULL || guest == NULL || strcmp(e->guest, guest) == 0;
}

bool
snapshot_set_order(struct snapshot_set *set, size_t *order,
                   void (*complain)(const struct snapshot_entry *e, const char *why))
{
	struct dict names[2] = { { 0 } };
	size_t *stack = mem_alloc((set->count + 1) * sizeof(*stack)), n = 0, parent;
	bool good = add_names(set, names, complain);

	for (size_t i = 0; i < set->count; i++) {
		struct snapshot_entry *e = &set->list[i];

		if (e->parent == NULL)
			continue;
		if (dict_find(&names[e->checkpoint], str_from(e->parent), &parent) &&
		    is_of_guest(&set->list[parent], e->guest))
			add_child(set, parent, i);
		else {
			complain(e, "its parent is missing from the documents");
			e->listed = true;
			good = false;
		}
	}
	for (int checkpoints = 0; checkpoints < 2; checkpoints++)
		for (size_t i = 0; i < set->count; i++)
			if (set->list[i].parent == NULL && set->list[i].checkpoint == checkpoints)
				n = list_tree(set, i, order, n, stack);
	for (size_t i = 0; good && i < set->count; i++)
		if (!set->list[i].listed) {
			complain(&set->list[i], "it is its own ancestor");
			good = false; /* reports one entry of each circle */
		}
	dict_free(&names[0]);
	dict_free(&names[1]);
	free(stack);
	return good;
}

bool
snapshot_set_is_one_guest(const struct snapshot_set *set,
                          void (*complain)(const struct snapshot_entry *e, const char *why))
{
	const char *guest = NULL;
	bool good = true;

	for (size_t i = 0; i < set->count; i++) {
		const struct snapshot_entry *e = &set->list[i];

		if (guest == NULL)
			guest = e->guest;
		if (is_of_guest(e, guest))
			continue;
		complain(e, "it is of another guest than the documents before it");
		good = false;
	}
	return good;
}

/* virsh takes a word that begins with a dash for an option. */
static void
add_operand(struct buf *out, const char *option, const char *word)
{
	buf_char(out, ' ');
	if (word[0] == '-')
		buf_printf(out, "--%s=", option);
	shell_word(out, str_from(word));
}

void
snapshot_command(struct buf *out, const struct snapshot_entry *e, const char *guest, bool current)
{
	if (e->rebase != NULL)
		buf_add(out, e->rebase, strlen(e->rebase));
	buf_printf(out, "virsh %s-create", e->checkpoint ? "checkpoint" : "snapshot");
	add_operand(out, "domain", guest);
	add_operand(out, "xmlfile", e->file);
	buf_printf(out, " --redefine%s\n", current ? " --current" : "");
}
