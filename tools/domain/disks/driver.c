#include "domain/disks/driver.h"

#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

/* A new attribute of a disk's driver, and the rule that sets it. */
struct driver_attr {
	const char *name, *value; /* value NULL: unchanged */
	uint16_t rule;
};

struct driver {
	struct driver_attr name, type, cache;
};

/* Xen's disk drivers that QEMU replaces. */
static const struct {
	const char *name;
	uint16_t rule;
} backends[] = {
	{ "tap2", DISK_DRIVER_TAP2 },
	{ "phy", DISK_DRIVER_PHY },
	{ "file", DISK_DRIVER_FILE },
	{ "tap", DISK_DRIVER_TAP },
};

bool
disk_driver_is_foreign(struct str name)
{
	for (size_t i = 0; i < sizeof(backends) / sizeof(backends[0]); i++)
		if (str_is(name, backends[i].name))
			return false;
	return name.p != NULL && !str_is(name, "qemu");
}

static void
choose_driver_name(struct run *r, const struct disk *disk, struct driver *p)
{
	struct str name = attr_value(run_doc(r), disk->driver, "name");

	p->name.name = "name";
	for (size_t i = 0; i < sizeof(backends) / sizeof(backends[0]); i++)
		if (str_is(name, backends[i].name) && rule_on(r, backends[i].rule)) {
			p->name.value = "qemu";
			p->name.rule = backends[i].rule;
			return;
		}
	if (domain_of(r)->xen && disk_driver_is_foreign(name) &&
	    rule_refuse(r, DISK_DRIVER_UNKNOWN, disk->driver,
	                "unsupported disk driver '%.*s': attach the image or device behind it",
	                STR_FMT(name)))
		p->name = (struct driver_attr){ "name", "qemu", DISK_DRIVER_UNKNOWN };
}

/* Formats that libvirt's QEMU driver accepts (storage_file_probe.c, virStorageFileFormat). */
static const char *const formats[] = {
	"raw",   "bochs", "cloop", "dmg",   "vpc", "vdi",  "vhd",
	"ploop", "cow",   "qcow",  "qcow2", "qed", "vmdk", NULL,
};

/* A directory that the guest sees as a FAT file system. */
static bool
is_directory(const struct domain *d, const struct disk *disk)
{
	return attr_is(d->doc, disk->node, "type", "dir") &&
	       attr_is(d->doc, disk->driver, "type", "fat");
}

static void
choose_format(struct run *r, const struct disk *disk, struct driver *p)
{
	const struct domain *d = domain_of(r);
	struct str type = attr_value(d->doc, disk->driver, "type");
	const char *wanted = disk_format(d->set, d->doc, disk);

	p->type.name = "type";
	if (d->xen && attr_is(d->doc, disk->node, "type", "dir") && rule_on(r, DISK_DIR_FAT))
		p->type = (struct driver_attr){ "type", "fat", DISK_DIR_FAT };
	else if (wanted != NULL && rule_on(r, DISK_FORMAT))
		p->type = (struct driver_attr){ "type", wanted, DISK_FORMAT };
	else if (type.p == NULL && rule_on(r, DISK_FORMAT_DEFAULT) &&
	         !attr_is(d->doc, disk->node, "type", "dir"))
		p->type = (struct driver_attr){ "type", "raw", DISK_FORMAT_DEFAULT };
	else if (str_is(type, "aio") && rule_on(r, DISK_FORMAT_AIO))
		p->type = (struct driver_attr){ "type", "raw", DISK_FORMAT_AIO };
	else if (str_is(type, "vhd") && rule_on(r, DISK_FORMAT_VHD))
		p->type = (struct driver_attr){ "type", "vpc", DISK_FORMAT_VHD };
	else if (type.p != NULL && !str_is(type, "aio") &&
	         (str_is(type, "cow") || !str_in(type, formats)) && !is_directory(d, disk) &&
	         rule_refuse(r, DISK_FORMAT_UNKNOWN, disk->driver,
	                     "unsupported disk format '%.*s': convert the image and use "
	                     "'--disk-format=%.*s=FORMAT'",
	                     STR_FMT(type), STR_FMT(disk->old->dev)))
		p->type = (struct driver_attr){ "type", "raw", DISK_FORMAT_UNKNOWN };
}

