#include "domain/disks/disk_names.h"

#include "base/mem.h"
#include "domain/disks/letters.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define IDE_UNITS 4 /* PIIX3: two channels, two units */

/* Decisions about one disk before letters are assigned. */
struct disk_state {
	struct disk_name name;
	enum disk_family family; /* of the new name; FAMILY_OTHER: outside the allocation */
	bool keeps;              /* name and family stay */
	bool any_letter;         /* has no letter of its own: gets the next free one */
	bool at_cdrom;           /* on IDE: tries a CD-ROM's usual units first */
	bool readonly;           /* a hard disk that the guest may not write */
	bool placed;
};

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

/* The bus that libvirt assumes for a name (domain_postparse.c virDomainDiskDefPostParse). */
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
set_bus(const struct disk_policy *p, struct disk_new *out, struct disk_state *s, const char *bus,
        enum disk_reason reason)
{
	bool emulated = strcmp(bus, "ide") == 0 || strcmp(bus, "sata") == 0;

	if (!p->on[reason])
		return;
	/* QEMU has no read-only IDE and SATA disks */
	if (emulated && s->readonly && p->on[REASON_IDE_READONLY]) {
		bus = "virtio";
		reason = REASON_IDE_READONLY;
	}
	out->bus = bus;
	out->bus_reason = (uint8_t)reason;
	s->family = disk_bus_family(str_from(bus));
	s->keeps = false;
}

/* The bus of a CD-ROM that cannot keep its own. */
static void
place_cdrom(const struct disk_policy *p, struct disk_new *out, struct disk_state *s)
{
	set_bus(p, out, s, p->q35 ? "sata" : "ide", REASON_CDROM_BUS);
	s->any_letter = p->q35 || s->name.family != FAMILY_HD;
	s->at_cdrom = !p->q35;
}

/* The bus of a former PV disk. */
static const char *
pv_bus(const struct disk_policy *p, const struct disk_state *s)
{
	const char *bus = p->disk_bus;

	if (strcmp(bus, "keep") == 0)
		bus = s->name.family == FAMILY_HD   ? "ide"
		      : s->name.family == FAMILY_SD ? "scsi"
		                                    : "virtio";
	return p->q35 && strcmp(bus, "ide") == 0 ? "sata" : bus;
}

/* A disk with an unknown name: Xen does not emulate it, so it was a PV disk. */
static void
place_unknown(const struct disk_policy *p, const struct disk_old *in, struct disk_new *out,
              struct disk_state *s)
{
	if (in->device == DEVICE_CDROM)
		place_cdrom(p, out, s);
	else
		set_bus(p, out, s, in->device == DEVICE_FLOPPY ? "fdc" : pv_bus(p, s),
		        REASON_UNKNOWN);
}

/* A guest that had no emulated devices: every disk was a PV disk. */
static void
decide_pv(const struct disk_policy *p, const struct disk_old *in, struct disk_new *out,
          struct disk_state *s)
{
	bool named_xen = s->name.family == FAMILY_XVD;

	if (in->device == DEVICE_CDROM)
		place_cdrom(p, out, s);
	else if (in->device == DEVICE_FLOPPY)
		return;
	else if (str_is(in->bus, "xen"))
		set_bus(p, out, s, pv_bus(p, s), REASON_BUS_XEN);
	else if (in->bus.p == NULL)
		set_bus(p, out, s, pv_bus(p, s), REASON_BUS_MISSING);
	else if (!str_is(in->bus, "virtio") || named_xen)
		set_bus(p, out, s, pv_bus(p, s), REASON_PV_EMULATED);
}

static void
decide_ide(const struct disk_policy *p, const struct disk_old *in, struct disk_new *out,
           struct disk_state *s)
{
	bool disk = !is_removable(in->device), ide = strcmp(p->hvm_disk_bus, "ide") == 0;

	if (disk && !ide && strcmp(p->hvm_disk_bus, "keep") != 0)
		set_bus(p, out, s, p->hvm_disk_bus, REASON_HVM_BUS);
	else if (p->q35)
		set_bus(p, out, s, "sata", REASON_IDE_Q35);
	else if (disk && in->readonly)
		set_bus(p, out, s, "virtio", REASON_IDE_READONLY);
	else if (s->name.index >= IDE_UNITS) {
		disk = disk && !ide;
		set_bus(p, out, s, disk ? "virtio" : "sata",
		        disk ? REASON_IDE_OVERFLOW : REASON_IDE_FULL);
		s->any_letter = !disk;
	}
}

/* A floppy drive that is not on a floppy controller or USB: QEMU has none elsewhere. */
static bool
is_lost_floppy(const struct disk_policy *p, const struct disk_old *in, const struct disk_state *s)
{
	if (in->device != DEVICE_FLOPPY || str_is(in->bus, "fdc") || str_is(in->bus, "usb"))
		return false;
	if (in->bus.p == NULL)
		return s->name.family == FAMILY_XVD || (p->xen && s->name.family != FAMILY_FD);
	return p->xen || str_is(in->bus, "xen");
}

