#include "domain/disks/disk_name.h"

#include <stdlib.h>
#include <string.h>

static const char *const prefixes[] = {
	[FAMILY_XVD] = "xvd", [FAMILY_VD] = "vd", [FAMILY_HD] = "hd",
	[FAMILY_SD] = "sd",   [FAMILY_FD] = "fd", [FAMILY_OTHER] = "",
};

static const struct disk_name other = { .family = FAMILY_OTHER };

/* Letters and an optional partition number behind a prefix. */
static bool
read_letters(struct str s, struct disk_name *name)
{
	unsigned long index = 0;
	size_t n = 0;

	while (n < s.n && s.p[n] >= 'a' && s.p[n] <= 'z' && index < DISK_INDEX_MAX)
		index = index * 26 + (unsigned long)(s.p[n++] - 'a') + 1;
	if (n == 0 || index > DISK_INDEX_MAX)
		return false;
	name->index = index - 1;
	s = str_skip(s, n);
	return s.n == 0 || (str_number(s, 4096, &name->partition) && name->partition > 0);
}

static bool
read_plain(struct str s, struct disk_name *name)
{
	for (int f = FAMILY_XVD; f < FAMILY_OTHER; f++)
		if (str_starts(s, prefixes[f])) {
			name->family = (enum disk_family)f;
			return read_letters(str_skip(s, strlen(prefixes[f])), name);
		}
	return false;
}

/* d<disk> or d<disk>p<partition> */
static bool
read_disk_partition(struct str s, struct disk_name *name)
{
	struct str disk;

	if (!str_starts(s, "d"))
		return false;
	disk = str_until(&s, "p");
	if (disk.n < 2)
		return false;
	name->family = FAMILY_XVD;
	return str_number(str_skip(disk, 1), DISK_INDEX_MAX, &name->index) &&
	       (s.p == NULL || str_number(s, 4096, &name->partition));
}

/* A virtual device number: Linux' major and minor, or Xen's own with bit 28 set. */
static bool
read_number(struct str s, struct disk_name *name)
{
	unsigned long v, minor;
	char text[16];
	char *end;

	if (s.n == 0 || s.n >= sizeof(text) || s.p[0] < '0' || s.p[0] > '9')
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	v = strtoul(text, &end, str_starts(s, "0x") ? 16 : 10);
	if (*end != '\0')
		return false;
	minor = v & 0xff;
	if (v >> 28 == 1) {
		name->family = FAMILY_XVD;
		name->index = v >> 8 & 0xfffff;
		name->partition = minor;
		return true;
	}
	switch (v >> 8) {
	case 3:
	case 22:
		name->family = FAMILY_HD;
		name->index = (v >> 8 == 22 ? 2 : 0) + minor / 64;
		name->partition = minor % 64;
		return minor < 128;
	case 8:
	case 202:
		name->family = v >> 8 == 8 ? FAMILY_SD : FAMILY_XVD;
		name->index = minor / 16;
		name->partition = minor % 16;
		return true;
	default:
		return false;
	}
}

struct disk_name
disk_name_read(struct str text)
{
	static const char *const before[] = { "ioemu:", "/dev/", "phy:", NULL };
	static const char *const behind[] = { ":disk", ":cdrom", ":floppy", NULL };
	struct disk_name name = { 0 };
	struct str s = text;

	if (s.p == NULL)
		return other;
	for (size_t i = 0; before[i] != NULL; i++)
		if (str_starts(s, before[i]))
			s = str_skip(s, strlen(before[i]));
	for (size_t i = 0; behind[i] != NULL; i++)
		if (str_ends(s, behind[i])) {
			s.n -= strlen(behind[i]);
			name.cdrom = i == 1;
		}
	name.odd = s.n != text.n;
	if (read_plain(s, &name))
		return name;
	name.odd = true;
	name.partition = 0;
	return read_disk_partition(s, &name) || read_number(s, &name) ? name : other;
}

void
disk_name_write(char out[DISK_NAME_SIZE], enum disk_family family, unsigned long index)
{
	char letters[8];
	size_t n = sizeof(letters), prefix;

	letters[--n] = '\0';
	for (index++; index > 0 && n > 0; index = (index - 1) / 26)
		letters[--n] = (char)('a' + (index - 1) % 26);
	prefix = strlen(prefixes[family]);
	memcpy(out, prefixes[family], prefix);
	memcpy(out + prefix, letters + n, sizeof(letters) - n);
}
