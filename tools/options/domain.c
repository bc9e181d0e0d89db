#include "options/domain.h"

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "cli/common_options.h"
#include "cli/session.h"

#include <stdlib.h>
#include <string.h>

#define BRIDGE_NAME_MOST 15 /* IFNAMSIZ less the NUL */

/* A word that is written into the document as it stands. */
static bool
keep_word(void *field, const struct option_row *row, const char *argument, const char **why)
{
	(void)row;
	*why = "expected a word of letters, digits and . _ + -";
	if (argument[0] == '\0' ||
	    argument[strspn(argument, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                              "0123456789._+-")] != '\0')
		return false;
	*(const char **)field = argument;
	return true;
}

/* A word of QEMU: what only Xen has is none. */
static bool
keep_qemu_word(void *field, const struct option_row *row, const char *argument, const char **why)
{
	struct str word = str_from(argument);

	if (!keep_word(field, row, argument, why))
		return false;
	*why = "it is Xen's: expected one of QEMU";
	return !str_starts(word, "xen") && !str_is(word, "netfront");
}

static bool
keep_bridge(void *field, const struct option_row *row, const char *argument, const char **why)
{
	if (!keep_word(field, row, argument, why))
		return false;
	*why = "expected a name of 1 to 15 bytes";
	return strlen(argument) <= BRIDGE_NAME_MOST;
}

/* The OLD of a pair, which may be a path, becomes plain. to: as long as the command line. */
static void
append_pair(struct setting_pairs *pairs, struct str from, const char *to)
{
	struct setting_pair *pair;

	char *plain = mem_copy(from.p, from.n);

	from.n = path_shorten(plain, from.n);
	plain[from.n] = '\0';
	MEM_GROW(pairs->list, pairs->count, pairs->room);
	pair = &pairs->list[pairs->count];
	*pair = (struct setting_pair){ plain, to, false };
	pairs->longest = from.n > pairs->longest ? from.n : pairs->longest;
	dict_add(&pairs->by_old, str_from(pair->from), pairs->count++);
}

/* OLD=NEW: the first equals sign parts them. */
static bool
add_pair(void *field, const struct option_row *row, const char *argument, const char **why)
{
	const char *equals = strchr(argument, '=');

	(void)row;
	*why = "expected OLD=NEW";
	if (equals == NULL || equals == argument || equals[1] == '\0' ||
	    !str_is_xml(str_from(equals + 1)))
		return false;
	append_pair(field, (struct str){ argument, (size_t)(equals - argument) }, equals + 1);
	return true;
}

bool
domain_option_shared(void *field, const struct option_row *row, const char *argument,
                     const char **why)
{
	(void)row;
	*why = "expected a path that begins with a slash";
	if (argument[0] != '/')
		return false;
	append_pair(field, str_from(argument), "");
	return true;
}

static void
free_pairs(struct setting_pairs *pairs)
{
	for (size_t i = 0; i < pairs->count; i++)
		free((char *)pairs->list[i].from);
	free(pairs->list);
	dict_free(&pairs->by_old);
}

/* A path and what it becomes are both absolute, or neither. */
static bool
add_path_map(void *field, const struct option_row *row, const char *argument, const char **why)
{
	const struct setting_pairs *pairs = field;
	const struct setting_pair *pair;

	if (!add_pair(field, row, argument, why))
		return false;
	*why = "expected OLD=NEW, and NEW with a slash at its beginning if OLD has one";
	pair = &pairs->list[pairs->count - 1];
	return (pair->from[0] == '/') == (pair->to[0] == '/');
}

static bool
add_disk_format(void *field, const struct option_row *row, const char *argument, const char **why)
{
	static const char *const formats[] = { "raw",  "qcow2", "qcow", "qed",
		                               "vmdk", "vdi",   "vpc",  NULL };
	const struct setting_pairs *pairs = field;

	if (!add_pair(field, row, argument, why))
		return false;
	*why = "expected DISK=FORMAT with a format such as raw or qcow2";
	return str_in(str_from(pairs->list[pairs->count - 1].to), formats);
}

static bool
set_emulator(void *settings, const struct option_row *row, const char *argument, const char **why)
{
	struct settings *s = settings;

	(void)row;
	*why = "expected an absolute path or 'omit'";
	s->emulator_given = true;
	s->emulator = NULL;
	if (strcmp(argument, "omit") == 0)
		return true;
	s->emulator = argument;
	return argument[0] == '/' && str_is_xml(str_from(argument));
}

static bool
set_machine(void *settings, const struct option_row *row, const char *word, const char **why)
{
	struct settings *s = settings;

	s->machine_given = true;
	return keep_qemu_word(&s->machine, row, word, why);
}