static void
decide_hvm(const struct disk_policy *p, const struct disk_old *in, struct disk_new *out,
           struct disk_state *s)
{
	const char *natural = bus_of_name(s->name.family);
	bool xen_bus = str_is(in->bus, "xen");
	const char *bus = strcmp(p->hvm_disk_bus, "keep") == 0 ? pv_bus(p, s) : p->hvm_disk_bus;

	bool virtio = str_is(in->bus, "virtio") ||
	              (in->bus.p == NULL && s->name.family == FAMILY_VD && p->xen);

	if (in->device == DEVICE_CDROM &&
	    (xen_bus || virtio || (in->bus.p == NULL && s->name.family == FAMILY_XVD))) {
		place_cdrom(p, out, s);
		return;
	}
	if (is_lost_floppy(p, in, s)) {
		set_bus(p, out, s, "fdc", xen_bus ? REASON_BUS_XEN : REASON_BUS_MISSING);
		s->any_letter = s->name.family != FAMILY_FD;
		return;
	}
	if (xen_bus || (in->bus.p == NULL && s->name.family == FAMILY_XVD)) {
		set_bus(p, out, s, bus, xen_bus ? REASON_BUS_XEN : REASON_BUS_MISSING);
		out->was_xvd = out->bus != NULL;
		return;
	}
	if (p->xen && s->readonly && str_is(in->bus, "sata"))
		set_bus(p, out, s, "sata", REASON_IDE_READONLY);
	if (in->bus.p == NULL && natural != NULL && p->xen)
		set_bus(p, out, s, natural, REASON_BUS_MISSING);
	if (p->xen &&
	    (str_is(in->bus, "ide") || (in->bus.p == NULL && s->name.family == FAMILY_HD)))
		decide_ide(p, in, out, s);
	/* xvda on another bus than xen: the bus decides */
	if (p->xen && s->keeps && s->name.family == FAMILY_XVD && p->on[REASON_NORMALISE] &&
	    disk_bus_family(in->bus) != FAMILY_OTHER) {
		s->family = disk_bus_family(in->bus);
		s->keeps = false;
	}
}

/* Whether an odd spelling is corrected: in a Xen domain, or if the disk must leave Xen's bus. */
static bool
is_mended(const struct disk_policy *p, const struct disk_old *in, const struct disk_state *s)
{
	if (p->xen)
		return p->on[REASON_NORMALISE];
	return (str_is(in->bus, "xen") && p->on[REASON_BUS_XEN]) ||
	       (in->bus.p == NULL && s->name.family == FAMILY_XVD && p->on[REASON_BUS_MISSING]);
}

/* Whether the name, such as nbd0, is one that libvirt cannot place. */
static bool
is_unknown(const struct disk_policy *p, const struct disk_old *in, const struct disk_state *s)
{
	return p->xen && p->on[REASON_UNKNOWN] && s->name.family == FAMILY_OTHER && in->dev.n > 0;
}

/* Whether the name takes part in the allocation. */
static bool
is_known(const struct disk_policy *p, const struct disk_old *in, const struct disk_state *s)
{
	if (s->name.family == FAMILY_OTHER)
		return false;
	if (s->name.odd && !is_mended(p, in, s))
		return false;
	return s->name.partition == 0 || p->on[REASON_PARTITION];
}

static void
decide(const struct disk_policy *p, const struct disk_old *in, struct disk_new *out,
       struct disk_state *s)
{
	struct disk_old disk = *in;

	memset(out, 0, sizeof(*out));
	memset(s, 0, sizeof(*s));
	s->name = disk_name_read(in->dev);
	s->family = FAMILY_OTHER;
	if (in->repeat != REPEAT_NONE)
		return;
	out->unknown = is_unknown(p, in, s);
	if (!out->unknown && !is_known(p, in, s))
		return;
	s->family = out->unknown ? disk_bus_family(in->bus) : s->name.family;
	s->keeps = true;
	out->partition = !out->unknown && s->name.partition > 0;
	out->cdrom = s->name.cdrom && in->device != DEVICE_CDROM;
	if (out->cdrom)
		disk.device = DEVICE_CDROM;
	s->readonly = in->readonly && !is_removable(disk.device);
	if (p->pv)
		decide_pv(p, &disk, out, s);
	else
		decide_hvm(p, &disk, out, s);
	if (out->unknown && s->family == FAMILY_OTHER)
		place_unknown(p, &disk, out, s);
	if (s->name.odd || out->partition || out->unknown)
		s->keeps = false;
	/* An emulated name stays if the rule that changes it is off. */
	if (p->xen && out->bus_reason == REASON_BUS_XEN && s->name.family != FAMILY_XVD &&
	    !p->on[REASON_PV_EMULATED])
		s->family = s->name.family;
	s->any_letter = s->any_letter || out->partition || out->unknown;
}

