#include "domain/boot/kernel.h"

#include "base/buf.h"
#include "base/dict.h"
#include "domain/disks/disk.h"
#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

#include <ctype.h>
#include <string.h>

/* The elements that boot a kernel of the host. */
struct boot_files {
	uint32_t kernel, initrd, cmdline, root;
};

/* Including duplicates, which nothing reads. */
static void
drop_all(struct run *r, uint16_t rule, uint32_t node)
{
	for (; node != NONE; node = node_next_same(run_doc(r), node))
		rule_drop(r, rule, node);
}

static void
drop_files(struct run *r, uint16_t rule, const struct boot_files *f)
{
	drop_all(r, rule, f->kernel);
	drop_all(r, rule, f->initrd);
	drop_all(r, rule, f->cmdline);
}

/*
 * A PV guest's boot loader ignored them, too: a note. For an HVM guest the intention is unknown: a
 * warning.
 */
static void
tell_orphan(struct run *r, uint32_t node)
{
	static const char message[] =
	    "'%s' belongs to a kernel that the domain does not name: add its content to GRUB in "
	    "the guest";
	const char *name = name_text((enum name)run_doc(r)->nodes[node].name);

	if (domain_is_pv(domain_of(r)))
		rule_note(r, CMDLINE_WITHOUT_KERNEL, node, message, name);
	else
		rule_report(r, CMDLINE_WITHOUT_KERNEL, node, message, name);
}

/* Elements without a kernel. Those with content are reported, empty ones are not. */
static void
drop_orphans(struct run *r, const struct boot_files *f)
{
	const uint32_t nodes[] = { f->kernel, f->initrd, f->cmdline };
	uint32_t i;

	for (size_t n = 0; n < sizeof(nodes) / sizeof(nodes[0]); n++)
		for (i = nodes[n]; i != NONE; i = node_next_same(run_doc(r), i)) {
			bool empty = node_trimmed(run_doc(r), i).n == 0;

			rule_drop(r, empty ? KERNEL_EMPTY : CMDLINE_WITHOUT_KERNEL, i);
			if (!empty)
				tell_orphan(r, i);
		}
}

static bool
is_pvgrub(struct str kernel)
{
	struct str base = str_base(kernel);

	return str_starts(base, "pv-grub") || str_starts(base, "pvgrub") ||
	       str_is(base, "grub.xen") || (str_starts(base, "grub-") && str_has(base, "-xen"));
}

/* In files of xm and xl, an HVM guest's kernel is its firmware, and libvirt's parser copies it. */
static bool
is_hvmloader(struct str kernel)
{
	return str_has(str_base(kernel), "hvmloader");
}

