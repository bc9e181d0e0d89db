#include "domain/disks/disk_names.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define IDE_UNITS 4 /* PIIX3: two channels, two units */

/* What is decided about one disk before letters are given out. */
struct move {
	struct disk_name name;
	enum disk_family family; /* of the new name; FAMILY_OTHER: outside the allocation */
	bool keeps;              /* name and family stay */
	bool any_letter;         /* no letter is its own: the next free one */
	bool at_cdrom;           /* on the IDE bus, a CD-ROM's usual places come first */
	bool readonly;           /* a hard disk that the guest may not write */
	bool placed;
};

/*
 * Letters in use, as a set of numbers, with a cursor so that many disks stay linear.  It grows with
 * the disks, not with their letters: one disk may be called xvdbdwga.
 */
struct letters {
	uint32_t *slots; /* 0: free */
	uint32_t mask;   /* slots less one; they are a power of two */
	size_t cursor[FAMILY_OTHER];
};

/* The slot that has the letter, or the free one where it would be. */
static uint32_t *
slot_of(const struct letters *l, enum disk_family f, unsigned long i, uint32_t *key)
{
	uint32_t at;

	*key = (uint32_t)(i * FAMILY_OTHER + f) + 1;
	at = (*key * 2654435769u) >> 7 & l->mask; /* Knuth's multiplier */
	while (l->slots[at] != 0 && l->slots[at] != *key)
		at = (at + 1) & l->mask;
	return &l->slots[at];
}

static bool
is_used(const struct letters *l, enum disk_family f, unsigned long i)
{
	uint32_t key;

	return *slot_of(l, f, i, &key) != 0;
}

static void
use(struct letters *l, enum disk_family f, unsigned long i)
{
	uint32_t key, *slot = slot_of(l, f, i, &key);

	*slot = key;
}

static unsigned long
next_free(struct letters *l, enum disk_family f)
{
	while (is_used(l, f, l->cursor[f]))
		l->cursor[f]++;
	return l->cursor[f];
}

enum disk_family
disk_bus_family(struct str bus)
{
	static const struct {
		const char *bus;
		enum disk_family family;
	} habits[] = {
		{ "xen", FAMILY_XVD }, { "virtio", FAMILY_VD }, { "ide", FAMILY_HD },
		{ "scsi", FAMILY_SD }, { "sata", FAMILY_SD },   { "usb", FAMILY_SD },
		{ "fdc", FAMILY_FD },
	};

	for (size_t i = 0; i < sizeof(habits) / sizeof(habits[0]); i++)
		if (str_is(bus, habits[i].bus))
			return habits[i].family;
	return FAMILY_OTHER;
}

/* The bus libvirt takes for a name without one (domain_postparse.c virDomainDiskDefPostParse). */
static const char *
bus_of_name(enum disk_family family)
{
	static const char *const buses[] = {
		[FAMILY_XVD] = "xen", [FAMILY_VD] = "virtio", [FAMILY_HD] = "ide",
		[FAMILY_SD] = "scsi", [FAMILY_FD] = "fdc",    [FAMILY_OTHER] = NULL,
	};

	return buses[family];
}

static bool
is_removable(enum disk_device device)
{
	return device == DEVICE_CDROM || device == DEVICE_FLOPPY;
}

static void
go(const struct disk_policy *p, struct disk_place *out, struct move *m, const char *bus,
   enum disk_reason reason)
{
	bool emulated = strcmp(bus, "ide") == 0 || strcmp(bus, "sata") == 0;

	if (!p->on[reason])
		return;
	/* QEMU has no read-only IDE and SATA disks */
	if (emulated && m->readonly && p->on[REASON_IDE_READONLY]) {
		bus = "virtio";
		reason = REASON_IDE_READONLY;
	}
	out->bus = bus;
	out->bus_reason = (uint8_t)reason;
	m->family = disk_bus_family(str_from(bus));
	m->keeps = false;
}

/* Where a CD-ROM goes that cannot stay where it is. */
static void
place_cdrom(const struct disk_policy *p, struct disk_place *out, struct move *m)
{
	go(p, out, m, p->q35 ? "sata" : "ide", REASON_CDROM_BUS);
	m->any_letter = p->q35 || m->name.family != FAMILY_HD;
	m->at_cdrom = !p->q35;
}

