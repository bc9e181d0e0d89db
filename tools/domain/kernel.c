#include "base/buf.h"
#include "domain/facts.h"
#include "domain/handlers.h"
#include "domain/paths.h"
#include "domain/rules.h"
#include "index/value.h"

#include <stdlib.h>

/* The elements that boot a kernel of the host's. */
struct boot_files {
	uint32_t kernel, initrd, cmdline;
};

static void
drop_files(struct run *r, uint16_t rule, const struct boot_files *f)
{
	if (f->kernel != NONE)
		rule_drop(r, rule, f->kernel);
	if (f->initrd != NONE)
		rule_drop(r, rule, f->initrd);
	if (f->cmdline != NONE)
		rule_drop(r, rule, f->cmdline);
}

static bool
is_pvgrub(struct str kernel)
{
	struct str base = str_base(kernel);

	return str_starts(base, "pv-grub") || (str_starts(base, "grub-") && str_has(base, "-xen"));
}

static bool
is_temporary(struct str kernel)
{
	return str_starts(kernel, "/var/lib/xen/") || str_starts(kernel, "/var/run/xen") ||
	       str_starts(kernel, "/run/xen");
}

/* Where a word of the command line names a disk: the name's place in the word. */
static bool
find_disk_name(struct str word, struct str *name)
{
	struct str dev;

	for (size_t i = 0; i + 5 < word.n; i++) {
		dev = str_skip(word, i);
		if (str_starts(dev, "/dev/")) {
			dev = str_skip(dev, 5);
			dev.n = 0;
			while (dev.p + dev.n < word.p + word.n &&
			       ((dev.p[dev.n] >= 'a' && dev.p[dev.n] <= 'z') ||
			        (dev.p[dev.n] >= '0' && dev.p[dev.n] <= '9')))
				dev.n++;
			*name = dev;
			return dev.n > 0;
		}
	}
	return false;
}

static const struct disk *
disk_of_name(const struct domain *d, const struct disk_name *name)
{
	for (size_t i = 0; i < d->disks_count; i++) {
		struct disk_name have = disk_name_read(d->disks[i].wish.dev);

		if (have.family == name->family && have.index == name->index &&
		    (have.partition == 0 || have.partition == name->partition))
			return &d->disks[i];
	}
	return NULL;
}

struct rewrite {
	struct buf out;
	bool changed, unknown;
	struct str missing;
};

/* Adds a disk's new name; false: it keeps the old one. */
static bool
rewrite_disk(const struct run *r, struct rewrite *w, struct str text)
{
	const struct domain *d = domain_of(r);
	struct disk_name name = disk_name_read(text);
	const struct disk *disk = disk_of_name(d, &name);
	char fresh[DISK_NAME_SIZE];

	if (disk != NULL) {
		struct disk_name had = disk_name_read(disk->wish.dev);
		struct str now = disk_new_name(disk);

		if (str_equal(now, disk->wish.dev))
			return false;
		buf_str(&w->out, now);
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
	w->missing = text;
	return w->changed = w->unknown = true;
}

static void
rewrite_word(const struct run *r, struct rewrite *w, struct str word)
{
	struct str name;
	bool serial = !str_is(str_from(domain_of(r)->set->console), "virtio");

	if (serial && (str_is(word, "console=hvc0") || str_is(word, "console=xvc0"))) {
		buf_text(&w->out, "console=ttyS0");
		w->changed = true;
		return;
	}
	if (find_disk_name(word, &name)) {
		size_t before = (size_t)(name.p - word.p);

		buf_add(&w->out, word.p, before);
		if (!rewrite_disk(r, w, name))
			buf_str(&w->out, name);
		buf_str(&w->out, str_skip(word, before + name.n));
		return;
	}
	buf_str(&w->out, word);
}

/* Word by word, so that what is between the words stays. */
static void
rewrite_cmdline(struct run *r, uint32_t node)
{
	struct document *doc = run_doc(r);
	struct str text = node_word(doc, node);
	struct rewrite w = { 0 };
	uint16_t rule;

	while (text.n > 0) {
		size_t n = 0;

		while (n < text.n && !str_blank(text.p[n]))
			n++;
		rewrite_word(r, &w, (struct str){ text.p, n });
		while (n < text.n && str_blank(text.p[n]))
			buf_char(&w.out, text.p[n++]);
		text = str_skip(text, n);
	}
	rule = w.unknown ? CMDLINE_DEVICE_UNKNOWN : CMDLINE_REWRITE;
	if (w.changed)
		rule_text(r, rule, node, arena_copy(doc->arena, w.out.p, w.out.len));
	buf_free(&w.out);
}

static void
map_file(struct run *r, uint32_t node)
{
	const struct domain *d = domain_of(r);
	struct str path = node_word(d->doc, node);
	const char *mapped =
	    path.p != NULL ? path_map(d->doc->arena, &d->set->path_maps, path) : NULL;

	if (mapped != NULL)
		rule_text(r, MAP_PATH, node, mapped);
}

static void
keep_files(struct run *r, const struct boot_files *f)
{
	map_file(r, f->kernel);
	map_file(r, f->initrd);
	if (f->cmdline != NONE && rule_on(r, CMDLINE_REWRITE))
		rewrite_cmdline(r, f->cmdline);
}

/* A kernel that neither Xen's tools nor a boot loader put there. */
static void
plan_direct_kernel(struct run *r, const struct boot_files *f, struct str path)
{
	const struct domain *d = domain_of(r);
	uint16_t rule = d->guest == GUEST_PV ? DIRECT_KERNEL_PV : DIRECT_KERNEL_PVH;

	if (d->guest == GUEST_HVM) {
		rule_say(r, DIRECT_KERNEL_HVM, f->kernel,
		         "the kernel '%.*s' has to exist on the new host", STR_FMT(path));
		keep_files(r, f);
		return;
	}
	if (d->set->direct_kernel == DIRECT_KERNEL_DROP) {
		drop_files(r, rule, f);
		return;
	}
	if (d->set->direct_kernel == DIRECT_KERNEL_REFUSE)
		rule_refuse(r, rule, f->kernel,
		            "the guest boots the host's kernel '%.*s', which may run on Xen only; "
		            "install a boot loader in the guest and use --direct-kernel=drop, or "
		            "--direct-kernel=keep",
		            STR_FMT(path));
	keep_files(r, f);
}

void
plan_kernel(struct run *r)
{
	const struct domain *d = domain_of(r);
	struct boot_files f;
	struct str path;

	if (d->os == NONE)
		return;
	f.kernel = node_child(d->doc, d->os, NAME_KERNEL);
	f.initrd = node_child(d->doc, d->os, NAME_INITRD);
	f.cmdline = node_child(d->doc, d->os, NAME_CMDLINE);
	path = node_word(d->doc, f.kernel);
	if (path.p == NULL || path.n == 0)
		drop_files(r, CMDLINE_WITHOUT_KERNEL, &f);
	else if (is_pvgrub(path) && rule_on(r, KERNEL_PVGRUB))
		drop_files(r, KERNEL_PVGRUB, &f);
	else if (d->bootloader != NONE && rule_on(r, KERNEL_BOOTLOADER_RESIDUE))
		drop_files(r, KERNEL_BOOTLOADER_RESIDUE, &f);
	else if (domain_is_pv(d) && is_temporary(path) && rule_on(r, KERNEL_TEMPORARY))
		drop_files(r, KERNEL_TEMPORARY, &f);
	else
		plan_direct_kernel(r, &f, path);
}
