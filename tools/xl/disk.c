#include "xl/disk.h"

#include "xl/spec.h"

#include <ctype.h>
#include <string.h>

static bool
bad(struct xl_guest *g, const struct xl_disk *d, const char *at, const char *why)
{
	xl_say(g, XL_BAD, xl_text_at(g, d->from, at), "disk: %s", why);
	return false;
}

/* --- the device that the guest sees ------------------------------------------------------- */

/* hda, sdb, xvdc1, vda */
static bool
is_vdev(struct str s)
{
	static const char *const kinds[] = { "xvd", "hd", "sd", "vd" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct str rest;
		size_t letters = 0;

		if (!str_starts(s, kinds[i]))
			continue;
		rest = str_skip(s, strlen(kinds[i]));
		while (letters < rest.n && rest.p[letters] >= 'a' && rest.p[letters] <= 'z')
			letters++;
		if (letters == 0 || letters > 2)
			return false;
		rest = str_skip(rest, letters);
		return rest.n == 0 || (rest.n < 4 && str_digits(rest));
	}
	return false;
}

/* d0, or d3p1: xl's names that say nothing of the bus; xvda, xvdd1. */
static struct str
from_number(struct xl_guest *g, struct str s)
{
	unsigned long disk, part = 0;
	size_t n = 1;

	while (n < s.n && isdigit((unsigned char)s.p[n]))
		n++;
	if (s.n < 2 || s.p[0] != 'd' || !str_number((struct str){ s.p + 1, n - 1 }, 25, &disk))
		return s;
	if (n < s.n && (s.p[n] != 'p' || !str_number(str_skip(s, n + 1), 99, &part)))
		return s;
	return str_from(part == 0 ? arena_printf(g->arena, "xvd%c", (char)('a' + disk))
	                          : arena_printf(g->arena, "xvd%c%lu", (char)('a' + disk), part));
}

static bool
set_vdev(struct xl_guest *g, struct xl_disk *d, struct str s)
{
	struct str name = str_starts(s, "ioemu:") ? str_skip(s, 6) : s;

	name = str_starts(name, "/dev/") ? str_skip(name, 5) : name;
	name = from_number(g, name);
	d->vdev = name;
	return is_vdev(name) ||
	       bad(g, d, s.p, "expected a device of the guest, such as xvda or hda");
}

/* "VDEV" or "VDEV:cdrom" */
static bool
set_vdev_and_type(struct xl_guest *g, struct xl_disk *d, struct str s)
{
	struct str head = s;
	size_t n = s.n;

	while (n > 0 && s.p[n - 1] != ':')
		n--;
	if (n > 0) {
		struct str type = str_skip(s, n);

		if (str_is(type, "cdrom"))
			d->device = XL_CDROM;
		else if (str_is(type, "disk"))
			d->device = XL_DISK;
		else
			n = 0;
		if (n > 0)
			head.n = n - 1;
	}
	return set_vdev(g, d, head);
}

static bool
set_access(struct xl_guest *g, struct xl_disk *d, struct str s)
{
	static const char *const read[] = { "r", "ro", NULL }, *const write[] = { "w", "rw", NULL };
	static const char *const shared[] = { "w!", "!", "rw!", NULL };

	if (str_in(s, read))
		d->readonly = true;
	else if (str_in(s, shared))
		d->shareable = true;
	else
		return s.n == 0 || str_in(s, write) ||
		       bad(g, d, s.p, "expected r, ro, w, rw or w! as access");
	return true;
}

/* xl and xm look for a relative name of a device below /dev. */
static struct str
below_dev(struct xl_guest *g, struct str path)
{
	if (path.n == 0 || path.p[0] == '/')
		return path;
	return str_from(arena_printf(g->arena, "/dev/%.*s", STR_FMT(path)));
}

/* --- the syntax of xm --------------------------------------------------------------------- */

static const struct prefix {
	const char *word;
	const char *driver; /* of the XML; NULL: one that came before, or qemu */
	const char *format; /* NULL: one that comes later, or raw */
	bool script;        /* a script of Xen makes a device from what follows */
} prefixes[] = {
	{ "phy:", "phy", NULL, false },    { "file:", "file", NULL, false },
	{ "tap2:", "tap2", NULL, false },  { "tap:", "tap", NULL, false },
	{ "tapdisk:", NULL, NULL, false }, { "ioemu:", NULL, NULL, false },
	{ "aio:", NULL, "raw", false },    { "sync:", NULL, "raw", false },
	{ "raw:", NULL, "raw", false },    { "qcow2:", NULL, "qcow2", false },
	{ "qcow:", NULL, "qcow", false },  { "vhd:", NULL, "vhd", false },
	{ "vmdk:", NULL, "vmdk", false },  { "qed:", NULL, "qed", false },
	{ "iscsi:", NULL, NULL, true },    { "nbd:", NULL, NULL, true },
	{ "enbd:", NULL, NULL, true },     { "drbd:", NULL, NULL, true },
};

