#include "domain/plan.h"

#include "domain/facts.h"
#include "domain/inventory.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

/* What the steps are written from. */
struct plan {
	const struct run *r;
	const struct domain *d;
	struct str name;
	struct inventory inventory;
	struct buf *out;
	unsigned step;
};

/* A word for the shell; control characters, which no name has, could be meant for a terminal. */
static void
add_word(struct buf *out, struct str s)
{
	bool plain = s.n > 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		plain =
		    plain && (letter || (c >= '0' && c <= '9') || strchr("/._-+:=@%", c) != NULL);
	}
	if (plain && s.p[0] != '-') {
		buf_str(out, s);
		return;
	}
	buf_char(out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\'')
			buf_text(out, "'\\''");
		else if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			buf_char(out, '?');
		else
			buf_char(out, s.p[i]);
	}
	buf_char(out, '\'');
}

/* A command that ends with an argument. */
static void
add_command(struct plan *p, const char *command, struct str argument)
{
	buf_printf(p->out, "      %s ", command);
	add_word(p->out, argument);
	buf_char(p->out, '\n');
}

static void
begin_step(struct plan *p, const char *title)
{
	buf_printf(p->out, "  %u. %s\n", ++p->step, title);
}

static void
say(struct plan *p, const char *line)
{
	buf_printf(p->out, "     - %s\n", line);
}

static bool
has_finding(const struct plan *p, uint16_t rule)
{
	for (uint32_t i = 0; i < p->r->findings_count; i++)
		if (p->r->findings[i].rule == rule)
			return true;
	return false;
}

static struct str
old_path(const struct plan *p, size_t i)
{
	const struct disk *disk = &p->d->disks[i];
	struct str file = attr_value(p->d->doc, disk->source, "file");

	return file.p != NULL ? file : attr_value(p->d->doc, disk->source, "dev");
}

static bool
is_image(const struct plan *p, size_t i)
{
	return old_path(p, i).p != NULL && old_path(p, i).n > 0;
}

static bool
is_block(const struct plan *p, size_t i)
{
	return attr_value(p->d->doc, p->d->disks[i].source, "dev").p != NULL;
}

static void
back_up(struct plan *p)
{
	struct buf file = { 0 };

	begin_step(p, "Back up the definition and the images.");
	buf_str(&file, p->name);
	buf_text(&file, ".xml");
	buf_text(p->out, "      virsh dumpxml --inactive --security-info ");
	add_word(p->out, p->name);
	buf_text(p->out, " >");
	add_word(p->out, buf_view(&file));
	buf_char(p->out, '\n');
	buf_free(&file);
	for (size_t i = 0; i < p->d->disks_count; i++)
		if (is_image(p, i) && !disk_is_removable(&p->d->disks[i])) {
			buf_text(p->out, "     - ");
			add_word(p->out, old_path(p, i));
			buf_char(p->out, '\n');
		}
}

static void
list_renamed_disks(struct plan *p)
{
	bool titled = false;

	for (uint32_t i = 0; i < p->r->findings_count; i++) {
		const struct finding *f = &p->r->findings[i];

		if (f->rule != GUEST_FSTAB)
			continue;
		if (!titled)
			say(p,
			    "/etc/fstab and boot loader: UUID= or LABEL= instead of device names:");
		titled = true;
		/* "in the guest /dev/xvda becomes /dev/vda: use ..." */
		buf_printf(p->out, "         %.*s\n", (int)strcspn(f->message + 13, ":"),
		           f->message + 13);
	}
}

static void
prepare_linux(struct plan *p)
{
	list_renamed_disks(p);
	if (has_finding(p, GUEST_INITRAMFS))
		say(p, "a kernel that boots without Xen; virtio_pci, virtio_blk, virtio_net in the "
		       "initramfs");
	if (has_finding(p, GUEST_GRUB_MBR))
		say(p, "GRUB in the MBR of the first disk: grub-install, then update-grub");
	if (has_finding(p, GUEST_GETTY))
		say(p, "/etc/inittab or systemd: the getty on hvc0 or xvc0 belongs on ttyS0");
	if (has_finding(p, GUEST_NIC_NAME))
		say(p, "network configuration by MAC address, not by interface name");
	if (has_finding(p, GUEST_UCR))
		say(p, "UCS: ucr search --value '^(/dev/)?xvd[a-z]+[0-9]*$'; no Xen modules in "
		       "kernel/modules");
}

static void
prepare(struct plan *p)
{
	begin_step(p, "Prepare the guest while it runs on Xen.");
	if (domain_is_pv(p->d)) {
		prepare_linux(p);
		return;
	}
	say(p,
	    "Windows: remove the GPLPV drivers, reboot, and only then go on; otherwise it crashes");
	if (has_finding(p, DISK_HVM_XVD))
		say(p, "Windows: install the virtio driver, or convert with --hvm-disk-bus=sata");
	say(p, "Linux:");
	prepare_linux(p);
}

/* The remote shell reads its command once more, so that is quoted twice. */
static void
copy_block(struct plan *p, struct str from, struct str to)
{
	struct buf remote = { 0 };

	buf_text(&remote, "dd bs=4M of=");
	add_word(&remote, to);
	buf_text(p->out, "      dd bs=4M if=");
	add_word(p->out, from);
	buf_text(p->out, " | ssh NEW ");
	add_word(p->out, buf_view(&remote));
	buf_char(p->out, '\n');
	buf_free(&remote);
}

