/* The disk allocation: lists of disks in, lists of places out. */
#include "domain/disks/disk_names.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 8

/*
 * Disks are separated by blanks.  In: [cd:|fd:|ro:]NAME[/BUS].  Out: NAME/BUS, with ? before what
 * is refused as a partition and ! before what finds no name.  A value that does not change stands
 * for itself; a bus that is and stays absent is left out.
 */
struct example {
	const char *what, *policy, *in, *out;
};

/* policy: x Xen, p PV, q q35, then words: disk=BUS, hvm=BUS, -N: without the reason of that name */
static const struct example examples[] = {
	{ "the usual PV disks", "xp", "xvda/xen xvdb/xen", "vda/virtio vdb/virtio" },
	{ "any order keeps its letters", "xp", "xvdb/xen xvda/xen", "vdb/virtio vda/virtio" },
	{ "a gap stays a gap", "xp", "xvda/xen xvdd/xen", "vda/virtio vdd/virtio" },
	{ "no bus: the name tells", "xp", "xvda xvdb", "vda/virtio vdb/virtio" },
	{ "two letters", "xp", "xvdz/xen xvdaa/xen xvdzz/xen",
	  "vdz/virtio vdaa/virtio vdzz/virtio" },
	{ "three letters", "xp", "xvdaaa/xen xvda/xen", "vdaaa/virtio vda/virtio" },
	{ "PV disks with IDE names", "xp", "hda/ide hdb", "vda/virtio vdb/virtio" },
	{ "PV disks with SCSI names", "xp", "sda/scsi sdb/xen", "vda/virtio vdb/virtio" },
	{ "Xen's own name keeps its letter", "xp", "sda/xen xvda/xen", "vdb/virtio vda/virtio" },
	{ "three want one letter", "xp", "sda/scsi hda/ide xvda/xen",
	  "vdb/virtio vdc/virtio vda/virtio" },
	{ "a collision fills the first gap", "xp", "hda/ide xvda/xen xvdb/xen xvdd/xen",
	  "vdc/virtio vda/virtio vdb/virtio vdd/virtio" },
	{ "a name that no disk has gets the next letter", "xp", "nbd0 xvda/xen xvdA/xen",
	  "vdb/virtio vda/virtio vdc/virtio" },
	{ "two of that name as well", "xp", "nbd0 nbd0/xen", "vda/virtio vdb/virtio" },
	{ "with its rule off it stays", "xp -unknown", "nbd0 xvda/xen", "nbd0 vda/virtio" },
	{ "an HVM guest's keeps its bus", "x", "nbd0 wd0/ide hda/ide cd:cd0",
	  "vda/virtio hdb/ide hda/ide hdc/ide" },
	{ "in a kvm domain it stays", "", "nbd0 wd0/ide", "nbd0 wd0/ide" },
	{ "the same name twice", "xp", "xvda/xen xvda/xen", "vda/virtio !xvda/xen" },
	{ "a read-only disk on SATA", "xp disk=sata", "xvda/xen ro:xvdb/xen",
	  "sda/sata vdb/virtio" },
	{ "a read-only disk on q35", "xq", "hda/ide ro:hdb/ide", "sda/sata vdb/virtio" },
	{ "a read-only disk with --hvm-disk-bus=sata", "x hvm=sata", "ro:hdb/ide", "vdb/virtio" },
	{ "a CD-ROM by its suffix only", "xp", "xvda/xen xvdb:cdrom", "vda/virtio hdc/ide" },
	{ "a PV CD-ROM goes where CD-ROMs were", "xp", "xvda/xen cd:xvdb/xen",
	  "vda/virtio hdc/ide" },
	{ "a PV CD-ROM on IDE stays", "xp", "xvda/xen cd:hdc/ide", "vda/virtio hdc/ide" },
	{ "a PV CD-ROM named hdb gets its bus", "xp", "cd:hdb", "hdb/ide" },
	{ "PV CD-ROMs fill the bus, then SATA", "xp",
	  "cd:xvda/xen cd:xvdb/xen cd:xvdc/xen cd:xvdd/xen cd:xvde/xen",
	  "hdc/ide hdd/ide hdb/ide hda/ide sda/sata" },
	{ "an HVM guest's xvda on another bus", "x", "xvda/virtio xvdb/ide xvdc/scsi xvdd/xen",
	  "vda/virtio hdb/ide sdc/scsi vdd/virtio" },
	{ "one without its rule", "x -normalise", "xvda/virtio", "xvda/virtio" },
	{ "keep: the bus that a PV disk's name says", "xp disk=keep",
	  "xvda/xen hdb/ide sdc/scsi hdd", "vda/virtio hdb/ide sdc/scsi hdd/ide" },
	{ "ide: the fifth disk is on SATA", "xp disk=ide", "xvda xvdb xvdc xvdd xvde",
	  "hda/ide hdb/ide hdc/ide hdd/ide sda/sata" },
	{ "IDE kept, and given back to xvda", "x hvm=ide", "xvda/xen hdb/ide hde/ide",
	  "hda/ide hdb/ide sda/sata" },
	{ "one too many for IDE", "x", "xvde/ide", "vde/virtio" },
	{ "a floppy on Xen's bus", "x", "fd:hda/xen fd:fda fd:xvdb", "fdb/fdc fda/fdc fdc/fdc" },
	{ "an HVM guest's CD-ROM whose name is virtio's", "x", "cd:vda", "hdc/ide" },
	{ "a CD-ROM on q35", "xpq", "xvda/xen cd:xvdb/xen", "vda/virtio sda/sata" },
	{ "--disk-bus=sata", "xp disk=sata", "xvda/xen xvdb/xen", "sda/sata sdb/sata" },
	{ "--disk-bus=scsi beside a CD-ROM", "xp disk=scsi", "cd:hdc/ide xvda/xen",
	  "hdc/ide sda/scsi" },
	{ "--disk-bus=ide has four places", "xp disk=ide",
	  "xvda/xen xvdb/xen xvdc/xen xvdd/xen xvde/xen",
	  "hda/ide hdb/ide hdc/ide hdd/ide sda/sata" },
	{ "--disk-bus=ide leaves no room for a letter beyond", "xp disk=ide", "xvdf/xen",
	  "hda/ide" },
	{ "HVM stays on IDE", "x", "hda/ide cd:hdc/ide", "hda/ide cd:hdc/ide" },
	{ "HVM without bus", "x", "hda cd:hdc fd:fda sda", "hda/ide hdc/ide fda/fdc sda/scsi" },
	{ "HVM with a PV disk", "x", "xvda/xen hdb/ide", "vda/virtio hdb/ide" },
	{ "HVM CD-ROM on xen", "x", "hda/ide cd:xvdc/xen", "hda/ide hdc/ide" },
	{ "HVM CD-ROM on xen, hdc taken", "x", "hda/ide hdc/ide cd:xvdb/xen",
	  "hda/ide hdc/ide hdd/ide" },
	{ "read-only IDE disk", "x", "hda/ide ro:hdb/ide", "hda/ide vdb/virtio" },
	{ "the fifth IDE disk", "x", "hda/ide hdb/ide hdc/ide hdd/ide hde/ide",
	  "hda/ide hdb/ide hdc/ide hdd/ide vde/virtio" },
	{ "the fifth IDE device is a CD-ROM", "x", "hda/ide cd:hdf/ide", "hda/ide sda/sata" },
	{ "HVM on q35", "xq", "hda/ide cd:hdc/ide", "sda/sata sdc/sata" },
	{ "--hvm-disk-bus=virtio", "x hvm=virtio", "hda/ide cd:hdc/ide xvdb/xen",
	  "vda/virtio hdc/ide vdb/virtio" },
	{ "--hvm-disk-bus=sata", "x hvm=sata", "hda/ide xvda/xen", "sdb/sata sda/sata" },
	{ "partitions become disks in document order", "xp", "xvda2/xen xvda1/xen",
	  "?vda/virtio ?vdb/virtio" },
	{ "partitions beside a whole disk", "xp", "xvda1/xen xvda/xen xvdb/xen",
	  "?vdc/virtio vda/virtio vdb/virtio" },
	{ "a number is a name", "xp", "51712 51728/xen 768", "vda/virtio vdb/virtio vdc/virtio" },
	{ "a hexadecimal number", "xp", "0xca00", "vda/virtio" },
	{ "numbers of HVM IDE disks", "x", "768 832 5632", "hda/ide hdb/ide hdc/ide" },
	{ "a number with a partition", "xp", "51713", "?vda/virtio" },
	{ "an extended number", "xp", "268435456 268435712", "vda/virtio vdb/virtio" },
	{ "Xen's vdev syntax", "xp", "d0p0 d1 d2p3", "vda/virtio vdb/virtio ?vdc/virtio" },
	{ "prefixes and suffixes", "x", "ioemu:hda hdb:disk cd:hdc:cdrom",
	  "hda/ide hdb/ide hdc/ide" },
	{ "a path", "xp", "/dev/xvda/xen", "vda/virtio" },
	{ "what is no name stays", "xp -unknown", "%s net0/xen xvd dp1", "%s net0/xen xvd dp1" },
	{ "KVM stays", "", "vda/virtio hda/ide sdb/scsi cd:sdc/sata hdd",
	  "vda/virtio hda/ide sdb/scsi sdc/sata hdd" },
	{ "KVM with one name twice", "", "vda/virtio vda/virtio", "vda/virtio !vda/virtio" },
	{ "KVM with a leftover", "", "vda/virtio xvda/xen", "vda/virtio vdb/virtio" },
	{ "KVM with an IDE name on xen", "", "hda/xen", "vda/virtio" },
	{ "KVM with xvd and no bus", "", "xvdb", "vdb/virtio" },
	{ "KVM with a CD-ROM on virtio", "", "vda/virtio cd:vdb/virtio", "vda/virtio hdc/ide" },
	{ "KVM keeps five IDE devices for libvirt to refuse", "", "hde/ide", "hde/ide" },
	{ "KVM with a partition", "", "vda1/virtio", "?vda/virtio" },
	{ "without disk-bus-xen the disk stays", "xp -xen", "xvda/xen xvdb",
	  "xvda/xen vdb/virtio" },
	{ "without disk-name-collision it is refused", "xp -collision", "hda/ide xvda/xen",
	  "!hda/virtio vda/virtio" },
	{ "without disk-pv-emulated-name the name stays", "xp -emulated", "hda/xen", "hda/virtio" },
	{ "without disk-target-normalise nothing is known", "xp -normalise", "51712 xvdb",
	  "51712 vdb/virtio" },
	{ "without disk-partition the disk stays", "xp -partition", "xvda1/xen", "xvda1/xen" },
	{ "none", "xp", "", "" },
};