static bool
is_temporary(struct str kernel)
{
	static const char *const folders[] = { "/var/lib/xen/", "/var/run/xen/", "/var/run/xend/",
		                               "/run/xen/",     "/run/xend/",    "/var/lib/xend/" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (str_starts(kernel, folders[i]))
			return true;
	return false;
}

/* A new command line; whether it has changed, and whether it names an unknown disk. */
struct rewrite {
	struct buf out;
	bool changed, unknown;
	struct dict
	    disks; /* the domain's, by what their names mean; filled when one is looked up */
};

/* What a disk's name means, as a dictionary's key. */
struct disk_key {
	uint32_t family, index, partition;
};

static struct str
key_of(const struct disk_key *key)
{
	return (struct str){ (const char *)key, sizeof(*key) };
}

/* Of several disks of one name, the first. */
static void
list_disks(const struct domain *d, struct dict *disks)
{
	struct disk_key *keys = arena_alloc(d->doc->arena, d->disks_count * sizeof(*keys));

	for (size_t i = 0; i < d->disks_count; i++) {
		struct disk_name name = disk_name_read(d->disks[i].old->dev);

		keys[i] = (struct disk_key){ (uint32_t)name.family, (uint32_t)name.index,
			                     (uint32_t)name.partition };
		if (d->disks[i].old->repeat == REPEAT_NONE)
			dict_add(disks, key_of(&keys[i]), i);
	}
}

/* The first disk of that name, or the one that it is a partition of. */
static const struct disk *
disk_of_name(const struct domain *d, struct rewrite *w, const struct disk_name *name)
{
	/* with PV drivers, an HVM guest's xvda is what its firmware calls hda */
	bool emulated = !domain_is_pv(d) && name->family == FAMILY_XVD;
	const uint32_t families[] = { (uint32_t)name->family, FAMILY_HD };
	const uint32_t partitions[] = { 0, (uint32_t)name->partition };
	size_t first = d->disks_count, at;

	if (name->family == FAMILY_OTHER || d->disks_count == 0)
		return NULL;
	if (w->disks.count == 0)
		list_disks(d, &w->disks);
	for (size_t f = 0; f < (emulated ? 2 : 1); f++)
		for (size_t p = 0; p < 2; p++) {
			struct disk_key key = { families[f], (uint32_t)name->index, partitions[p] };

			if (dict_find(&w->disks, key_of(&key), &at) && at < first)
				first = at;
		}
	return first < d->disks_count ? &d->disks[first] : NULL;
}

/* Adds the disk's name in the guest; false: the old name stays. */
static bool
rewrite_disk(const struct run *r, struct rewrite *w, struct str text)
{
	const struct domain *d = domain_of(r);
	struct disk_name name = disk_name_read(text);
	const struct disk *disk = disk_of_name(d, w, &name);
	char fresh[DISK_NAME_SIZE];

	if (disk != NULL) {
		struct disk_name had = disk_name_read(disk->old->dev);

		if (disk->guest_name[0] == '\0' || !rule_on(r, CMDLINE_REWRITE) ||
		    (name.family != FAMILY_XVD && disk->new->dev[0] == '\0'))
			return false;
		buf_text(&w->out, disk->guest_name);
		if (name.partition > 0 && had.partition == 0)
			buf_printf(&w->out, "%lu", name.partition);
		return w->changed = true;
	}
	if (name.family != FAMILY_XVD || !rule_on(r, CMDLINE_DEVICE_UNKNOWN))
		return false;
	disk_name_write(fresh, FAMILY_VD, name.index);
	buf_text(&w->out, fresh);
	if (name.partition > 0)
		buf_printf(&w->out, "%lu", name.partition);
	return w->changed = w->unknown = true;
}

/* Every /dev/NAME in the text. */
static void
rewrite_devices(const struct run *r, struct rewrite *w, struct str text)
{
	while (text.n > 0) {
		struct str name;

		if (!str_starts(text, "/dev/")) {
			buf_char(&w->out, text.p[0]);
			text = str_skip(text, 1);
			continue;
		}
		buf_text(&w->out, "/dev/");
		text = str_skip(text, strlen("/dev/"));
		name = (struct str){ text.p, 0 };
		while (name.n < text.n && (islower((unsigned char)text.p[name.n]) ||
		                           isdigit((unsigned char)text.p[name.n])))
			name.n++;
		if (!rewrite_disk(r, w, name))
			buf_str(&w->out, name);
		text = str_skip(text, name.n);
	}
}

/* A PV kernel finds Xen's console by itself; elsewhere it needs console=. */
static void
add_console(const struct run *r, struct rewrite *w, struct str text)
{
	const struct domain *d = domain_of(r);

	if (!domain_is_pv(d) || !rule_on(r, CMDLINE_REWRITE) ||
	    str_word(text, "console=").p != NULL)
		return;
	buf_text(&w->out, w->out.len > 0 ? " console=" : "console=");
	buf_text(&w->out, strcmp(domain_console(d), "virtio") == 0 ? "hvc0" : "ttyS0");
	w->changed = true;
}

/* console=hvc0 or xvc0, with or without settings after a comma: Xen's console, which is removed. */
static size_t
xen_console(const struct run *r, struct str word)
{
	size_t n = strlen("console=hvc0");

	if (strcmp(domain_console(domain_of(r)), "virtio") == 0 || !rule_on(r, CMDLINE_REWRITE) ||
	    !(str_starts(word, "console=hvc0") || str_starts(word, "console=xvc0")))
		return 0;
	return word.n == n || word.p[n] == ',' ? n : 0;
}

/* root=0xca01, root=xvda1: a disk of Xen by its number, or without /dev/. */
static bool
rewrite_root(const struct run *r, struct rewrite *w, struct str word)
{
	struct str name = STR_NONE;
	size_t before = w->out.len;

	if (str_starts(word, "root="))
		name = str_skip(word, strlen("root="));
	if (name.n == 0 || name.p[0] == '/' || disk_name_read(name).family != FAMILY_XVD)
		return false;
	buf_text(&w->out, "root=/dev/");
	if (rewrite_disk(r, w, name))
		return true;
	w->out.len = before;
	return false;
}

static void
rewrite_words(const struct run *r, struct rewrite *w, struct str text)
{
	while (text.n > 0) {
		struct str word = { text.p, 0 };
		size_t console;

		while (word.n < text.n && !str_blank(text.p[word.n]))
			word.n++;
		console = xen_console(r, word);
		if (console > 0) {
			buf_text(&w->out, "console=ttyS0");
			w->changed = true;
		}
		if (!rewrite_root(r, w, word))
			rewrite_devices(r, w, str_skip(word, console));
		text = str_skip(text, word.n);
		while (text.n > 0 && str_blank(text.p[0])) {
			buf_char(&w->out, text.p[0]);
			text = str_skip(text, 1);
		}
	}
}

/* The kernel stays, so disks and console on its command line get their new names. */
static void
rewrite_cmdline(struct run *r, const struct boot_files *f)
{
	struct document *doc = run_doc(r);
	struct str text = node_trimmed(doc, f->cmdline), root = node_trimmed(doc, f->root);
	struct rewrite w = { 0 };
	uint16_t rule = CMDLINE_REWRITE;
	const char *line;

	if (root.n > 0 && rule_on(r, OS_ROOT)) {
		rule = OS_ROOT;
		buf_text(&w.out, "root=");
		rewrite_devices(r, &w, root);
		buf_text(&w.out, text.n > 0 ? " " : "");
		w.changed = true;
	}
	rewrite_words(r, &w, text);
	add_console(r, &w, text);
	if (w.unknown)
		rule = CMDLINE_DEVICE_UNKNOWN;
	line = buf_keep(&w.out, doc->arena).p;
	dict_free(&w.disks);
	if (w.changed && f->cmdline != NONE)
		rule_text(r, rule, f->cmdline, line);
	else if (w.changed) {
		struct element *e = rule_element(r, rule, "cmdline");

		e->text = line;
		rule_insert(r, domain_of(r)->os, f->kernel, e);
	}
}

/* The rule that removes a kernel; DOMAIN_RULE_COUNT: none does. */
static uint16_t
leaving_rule(const struct run *r, struct str path)
{
	const struct domain *d = domain_of(r);

	if (is_hvmloader(path) && rule_on(r, KERNEL_HVMLOADER))
		return KERNEL_HVMLOADER;
	if (is_pvgrub(path) && rule_on(r, KERNEL_PVGRUB))
		return KERNEL_PVGRUB;
	if (d->bootloader != NONE && rule_on(r, KERNEL_BOOTLOADER_RESIDUE))
		return KERNEL_BOOTLOADER_RESIDUE;
	if (domain_is_pv(d) && is_temporary(path) && rule_on(r, KERNEL_TEMPORARY) &&
	    d->set->direct_kernel != DIRECT_KERNEL_KEEP)
		return KERNEL_TEMPORARY;
	if (domain_is_pv(d) && d->set->direct_kernel == DIRECT_KERNEL_DROP)
		return d->guest == GUEST_PV ? DIRECT_KERNEL_PV : DIRECT_KERNEL_PVH;
	return DOMAIN_RULE_COUNT;
}

bool
keeps_kernel(const struct run *r)
{
	const struct domain *d = domain_of(r);
	struct str path = child_trimmed(d->doc, d->os, NAME_KERNEL);

	return path.n > 0 && leaving_rule(r, path) == DOMAIN_RULE_COUNT;
}

/* A kernel that did not come from Xen's tools or a boot loader. */
static void
fix_direct_kernel(struct run *r, const struct boot_files *f, struct str path)
{
	const struct domain *d = domain_of(r);
	uint16_t rule = d->guest == GUEST_PV ? DIRECT_KERNEL_PV : DIRECT_KERNEL_PVH;

	if (d->guest == GUEST_HVM) {
		rule_report(r, DIRECT_KERNEL_HVM, f->kernel,
		            "the kernel '%.*s' must exist on the new host", STR_FMT(path));
		rewrite_cmdline(r, f);
		return;
	}
	if (d->set->direct_kernel == DIRECT_KERNEL_REFUSE)
		rule_refuse(r, rule, f->kernel,
		            "the guest boots the kernel '%.*s' of the host, which may run on Xen "
		            "only: install a boot loader in the guest and use "
		            "--direct-kernel=drop, or keep the kernel with --direct-kernel=keep",
		            STR_FMT(path));
	else
		rule_report(
		    r, rule, f->kernel,
		    "the kernel '%.*s' is kept: it must exist on the new host and boot without Xen",
		    STR_FMT(path));
	rewrite_cmdline(r, f);
}

void
fix_kernel(struct run *r)
{
	const struct domain *d = domain_of(r);
	struct boot_files f;
	struct str path;
	uint16_t rule;

	if (d->os == NONE)
		return;
	f.kernel = node_child(d->doc, d->os, NAME_KERNEL);
	f.initrd = node_child(d->doc, d->os, NAME_INITRD);
	f.cmdline = node_child(d->doc, d->os, NAME_CMDLINE);
	f.root = node_child(d->doc, d->os, NAME_ROOT);
	if (f.root != NONE && d->xen)
		rule_drop(r, OS_ROOT, f.root);
	path = node_trimmed(d->doc, f.kernel);
	if (!d->xen) {
		if (is_pvgrub(path))
			drop_files(r, KERNEL_PVGRUB, &f);
		else if (is_hvmloader(path))
			drop_files(r, KERNEL_HVMLOADER, &f);
		return;
	}
	if (path.n == 0)
		drop_orphans(r, &f);
	else if ((rule = leaving_rule(r, path)) != DOMAIN_RULE_COUNT)
		drop_files(r, rule, &f);
	else
		fix_direct_kernel(r, &f, path);
}
