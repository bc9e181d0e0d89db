#include "domain/plan.h"

#include "base/shell.h"
#include "domain/disks/disk.h"
#include "base/shown.h"
#include "domain/facts.h"
#include "domain/inventory.h"
#include "domain/rules.h"
#include "index/value.h"
#include "rules/describe.h"

#include <string.h>

/* The input of all steps. */
struct plan {
	const struct run *r;
	const struct domain *d;
	const struct plan_input *input;
	struct str name;
	struct inventory inventory;
	struct buf *out;
	unsigned step;
};

/* A word of the document in a command, or in what is said beside it. */
static void
add_word(struct buf *out, struct str word)
{
	struct buf shown = { 0 };

	shown_value(&shown, word);
	shell_shown_word(out, buf_view(&shown));
	buf_free(&shown);
}

/*
 * A path as an argument: no program takes it for an option, nor for a path on another host as rsync
 * does with a:b.  A user and password in it are masked: whoever runs the command puts them back.
 */
static void
add_path(struct buf *out, struct str path)
{
	struct buf word = { 0 };

	if (path.n > 0 && path.p[0] != '/' && !str_starts(path, "./"))
		buf_text(&word, "./");
	buf_str(&word, path);
	add_word(out, buf_view(&word));
	buf_free(&word);
}

static struct str
uuid_of(const struct plan *p)
{
	struct str uuid = child_trimmed(p->d->doc, p->d->root, NAME_UUID);

	return str_is_file_name(uuid) ? uuid : STR_NONE;
}

/* The file of the backed-up definition, in this directory whatever the guest's name is. */
static void
add_backup(struct plan *p, struct buf *out)
{
	struct str name = p->name;

	if (!str_is_file_name(name))
		name = uuid_of(p);
	if (name.p == NULL)
		name = str_from("domain");
	buf_printf(out, "./%.*s.backup.xml", STR_FMT(name));
}

/* Whether virsh finds the guest by its name. It tries a number as an id first. */
static bool
is_virsh_name(struct str name)
{
	return str_is_showable(name) && !str_digits(name);
}

/* A command of virsh on the guest. */
static void
add_virsh(struct plan *p, const char *command)
{
	bool by_name = is_virsh_name(p->name) || uuid_of(p).p == NULL;

	buf_printf(p->out, "virsh %s -- ", command);
	shell_shown_word(p->out, by_name ? p->name : uuid_of(p));
}

static void
add_virsh_line(struct plan *p, const char *command)
{
	buf_text(p->out, "      ");
	add_virsh(p, command);
	buf_char(p->out, '\n');
}

/* The dump has passwords, and the directory may have a file of that name. */
static void
add_dump(struct plan *p)
{
	buf_text(p->out, "      (umask 077; set -C; ");
	add_virsh(p, "dumpxml --inactive --security-info");
	buf_text(p->out, " >");
	add_backup(p, p->out);
	buf_text(p->out, ")\n");
}

static void
begin_step(struct plan *p, const char *title)
{
	buf_printf(p->out, "  %u. %s\n", ++p->step, title);
}

/*
 * The text of an item, which nobody takes for a command: zsh would run what follows a dash, and any
 * shell a file that * matches.
 */
static void
say(struct plan *p, const char *line)
{
	buf_text(p->out, "     + ");
	shell_shown_text(p->out, str_from(line));
	buf_char(p->out, '\n');
}

static bool
has_finding(const struct plan *p, uint16_t rule)
{
	for (uint32_t i = 0; i < p->r->findings_count; i++)
		if (p->r->findings[i].rule == rule)
			return true;
	return false;
}

/* The image's path on the old host; absent: none. */
static struct str
old_path(const struct plan *p, size_t i)
{
	struct str path = disk_image(p->d, &p->d->disks[i]);

	return path.n > 0 ? path : STR_NONE;
}

static bool
is_block(const struct plan *p, size_t i)
{
	return attr_value(p->d->doc, p->d->disks[i].source, "dev").p != NULL;
}

static void
back_up(struct plan *p)
{
	begin_step(p, "Back up the definition and the images.");
	add_dump(p);
	for (size_t i = 0; i < p->d->disks_count; i++)
		if (old_path(p, i).p != NULL && !disk_is_removable(&p->d->disks[i])) {
			buf_text(p->out, "     + ");
			add_path(p->out, old_path(p, i));
			buf_char(p->out, '\n');
		}
}

