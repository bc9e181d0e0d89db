#include "base/shown.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MASK "***"
#define NAME_LENGTH_MAX 40 /* of a parameter; what is longer is no name */

/* A letter, a digit, or one of others. */
static bool
is_of(char c, const char *others)
{
	return isalnum((unsigned char)c) || (c != '\0' && strchr(others, c) != NULL);
}

static bool
is_made_of(struct str s, const char *others)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_of(s.p[i], others))
			return false;
	return true;
}

/* Whether s contains the word, which is in small letters, in letters of any size. */
static bool
has_word(struct str s, const char *word)
{
	size_t n = strlen(word);

	for (; s.n >= n; s = str_skip(s, 1)) {
		size_t i = 0;

		while (i < n && str_lower(s.p[i]) == word[i])
			i++;
		if (i == n)
			return true;
	}
	return false;
}

bool
is_secret_name(struct str name)
{
	static const char *const harmless[] = { "keymap", "keyfile", "keywrap", NULL };
	static const char *const words[] = { "pass", "pwd",    "psk",        "secret", "token",
		                             "key",  "cookie", "credential", "chap" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (has_word(name, words[i]))
			return !str_in(name, harmless);
	return name.n >= 2 && has_word(str_skip(name, name.n - 2), "pw"); /* ipmi_pw */
}

/* --- values ------------------------------------------------------------------------------- */

static size_t
find(struct str s, const char *what)
{
	size_t n = strlen(what);

	for (size_t i = 0; i + n <= s.n; i++)
		if (memcmp(s.p + i, what, n) == 0)
			return i;
	return s.n;
}

/* What stands before the '=' or ':' at s.p[at]. */
static struct str
name_before(struct str s, size_t at)
{
	size_t start;

	while (at > 0 && (str_blank(s.p[at - 1]) || s.p[at - 1] == '"'))
		at--;
	for (start = at; start > 0 && is_of(s.p[start - 1], s.p[at] == '=' ? "_-." : "_"); start--)
		;
	return (struct str){ s.p + start, at - start };
}

/* Where a secret's value begins, behind its name and '=' or ':'; n: there is none. */
static size_t
find_secret(struct str s)
{
	static const char *const plain[] = { "pass",   "passwd", "password", "passphrase", "pwd",
		                             "secret", "token",  "key",      "psk",        NULL };

	for (size_t i = 0; i < s.n; i++) {
		struct str name;
		bool option;

		if (s.p[i] != '=' && s.p[i] != ':' && !str_blank(s.p[i]))
			continue; /* name_before() goes back through a whole word */
		name = name_before(s, i);
		option = name.p > s.p && name.p[-1] == '-'; /* --password X */
		if ((s.p[i] == '=' && is_secret_name(name)) ||
		    ((s.p[i] == ':' || (str_blank(s.p[i]) && option)) && str_in(name, plain)))
			return i + 1;
	}
	return s.n;
}

/* Where the query of a URL begins, or its fragment; elsewhere only what has a '=' is one. */
static size_t
find_query(struct str s, bool url)
{
	size_t last = s.n;

	while (!url && last > 0 && s.p[last - 1] != '=')
		last--;
	for (size_t i = 0; i < last; i++)
		if (s.p[i] == '?' || s.p[i] == '#')
			return i + 1;
	return s.n;
}

/* What neither query nor secret follows; of those nothing says where they end. */
static bool
add_harmless(struct buf *out, struct str s, bool url)
{
	size_t secret = find_secret(s), query = find_query(s, url);
	size_t end = secret < query ? secret : query;

	buf_add(out, s.p, end);
	if (end < s.n)
		buf_text(out, MASK);
	return end == s.n;
}

/*
 * Where "user:password" ends, which begins at `from`: at the last '@', since a password may hold
 * any byte.  Without a colon, as in ssh://root@host/, only of a URL, and before its path.  n: none.
 */
static size_t
find_user_end(struct str s, size_t from, bool url)
{
	size_t last = s.n, i;

	for (i = from; i < s.n; i++)
		if (s.p[i] == '@')
			last = i;
	if (last < s.n && memchr(s.p + from, ':', last - from) != NULL)
		return last;
	for (i = from; url && i < s.n && s.p[i] != '/'; i++)
		if (s.p[i] == '@')
			return i;
	return s.n;
}

/* Where it may begin: behind "://", or else in the piece of the path that has the first colon. */
static size_t
find_user(struct str s, bool url)
{
	size_t at = find(s, url ? "://" : ":");

	if (url)
		return at + 3;
	while (at > 0 && s.p[at - 1] != '/')
		at--;
	return at;
}

void
shown_value(struct buf *out, struct str value)
{
	bool url = find(value, "://") < value.n;
	size_t user = find_user(value, url), end = find_user_end(value, user, url);

	if (find(value, "json:") == 0 && value.n > 0) {
		buf_text(out, "json:" MASK);
		return;
	}
	if (end < value.n) {
		if (!add_harmless(out, (struct str){ value.p, user }, false))
			return;
		buf_text(out, MASK);
		value = str_skip(value, end);
	}
	add_harmless(out, value, url);
}

void
shown_text(struct buf *out, struct str text)
{
	if (is_secret_name(text))
		buf_text(out, MASK);
	else
		shown_value(out, text);
}

/* --- words -------------------------------------------------------------------------------- */

/* Whether a value of a harmless name is harmless itself, and no URL. */
static bool
is_harmless_value(struct str s)
{
	return is_made_of(s, "_-.,:/+%") && find(s, "//") == s.n;
}

static bool
is_device(struct str s)
{
	static const char *const by[] = { "UUID=", "LABEL=", "PARTUUID=", "PARTLABEL=", "ZFS=" };

	for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++)
		if (str_starts(s, by[i]))
			return is_harmless_value(str_skip(s, strlen(by[i])));
	return is_harmless_value(s);
}