static const struct {
	const char *word;
	enum disk_reason reason;
} reasons[] = {
	{ "-xen", REASON_BUS_XEN },          { "-collision", REASON_COLLISION },
	{ "-emulated", REASON_PV_EMULATED }, { "-normalise", REASON_NORMALISE },
	{ "-partition", REASON_PARTITION },  { "-unknown", REASON_UNKNOWN },
};

static struct disk_policy
read_policy(const char *text)
{
	struct disk_policy p = { .disk_bus = "virtio", .hvm_disk_bus = "keep" };
	const char *word;

	for (size_t i = 0; i < REASON_COUNT; i++)
		p.on[i] = true;
	for (; *text != '\0' && *text != ' '; text++) {
		p.xen = p.xen || *text == 'x';
		p.pv = p.pv || *text == 'p';
		p.q35 = p.q35 || *text == 'q';
	}
	if ((word = strstr(text, "disk=")) != NULL)
		p.disk_bus = word + 5;
	if ((word = strstr(text, "hvm=")) != NULL)
		p.hvm_disk_bus = word + 4;
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (strstr(text, reasons[i].word) != NULL)
			p.on[reasons[i].reason] = false;
	return p;
}

static struct disk_old
read_disk(char *word)
{
	struct disk_old w = { 0 };
	char *slash = strrchr(word, '/');

	if (strncmp(word, "cd:", 3) == 0)
		w.device = DEVICE_CDROM;
	else if (strncmp(word, "fd:", 3) == 0)
		w.device = DEVICE_FLOPPY;
	else
		w.readonly = strncmp(word, "ro:", 3) == 0;
	if (w.device != DEVICE_DISK || w.readonly)
		word += 3;
	if (slash != NULL && slash != word) {
		*slash = '\0';
		w.bus = str_from(slash + 1);
	}
	w.dev = str_from(word);
	return w;
}