static void
choose_cache(const struct run *r, const struct disk *disk, struct driver *p)
{
	const struct domain *d = domain_of(r);
	struct str name = attr_value(d->doc, disk->driver, "name");
	bool tap = str_is(name, "tap") || str_is(name, "tap2");
	bool native = attr_is(d->doc, disk->driver, "io", "native");
	bool missing = attr_value(d->doc, disk->driver, "cache").p == NULL;
	bool removable = disk_is_removable(disk);

	p->cache.name = "cache";
	if (!d->xen)
		return;
	if (d->set->cache != NULL && !removable)
		p->cache = (struct driver_attr){ "cache", d->set->cache, DISK_CACHE };
	else if (missing && (native || (tap && !removable)))
		p->cache = (struct driver_attr){ "cache", "none", DISK_CACHE };
}

static void
add_driver_attr(struct run *r, struct element *e, const struct driver_attr *a)
{
	if (a->value != NULL && rule_on(r, a->rule))
		rule_part(r, a->rule, e, a->name, a->value);
}

/* QEMU supports native AIO on uncached files only: define fails otherwise. */
static void
drop_native_io(struct run *r, const struct disk *disk, const struct driver *p)
{
	struct str cache = p->cache.value != NULL ? str_from(p->cache.value)
	                                          : attr_value(run_doc(r), disk->driver, "cache");

	if (domain_of(r)->xen && cache.p != NULL && !str_is(cache, "none") &&
	    !str_is(cache, "directsync") && attr_is(run_doc(r), disk->driver, "io", "native"))
		rule_unset(r, DISK_CACHE, disk->driver, "io");
}

static void
convert_driver(struct run *r, const struct disk *disk)
{
	const struct domain *d = domain_of(r);
	struct driver p = { 0 };
	struct element *e;

	choose_driver_name(r, disk, &p);
	if (d->xen ||
	    p.name.value != NULL) { /* a driver of Xen: its other attributes are Xen's as well */
		choose_format(r, disk, &p);
		choose_cache(r, disk, &p);
	}
	if (disk->driver != NONE) {
		const struct driver_attr *all[] = { &p.name, &p.type, &p.cache };

		for (size_t i = 0; i < 3; i++)
			if (all[i]->value != NULL)
				rule_set(r, all[i]->rule, disk->driver, all[i]->name,
				         all[i]->value);
		drop_native_io(r, disk, &p);
		return;
	}
	if ((p.type.value == NULL && p.cache.value == NULL) || disk->target == NONE)
		return;
	e = rule_element(r, p.type.value != NULL ? p.type.rule : p.cache.rule, "driver");
	rule_part(r, e->rule, e, "name", "qemu");
	add_driver_attr(r, e, &p.type);
	add_driver_attr(r, e, &p.cache);
	rule_insert_first(r, disk->node, e);
}

/* QEMU makes a file system of the directory, which the guest can only read. */
static void
convert_directory(struct run *r, const struct disk *disk)
{
	const struct document *doc = run_doc(r);

	if (attr_is(doc, disk->node, "type", "dir") &&
	    node_child(doc, disk->node, NAME_READONLY) == NONE)
		rule_insert(r, disk->node, NONE, rule_element(r, DISK_DIR_FAT, "readonly"));
}

/* Of several drivers each: libvirt reads the first today, the last one long ago. */
static void
convert_drivers(struct run *r, const struct disk *disk)
{
	struct disk other = *disk;

	convert_driver(r, disk);
	while (other.driver != NONE &&
	       (other.driver = node_next_same(run_doc(r), other.driver)) != NONE)
		convert_driver(r, &other);
}

static void
check_sharing(struct run *r, const struct disk *disk)
{
	uint32_t shareable = node_child(run_doc(r), disk->node, NAME_SHAREABLE);
	struct str type = attr_value(run_doc(r), disk->driver, "type");

	if (shareable == NONE || type.p == NULL || str_is(type, "raw") || str_is(type, "aio"))
		return;
	if (rule_refuse(r, DISK_SHAREABLE_FORMAT, disk->node,
	                "QEMU can share raw disks only, and this one is '%.*s'", STR_FMT(type)))
		rule_drop(r, DISK_SHAREABLE_FORMAT, shareable);
}

void
fix_drivers(struct run *r)
{
	const struct domain *d = domain_of(r);

	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];

		if (disk_is_removed(r, disk))
			continue;
		convert_drivers(r, disk);
		if (d->xen) {
			convert_directory(r, disk);
			check_sharing(r, disk);
		}
	}
}
