/* Firmware, kernel, boot loader and boot order. */
#include "xl/parts.h"

#include <string.h>

#define BOOT_DIR "/usr/lib/xen/boot/"

/* cmdline, or else root and extra, as xl and xm put them together (xenParseCmdline). */
static void
write_cmdline(struct xl_guest *g)
{
	struct str cmdline = xl_string(g, XL_KEY_cmdline), root, extra;

	if (cmdline.p != NULL) {
		xl_text(&g->xml, "cmdline", cmdline);
		return;
	}
	root = xl_word(g, XL_KEY_root);
	extra = xl_word(g, XL_KEY_extra);
	if (root.p != NULL) {
		const char *text = arena_printf(g->arena, "root=%.*s%s%.*s", STR_FMT(root),
		                                extra.p != NULL ? " " : "", STR_FMT(extra));

		xl_text(&g->xml, "cmdline", str_from(text));
	} else
		xl_text(&g->xml, "cmdline", extra);
}

static void
write_kernel(struct xl_guest *g, struct str kernel)
{
	xl_text(&g->xml, "kernel", kernel);
	xl_text(&g->xml, "initrd", xl_word(g, XL_KEY_ramdisk));
	write_cmdline(g);
}

static void
write_type(struct xl_guest *g)
{
	static const char *const machines[] = { "xenpv", "xenpvh", "xenfv" };
	static const char *const types[] = { "linux", "xenpvh", "hvm" };

	xl_open(&g->xml, "type");
	xl_attr_text(&g->xml, "arch", "x86_64");
	xl_attr_text(&g->xml, "machine", machines[g->type]);
	xl_content(&g->xml, str_from(types[g->type]));
}

/* --- HVM ---------------------------------------------------------------------------------- */

static void
write_uefi(struct xl_guest *g)
{
	struct str path = xl_word(g, XL_KEY_bios_path_override);

	xl_open(&g->xml, "loader");
	xl_attr_text(&g->xml, "readonly", "yes");
	xl_attr_text(&g->xml, "type", "pflash");
	xl_content(&g->xml, path.p != NULL ? path : str_from(BOOT_DIR "ovmf.bin"));
}

static const char *const bios_names[] = { "bios", "seabios", "rombios", NULL };

/*
 * The file that an HVM guest starts with.  xm has the path of hvmloader in kernel, and in loader
 * since it can boot a kernel.
 */
static struct str
loader_path(struct xl_guest *g, struct str firmware, struct str kernel)
{
	if (firmware.p != NULL && !str_in(firmware, bios_names))
		return firmware;
	if (xl_has(g, XL_KEY_loader))
		return xl_word(g, XL_KEY_loader);
	return kernel.p != NULL ? kernel : str_from(BOOT_DIR "hvmloader");
}

/* bios, or xl's newer firmware, of which libvirt reads only the former; hvmloader: as kernel. */
static void
write_loader(struct xl_guest *g, struct str hvmloader)
{
	static const char *const uefi[] = { "ovmf", "uefi", NULL };
	struct str bios = xl_word(g, XL_KEY_bios), firmware = xl_word(g, XL_KEY_firmware);

	if (str_in(bios, uefi) || str_in(firmware, uefi)) {
		write_uefi(g);
		return;
	}
	if (bios.p != NULL && !str_in(bios, bios_names))
		xl_say(g, XL_BAD, xl_value(g, XL_KEY_bios)->at,
		       "bios: expected rombios, seabios or ovmf");
	xl_open(&g->xml, "loader");
	xl_attr_text(&g->xml, "type", "rom");
	xl_content(&g->xml, loader_path(g, firmware, hvmloader));
}