static const struct prefix *
prefix_of(struct str s)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (str_starts(s, prefixes[i].word))
			return &prefixes[i];
	return NULL;
}

static void
set_source(struct xl_guest *g, struct xl_disk *d, struct str source)
{
	const struct prefix *p;
	struct str whole = source;

	d->driver = "qemu";
	d->format = "raw";
	if (source.n == 0 || prefix_of(source) == NULL)
		d->driver = "phy"; /* as in xend and libvirt */
	for (; (p = prefix_of(source)) != NULL; source = str_skip(source, strlen(p->word))) {
		d->driver = p->driver != NULL ? p->driver : d->driver;
		d->format = p->format != NULL ? p->format : d->format;
		if (p->script)
			xl_say(
			    g, XL_PART_DROPPED, xl_text_at(g, d->from, whole.p),
			    "disk: the script block-%.*s of Xen makes the device: replace the source by "
			    "a device or an image of the new host",
			    (int)strlen(p->word) - 1, p->word);
	}
	d->block = str_is(str_from(d->driver), "phy");
	d->target = source.n == 0 ? STR_NONE : d->block ? below_dev(g, source) : source;
}

/* SOURCE,DEVICE[:cdrom],MODE[,DRIVER DOMAIN] */
static bool
read_xm(struct xl_guest *g, struct xl_disk *d, struct str text)
{
	struct str fields[5] = { 0 };
	size_t n = 0;

	for (size_t start = 0, i = 0; i <= text.n && n < 5; i++)
		if (i == text.n || text.p[i] == ',') {
			fields[n++] = str_trim((struct str){ text.p + start, i - start });
			start = i + 1;
		}
	if (n < 2)
		return bad(g, d, text.p, "expected SOURCE,DEVICE,MODE");
	if (n > 4)
		return bad(g, d, fields[4].p, "expected nothing behind SOURCE,DEVICE,MODE");
	set_source(g, d, fields[0]);
	d->backend = fields[3].n > 0 ? fields[3] : STR_NONE;
	return set_vdev_and_type(g, d, fields[1]) && (n < 3 || set_access(g, d, fields[2]));
}

/* --- the syntax of xl --------------------------------------------------------------------- */

static const struct xl_part_row part_rows[] = {
	{ "target", XL_PLACED, NULL, NULL },
	{ "format", XL_PLACED, NULL, NULL },
	{ "vdev", XL_PLACED, NULL, NULL },
	{ "access", XL_PLACED, NULL, NULL },
	{ "devtype", XL_PLACED, NULL, NULL },
	{ "cdrom", XL_PLACED, NULL, NULL },
	{ "backend", XL_PLACED, NULL, NULL },
	{ "backendtype", XL_PLACED, NULL, NULL },
	{ "discard", XL_PLACED, NULL, NULL },
	{ "no-discard", XL_PLACED, NULL, NULL },
	{ "script", XL_DROPPED, NULL,
	  "a script of Xen makes the device, replace the source by one of the new host" },
	{ "direct-io-safe", XL_IDLE, NULL, "a workaround for old kernels" },
	{ "trusted", XL_IDLE, NULL, NULL },
	{ "untrusted", XL_DROPPED, NULL, "the guest does not trust the old host" },
	{ "specification", XL_DROPPED, "xen", "protocol of the disk" },
	{ "transport", XL_DROPPED, NULL, "protocol of the disk" },
	{ "grant_usage", XL_IDLE, NULL, NULL },
	{ "colo", XL_DROPPED, NULL, "replication to another host" },
	{ "no-colo", XL_IDLE, NULL, NULL },
	{ "colo-host", XL_DROPPED, NULL, "replication to another host" },
	{ "colo-port", XL_DROPPED, NULL, "replication to another host" },
	{ "colo-export", XL_DROPPED, NULL, "replication to another host" },
	{ "active-disk", XL_DROPPED, NULL, "replication to another host" },
	{ "hidden-disk", XL_DROPPED, NULL, "replication to another host" },
	{ NULL, XL_IDLE, NULL, NULL },
};

/* What was given so far: each may come once, with a value, by name or by position. */
struct given {
	struct str target, format, vdev, access, backend_type;
};

static bool
set_once(struct xl_guest *g, const struct xl_disk *d, struct str *place, struct str value)
{
	if (place->n > 0 && value.n > 0)
		return bad(g, d, value.p, "the same thing is given twice");
	if (value.n > 0)
		*place = value;
	return true;
}

/* A word alone: a flag, or the next positional parameter. */
static bool
read_word(struct xl_guest *g, struct xl_disk *d, struct given *given, unsigned *position,
          const struct xl_part *part)
{
	struct str *places[] = { &given->target, &given->format, &given->vdev, &given->access };

	if (str_is(part->key, "cdrom"))
		d->device = XL_CDROM;
	else if (str_is(part->key, "discard"))
		d->discard = 1;
	else if (str_is(part->key, "no-discard"))
		d->discard = -1;
	else {
		for (const struct xl_part_row *r = part_rows; r->key != NULL; r++)
			if (r->fate != XL_PLACED && str_is(part->key, r->key)) {
				xl_part_left(g, d->from, "disk", part_rows, part);
				return true;
			}
		if (*position == 4)
			return part->key.n == 0 ||
			       bad(g, d, part->key.p, "too many parameters without KEY=");
		return set_once(g, d, places[(*position)++], part->key);
	}
	return true;
}

