#include "options/domain.h"

#include "base/mem.h"
#include "base/str.h"
#include "cli/common.h"
#include "cli/session.h"

#include <stdlib.h>
#include <string.h>

enum key {
	KEY_TYPE = KEY_DOMAIN,
	KEY_EMULATOR,
	KEY_MACHINE,
	KEY_DISK_BUS,
	KEY_HVM_DISK_BUS,
	KEY_DISK_FORMAT,
	KEY_CACHE,
	KEY_NIC_MODEL,
	KEY_NIC_MODEL_DEFAULT,
	KEY_CONSOLE,
	KEY_CPU,
	KEY_DIRECT_KERNEL,
	KEY_DEFAULT_BRIDGE,
	KEY_MAP_PATH,
	KEY_ARCH,
	KEY_VNC,
	KEY_PANIC,
	KEY_KEEP_QEMU_ARGS,
	KEY_HOSTDEV,
	KEY_FALLBACK,
};

static const struct option_row rows[] = {
	{ KEY_TYPE, "type", ARGUMENT_REQUIRED, "kvm|qemu", "the new domain's type (kvm)" },
	{ KEY_EMULATOR, "emulator", ARGUMENT_REQUIRED, "PATH|omit",
	  "the new emulator (/usr/bin/kvm); omit: libvirt's own" },
	{ KEY_MACHINE, "machine", ARGUMENT_REQUIRED, "NAME", "the new machine (pc)" },
	{ KEY_DISK_BUS, "disk-bus", ARGUMENT_REQUIRED, "keep|virtio|sata|scsi|ide",
	  "bus of former PV disks (virtio)" },
	{ KEY_HVM_DISK_BUS, "hvm-disk-bus", ARGUMENT_REQUIRED, "keep|virtio|sata|scsi|ide",
	  "bus of an HVM guest's IDE disks (keep)" },
	{ KEY_DISK_FORMAT, "disk-format", ARGUMENT_REQUIRED, "DISK=FORMAT",
	  "the image of DISK (old target or path) is FORMAT now" },
	{ KEY_FALLBACK, "fallback", ARGUMENT_NONE, NULL,
	  "the machine that needs no new driver: pc, IDE, e1000, VNC" },
	{ KEY_CACHE, "cache", ARGUMENT_REQUIRED,
	  "default|none|writethrough|writeback|directsync|unsafe", "cache mode of every disk" },
	{ KEY_NIC_MODEL, "nic-model", ARGUMENT_REQUIRED, "MODEL",
	  "of former PV interfaces (virtio)" },
	{ KEY_NIC_MODEL_DEFAULT, "nic-model-default", ARGUMENT_NONE, NULL,
	  "write down rtl8139 where no model stands" },
	{ KEY_CONSOLE, "console", ARGUMENT_REQUIRED, "serial|virtio|both",
	  "what a former PV console becomes (serial)" },
	{ KEY_CPU, "cpu", ARGUMENT_REQUIRED, "host-model|host-passthrough|maximum|none",
	  "CPU where the domain names none (host-model)" },
	{ KEY_DIRECT_KERNEL, "direct-kernel", ARGUMENT_REQUIRED, "refuse|keep|drop",
	  "a PV guest's kernel on the host (refuse)" },
	{ KEY_DEFAULT_BRIDGE, "default-bridge", ARGUMENT_REQUIRED, "NAME",
	  "the bridge for interfaces of type ethernet" },
	{ KEY_MAP_PATH, "map-path", ARGUMENT_REQUIRED, "OLD=NEW",
	  "images below OLD are below NEW now" },
	{ KEY_ARCH, "arch", ARGUMENT_REQUIRED, "x86_64|i686",
	  "architecture where none stands (x86_64)" },
	{ KEY_VNC, "vnc", ARGUMENT_NONE, NULL, "add a VNC display to a PV guest without one" },
	{ KEY_PANIC, "panic", ARGUMENT_NONE, NULL,
	  "add a panic device where on_crash asks for it" },
	{ KEY_KEEP_QEMU_ARGS, "keep-qemu-args", ARGUMENT_NONE, NULL,
	  "keep xen:commandline's arguments for QEMU" },
	{ KEY_HOSTDEV, "hostdev", ARGUMENT_REQUIRED, "keep|drop", "devices of the host (keep)" },
};

/* A word that is written into the document as it stands. */
static bool
keep_word(const char **setting, const char *argument, const char **why)
{
	*why = "a word of letters, digits and . _ + - is wanted";
	if (argument[0] == '\0' ||
	    argument[strspn(argument, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                              "0123456789._+-")] != '\0')
		return false;
	*setting = argument;
	return true;
}