/* NAME=***, or only *** where that is no name, but perhaps the Base64 of a key. */
static void
add_masked(struct buf *out, struct str name, struct str value)
{
	size_t i = 0;

	while (i < value.n && value.p[i] == '=')
		i++;
	if (name.n > 0 && name.n <= NAME_LENGTH_MAX && is_made_of(name, "_-.") && i < value.n) {
		buf_str(out, name);
		buf_char(out, '=');
	}
	buf_text(out, MASK);
}

/* Names that are known to be harmless, sorted by bytes: command lines can have many words. */
struct harmless {
	const char *const *names;
	size_t count;
};

static int
compare_name(const void *key, const void *entry)
{
	const struct str *name = key;
	struct str other = str_from(*(const char *const *)entry);
	int order = memcmp(name->p, other.p, name->n < other.n ? name->n : other.n);

	return order != 0 ? order : (name->n > other.n) - (name->n < other.n);
}

static bool
is_harmless(const struct harmless *h, struct str name)
{
	return name.n > 0 &&
	       bsearch(&name, h->names, h->count, sizeof(h->names[0]), compare_name) != NULL;
}

/* A word of a command line or a list of settings: NAME or NAME=VALUE. */
static void
add_word(struct buf *out, struct str word, const struct harmless *harmless)
{
	static const char *const devices[] = { "root", "resume", NULL };
	struct str value = word, name = str_until(&value, "=");

	if (is_harmless(harmless, name) &&
	    (str_in(name, devices) ? is_device(value) : is_harmless_value(value)))
		buf_str(out, word);
	else
		add_masked(out, name, value);
}

/* What is harmless on the command line of a kernel or a boot loader; sorted by bytes. */
/* clang-format off */
static const char *const kernel_words[] = {
	"--", "--entry", "--kernel", "--quiet", "--ramdisk", "-q", "1", "2", "3", "4", "5",
	"LANG", "S", "acpi", "acpi_osi", "apic", "apparmor", "audit", "biosdevname",
	"cgroup_enable", "clocksource", "console", "crashkernel", "debug", "divider",
	"earlycon", "earlyprintk", "elevator", "emergency", "enforcing", "fastboot",
	"independent_wallclock", "init", "intel_idle.max_cstate", "iommu", "ipv6.disable",
	"loglevel", "maxcpus", "mem", "mitigations", "modules", "net.ifnames", "noacpi",
	"noapic", "nofb", "nohz", "nolapic", "nomodeset", "nopti", "nosmp", "notsc", "nousb",
	"nr_cpus", "numa", "panic", "pci", "plymouth.enable", "printk.time",
	"processor.max_cstate", "quiet", "rd.lvm.lv", "rd.md.uuid", "rd_NO_DM", "rd_NO_LUKS",
	"rd_NO_LVM", "rd_NO_MD", "rd_NO_PLYMOUTH", "rdinit", "rescue", "resume", "rhgb", "ro",
	"root", "rootdelay", "rootfstype", "rootwait", "rw", "s", "security", "selinux",
	"showopts", "single", "splash", "swapaccount", "swiotlb", "systemd.show_status",
	"systemd.unit", "text", "transparent_hugepage", "tsc", "vga", "video", "xen",
	"xen_netfront.max_queues", "xencons"
};
/* clang-format on */
static const struct harmless kernel = { kernel_words,
	                                sizeof(kernel_words) / sizeof(kernel_words[0]) };