static void
list_renamed_disks(struct plan *p)
{
	struct disk_renaming names;

	if (!has_finding(p, GUEST_FSTAB))
		return;
	say(p, "/etc/fstab and boot loader: use UUID= or LABEL= instead of device names:");
	for (size_t i = 0; i < p->d->disks_count; i++)
		if (!disk_is_removable(&p->d->disks[i]) && disk_renaming(&p->d->disks[i], &names))
			buf_printf(p->out, "       + /dev/%s becomes /dev/%s\n", names.old,
			           names.new);
}

static void
prepare_linux(struct plan *p)
{
	list_renamed_disks(p);
	if (has_finding(p, GUEST_INITRAMFS))
		say(p,
		    "install a kernel that boots without Xen, and an initramfs with virtio_pci, virtio_blk "
		    "and virtio_net");
	if (has_finding(p, GUEST_GRUB_MBR))
		say(p, "install GRUB in the MBR of the first disk: grub-install, then update-grub");
	if (has_finding(p, GUEST_GETTY))
		say(p, "/etc/inittab or systemd: move the getty from hvc0 or xvc0 to ttyS0");
	if (has_finding(p, GUEST_NIC_NAME))
		say(p, "configure the network by MAC address, not by interface name");
	if (has_finding(p, GUEST_UCR))
		say(p,
		    "UCS: ucr search --value '^(/dev/)?xvd[a-z]+[0-9]*$', and remove Xen modules "
		    "from kernel/modules");
}

static void
prepare(struct plan *p)
{
	begin_step(p, "Prepare the guest while it runs on Xen.");
	if (domain_is_pv(p->d)) {
		prepare_linux(p);
		return;
	}
	say(p, "Windows: remove the GPLPV drivers and reboot before you continue, otherwise it "
	       "crashes");
	if (has_finding(p, DISK_HVM_XVD))
		say(p, "Windows: install the virtio driver, or convert with --hvm-disk-bus=sata");
	say(p, "Linux:");
	prepare_linux(p);
}

/* The remote shell parses its command again, so that part is quoted twice. */
static void
copy_block(struct plan *p, struct str from, struct str to)
{
	struct buf remote = { 0 };

	buf_text(&remote, "dd bs=4M of=");
	add_path(&remote, to);
	buf_text(p->out, "      dd bs=4M if=");
	add_path(p->out, from);
	buf_text(p->out, " | ssh NEW ");
	shell_word(p->out, buf_view(&remote));
	buf_char(p->out, '\n');
	buf_free(&remote);
}

/* Converts the image to another format, under its new name. */
static void
convert_image(struct plan *p, const struct inventory_disk *disk, struct str from)
{
	bool raw = disk->old_format.p == NULL || str_is(disk->old_format, "aio");

	buf_text(p->out, "      test ! -e ");
	add_path(p->out, disk->path);
	buf_text(p->out, " && qemu-img convert -f ");
	add_word(p->out, raw ? str_from("raw") : disk->old_format);
	buf_text(p->out, " -O ");
	add_word(p->out, disk->format);
	buf_text(p->out, " -- ");
	add_path(p->out, from);
	buf_char(p->out, ' ');
	add_path(p->out, disk->path);
	buf_char(p->out, '\n');
}

static void
copy_image(struct plan *p, size_t i)
{
	const struct inventory_disk *disk = &p->inventory.disks[i];
	struct str from = old_path(p, i);

	if (disk_format(p->d->set, p->d->doc, &p->d->disks[i]) != NULL) {
		convert_image(p, disk, from);
		from = disk->path;
	} else if (is_block(p, i)) {
		copy_block(p, from, disk->path);
		return;
	}
	buf_text(p->out, "      rsync -vv --ignore-existing --sparse --protect-args -- ");
	add_path(p->out, from);
	buf_text(p->out, " NEW:");
	add_path(p->out, disk->path);
	buf_char(p->out, '\n');
}

static void
copy_images(struct plan *p)
{
	begin_step(p, "Copy the images to the new host (NEW) while the guest is shut down.");
	if (has_finding(p, DISK_NONE))
		say(p, "the document names no hard disk: find the images on the old host, copy "
		       "them, and add them to the definition");
	for (size_t i = 0; i < p->inventory.disks_count; i++)
		if (old_path(p, i).p != NULL)
			copy_image(p, i);
	if (has_finding(p, IMAGE_CONVERT))
		say(p,
		    "to make raw images qcow2: qemu-img convert -f raw -O qcow2, and --disk-format");
	if (has_finding(p, DISK_NETWORK))
		say(p,
		    "disks on the network stay there: the new host must reach them and have their secrets");
}

