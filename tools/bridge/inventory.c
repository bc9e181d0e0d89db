#include "bridge/inventory.h"

#include "index/value.h"

/* A bridge beside a network name is the one that the network used when the guest ran. */
static struct str
source_of(const struct run *r, uint32_t source)
{
	static const char *const attrs[] = { "network", "bridge", "dev" };
	struct str name = STR_NONE;

	for (size_t i = 0; name.p == NULL && i < sizeof(attrs) / sizeof(attrs[0]); i++)
		name = edit_value(r->edits, source, attrs[i]);
	return name;
}

static struct inventory_nic
nic_of(const struct run *r, uint32_t node)
{
	const struct document *doc = run_doc(r);

	return (struct inventory_nic){
		.mac = attr_value(doc, node_child(doc, node, NAME_MAC), "address"),
		.type = edit_value(r->edits, node, "type"),
		.model = edit_value(r->edits, node_child(doc, node, NAME_MODEL), "type"),
		.source = source_of(r, node_child(doc, node, NAME_SOURCE)),
	};
}

void
bridge_inventory(const struct run *r, struct inventory *v)
{
	const struct document *doc = run_doc(r);
	size_t n = 0;
	uint32_t i;

	for (i = doc->first[NAME_INTERFACE]; i != NONE; i = doc->nodes[i].same)
		n++;
	v->nics = arena_alloc(doc->arena, n * sizeof(*v->nics));
	for (i = doc->first[NAME_INTERFACE]; i != NONE; i = doc->nodes[i].same)
		if (doc->nodes[i].parent != NONE &&
		    doc->nodes[doc->nodes[i].parent].name == NAME_DEVICES)
			v->nics[v->nics_count++] = nic_of(r, i);
}