/* The length of the word that text begins with; quotes hold blanks together. */
static size_t
word_length(struct str text)
{
	char quote = '\0';
	size_t i;

	for (i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '\\' && i + 1 < text.n && str_blank(text.p[i + 1]))
			i++;
		else if (c == quote)
			quote = '\0';
		else if (quote == '\0' && (c == '"' || c == '\''))
			quote = c;
		else if (quote == '\0' && str_blank(c))
			break;
	}
	return i;
}

static void add_words(struct buf *out, struct str text, bool outer);

/* --args="...": what is in its quotes is a command line. */
static bool
add_inner(struct buf *out, struct str word)
{
	static const char args[] = "--args=";
	struct str inner;
	bool quoted;

	if (!str_starts(word, args))
		return false;
	inner = str_skip(word, sizeof(args) - 1);
	quoted = inner.n > 1 && (inner.p[0] == '"' || inner.p[0] == '\'') &&
	         inner.p[inner.n - 1] == inner.p[0];
	if (quoted)
		inner = (struct str){ inner.p + 1, inner.n - 2 };
	buf_text(out, quoted ? "--args=\"" : args);
	add_words(out, inner, false);
	buf_text(out, quoted ? "\"" : "");
	return true;
}

static void
add_words(struct buf *out, struct str text, bool outer)
{
	while (text.n > 0) {
		struct str word = { text.p, word_length(text) };

		if (word.n == 0) {
			buf_char(out, text.p[0]);
			word.n = 1;
		} else if (!outer || !add_inner(out, word))
			add_word(out, word, &kernel);
		text = str_skip(text, word.n);
	}
}

void
shown_command_line(struct buf *out, struct str text)
{
	add_words(out, text, true);
}

void
shown_qemu_argument(struct buf *out, struct str argument)
{
	/* clang-format off */
	static const char *const options[] = {
		"accel", "audiodev", "balloon", "bios", "blockdev", "boot", "cdrom", "chardev",
		"cpu", "daemonize", "debugcon", "device", "display", "drive", "enable-kvm", "fda",
		"fdb", "fsdev", "fw_cfg", "global", "hda", "hdb", "hdc", "hdd", "incoming",
		"initrd", "iscsi", "k", "kernel", "m", "machine", "M", "mem-path", "mem-prealloc",
		"mon", "monitor", "name", "net", "netdev", "nic", "no-acpi", "no-hpet",
		"no-reboot", "no-shutdown", "nodefaults", "nographic", "numa", "object",
		"parallel", "pidfile", "qmp", "readconfig", "rtc", "S", "sandbox", "sdl",
		"serial", "set", "smbios", "smp", "snapshot", "soundhw", "spice", "tpmdev",
		"trace", "usb", "usbdevice", "uuid", "vga", "virtfs", "vnc", "watchdog",
		"watchdog-action", NULL
	};
	/* clang-format on */
	struct str name = argument;

	for (int i = 0; i < 2 && str_starts(name, "-"); i++)
		name = str_skip(name, 1);
	if (name.n < argument.n && str_in(name, options))
		buf_str(out, argument);
	else
		buf_text(out, MASK);
}

/* What is harmless among mount(8)'s options and librados' settings. */
/* clang-format off */
static const char *const settings[] = {
	"_netdev", "acdirmax", "acdirmin", "acl", "acregmax", "acregmin", "actimeo", "async",
	"auto", "bg", "bsize", "cache", "client_mount_timeout", "compress", "context", "data",
	"defaults", "dir_mode", "discard", "errors", "fg", "file_mode", "forcegid", "forceuid",
	"fsc", "gid", "hard", "intr", "iocharset", "local_lock", "lock", "lookupcache",
	"mapchars", "mfsymlinks", "minorversion", "mode", "mon_host", "mountport",
	"mountproto", "mountvers", "multiuser", "nconnect", "nfsvers", "noac", "noacl",
	"noatime", "noauto", "nobrl", "nocto", "nodev", "nodiratime", "noexec", "nofail",
	"nointr", "nolock", "nolog", "noperm", "noresvport", "nosharecache", "nosuid",
	"nounix", "port", "proto", "rados_mon_op_timeout", "rados_osd_op_timeout", "rbd_cache",
	"rbd_default_features", "rbd_default_format", "relatime", "remount", "resvport",
	"retrans", "retry", "ro", "rsize", "rw", "sec", "serverino", "size", "soft",
	"space_cache", "subvol", "subvolid", "sync", "tcp", "timeo", "udp", "uid", "umask",
	"user_xattr", "vers", "wsize"
};
/* clang-format on */
static const struct harmless setting = { settings, sizeof(settings) / sizeof(settings[0]) };

bool
is_harmless_setting(struct str name)
{
	return is_harmless(&setting, name);
}

void
shown_settings(struct buf *out, struct str list)
{
	for (;;) {
		add_word(out, str_until(&list, ","), &setting);
		if (list.p == NULL)
			return;
		buf_char(out, ',');
	}
}
