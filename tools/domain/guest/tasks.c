#include "domain/boot/kernel.h"
#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

static void
note_renaming(struct run *r, const struct disk *disk)
{
	struct disk_renaming names;

	if (domain_of(r)->system != SYSTEM_WINDOWS && disk_renaming(domain_of(r), disk, &names))
		rule_report(
		    r, GUEST_FSTAB, disk->target,
		    "in the guest '/dev/%s' becomes '/dev/%s': use UUID= or LABEL= in /etc/fstab",
		    names.old, names.new);
}

static void
note_image(struct run *r, const struct disk *disk)
{
	static const char *const legacy[] = { "qcow", "vmdk", "vdi", "vhd", "vpc", "qed", NULL };
	const struct document *doc = run_doc(r);
	struct str type = attr_value(doc, disk->driver, "type");
	struct str file = attr_value(doc, disk->source, "file");

	if (disk_format(domain_of(r)->set, doc, disk) != NULL)
		return;
	if (str_in(type, legacy))
		rule_report(
		    r, DISK_FORMAT_LEGACY, disk->driver,
		    "the image of '%.*s' is '%.*s', which is slow or fragile: convert it to "
		    "qcow2 with qemu-img convert, then use --disk-format",
		    STR_FMT(disk->old->dev), STR_FMT(type));
	else if (file.p != NULL && (type.p == NULL || str_is(type, "raw") || str_is(type, "aio")))
		rule_report(
		    r, IMAGE_CONVERT, disk->node,
		    "the image of '%.*s' is raw, and snapshots need qcow2: qemu-img convert -f raw -O qcow2, "
		    "then use --disk-format",
		    STR_FMT(disk->old->dev));
}

/* The PV drivers took the IDE disks over, and an initramfs made for this machine has no others. */
static bool
note_pvhvm(struct run *r, const struct disk *disk)
{
	const struct domain *d = domain_of(r);
	struct str bus = disk_new_bus(disk);
	const char *drivers = str_is(bus, "ide")    ? ", and an initramfs with ata_piix and sd_mod"
	                      : str_is(bus, "sata") ? ", and an initramfs with ahci and sd_mod"
	                                            : "";

	if (domain_is_pv(d) || d->system == SYSTEM_WINDOWS || disk->guest_name[0] == '\0' ||
	    disk_name_read(disk->old->dev).family != FAMILY_HD)
		return false;
	rule_report(
	    r, GUEST_PVHVM_NAMES, disk->target,
	    "a Linux guest with PV drivers knows '%.*s' as /dev/xvdX, which becomes '/dev/%s': use "
	    "UUID= or LABEL= in /etc/fstab%s",
	    STR_FMT(disk->old->dev), disk->guest_name, drivers);
	return true;
}

static void
note_disks(struct run *r)
{
	const struct domain *d = domain_of(r);
	bool noted = false;

	if (!r->notes)
		return;
	for (size_t i = 0; i < d->disks_count; i++) {
		const struct disk *disk = &d->disks[i];

		if (disk_is_removable(disk) || disk_is_removed(r, disk))
			continue;
		note_renaming(r, disk);
		note_image(r, disk);
		noted = noted || note_pvhvm(r, disk);
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
		    attr_is(d->doc, i, "type", "pci") && !edit_is_dropped(r->edits, i))
			rule_report(
			    r, GUEST_PCI_ADDRESS, i,
			    "the PCI address is kept: remove it if libvirt says that the slot is "
			    "in use");
	}
}

/* Whether the guest must boot from its own disk from now on, unless it keeps the host's kernel. */
static bool
needs_boot_loader(const struct run *r)
{
	const struct domain *d = domain_of(r);

	if (str_has(node_trimmed(d->doc, d->bootloader), "pypxeboot"))
		return false;
	return d->bootloader != NONE || !keeps_kernel(r);
}

static void
note_getty(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t console = node_child(d->doc, d->devices, NAME_CONSOLE);
	uint32_t target = node_child(d->doc, console, NAME_TARGET);

	if (strcmp(domain_console(d), "virtio") != 0 && !attr_is(d->doc, target, "type", "serial"))
		rule_report(r, GUEST_GETTY, console != NONE ? console : d->root,
		            "in the guest: move the getty from hvc0 or xvc0 to ttyS0");
}

