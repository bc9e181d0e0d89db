#include "domain/plan.h"

#include "base/shell.h"
#include "domain/disks/disk.h"
#include "base/shown.h"
#include "domain/facts.h"
#include "domain/inventory.h"
#include "domain/move/advice.h"
#include "domain/move/images.h"
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
	struct images images;
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

static void
back_up(struct plan *p)
{
	begin_step(p, "Back up the definition and the images.");
	add_dump(p);
	for (size_t i = 0; i < p->images.count; i++)
		if (p->images.list[i].way != WAY_DRIVE && !p->images.list[i].removable) {
			buf_text(p->out, "     + ");
			add_path(p->out, p->images.list[i].from);
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
		if (!disk_is_removable(&p->d->disks[i]) && disk_renaming(p->d, &p->d->disks[i], &names))
			buf_printf(p->out, "       + /dev/%s becomes /dev/%s\n", names.old,
			           names.new);
}

/* The rows of one part that apply. */
static void
say_advice(struct plan *p, enum advice_part part)
{
	for (size_t i = 0; i < advice_count; i++)
		if (advice[i].part == part &&
		    (advice[i].rule == ADVICE_ALWAYS || has_finding(p, advice[i].rule)))
			say(p, advice[i].text);
}

static void
prepare(struct plan *p)
{
	begin_step(p, "Prepare the guest while it runs on Xen.");
	if (!domain_is_pv(p->d) && p->d->system != SYSTEM_OTHER)
		say_advice(p, ADVICE_WINDOWS);
	if (p->d->system == SYSTEM_WINDOWS)
		return;
	list_renamed_disks(p);
	say_advice(p, ADVICE_LINUX);
}

/* Nothing may be copied before the guest is off, and the old host must not start it again. */
static void
shut_down(struct plan *p)
{
	begin_step(p, "Shut it down (suspending is not enough), and wait until it is off.");
	add_virsh_line(p, "autostart --disable");
	add_virsh_line(p, "shutdown");
	buf_text(p->out, "      until test \"$(");
	add_virsh(p, "domstate");
	buf_text(p->out, ")\" = 'shut off'; do sleep 5; done\n");
}

/* A line that runs a command on the new host: its shell parses the command once more. */
static void
add_remote(struct plan *p, const struct buf *command)
{
	buf_text(p->out, "ssh NEW ");
	shell_word(p->out, buf_view(command));
}

static void
add_size(struct plan *p, const struct image *image)
{
	buf_text(p->out, image->from_device ? "\"$(blockdev --getsize64 " : "\"$(stat -Lc %s ");
	add_path(p->out, image->from);
	buf_char(p->out, ')');
}

/*
 * Begins the line that fills the device: a volume is made with the size of the old one, and where
 * there is one already, lvcreate fails and nothing is written.
 */
static void
make_device(struct plan *p, const struct image *image)
{
	struct buf command = { 0 };
	struct str group, volume;

	if (!image_is_volume(image->to, &group, &volume)) {
		buf_text(p->out, "     + make the device ");
		add_path(p->out, image->to);
		buf_text(p->out,
		         " on the new host first, as large as the old one, and empty\n      ");
		return;
	}
	buf_text(&command, "lvcreate --yes --name ");
	add_word(&command, volume);
	buf_char(&command, ' ');
	add_word(&command, group);
	buf_text(&command, " --size");
	buf_text(p->out, "      ");
	add_remote(p, &command);
	buf_char(p->out, ' ');
	add_size(p, image);
	buf_text(p->out, "b\" && ");
	buf_free(&command);
}

/* Begins a line that compares the image with what ssh prints: nothing is equal to nothing. */
static void
begin_comparison(struct plan *p, const struct image *image)
{
	buf_text(p->out, "      sha256sum <");
	add_path(p->out, image->from);
	buf_text(p->out, " | grep -qxF -e \"$(ssh NEW ");
}

static void
end_comparison(struct plan *p)
{
	buf_text(p->out, ")\" && echo same || echo DIFFERENT\n");
}

/* The volume may be larger than the old one. */
static void
compare_device(struct plan *p, const struct image *image)
{
	struct buf command = { 0 };

	begin_comparison(p, image);
	buf_text(p->out, "'head -c' ");
	add_size(p, image);
	buf_text(p->out, "\" ");
	buf_char(&command, '<');
	add_path(&command, image->to);
	buf_text(&command, " | sha256sum");
	shell_word(p->out, buf_view(&command));
	end_comparison(p);
	buf_free(&command);
}

/* A command of the new host with the image's path there at its end, and suffix behind that. */
static void
add_remote_path(struct plan *p, const char *command, const struct image *image, const char *suffix)
{
	struct buf remote = { 0 };

	buf_text(&remote, command);
	add_path(&remote, image->to);
	buf_text(&remote, suffix);
	shell_word(p->out, buf_view(&remote));
	buf_free(&remote);
}

static void
fill(struct plan *p, const struct image *image, const char *command, const char *suffix)
{
	buf_text(p->out, "dd bs=4M if=");
	add_path(p->out, image->from);
	buf_text(p->out, " | ssh NEW ");
	add_remote_path(p, command, image, suffix);
	buf_char(p->out, '\n');
}

/*
 * A device that no lvcreate has just made is filled only if blkid finds neither a file system nor
 * a partition table there: then its status is 2 (blkid(8)).
 */
static void
copy_device(struct plan *p, const struct image *image)
{
	struct buf command = { 0 };
	struct str group, volume;

	if (!image_is_volume(image->to, &group, &volume)) {
		buf_text(&command, "blkid -p ");
		add_path(&command, image->to);
		buf_text(&command, " >&2; test $? = 2 && ");
	}
	buf_text(&command, "dd bs=4M iflag=fullblock conv=nocreat,fsync of=");
	buf_char(&command, '\0');
	make_device(p, image);
	fill(p, image, command.p, "");
	compare_device(p, image);
	buf_free(&command);
}

/* suffix: of the name on the new host.  rsync leaves devices out, so dd reads them. */
static void
copy_file(struct plan *p, const struct image *image, const char *suffix)
{
	if (image->from_device) {
		buf_text(p->out, "      ");
		fill(p, image, "set -C; cat >", suffix);
	} else {
		buf_text(p->out, "      rsync -vv --ignore-existing --sparse --copy-links "
		                 "--protect-args -- ");
		add_path(p->out, image->from);
		buf_text(p->out, " NEW:");
		add_path(p->out, image->to);
		buf_printf(p->out, "%s\n", suffix);
	}
	begin_comparison(p, image);
	add_remote_path(p, "sha256sum <", image, suffix);
	end_comparison(p);
}

/* Copied under another name, then converted on the new host: never onto itself. */
static void
convert_image(struct plan *p, const struct image *image)
{
	struct buf command = { 0 };

	copy_file(p, image, ".copy");
	buf_text(&command, "test ! -e ");
	add_path(&command, image->to);
	buf_text(&command, " && qemu-img convert -f ");
	add_word(&command, image->old_format);
	buf_text(&command, " -O ");
	add_word(&command, image->format);
	buf_text(&command, " -- ");
	add_path(&command, image->to);
	buf_text(&command, ".copy ");
	add_path(&command, image->to);
	buf_text(p->out, "      ");
	add_remote(p, &command);
	buf_char(p->out, '\n');
	buf_free(&command);
}

static void
copy_image(struct plan *p, const struct image *image)
{
	static const char *const ways[] = {
		[WAY_SHARED] =
		    "shared storage is not copied: log in to it on the new host, and shut "
		    "down all guests that use it",
		[WAY_DRIVE] = "a drive of the old host is not copied",
		[WAY_HAND] =
		    "an image in a device keeps its format: make a volume, then fill it with "
		    "qemu-img convert -n",
	};

	switch (image->way) {
	case WAY_FILE:
		copy_file(p, image, "");
		break;
	case WAY_CONVERT:
		convert_image(p, image);
		break;
	case WAY_DEVICE:
		copy_device(p, image);
		break;
	default:
		buf_text(p->out, "     + ");
		add_path(p->out, image->from);
		buf_printf(p->out, ": %s\n", ways[image->way]);
	}
}

static void
copy_images(struct plan *p)
{
	begin_step(p, "Copy the images to the new host (NEW) while the guest is shut off.");
	for (size_t i = 0; i < p->images.count; i++)
		copy_image(p, &p->images.list[i]);
	say_advice(p, ADVICE_COPY);
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
	buf_text(p->out, " | ssh NEW virsh define /dev/stdin\n");
	buf_free(&file);
}

static void
add_remote_virsh(struct plan *p, const char *command)
{
	struct buf remote = { 0 }, *out = p->out;

	p->out = &remote;
	add_virsh(p, command);
	p->out = out;
	buf_text(out, "      ");
	add_remote(p, &remote);
	buf_char(out, '\n');
	buf_free(&remote);
}

static void
define(struct plan *p)
{
	begin_step(p, "Define it on the new host, and start it there.");
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
	say_advice(p, ADVICE_DEFINE);
	add_conversion(p);
	add_remote_virsh(p, "start");
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
	say_findings(p, SEVERITY_WARNING);
	say_advice(p, ADVICE_AFTERWARDS);
	add_remote_virsh(p, "autostart");
}

/* What undoes the move, as long as nothing was removed on the old host. */
static void
way_back(struct plan *p)
{
	begin_step(p, "The way back, if it does not run there.");
	add_remote_virsh(p, "destroy");
	add_remote_virsh(p, "autostart --disable");
	add_virsh_line(p, "start");
	add_virsh_line(p, "autostart");
	say_advice(p, ADVICE_BACK);
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
		p.images = images_of(r);
		back_up(&p);
		prepare(&p);
		shut_down(&p);
		copy_images(&p);
		define(&p);
		check_afterwards(&p);
		way_back(&p);
	}
	buf_char(out, '\n');
}
