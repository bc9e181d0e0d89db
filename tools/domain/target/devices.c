#include "domain/facts.h"
#include "domain/rules.h"

static bool
lacks(const struct domain *d, const char *place, const char *list, struct str word)
{
	return target_can(d->ability, place, list, word) == ANSWER_NO;
}

HANDLER(meet_disk)
{
	const struct domain *d = domain_of(r);
	uint32_t target = node_child(d->doc, node, NAME_TARGET);
	struct str device = edit_value(r->edits, node, "device");
	struct str bus = edit_value(r->edits, target, "bus");

	if (edit_is_dropped(r->edits, node))
		return;
	/* IDE is the one bus that depends on the machine */
	if (lacks(d, "devices/disk", "bus", bus) && (d->same_kind || !str_is(bus, "ide")))
		rule_refuse(r, rule, target, "the new host has no disks on bus '%.*s'",
		            STR_FMT(bus));
	else if (lacks(d, "devices/disk", "diskDevice", device))
		rule_refuse(r, rule, node, "the new host has no disks of kind '%.*s'",
		            STR_FMT(device));
}

/* ---- video and display ---- */

/* The first of the models that the new host has; NULL: none. */
static const char *
other_video(const struct domain *d)
{
	static const char *const models[] = { "vga", "virtio", "bochs", "cirrus" };

	for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
		if (target_can(d->ability, "devices/video", "modelType", str_from(models[i])) ==
		    ANSWER_YES)
			return models[i];
	return NULL;
}

static bool
is_first_video(const struct run *r, uint32_t node)
{
	const struct document *doc = run_doc(r);
	uint32_t i;

	for (i = node_child(doc, doc->nodes[node].parent, NAME_VIDEO); i != NONE && i != node;
	     i = node_next_same(doc, i))
		if (!edit_is_dropped(r->edits, i))
			return false;
	return true;
}

/* Sizes of memory are those of the model that goes. */
HANDLER(meet_video)
{
	static const char *const sizes[] = { "vram", "ram", "vram64", "vgamem" };
	const struct domain *d = domain_of(r);
	uint32_t model = node_child(d->doc, node, NAME_MODEL);
	struct str type = edit_value(r->edits, model, "type");
	const char *other;

	if (edit_is_dropped(r->edits, node) || !lacks(d, "devices/video", "modelType", type))
		return;
	other = other_video(d);
	if (!is_first_video(r, node) || other == NULL) {
		rule_report(r, rule, node, "the new host has no video '%.*s': it is removed",
		            STR_FMT(type));
		rule_drop(r, rule, node);
		return;
	}
	rule_report(r, rule, model, "the new host has no video '%.*s': it becomes %s",
	            STR_FMT(type), other);
	rule_set(r, rule, model, "type", other);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (edit_value(r->edits, model, sizes[i]).p != NULL)
			rule_unset(r, rule, model, sizes[i]);
}

/* Whether a display of the type stays. */
static bool
has_display(const struct run *r, const char *type)
{
	const struct domain *d = domain_of(r);
	uint32_t i;

	for (i = node_child(d->doc, d->devices, NAME_GRAPHICS); i != NONE;
	     i = node_next_same(d->doc, i))
		if (!edit_is_dropped(r->edits, i) && str_is(edit_value(r->edits, i, "type"), type))
			return true;
	return false;
}

/* SPICE's own attributes and elements; listen stays. */
static void
make_vnc(struct run *r, uint32_t graphics)
{
	static const char *const own[] = { "tlsPort", "defaultMode" };
	const struct document *doc = run_doc(r);
	uint32_t i;

	rule_set(r, TARGET_SPICE, graphics, "type", "vnc");
	for (size_t n = 0; n < sizeof(own) / sizeof(own[0]); n++)
		if (edit_value(r->edits, graphics, own[n]).p != NULL)
			rule_unset(r, TARGET_SPICE, graphics, own[n]);
	for (i = node_first(doc, graphics); i != NONE; i = node_next(doc, i))
		if (doc->nodes[i].name != NAME_LISTEN && !edit_is_dropped(r->edits, i))
			rule_drop(r, TARGET_SPICE, i);
}

/* What the client's program answers: channels, redirected USB devices, its smartcard; its sound. */
static void
drop_spice_devices(struct run *r)
{
	static const char *const ports[] = { "spicevmc", "spiceport", NULL };
	const struct domain *d = domain_of(r);
	uint32_t i;

	for (i = node_first(d->doc, d->devices); i != NONE; i = node_next(d->doc, i)) {
		struct str type = edit_value(r->edits, i, "type");

		if (d->doc->nodes[i].name == NAME_OTHER || edit_is_dropped(r->edits, i))
			continue;
		if (str_in(type, ports))
			rule_drop(r, TARGET_SPICE, i);
		else if (d->doc->nodes[i].name == NAME_AUDIO && str_is(type, "spice"))
			rule_set(r, TARGET_SPICE, i, "type", "none");
	}
}