static void
add_result(char *out, size_t size, const struct disk_old *w, const struct disk_new *p)
{
	size_t n = strlen(out);
	const char *bus = p->bus != NULL ? p->bus : w->bus.p;

	snprintf(out + n, size - n, "%s%s%s%s%s%s", n > 0 ? " " : "", p->partition ? "?" : "",
	         p->clash ? "!" : "", p->dev[0] != '\0' ? p->dev : w->dev.p, bus != NULL ? "/" : "",
	         bus != NULL ? bus : "");
}

static bool
try_example(const struct example *e)
{
	struct disk_policy policy = read_policy(e->policy);
	struct disk_old in[MOST];
	struct disk_new out[MOST];
	char *text = mem_copy(e->in, strlen(e->in)), got[512] = "", want[512] = "", *word;
	size_t n = 0;
	bool ok;

	for (word = strtok(text, " "); word != NULL && n < MOST; word = strtok(NULL, " "))
		in[n++] = read_disk(word);
	disk_names(&policy, in, n, out);
	for (size_t i = 0; i < n; i++)
		add_result(got, sizeof(got), &in[i], &out[i]);
	for (const char *p = e->out; *p != '\0'; p++) /* the kind of device is for readers only */
		if (strncmp(p, "cd:", 3) == 0)
			p += 2;
		else
			want[strlen(want)] = *p;
	ok = strcmp(got, want) == 0;
	if (!ok)
		printf("not ok - %s\n  in   %s\n  want %s\n  got  %s\n", e->what, e->in, want, got);
	free(text);
	return ok;
}