/* A disk whose name tells nothing: what Xen does not emulate was a PV disk. */
static void
place_unknown(const struct disk_policy *p, const struct disk_wish *in, struct disk_place *out,
              struct move *m)
{
	if (in->device == DEVICE_CDROM)
		place_cdrom(p, out, m);
	else
		go(p, out, m, in->device == DEVICE_FLOPPY ? "fdc" : p->disk_bus, REASON_UNKNOWN);
}

/* A guest that had no emulated devices: every disk was a PV disk. */
static void
decide_pv(const struct disk_policy *p, const struct disk_wish *in, struct disk_place *out,
          struct move *m)
{
	bool named_xen = m->name.family == FAMILY_XVD;

	if (in->device == DEVICE_CDROM)
		place_cdrom(p, out, m);
	else if (in->device == DEVICE_FLOPPY)
		return;
	else if (str_is(in->bus, "xen"))
		go(p, out, m, p->disk_bus, REASON_BUS_XEN);
	else if (in->bus.p == NULL)
		go(p, out, m, p->disk_bus, REASON_BUS_MISSING);
	else if (!str_is(in->bus, "virtio") || named_xen)
		go(p, out, m, p->disk_bus, REASON_PV_EMULATED);
}

static void
decide_ide(const struct disk_policy *p, const struct disk_wish *in, struct disk_place *out,
           struct move *m)
{
	bool disk = !is_removable(in->device);

	if (disk && strcmp(p->hvm_disk_bus, "keep") != 0)
		go(p, out, m, p->hvm_disk_bus, REASON_HVM_BUS);
	else if (p->q35)
		go(p, out, m, "sata", REASON_IDE_Q35);
	else if (disk && in->readonly)
		go(p, out, m, "virtio", REASON_IDE_READONLY);
	else if (m->name.index >= IDE_UNITS) {
		go(p, out, m, disk ? "virtio" : "sata",
		   disk ? REASON_IDE_OVERFLOW : REASON_IDE_FULL);
		m->any_letter = !disk;
	}
}

/* Emulated drives have a controller of their own, and QEMU has them nowhere else. */
static bool
is_lost_floppy(const struct disk_policy *p, const struct disk_wish *in, const struct move *m)
{
	if (in->device != DEVICE_FLOPPY || str_is(in->bus, "fdc") || str_is(in->bus, "usb"))
		return false;
	if (in->bus.p == NULL)
		return m->name.family == FAMILY_XVD || (p->xen && m->name.family != FAMILY_FD);
	return p->xen || str_is(in->bus, "xen");
}

static void
decide_hvm(const struct disk_policy *p, const struct disk_wish *in, struct disk_place *out,
           struct move *m)
{
	const char *natural = bus_of_name(m->name.family);
	bool xen_bus = str_is(in->bus, "xen");
	const char *bus = strcmp(p->hvm_disk_bus, "keep") == 0 ? p->disk_bus : p->hvm_disk_bus;

	bool virtio = str_is(in->bus, "virtio") ||
	              (in->bus.p == NULL && m->name.family == FAMILY_VD && p->xen);

	if (in->device == DEVICE_CDROM &&
	    (xen_bus || virtio || (in->bus.p == NULL && m->name.family == FAMILY_XVD))) {
		place_cdrom(p, out, m);
		return;
	}
	if (is_lost_floppy(p, in, m)) {
		go(p, out, m, "fdc", xen_bus ? REASON_BUS_XEN : REASON_BUS_MISSING);
		m->any_letter = m->name.family != FAMILY_FD;
		return;
	}
	if (xen_bus || (in->bus.p == NULL && m->name.family == FAMILY_XVD)) {
		go(p, out, m, bus, xen_bus ? REASON_BUS_XEN : REASON_BUS_MISSING);
		out->was_xvd = out->bus != NULL;
		return;
	}
	if (p->xen && m->readonly && str_is(in->bus, "sata"))
		go(p, out, m, "sata", REASON_IDE_READONLY);
	if (in->bus.p == NULL && natural != NULL && p->xen)
		go(p, out, m, natural, REASON_BUS_MISSING);
	if (p->xen &&
	    (str_is(in->bus, "ide") || (in->bus.p == NULL && m->name.family == FAMILY_HD)))
		decide_ide(p, in, out, m);
	/* xvda on another bus than Xen's: the bus is meant */
	if (p->xen && m->keeps && m->name.family == FAMILY_XVD && p->on[REASON_NORMALISE] &&
	    disk_bus_family(in->bus) != FAMILY_OTHER) {
		m->family = disk_bus_family(in->bus);
		m->keeps = false;
	}
}