/* At most four devices, c where none is given: libvirt's choice, xl's is cd. */
static void
write_boot_order(struct xl_guest *g)
{
	static const char letters[] = "acdn";
	static const char *const devices[] = { "fd", "hd", "cdrom", "network" };
	struct str boot = xl_word(g, XL_KEY_boot);

	if (boot.p == NULL)
		boot = str_from("c");
	for (size_t i = 0; i < boot.n; i++) {
		const char *letter = memchr(letters, boot.p[i], sizeof(letters) - 1);

		if (letter == NULL || i >= 4) {
			xl_say(g, XL_BAD, xl_value(g, XL_KEY_boot)->at,
			       "boot: expected up to four of the letters a, c, d and n");
			return;
		}
		xl_empty(&g->xml, "boot", "dev", devices[letter - letters]);
	}
}

static void
write_acpi_table(struct xl_guest *g)
{
	struct str table = xl_word(g, XL_KEY_acpi_firmware);

	if (table.p == NULL)
		return;
	xl_open(&g->xml, "acpi");
	xl_open(&g->xml, "table");
	xl_attr_text(&g->xml, "type", "slic");
	xl_content(&g->xml, table);
	xl_close(&g->xml);
}

static void
write_hvm(struct xl_guest *g)
{
	struct str kernel = xl_word(g, XL_KEY_kernel);
	bool is_loader = kernel.p != NULL && str_starts(str_base(kernel), "hvmloader");

	xl_open(&g->xml, "os");
	write_type(g);
	write_loader(g, is_loader ? kernel : STR_NONE);
	if (!is_loader) /* hvmloader takes neither ramdisk nor arguments */
		write_kernel(g, kernel);
	write_acpi_table(g);
	write_boot_order(g);
	xl_close(&g->xml);
}

/* --- PV and PVH --------------------------------------------------------------------------- */

/* bootargs, which libvirt reads, and bootloader_args, which xl does: a string, or a list. */
static void
write_bootloader_args(struct xl_guest *g)
{
	enum xl_key key =
	    xl_has(g, XL_KEY_bootloader_args) ? XL_KEY_bootloader_args : XL_KEY_bootargs;
	struct buf args = { 0 };

	for (const struct xl_value *i = xl_items(g, key, true); i != NULL; i = i->next) {
		if (args.len > 0)
			buf_char(&args, ' ');
		buf_str(&args, xl_item_text(g, key, i));
	}
	if (args.len > 0)
		xl_text(&g->xml, "bootloader_args", buf_view(&args));
	buf_free(&args);
}

/* firmware of a PV guest: GRUB as its kernel. */
static struct str
pvgrub(struct xl_guest *g)
{
	struct str firmware = g->type == XL_PV ? xl_word(g, XL_KEY_firmware) : STR_NONE;

	if (firmware.p == NULL)
		return STR_NONE;
	if (str_is(firmware, "pvgrub32"))
		return str_from(BOOT_DIR "pvgrub32.bin");
	if (str_is(firmware, "pvgrub64"))
		return str_from(BOOT_DIR "pvgrub64.bin");
	xl_say(g, XL_BAD, xl_value(g, XL_KEY_firmware)->at,
	       "firmware: expected pvgrub32 or pvgrub64, as the guest is PV");
	return STR_NONE;
}

static void
write_pv(struct xl_guest *g)
{
	struct str bootloader = xl_word(g, XL_KEY_bootloader), kernel = xl_word(g, XL_KEY_kernel);

	if (kernel.p == NULL)
		kernel = pvgrub(g);
	if (kernel.p == NULL && bootloader.p == NULL)
		xl_say(g, XL_BOOT_MISSING, 0,
		       "neither kernel nor bootloader is given: the guest cannot boot on Xen");
	if (bootloader.p != NULL) {
		xl_text(&g->xml, "bootloader", bootloader);
		write_bootloader_args(g);
	}
	xl_open(&g->xml, "os");
	write_type(g);
	write_kernel(g, kernel);
	xl_close(&g->xml);
}

void
xl_write_boot(struct xl_guest *g)
{
	if (g->type == XL_HVM)
		write_hvm(g);
	else
		write_pv(g);
}