void
meet_spice(struct run *r)
{
	const struct domain *d = domain_of(r);
	bool vnc = has_display(r, "vnc");
	uint32_t i;

	if (d->devices == NONE || !rule_on(r, TARGET_SPICE) ||
	    !lacks(d, "devices/graphics", "type", str_from("spice")))
		return;
	for (i = node_child(d->doc, d->devices, NAME_GRAPHICS); i != NONE;
	     i = node_next_same(d->doc, i)) {
		if (edit_is_dropped(r->edits, i) ||
		    !str_is(edit_value(r->edits, i, "type"), "spice"))
			continue;
		rule_report(r, TARGET_SPICE, i, "the new host has no SPICE: %s",
		            vnc ? "use the VNC display" : "the display becomes VNC");
		if (vnc)
			rule_drop(r, TARGET_SPICE, i);
		else
			make_vnc(r, i);
		vnc = true;
	}
	drop_spice_devices(r);
}

HANDLER(meet_graphics)
{
	const struct domain *d = domain_of(r);
	struct str type = edit_value(r->edits, node, "type");

	if (!edit_is_dropped(r->edits, node) && !str_is(type, "spice") &&
	    lacks(d, "devices/graphics", "type", type))
		rule_refuse(r, rule, node, "the new host has no display of type '%.*s'",
		            STR_FMT(type));
}

/* ---- all others ---- */

/*
 * What is looked up where. words: only these say something, since libvirt lists no other words that
 * it takes as well (qemu_capabilities.c, virQEMUCapsFillDomainDevice...); NULL: all do.
 */
static const struct lookup {
	uint16_t element, child; /* enum name; child: NAME_OTHER: the attribute is the element's */
	const char *attr;
	const char *place, *list;
	uint16_t rule;
	const char *const *words;
} lookups[] = {
	{ NAME_TPM, NAME_OTHER, "model", "devices/tpm", "model", TARGET_TPM, NULL },
	{ NAME_TPM, NAME_BACKEND, "type", "devices/tpm", "backendModel", TARGET_TPM, NULL },
	{ NAME_RNG, NAME_OTHER, "model", "devices/rng", "model", TARGET_DEVICE, NULL },
	{ NAME_RNG, NAME_BACKEND, "model", "devices/rng", "backendModel", TARGET_DEVICE, NULL },
	{ NAME_PANIC, NAME_OTHER, "model", "devices/panic", "model", TARGET_DEVICE, NULL },
	{ NAME_FILESYSTEM, NAME_DRIVER, "type", "devices/filesystem", "driverType", TARGET_DEVICE,
	  NULL },
	{ NAME_REDIRDEV, NAME_OTHER, "bus", "devices/redirdev", "bus", TARGET_DEVICE, NULL },
	{ NAME_CRYPTO, NAME_OTHER, "model", "devices/crypto", "model", TARGET_DEVICE, NULL },
	{ NAME_CHANNEL, NAME_OTHER, "type", "devices/channel", "type", TARGET_DEVICE,
	  (const char *const[]){ "spicevmc", "qemu-vdagent", "dbus", NULL } },
	{ NAME_HOSTDEV, NAME_OTHER, "type", "devices/hostdev", "subsysType", TARGET_DEVICE,
	  (const char *const[]){ "usb", "pci", "scsi", NULL } },
};

static void
look_up(struct run *r, const struct lookup *l, uint32_t node)
{
	const struct domain *d = domain_of(r);
	uint32_t place = node;
	struct str word;

	if (l->child != NAME_OTHER && (place = node_child(d->doc, node, l->child)) == NONE)
		return;
	word = edit_value(r->edits, place, l->attr);
	if (word.p != NULL && (l->words == NULL || str_in(word, l->words)) &&
	    lacks(d, l->place, l->list, word))
		rule_refuse(r, l->rule, place, "the new host has no %s with %s '%.*s'",
		            name_text(l->element),
		            l->child != NAME_OTHER ? name_text(l->child) : l->attr, STR_FMT(word));
}

void
meet_devices(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i;

	if (d->ability == NULL || d->devices == NONE)
		return;
	for (i = node_first(d->doc, d->devices); i != NONE; i = node_next(d->doc, i))
		for (size_t n = 0; n < sizeof(lookups) / sizeof(lookups[0]); n++)
			if (d->doc->nodes[i].name == lookups[n].element &&
			    !edit_is_dropped(r->edits, i))
				look_up(r, &lookups[n], i);
}

void
meet_vfio(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i;

	if (d->devices == NONE || !lacks(d, "devices/hostdev", "pciBackend", str_from("vfio")))
		return;
	for (i = node_first(d->doc, d->devices); i != NONE; i = node_next(d->doc, i)) {
		struct str type = edit_value(r->edits, i, "type");
		bool pci = d->doc->nodes[i].name == NAME_HOSTDEV && str_is(type, "pci");

		if (edit_is_dropped(r->edits, i))
			continue;
		if (pci || (d->doc->nodes[i].name == NAME_INTERFACE && str_is(type, "hostdev")))
			rule_report(r, TARGET_VFIO, i,
			            "the new host cannot give its PCI devices to guests: it has no "
			            "VFIO");
	}
}