/* A PV guest had Xen's console; a PC without a display has the serial port only. */
static void
note_display(struct run *r)
{
	const struct domain *d = domain_of(r);

	if (d->devices == NONE || node_child(d->doc, d->devices, NAME_GRAPHICS) != NONE)
		return;
	if (!d->set->vnc)
		rule_report(r, GUEST_NO_DISPLAY, d->devices,
		            "the guest has no display: --vnc adds one, to see it boot");
	if (strcmp(domain_console(d), "virtio") != 0)
		rule_report(
		    r, GUEST_CONSOLE_GRUB, d->devices,
		    "in the guest: console=tty0 console=ttyS0 on the kernel line in GRUB, and "
		    "ttyS0 in /etc/securetty if it exists");
}

/* The value of the last root=, which is the one that counts, without quotes; or else text. */
static struct str
root_of(struct str text, bool line)
{
	struct str word = STR_NONE, next = str_word(text, line ? "root=" : "");

	while (next.p != NULL) {
		word = next;
		next = str_word(str_skip(text, (size_t)(next.p + next.n - text.p)), "root=");
	}
	if (word.p == NULL)
		return word;
	if (str_starts(word, "root="))
		word = str_skip(word, strlen("root="));
	if (word.n > 1 && word.p[0] == '"' && word.p[word.n - 1] == '"')
		word = (struct str){ word.p + 1, word.n - 2 };
	return word;
}

/* The disk that root= names in the arguments of the kernel, absent if it is no whole disk. */
static struct str
whole_root(const struct domain *d)
{
	const uint32_t lines[] = {
		node_child(d->doc, d->os, NAME_CMDLINE),
		node_child(d->doc, d->root, NAME_BOOTLOADER_ARGS),
		node_child(d->doc, d->os, NAME_ROOT),
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct str text = node_trimmed(d->doc, lines[i]), root;
		struct disk_name name;

		root = root_of(text, i < 2);
		if (str_starts(root, "/dev/"))
			root = str_skip(root, strlen("/dev/"));
		name = disk_name_read(root);
		if (name.family != FAMILY_OTHER && name.partition == 0)
			return root;
	}
	return STR_NONE;
}

static void
note_partitions(struct run *r)
{
	const struct domain *d = domain_of(r);
	struct str root = whole_root(d);

	if (root.n > 0)
		rule_report(
		    r, GUEST_NO_PARTITION_TABLE, d->os != NONE ? d->os : d->root,
		    "the root file system is the whole disk '%.*s', without a partition table, "
		    "and no BIOS boots that: look with fdisk -l, copy it into a partition of a "
		    "new image, or keep a kernel on the host with --direct-kernel=keep",
		    STR_FMT(root));
	else if (d->bootloader != NONE)
		rule_note(r, GUEST_NO_PARTITION_TABLE, d->bootloader,
		          "a boot loader of Xen also boots an image without a partition table, "
		          "and a BIOS does not: look with fdisk -l before you install GRUB");
}

static void
note_pv_guest(struct run *r)
{
	const struct domain *d = domain_of(r);

	if (needs_boot_loader(r)) {
		note_partitions(r);
		rule_report(
		    r, GUEST_GRUB_MBR, d->bootloader != NONE ? d->bootloader : d->root,
		    "in the guest, before its last shutdown on Xen: grub-install to the MBR of "
		    "the disk, then update-grub");
	}
	note_getty(r);
	note_display(r);
	rule_report(
	    r, GUEST_UCR, d->root,
	    "in a UCS guest: ucr search --value '^(/dev/)?xvd[a-z]+[0-9]*$', and remove Xen modules "
	    "from kernel/modules");
}

static bool
moves_to_virtio(const struct domain *d)
{
	for (size_t i = 0; i < d->disks_count; i++)
		if (str_is(disk_new_bus(&d->disks[i]), "virtio") &&
		    !str_is(d->disks[i].old->bus, "virtio"))
			return true;
	return false;
}