static bool
set_cpu(void *settings, const struct option_row *row, const char *word, const char **why)
{
	struct settings *s = settings;

	(void)row, (void)why;
	s->cpu_given = true;
	s->cpu = strcmp(word, "none") == 0 ? NULL : word;
	return true;
}

static bool
set_hostdev(void *field, const struct option_row *row, const char *word, const char **why)
{
	(void)row, (void)why;
	*(bool *)field = strcmp(word, "drop") == 0;
	return true;
}

/* What every guest has drivers for; an option after it still chooses. */
static bool
set_fallback(void *settings, const struct option_row *row, const char *argument, const char **why)
{
	struct settings *s = settings;

	(void)row, (void)argument, (void)why;
	s->machine = "pc";
	s->machine_given = true;
	s->disk_bus = s->hvm_disk_bus = "ide";
	s->nic_model = "e1000";
	return s->vnc = true;
}

#define FIELD(f) offsetof(struct settings, f)

/* Words that a row lists have been checked against it. */
static const struct option_row rows[] = {
	{ "type", "kvm|qemu", "type of the new domain (kvm)", option_text, FIELD(type) },
	{ "emulator", "PATH|omit", "the new emulator (/usr/bin/kvm); omit: libvirt's default",
	  set_emulator },
	{ "machine", "NAME", "the new machine type (pc; q35 for Secure Boot)", set_machine },
	{ "disk-bus", "keep|virtio|sata|scsi|ide", "bus of former PV disks (virtio)", option_text,
	  FIELD(disk_bus) },
	{ "hvm-disk-bus", "keep|virtio|sata|scsi|ide", "bus of an HVM guest's IDE disks (keep)",
	  option_text, FIELD(hvm_disk_bus) },
	{ "disk-format", "DISK=FORMAT", "the image of DISK (old target or path) is FORMAT now",
	  add_disk_format, FIELD(disk_formats) },
	{ "fallback", NULL, "hardware that needs no new driver: pc, IDE, e1000, VNC",
	  set_fallback },
	{ "cache", "default|none|writethrough|writeback|directsync|unsafe",
	  "cache mode of every disk", option_text, FIELD(cache) },
	{ "nic-model", "MODEL", "model of former PV interfaces (virtio)", keep_qemu_word,
	  FIELD(nic_model) },
	{ "nic-model-default", NULL, "add model rtl8139 if there is none", option_flag,
	  FIELD(nic_model_default) },
	{ "virtio", "transitional|modern", "virtio devices on q35 (transitional)", option_text,
	  FIELD(virtio) },
	{ "console", "serial|virtio|both", "what a former PV console becomes (serial)", option_text,
	  FIELD(console) },
	{ "cpu", "host-model|host-passthrough|maximum|none",
	  "CPU if the domain names none (host-model)", set_cpu },
	{ "direct-kernel", "refuse|keep|drop", "a PV guest's kernel on the host (refuse)",
	  option_choice, FIELD(direct_kernel) },
	{ "default-bridge", "NAME", "bridge for interfaces of type ethernet", keep_bridge,
	  FIELD(default_bridge) },
	{ "map-path", "OLD=NEW", "the guest's files below OLD are now below NEW", add_path_map,
	  FIELD(path_maps) },
	{ "arch", "x86_64|i686", "architecture if the domain names none (x86_64)", option_text,
	  FIELD(arch) },
	{ "vnc", NULL, "add a VNC display to a PV guest without one", option_flag, FIELD(vnc) },
	{ "panic", NULL, "add a panic device if on_crash needs it", option_flag, FIELD(panic) },
	{ "keep-qemu-args", NULL, "keep the QEMU arguments of xen:commandline", option_flag,
	  FIELD(keep_qemu_args) },
	{ "hostdev", "keep|drop", "passed-through devices of the host (keep)", set_hostdev,
	  FIELD(hostdev_drop) },
};

/* Warns of each pair that nothing was called by. */
static void
warn_unused(struct session *s, const struct setting_pairs *pairs, const char *option,
            const char *before, const char *after)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (!pairs->list[i].used)
			session_unused(s, option, "%s '%s'%s", before, pairs->list[i].from, after);
}

void
domain_options_warn(const struct settings *set, struct session *s)
{
	warn_unused(s, &set->disk_formats, "disk-format", "no disk has the name",
	            ", neither as its target nor as its path");
	warn_unused(s, &set->path_maps, "map-unused", "no path is",
	            " or below it: nothing is mapped");
	if (set->emulator_given && !set->emulator_used)
		session_unused(
		    s, "map-unused",
		    "no document has an emulator to replace: --emulator changes nothing");
}

void
domain_options_free(struct settings *s)
{
	free_pairs(&s->disk_formats);
	free_pairs(&s->path_maps);
	free_pairs(&s->shared);
}

const struct option_table domain_options = OPTION_TABLE(rows);