static bool
read_pair(struct xl_guest *g, struct xl_disk *d, struct given *given, const struct xl_part *part)
{
	if (str_is(part->key, "format"))
		return set_once(g, d, &given->format, part->value);
	if (str_is(part->key, "vdev"))
		return set_once(g, d, &given->vdev, part->value);
	if (str_is(part->key, "access"))
		return set_once(g, d, &given->access, part->value);
	if (str_is(part->key, "backendtype"))
		return set_once(g, d, &given->backend_type, part->value);
	if (str_is(part->key, "backend"))
		return set_once(g, d, &d->backend, part->value);
	if (!str_is(part->key, "devtype")) {
		xl_part_left(g, d->from, "disk", part_rows, part);
		return true;
	}
	if (str_is(part->value, "cdrom"))
		d->device = XL_CDROM;
	return str_is(part->value, "cdrom") || str_is(part->value, "disk") || part->value.n == 0 ||
	       bad(g, d, part->value.p, "devtype: expected cdrom");
}

static bool
read_parts(struct xl_guest *g, struct xl_disk *d, struct given *given, struct str text)
{
	unsigned position = 0;
	struct xl_part part;

	for (;;) {
		while (text.p != NULL && text.n > 0 && str_blank(text.p[0]))
			text = str_skip(text, 1);
		if (str_starts(text, "target=")) { /* the rest belongs to it, commas as well */
			given->target = str_skip(text, 7);
			return true;
		}
		if (!xl_part_next(&text, &part))
			return true;
		if (part.value.p != NULL ? !read_pair(g, d, given, &part)
		                         : !read_word(g, d, given, &position, &part))
			return false;
	}
}

static bool
set_format(struct xl_guest *g, struct xl_disk *d, struct str s)
{
	static const char *const formats[] = { "raw", "qcow", "qcow2", "vhd", "qed", NULL };

	d->format = "raw";
	if (s.n == 0)
		return true;
	for (size_t i = 0; formats[i] != NULL; i++)
		if (str_is(s, formats[i])) {
			d->format = formats[i];
			return true;
		}
	return bad(g, d, s.p, "expected raw, qcow, qcow2, vhd or qed as format");
}

/* Without a backend type, libvirt has QEMU read the image, even if it is a device. */
static bool
set_backend(struct xl_guest *g, struct xl_disk *d, struct str s)
{
	d->driver = "qemu";
	if (s.n == 0 || str_is(s, "qdisk") || d->device == XL_CDROM)
		return true;
	if (str_is(s, "phy")) {
		d->driver = "phy";
		d->block = true;
	} else if (str_is(s, "tap"))
		d->driver = "tap";
	else
		return bad(g, d, s.p, "libvirt knows the backend types phy, qdisk and tap only");
	return true;
}

static bool
read_xl(struct xl_guest *g, struct xl_disk *d, struct str text)
{
	struct given given = { 0 };

	if (!read_parts(g, d, &given, text))
		return false;
	if (given.vdev.n == 0)
		return bad(g, d, text.p, "no device of the guest is given, such as vdev=xvda");
	d->readonly = d->device == XL_CDROM;
	if (!set_vdev_and_type(g, d, given.vdev) || !set_access(g, d, given.access) ||
	    !set_format(g, d, given.format) || !set_backend(g, d, given.backend_type))
		return false;
	if (d->device == XL_CDROM) {
		d->readonly = true;
		d->format = "raw";
	}
	d->target = given.target.n == 0 ? STR_NONE
	            : d->block          ? below_dev(g, given.target)
	                                : given.target;
	return d->target.p != NULL || d->device == XL_CDROM ||
	       bad(g, d, text.p, "only a CD-ROM drive can be empty");
}

/* The second field of three is a device of the guest: xm's form, with or without a prefix. */
static bool
is_xm(struct str text)
{
	struct xl_part first, second;
	struct str vdev;

	if (prefix_of(text) != NULL)
		return true;
	if (!xl_part_next(&text, &first) || first.value.p != NULL ||
	    !xl_part_next(&text, &second) || second.value.p != NULL)
		return false;
	vdev = str_starts(second.key, "ioemu:") ? str_skip(second.key, 6) : second.key;
	return is_vdev(str_until(&vdev, ":"));
}

bool
xl_disk_read(struct xl_guest *g, const struct xl_value *from, struct xl_disk *disk)
{
	struct str text = xl_item_text(g, XL_KEY_disk, from);

	*disk = (struct xl_disk){ .from = from };
	if (text.p == NULL)
		return false;
	return is_xm(str_trim(text)) ? read_xm(g, disk, str_trim(text)) : read_xl(g, disk, text);
}