/* An odd spelling is mended in a Xen domain, and with a disk that cannot stay on Xen's bus. */
static bool
is_mended(const struct disk_policy *p, const struct disk_wish *in, const struct move *m)
{
	if (p->xen)
		return p->on[REASON_NORMALISE];
	return (str_is(in->bus, "xen") && p->on[REASON_BUS_XEN]) ||
	       (in->bus.p == NULL && m->name.family == FAMILY_XVD && p->on[REASON_BUS_MISSING]);
}

/* Whether the name, such as nbd0, tells libvirt neither bus nor place. */
static bool
is_unknown(const struct disk_policy *p, const struct disk_wish *in, const struct move *m)
{
	return p->xen && p->on[REASON_UNKNOWN] && m->name.family == FAMILY_OTHER && in->dev.n > 0;
}

/* Whether the name is one that can be given another, or counts when others are. */
static bool
is_known(const struct disk_policy *p, const struct disk_wish *in, const struct move *m)
{
	if (m->name.family == FAMILY_OTHER)
		return false;
	if (m->name.odd && !is_mended(p, in, m))
		return false;
	return m->name.partition == 0 || p->on[REASON_PARTITION];
}

static void
decide(const struct disk_policy *p, const struct disk_wish *in, struct disk_place *out,
       struct move *m)
{
	struct disk_wish wish = *in;

	memset(out, 0, sizeof(*out));
	memset(m, 0, sizeof(*m));
	m->name = disk_name_read(in->dev);
	m->family = FAMILY_OTHER;
	out->unknown = is_unknown(p, in, m);
	if (!out->unknown && !is_known(p, in, m))
		return;
	m->family = out->unknown ? disk_bus_family(in->bus) : m->name.family;
	m->keeps = true;
	out->partition = !out->unknown && m->name.partition > 0;
	out->cdrom = m->name.cdrom && in->device != DEVICE_CDROM;
	if (out->cdrom)
		wish.device = DEVICE_CDROM;
	m->readonly = in->readonly && !is_removable(wish.device);
	if (p->pv)
		decide_pv(p, &wish, out, m);
	else
		decide_hvm(p, &wish, out, m);
	if (out->unknown && m->family == FAMILY_OTHER)
		place_unknown(p, &wish, out, m);
	if (m->name.odd || out->partition || out->unknown)
		m->keeps = false;
	/* A disk keeps an emulated name when nobody is to change it. */
	if (p->xen && out->bus_reason == REASON_BUS_XEN && m->name.family != FAMILY_XVD &&
	    !p->on[REASON_PV_EMULATED])
		m->family = m->name.family;
	m->any_letter = m->any_letter || out->partition || out->unknown;
}

static enum disk_reason
name_reason(const struct disk_policy *p, const struct disk_place *out, const struct move *m,
            bool moved)
{
	if (out->unknown)
		return REASON_UNKNOWN;
	if (out->partition)
		return REASON_PARTITION;
	if (moved)
		return REASON_COLLISION;
	if ((m->family == m->name.family || out->bus == NULL) && p->on[REASON_NORMALISE])
		return REASON_NORMALISE;
	if (p->xen &&
	    (out->bus_reason == REASON_BUS_XEN || out->bus_reason == REASON_BUS_MISSING) &&
	    m->name.family != FAMILY_XVD)
		return REASON_PV_EMULATED;
	return out->bus_reason;
}

static void
settle(struct letters *l, struct disk_place *out, struct move *m, unsigned long index,
       enum disk_reason reason)
{
	use(l, m->family, index);
	m->placed = true;
	disk_name_write(out->dev, m->family, index);
	out->dev_reason = (uint8_t)reason;
}