static void
copy_images(struct plan *p)
{
	begin_step(p, "Copy the images to the new host (NEW), with the guest off.");
	if (has_finding(p, DISK_NONE))
		say(p, "the document names no hard disk: find out on the old host which images the "
		       "guest has, copy them, and add them to the definition");
	for (size_t i = 0; i < p->inventory.disks_count; i++) {
		const struct inventory_disk *disk = &p->inventory.disks[i];
		bool becomes = disk_format(p->d->set, p->d->doc, &p->d->disks[i]) != NULL;

		if (!is_image(p, i))
			continue;
		if (becomes) {
			struct str old =
			    disk->old_format.p != NULL ? disk->old_format : str_from("raw");

			if (str_is(old, "aio"))
				old = str_from("raw");
			buf_printf(p->out, "      qemu-img convert -f %.*s -O %.*s ", STR_FMT(old),
			           STR_FMT(disk->format));
			add_word(p->out, old_path(p, i));
			buf_char(p->out, ' ');
			add_word(p->out, disk->path);
			buf_char(p->out, '\n');
		}
		if (!becomes && is_block(p, i)) {
			copy_block(p, old_path(p, i), disk->path);
			continue;
		}
		buf_text(p->out, "      rsync --sparse --protect-args ");
		add_word(p->out, becomes ? disk->path : old_path(p, i));
		buf_text(p->out, " NEW:");
		add_word(p->out, disk->path);
		buf_char(p->out, '\n');
	}
	if (has_finding(p, IMAGE_CONVERT))
		say(p, "raw images can become qcow2 on the way: qemu-img convert -f raw -O qcow2, "
		       "and --disk-format");
	if (has_finding(p, DISK_NETWORK))
		say(p, "disks on the network stay there: reachable hosts, secrets defined?");
}

static void
define(struct plan *p, const char *source)
{
	begin_step(p, "On the new host.");
	for (size_t i = 0; i < p->inventory.nics_count; i++) {
		const struct inventory_nic *nic = &p->inventory.nics[i];

		if (!str_is(nic->type, "bridge") || nic->source.p == NULL)
			continue;
		buf_text(p->out, "     - the bridge ");
		add_word(p->out, nic->source);
		buf_text(p->out, " exists, or bridgemap renames it (");
		buf_str(p->out, nic->mac.p != NULL ? nic->mac : str_from("no MAC"));
		buf_text(p->out, ")\n");
	}
	if (has_finding(p, HOSTDEV_PCI) || has_finding(p, HOSTDEV_USB))
		say(p, "devices of the host: other addresses there");
	buf_text(p->out, "      domconv OPTIONS ");
	add_word(p->out, str_from(strcmp(source, "<stdin>") == 0 ? "FILE" : source));
	buf_text(p->out, " | virsh define /dev/stdin\n");
	add_command(p, "virsh start --console", p->name);
}

static void
check_afterwards(struct plan *p)
{
	begin_step(p, "After the first boot.");
	say(p,
	    "all file systems mounted, network up, clock right, clean shutdown by virsh shutdown");
	for (uint32_t i = 0; i < p->r->findings_count; i++) {
		const struct finding *f = &p->r->findings[i];

		if (f->severity == SEVERITY_WARNING && f->rule != GUEST_GPLPV &&
		    f->rule != DISK_HVM_XVD)
			say(p, f->message);
	}
	if (has_finding(p, GRAPHICS_PASSWD))
		say(p, "the definition holds a password: files with it are for nobody else");
	say(p, "the copy on the old host is never started again; remove it when all is well");
}

static void
add_title(struct plan *p, const char *source)
{
	struct str uuid = child_word(p->d->doc, p->d->root, NAME_UUID);

	add_word(p->out, p->name);
	if (uuid.p != NULL) {
		buf_text(p->out, " (");
		add_word(p->out, uuid);
		buf_char(p->out, ')');
	}
	buf_text(p->out, ", from ");
	add_word(p->out, str_from(source));
	buf_char(p->out, '\n');
}

void
domain_plan(const struct run *r, const char *source, struct buf *out)
{
	struct plan p = { .r = r, .d = domain_of(r), .out = out };

	p.name = child_word(p.d->doc, p.d->root, NAME_NAME);
	if (p.name.p == NULL)
		p.name = str_from("no-name");
	add_title(&p, source);
	if (r->refused) {
		buf_text(out, "  cannot be converted:\n");
		for (uint32_t i = 0; i < r->findings_count; i++)
			if (r->findings[i].severity == SEVERITY_ERROR)
				say(&p, r->findings[i].message);
	} else if (!p.d->xen)
		buf_text(out, "  is no Xen domain: nothing to move\n");
	else {
		domain_inventory(r, &p.inventory);
		back_up(&p);
		prepare(&p);
		begin_step(&p, "Shut it down; to suspend it is not enough.");
		add_command(&p, "virsh shutdown", p.name);
		copy_images(&p);
		define(&p, source);
		check_afterwards(&p);
	}
	buf_char(out, '\n');
}