/* Three families with the same letters want one: letters stay different, and it is quick. */
static bool
try_many(void)
{
	enum { MANY = 50000 };
	struct disk_policy policy = read_policy("xp");
	struct disk_old *in = mem_alloc(MANY * sizeof(*in));
	struct disk_new *out = mem_alloc(MANY * sizeof(*out));
	char(*names)[DISK_NAME_SIZE] = mem_alloc(MANY * sizeof(*names)), last[DISK_NAME_SIZE];
	bool ok;

	for (size_t i = 0; i < MANY; i++) {
		disk_name_write(names[i],
		                i % 3 == 0   ? FAMILY_XVD
		                : i % 3 == 1 ? FAMILY_HD
		                             : FAMILY_SD,
		                i / 3);
		in[i] = (struct disk_old){ .dev = str_from(names[i]), .bus = str_from("xen") };
	}
	disk_names(&policy, in, MANY, out);
	disk_name_write(last, FAMILY_VD, MANY - 1);
	ok = strcmp(out[0].dev, "vda") == 0 && strcmp(out[3].dev, "vdb") == 0 &&
	     strcmp(out[MANY - 1].dev, last) == 0;
	if (!ok)
		printf("not ok - many disks: %s %s %s\n", out[0].dev, out[3].dev,
		       out[MANY - 1].dev);
	free(names);
	free(in);
	free(out);
	return ok;
}

int
main(void)
{
	size_t n = sizeof(examples) / sizeof(examples[0]), good = 0;

	for (size_t i = 0; i < n; i++)
		good += try_example(&examples[i]);
	good += try_many();
	printf("disk-names: %zu of %zu examples\n", good, n + 1);
	return good == n + 1 ? 0 : 1;
}