static enum disk_reason
name_reason(const struct disk_policy *p, const struct disk_new *out, const struct disk_state *s,
            bool moved)
{
	if (out->unknown)
		return REASON_UNKNOWN;
	if (out->partition)
		return REASON_PARTITION;
	if (moved)
		return REASON_COLLISION;
	if ((s->family == s->name.family || out->bus == NULL) && p->on[REASON_NORMALISE])
		return REASON_NORMALISE;
	if (p->xen &&
	    (out->bus_reason == REASON_BUS_XEN || out->bus_reason == REASON_BUS_MISSING) &&
	    s->name.family != FAMILY_XVD)
		return REASON_PV_EMULATED;
	return out->bus_reason;
}

static void
assign(struct letters *l, struct disk_new *out, struct disk_state *s, unsigned long index,
       enum disk_reason reason)
{
	letter_use(l, s->family, index);
	s->placed = true;
	disk_name_write(out->dev, s->family, index);
	out->dev_reason = (uint8_t)reason;
}

/* A free unit for a CD-ROM on the IDE bus: hdc first, the usual one. */
static bool
free_unit(const struct letters *l, unsigned long *unit)
{
	static const unsigned char order[IDE_UNITS] = { 2, 3, 1, 0 };

	for (size_t i = 0; i < IDE_UNITS; i++)
		if (!letter_used(l, FAMILY_HD, order[i])) {
			*unit = order[i];
			return true;
		}
	return false;
}

/* The fifth device on the IDE bus. */
static void
overflow(const struct disk_policy *p, struct letters *l, struct disk_new *out, struct disk_state *s)
{
	if (!p->on[REASON_IDE_FULL]) {
		out->clash = true;
		return;
	}
	out->bus = "sata";
	out->bus_reason = REASON_IDE_FULL;
	s->family = FAMILY_SD;
	assign(l, out, s, letter_next(l, FAMILY_SD), REASON_IDE_FULL);
}

/* The letter of a disk whose own is taken; false: the IDE bus is full. */
static bool
find_letter(struct letters *l, const struct disk_state *s, unsigned long *index)
{
	if (s->at_cdrom)
		return free_unit(l, index);
	*index = letter_next(l, s->family);
	return s->family != FAMILY_HD || *index < IDE_UNITS;
}

static void
place(const struct disk_policy *p, struct letters *l, struct disk_new *out, struct disk_state *s)
{
	unsigned long index = s->name.index;
	bool fits = s->family != FAMILY_HD || index < IDE_UNITS;
	bool own = !s->any_letter && fits && !letter_used(l, s->family, index);

	if (own)
		assign(l, out, s, index, name_reason(p, out, s, false));
	else if (!find_letter(l, s, &index))
		overflow(p, l, out, s);
	else if (!s->any_letter && !p->on[REASON_COLLISION])
		out->clash = true;
	else
		assign(l, out, s, index, name_reason(p, out, s, !s->any_letter));
}

/*
 * Allocation order after the disks that keep their names: 1 xvdX (keeps its letter), 2 other names,
 * 3 no letter of its own.
 */
static unsigned
order(const struct disk_state *s)
{
	if (s->any_letter)
		return 3;
	return s->name.family == FAMILY_XVD || s->name.family == s->family ? 1 : 2;
}

/* Two disks that have the same name already write to one target: nobody can know which is meant. */
static void
find_duplicates(const struct disk_policy *p, struct letters *l, struct disk_state *states, size_t n,
                struct disk_new *out)
{
	for (size_t i = 0; i < n; i++) {
		struct disk_state *s = &states[i];

		if (s->family == FAMILY_OTHER || s->name.family == FAMILY_OTHER ||
		    s->name.partition > 0)
			continue;
		if (letter_used(l, s->name.family, s->name.index) && p->on[REASON_COLLISION]) {
			out[i] = (struct disk_new){ .clash = true };
			s->family = FAMILY_OTHER;
		}
		letter_use(l, s->name.family, s->name.index);
	}
	letters_clear(l);
}

void
disk_names(const struct disk_policy *policy, const struct disk_old *in, size_t n,
           struct disk_new *out)
{
	struct disk_state *states = mem_alloc(n * sizeof(*states));
	struct letters l;

	for (size_t i = 0; i < n; i++)
		decide(policy, &in[i], &out[i], &states[i]);
	l = letters_new(n);
	find_duplicates(policy, &l, states, n, out);
	for (size_t i = 0; i < n; i++)
		if (states[i].keeps && states[i].family != FAMILY_OTHER) {
			letter_use(&l, states[i].family, states[i].name.index);
			states[i].placed = true;
		}
	for (unsigned t = 1; t <= 3; t++)
		for (size_t i = 0; i < n; i++)
			if (!states[i].placed && states[i].family != FAMILY_OTHER &&
			    order(&states[i]) == t)
				place(policy, &l, &out[i], &states[i]);
	letters_free(&l);
	free(states);
}