/* Whether Windows, which has no driver for it, gets a virtio NIC where it had netfront. */
static bool
nic_needs_driver(const struct domain *d)
{
	uint32_t i = node_child(d->doc, d->devices, NAME_INTERFACE);

	if (d->system != SYSTEM_WINDOWS || strcmp(domain_nic_model(d), "virtio") != 0)
		return false;
	for (; i != NONE; i = node_next_same(d->doc, i))
		if (str_has(attr_value(d->doc, node_child(d->doc, i, NAME_MODEL), "type"),
		            "netfront"))
			return true;
	return false;
}

static void
note_drivers(struct run *r)
{
	const struct domain *d = domain_of(r);
	uint32_t nic = node_child(d->doc, d->devices, NAME_INTERFACE);

	if (domain_is_pv(d) || (moves_to_virtio(d) && d->system != SYSTEM_WINDOWS))
		rule_report(
		    r, GUEST_INITRAMFS, d->root,
		    "in the guest, before its last shutdown on Xen: install a kernel that boots without Xen, "
		    "and an initramfs with virtio_pci, virtio_blk and virtio_net");
	if ((domain_is_pv(d) || moves_to_virtio(d)) && strcmp(d->set->hvm_disk_bus, "ide") != 0)
		rule_report(
		    r, GUEST_VIRTIO_FALLBACK, d->root,
		    "a guest without virtio: convert it with --fallback first, boot it so, install "
		    "the drivers, then convert the Xen document again without --fallback");
	else if (nic_needs_driver(d))
		rule_report(
		    r, GUEST_VIRTIO_FALLBACK, nic,
		    "Windows has no driver for a virtio network interface: install NetKVM of "
		    "virtio-win.iso, or convert it with --nic-model=e1000 or --fallback");
	if (nic != NONE)
		rule_report(
		    r, GUEST_NIC_NAME, nic,
		    "the guest may rename its network interfaces: configure them by MAC address");
}

/* Whose PV drivers a Windows guest may have, and how they are removed. */
static const struct {
	const char *maker, *removal;
} pv_drivers[] = {
	{ "GPLPV", "uninstall Xen PV Drivers in Programs and Features (the boot option /NOGPLPV "
	           "turns them off until then)" },
	{ "XenServer",
	  "uninstall Citrix or XenServer Tools in Programs and Features, and turn off their "
	  "update through Windows Update" },
	{ "XCP-ng", "uninstall its guest agent and drivers in Programs and Features (its XenClean "
	            "removes what stays)" },
	{ "xenproject",
	  "uninstall the devices xenbus, xeniface, xenvif, xennet and xenvbd in Device "
	  "Manager, with their driver software" },
	{ "VMDP", "uninstall SUSE Virtual Machine Driver Pack in Programs and Features" },
};

/* Only where the document says Windows must the owner act before the guest runs. */
static void
note_windows_drivers(struct run *r)
{
	static const char task[] =
	    "Windows crashes with PV drivers of Xen (GPLPV, XenServer, XCP-ng, xenproject, "
	    "VMDP): remove them before its last shutdown on Xen: static addresses are lost with "
	    "the interface";
	const struct domain *d = domain_of(r);

	if (d->system == SYSTEM_WINDOWS) {
		rule_report(r, GUEST_GPLPV, d->root, "%s", task);
		for (size_t i = 0; i < sizeof(pv_drivers) / sizeof(pv_drivers[0]); i++)
			rule_report(
			    r, GUEST_WINDOWS_DRIVERS, d->root,
			    "if the PV drivers in Windows are those of %s: %s, then 'pnputil -e' "
			    "lists none of them",
			    pv_drivers[i].maker, pv_drivers[i].removal);
		rule_report(
		    r, GUEST_WINDOWS, d->root,
		    "in Windows, after its first boot on KVM: set its static addresses again, "
		    "check time and time zone, and activate it if it asks: its hardware is new");
	} else if (d->system == SYSTEM_UNKNOWN)
		rule_note(r, GUEST_GPLPV, d->root, "if the guest is Windows: %s", task);
}

void
note_tasks(struct run *r)
{
	const struct domain *d = domain_of(r);

	rule_report(
	    r, HOST_SHUTDOWN, d->root,
	    "shut the guest down before you copy its disks (suspending is not enough), and never run "
	    "both copies");
	if (domain_is_pv(d))
		note_pv_guest(r);
	else
		note_windows_drivers(r);
	note_drivers(r);
	note_disks(r);
	note_pci_addresses(r);
}
