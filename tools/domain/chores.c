#include "domain/facts.h"
#include "domain/handlers.h"
#include "domain/rules.h"
#include "index/value.h"

static bool
is_hard_disk(const struct disk *disk)
{
	return disk->wish.device == DEVICE_DISK || disk->wish.device == DEVICE_LUN;
}

static void
note_renaming(struct run *r, const struct disk *disk)
{
	struct disk_name name = disk_name_read(disk->wish.dev);
	char plain[DISK_NAME_SIZE];
	struct str now = disk_new_name(disk);

	if (disk->place.dev[0] == '\0' || name.family == FAMILY_OTHER)
		return;
	disk_name_write(plain, name.family, name.index);
	if (name.partition == 0 && str_is(now, plain))
		return;
	if (name.partition > 0)
		rule_say(r, GUEST_FSTAB, disk->target,
		         "in the guest /dev/%s%lu becomes /dev/%.*s: use UUID= or LABEL= in "
		         "/etc/fstab",
		         plain, name.partition, STR_FMT(now));
	else
		rule_say(
		    r, GUEST_FSTAB, disk->target,
		    "in the guest /dev/%s becomes /dev/%.*s: use UUID= or LABEL= in /etc/fstab",
		    plain, STR_FMT(now));
}

static void
note_image(struct run *r, const struct disk *disk)
{
	static const char *const legacy[] = { "qcow", "vmdk", "vdi", "vhd", "vpc", "qed", NULL };
	const struct document *doc = run_doc(r);
	struct str type = attr_value(doc, disk->driver, "type");
	struct str file = attr_value(doc, disk->source, "file");

	if (str_in(type, legacy))
		rule_say(
		    r, DISK_FORMAT_LEGACY, disk->driver,
		    "the format '%.*s' is an old one: convert the image with qemu-img and give "
		    "--disk-format",
		    STR_FMT(type));
	else if (file.p != NULL && (type.p == NULL || str_is(type, "raw") || str_is(type, "aio")))
		rule_say(
		    r, IMAGE_CONVERT, disk->node,
		    "the image is raw; snapshots need qcow2: qemu-img convert -f raw -O qcow2, "
		    "then --disk-format and --map-path");
}

static void
note_disks(struct run *r)
{
	const struct domain *d = domain_of(r);
	bool told = false;

	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];

		if (!is_hard_disk(disk))
			continue;
		note_renaming(r, disk);
		note_image(r, disk);
		if (!told && !domain_is_pv(d) && str_is(disk_new_bus(disk), "ide")) {
			rule_say(
			    r, GUEST_PVHVM_NAMES, disk->target,
			    "a Linux guest with PV drivers may know its IDE disks as /dev/xvdX: "
			    "they become /dev/sdX");
			told = true;
		}
	}
}

static void
note_pci_addresses(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t i, parent;

	for (i = d->doc->first[NAME_ADDRESS]; i != NONE; i = d->doc->nodes[i].same) {
		parent = d->doc->nodes[i].parent;
		if (parent != NONE && d->doc->nodes[parent].parent == d->devices &&
		    attr_is(d->doc, i, "type", "pci"))
			rule_say(r, GUEST_PCI_ADDRESS, i,
			         "the PCI address is kept; if libvirt says that the slot is taken, "
			         "remove it");
	}
}

static void
note_pv_guest(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t console = d->devices != NONE ? node_child(d->doc, d->devices, NAME_CONSOLE) : NONE;

	rule_say(r, GUEST_GRUB_MBR, d->bootloader != NONE ? d->bootloader : d->root,
	         "in the guest, before it is shut down for good: grub-install to the disk's MBR, "
	         "then update-grub");
	rule_say(r, GUEST_GETTY, console != NONE ? console : d->root,
	         "in the guest: the getty on hvc0 or xvc0 belongs on ttyS0");
	rule_say(r, GUEST_UCR, d->root,
	         "in a UCS guest: ucr search --value '^(/dev/)?xvd[a-z]+[0-9]*$', and no Xen "
	         "modules in kernel/modules");
}

void
plan_chores(struct run *r)
{
	const struct domain *d = domain_of(r);

	rule_say(r, HOST_SHUTDOWN, d->root,
	         "shut the guest down before its disks are copied (suspending is not enough), and "
	         "never run both copies");
	if (domain_is_pv(d))
		note_pv_guest(r);
	else
		rule_say(
		    r, GUEST_GPLPV, d->root,
		    "Windows crashes with Xen's GPLPV drivers: remove them before the guest is "
		    "shut down for good");
	note_disks(r);
	note_pci_addresses(r);
}
