#include "pool/commands.h"

#include "base/shell.h"

#include <string.h>

/* virsh COMMAND WORD; a word that looks like an option is kept from being one. */
static void
add_command(struct buf *out, const char *command, struct str word)
{
	buf_printf(out, "virsh %s ", command);
	if (str_starts(word, "-"))
		buf_text(out, "-- ");
	shell_word(out, word);
	buf_char(out, '\n');
}

void
pool_commands(const struct pool_steps *steps, struct buf *out)
{
	bool iscsi = str_starts(steps->type, "iscsi");

	if (steps->secret) {
		buf_text(out,
		         "# The secret comes first: --secret-xml prints its document. virsh asks "
		         "for the password:\n#   virsh secret-define SECRET.xml\n#   virsh "
		         "secret-set-value --interactive UUID\n");
	}
	add_command(out, "pool-define", steps->file);
	add_command(out, "pool-start", steps->name);
	add_command(out, "pool-autostart", steps->name);
	if (iscsi)
		buf_text(out, "# The LUNs are the volumes: save no new images in this pool, choose "
		              "existing ones.\n");
	buf_text(out, iscsi ? "# After new LUNs were set up:\n"
	                    : "# After volumes were added or removed without libvirt:\n");
	add_command(out, "pool-refresh", steps->name);
}

bool
luns_are_good(const char *list)
{
	struct str rest = str_from(list);
	unsigned long lun;

	while (rest.p != NULL)
		if (!str_number(str_until(&rest, ","), 4294967295, &lun))
			return false;
	return true;
}

/* As udev's path_id writes it: larger numbers hold the way in which they are addressed. */
static void
add_lun(struct buf *out, unsigned long lun)
{
	if (lun < 256)
		buf_printf(out, "lun-%lu", lun);
	else
		buf_printf(out, "lun-0x%04lx%04lx00000000", lun & 0xffff, lun >> 16 & 0xffff);
}

void
pool_paths(struct host portal, struct str target, const char *luns, struct buf *out)
{
	struct str port = portal.port.p != NULL ? portal.port : str_from("3260");
	struct str rest = str_from(luns);

	while (rest.p != NULL) {
		unsigned long lun = 0;
		struct buf path = { 0 };

		str_number(str_until(&rest, ","), 4294967295, &lun);
		buf_printf(&path, "/dev/disk/by-path/ip-%.*s:%.*s-iscsi-%.*s-",
		           STR_FMT(portal.name), STR_FMT(port), STR_FMT(target));
		add_lun(&path, lun);
		shell_word(out, buf_view(&path));
		buf_char(out, '\n');
		buf_free(&path);
	}
}