/* Repeats this call's conversion of its file or, if that cannot be read again, of the backup. */
static void
add_conversion(struct plan *p)
{
	struct buf file = { 0 };

	buf_printf(p->out, "      domconv%.*s -- ", STR_FMT(p->input->options));
	if (p->input->alone)
		buf_text(&file, p->input->file);
	else
		add_backup(p, &file);
	shell_shown_word(p->out, buf_view(&file));
	buf_text(p->out, " | virsh define /dev/stdin\n");
	buf_free(&file);
}

static void
define(struct plan *p)
{
	begin_step(p, "On the new host.");
	for (size_t i = 0; i < p->inventory.nics_count; i++) {
		const struct inventory_nic *nic = &p->inventory.nics[i];

		if (!str_is(nic->type, "bridge") || nic->source.p == NULL)
			continue;
		buf_text(p->out, "     + the bridge ");
		add_word(p->out, nic->source);
		buf_text(p->out, " must exist, or bridgemap renames it (");
		if (nic->mac.p != NULL)
			add_word(p->out, nic->mac);
		buf_text(p->out, nic->mac.p != NULL ? ")\n" : "no MAC)\n");
	}
	if (has_finding(p, HOSTDEV_PCI) || has_finding(p, HOSTDEV_USB))
		say(p, "devices of the host have other addresses there");
	add_conversion(p);
	add_virsh_line(p, "start --console");
}

/* Prints the findings of that severity and, for warnings, the changes that lose something. */
static bool
say_findings(struct plan *p, enum severity severity)
{
	bool any = false;

	for (uint32_t i = 0; i < p->r->findings_count; i++) {
		const struct finding *f = &p->r->findings[i];

		if (f->severity != severity || f->rule == GUEST_GPLPV || f->rule == DISK_HVM_XVD)
			continue; /* step 2 has those */
		say(p, f->message);
		any = true;
	}
	for (uint32_t i = 0; i < p->r->edits->count && severity == SEVERITY_WARNING; i++) {
		const struct edit *e = &p->r->edits->list[i];
		struct buf text = { 0 };

		if (e->node == NONE || edit_severity(p->r, e) != severity)
			continue;
		describe_edit(p->r, e, &text);
		buf_char(&text, '\0');
		say(p, text.p);
		buf_free(&text);
		any = true;
	}
	return any;
}

static void
check_afterwards(struct plan *p)
{
	begin_step(p, "After the first boot.");
	say(p,
	    "check that all file systems are mounted, the network is up, the clock is right, and "
	    "virsh shutdown works");
	say_findings(p, SEVERITY_WARNING);
	if (has_finding(p, GRAPHICS_PASSWD))
		say(p, "the definition contains a password: keep files with it private");
	say(p, "never start the copy on the old host again, and remove it when everything works");
}

static void
add_title(struct plan *p)
{
	struct str uuid = child_trimmed(p->d->doc, p->d->root, NAME_UUID);

	buf_text(p->out, "Guest ");
	shell_shown_word(p->out, p->name);
	if (uuid.p != NULL) {
		buf_text(p->out, " (");
		shell_shown_word(p->out, uuid);
		buf_char(p->out, ')');
	}
	buf_text(p->out, ", from ");
	shell_shown_word(p->out, str_from(p->input->file));
	buf_char(p->out, '\n');
}

void
domain_plan(const struct run *r, const struct plan_input *input, struct buf *out)
{
	struct plan p = { .r = r, .d = domain_of(r), .input = input, .out = out };

	/* not trimmed: libvirt does not trim it either */
	p.name = node_text(p.d->doc, node_child(p.d->doc, p.d->root, NAME_NAME));
	if (p.name.n == 0)
		p.name = str_from("no-name");
	add_title(&p);
	if (r->refused) {
		buf_text(out, "  cannot be converted:\n");
		if (!say_findings(&p, SEVERITY_ERROR)) /* --strict */
			say_findings(&p, SEVERITY_WARNING);
	} else if (!p.d->xen)
		buf_text(out, "  is not a Xen domain: nothing to move\n");
	else {
		domain_inventory(r, &p.inventory);
		back_up(&p);
		prepare(&p);
		begin_step(&p, "Shut it down (suspending is not enough).");
		add_virsh_line(&p, "shutdown");
		copy_images(&p);
		define(&p);
		check_afterwards(&p);
	}
	buf_char(out, '\n');
}