/* OLD=NEW: the first equals sign parts them. */
static bool
add_pair(struct setting_pairs *pairs, const char *argument, const char **why)
{
	const char *equals = strchr(argument, '=');
	struct setting_pair *pair;
	struct str old;

	*why = "OLD=NEW is wanted";
	if (equals == NULL || equals == argument || equals[1] == '\0' ||
	    !str_is_xml(str_from(equals + 1)))
		return false;
	pairs->list = mem_resize(pairs->list, (pairs->count + 1) * sizeof(*pairs->list));
	pair = &pairs->list[pairs->count++];
	pair->from = mem_copy(argument, (size_t)(equals - argument));
	pair->to = equals + 1;
	pair->used = false;
	old = str_from(pair->from);
	pairs->longest = old.n > pairs->longest ? old.n : pairs->longest;
	dict_add(&pairs->by_old, old, pairs->count - 1);
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

static bool
set_disk_format(struct settings *s, const char *argument, const char **why)
{
	static const char *const formats[] = { "raw",  "qcow2", "qcow", "qed",
		                               "vmdk", "vdi",   "vpc",  NULL };

	if (!add_pair(&s->disk_formats, argument, why))
		return false;
	*why = "DISK=FORMAT with a format such as raw or qcow2 is wanted";
	return str_in(str_from(s->disk_formats.list[s->disk_formats.count - 1].to), formats);
}

static bool
set_emulator(struct settings *s, const char *argument, const char **why)
{
	*why = "an absolute path or 'omit' is wanted";
	s->emulator_given = true;
	s->emulator = strcmp(argument, "omit") == 0 ? NULL : argument;
	return s->emulator == NULL || (argument[0] == '/' && str_is_xml(str_from(argument)));
}

static bool
set_cpu(struct settings *s, const char *word)
{
	s->cpu_given = true;
	s->cpu = strcmp(word, "none") == 0 ? NULL : word;
	return true;
}

static bool
set_direct_kernel(struct settings *s, const char *word)
{
	s->direct_kernel = strcmp(word, "keep") == 0   ? DIRECT_KERNEL_KEEP
	                   : strcmp(word, "drop") == 0 ? DIRECT_KERNEL_DROP
	                                               : DIRECT_KERNEL_REFUSE;
	return true;
}

static bool
set_word(const char **setting, const char *word)
{
	*setting = word;
	return true;
}

/* What every guest has drivers for; an option after it still chooses. */
static bool
set_fallback(struct settings *s)
{
	s->machine = "pc";
	s->disk_bus = s->hvm_disk_bus = "ide";
	s->nic_model = "e1000";
	return s->vnc = true;
}

/* Words that the rows list have been checked against them. */
bool
domain_option(void *to, int key, const char *argument, const char **why)
{
	struct settings *s = to;

	switch (key) {
	case KEY_TYPE:
		return set_word(&s->type, argument);
	case KEY_EMULATOR:
		return set_emulator(s, argument, why);
	case KEY_MACHINE:
		return keep_word(&s->machine, argument, why);
	case KEY_DISK_BUS:
		return set_word(&s->disk_bus, argument);
	case KEY_HVM_DISK_BUS:
		return set_word(&s->hvm_disk_bus, argument);
	case KEY_DISK_FORMAT:
		return set_disk_format(s, argument, why);
	case KEY_CACHE:
		return set_word(&s->cache, argument);
	case KEY_NIC_MODEL:
		return keep_word(&s->nic_model, argument, why);
	case KEY_NIC_MODEL_DEFAULT:
		return s->nic_model_default = true;
	case KEY_CONSOLE:
		return set_word(&s->console, argument);
	case KEY_CPU:
		return set_cpu(s, argument);
	case KEY_DIRECT_KERNEL:
		return set_direct_kernel(s, argument);
	case KEY_DEFAULT_BRIDGE:
		return keep_word(&s->default_bridge, argument, why);
	case KEY_MAP_PATH:
		return add_pair(&s->path_maps, argument, why);
	case KEY_ARCH:
		return set_word(&s->arch, argument);
	case KEY_VNC:
		return s->vnc = true;
	case KEY_PANIC:
		return s->panic = true;
	case KEY_KEEP_QEMU_ARGS:
		return s->keep_qemu_args = true;
	case KEY_FALLBACK:
		return set_fallback(s);
	default:
		s->hostdev_drop = strcmp(argument, "drop") == 0;
		return true;
	}
}

/* Warns of each pair that nothing was called by. */
static void
warn_unused(struct session *s, const char *tool, const struct setting_pairs *pairs,
            const char *option, const char *before, const char *after)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (!pairs->list[i].used)
			session_say(s, SEVERITY_WARNING, tool, NULL, option, "%s '%s'%s", before,
			            pairs->list[i].from, after);
}

void
domain_options_warn(const struct settings *set, struct session *s, const char *tool)
{
	warn_unused(s, tool, &set->disk_formats, "disk-format", "no disk is called",
	            ", by its target or its path");
	warn_unused(s, tool, &set->path_maps, "map-unused", "no path is",
	            " or below it, so it maps nothing");
	if (set->emulator_given && !set->emulator_used)
		session_say(s, SEVERITY_WARNING, tool, NULL, "map-unused",
		            "no document has an emulator to replace: --emulator changes nothing");
}

void
domain_options_free(struct settings *s)
{
	free_pairs(&s->disk_formats);
	free_pairs(&s->path_maps);
}

const struct option_table domain_options = { rows, sizeof(rows) / sizeof(rows[0]) };