/* A free unit for a CD-ROM on the IDE bus: hdc first, where CD-ROMs always were. */
static bool
free_unit(const struct letters *l, unsigned long *unit)
{
	static const unsigned char order[IDE_UNITS] = { 2, 3, 1, 0 };

	for (size_t i = 0; i < IDE_UNITS; i++)
		if (!is_used(l, FAMILY_HD, order[i])) {
			*unit = order[i];
			return true;
		}
	return false;
}

/* The fifth device on the IDE bus. */
static void
overflow(const struct disk_policy *p, struct letters *l, struct disk_place *out, struct move *m)
{
	if (!p->on[REASON_IDE_FULL]) {
		out->clash = true;
		return;
	}
	out->bus = "sata";
	out->bus_reason = REASON_IDE_FULL;
	m->family = FAMILY_SD;
	settle(l, out, m, next_free(l, FAMILY_SD), REASON_IDE_FULL);
}

/* The letter that a disk gets when its own is not to be had; false: the IDE bus is full. */
static bool
find_letter(struct letters *l, const struct move *m, unsigned long *index)
{
	if (m->at_cdrom)
		return free_unit(l, index);
	*index = next_free(l, m->family);
	return m->family != FAMILY_HD || *index < IDE_UNITS;
}

static void
place(const struct disk_policy *p, struct letters *l, struct disk_place *out, struct move *m)
{
	unsigned long index = m->name.index;
	bool fits = m->family != FAMILY_HD || index < IDE_UNITS;
	bool own = !m->any_letter && fits && !is_used(l, m->family, index);

	if (own)
		settle(l, out, m, index, name_reason(p, out, m, false));
	else if (!find_letter(l, m, &index))
		overflow(p, l, out, m);
	else if (!m->any_letter && !p->on[REASON_COLLISION])
		out->clash = true;
	else
		settle(l, out, m, index, name_reason(p, out, m, !m->any_letter));
}

/*
 * The order in which disks choose behind those that stay: Xen's own names, which keep their
 * letters, other names, and what has no letter of its own.
 */
static unsigned
turn(const struct move *m)
{
	if (m->any_letter)
		return 3;
	return m->name.family == FAMILY_XVD || m->name.family == m->family ? 1 : 2;
}

/* Each disk takes one letter at most. */
static struct letters
letters_new(size_t n)
{
	struct letters l = { .mask = 15 };

	while (l.mask < 2 * n)
		l.mask = 2 * l.mask + 1;
	l.slots = mem_alloc((l.mask + (size_t)1) * sizeof(*l.slots));
	return l;
}

static void
letters_clear(struct letters *l)
{
	memset(l->slots, 0, (l->mask + (size_t)1) * sizeof(*l->slots));
}

/* Two disks that have one name already are two writers of something: nobody can tell of what. */
static void
find_twins(const struct disk_policy *p, struct letters *l, struct move *moves, size_t n,
           struct disk_place *out)
{
	letters_clear(l);
	for (size_t i = 0; i < n; i++) {
		struct move *m = &moves[i];

		if (m->family == FAMILY_OTHER || m->name.family == FAMILY_OTHER ||
		    m->name.partition > 0)
			continue;
		if (is_used(l, m->name.family, m->name.index) && p->on[REASON_COLLISION]) {
			out[i] = (struct disk_place){ .clash = true };
			m->family = FAMILY_OTHER;
		}
		use(l, m->name.family, m->name.index);
	}
	letters_clear(l);
}

void
disk_plan(const struct disk_policy *policy, const struct disk_wish *in, size_t n,
          struct disk_place *out)
{
	struct move *moves = mem_alloc(n * sizeof(*moves));
	struct letters l;

	for (size_t i = 0; i < n; i++)
		decide(policy, &in[i], &out[i], &moves[i]);
	l = letters_new(n);
	find_twins(policy, &l, moves, n, out);
	for (size_t i = 0; i < n; i++)
		if (moves[i].keeps && moves[i].family != FAMILY_OTHER) {
			use(&l, moves[i].family, moves[i].name.index);
			moves[i].placed = true;
		}
	for (unsigned t = 1; t <= 3; t++)
		for (size_t i = 0; i < n; i++)
			if (!moves[i].placed && moves[i].family != FAMILY_OTHER &&
			    turn(&moves[i]) == t)
				place(policy, &l, &out[i], &moves[i]);
	free(l.slots);
	free(moves);
}
