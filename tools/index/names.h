#ifndef INDEX_NAMES_H
#define INDEX_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The element names that rules look for, numbered. The index chains the elements of one name, so a
 * rule visits its elements without a scan. NAME_OTHER: any other name, and any other element in a
 * namespace, which libvirt's XPath ignores, too.
 */
/* clang-format off */
#define NAMES(X) \
	X(ACPI, "acpi") \
	X(ACTIVE, "active") \
	X(ADAPTER, "adapter") \
	X(ADDRESS, "address") \
	X(ALIAS, "alias") \
	X(ALLOCATION, "allocation") \
	X(APIC, "apic") \
	X(AUDIO, "audio") \
	X(AUTH, "auth") \
	X(AVAILABLE, "available") \
	X(BACKEND, "backend") \
	X(BACKENDDOMAIN, "backenddomain") \
	X(BACKING_STORE, "backingStore") \
	X(BOOT, "boot") \
	X(BOOTLOADER, "bootloader") \
	X(BOOTLOADER_ARGS, "bootloader_args") \
	X(BRIDGE, "bridge") \
	X(CAPACITY, "capacity") \
	X(CHANNEL, "channel") \
	X(CLOCK, "clock") \
	X(CMDLINE, "cmdline") \
	X(CONSOLE, "console") \
	X(CONTROLLER, "controller") \
	X(COW, "cow") \
	X(CPU, "cpu") \
	X(CPUTUNE, "cputune") \
	X(CREATION_TIME, "creationTime") \
	X(CRYPTO, "crypto") \
	X(CURRENT_MEMORY, "currentMemory") \
	X(DATA_STORE, "dataStore") \
	X(DEVICE, "device") \
	X(DEVICES, "devices") \
	X(DIR, "dir") \
	X(DISK, "disk") \
	X(DISKS, "disks") \
	X(DOMAIN, "domain") \
	X(DOWNSCRIPT, "downscript") \
	X(DRIVER, "driver") \
	X(EMULATOR, "emulator") \
	X(EMULATORPIN, "emulatorpin") \
	X(ENCRYPTION, "encryption") \
	X(ENTRY, "entry") \
	X(EVMCS, "evmcs") \
	X(FEATURE, "feature") \
	X(FEATURES, "features") \
	X(FILESYSTEM, "filesystem") \
	X(FILTERREF, "filterref") \
	X(FIRMWARE, "firmware") \
	X(FORMAT, "format") \
	X(FORWARD, "forward") \
	X(GEOMETRY, "geometry") \
	X(GRAPHICS, "graphics") \
	X(GROUP, "group") \
	X(HAP, "hap") \
	X(HOST, "host") \
	X(HOSTDEV, "hostdev") \
	X(HYPERV, "hyperv") \
	X(INACTIVE_DOMAIN, "inactiveDomain") \
	X(INITIATOR, "initiator") \
	X(INITRD, "initrd") \
	X(INPUT, "input") \
	X(INTERFACE, "interface") \
	X(IOTHREADPIN, "iothreadpin") \
	X(IP, "ip") \
	X(IPI, "ipi") \
	X(IQN, "iqn") \
	X(KERNEL, "kernel") \
	X(LABEL, "label") \
	X(LISTEN, "listen") \
	X(LOADER, "loader") \
	X(LOG, "log") \
	X(MAC, "mac") \
	X(MAX_MEMORY, "maxMemory") \
	X(MEMBALLOON, "memballoon") \
	X(MEMORY, "memory") \
	X(MEMTUNE, "memtune") \
	X(METADATA, "metadata") \
	X(MIN_GUARANTEE, "min_guarantee") \
	X(MIRROR, "mirror") \
	X(MODE, "mode") \
	X(MODEL, "model") \
	X(NAME, "name") \
	X(NETWORK, "network") \
	X(NUMA, "numa") \
	X(NUMATUNE, "numatune") \
	X(NVRAM, "nvram") \
	X(ON_CRASH, "on_crash") \
	X(ON_POWEROFF, "on_poweroff") \
	X(ON_REBOOT, "on_reboot") \
	X(OS, "os") \
	X(OWNER, "owner") \
	X(PAE, "pae") \
	X(PANIC, "panic") \
	X(PARALLEL, "parallel") \
	X(PARENT, "parent") \
	X(PARENTADDR, "parentaddr") \
	X(PATH, "path") \
	X(PERMISSIONS, "permissions") \
	X(PRODUCT, "product") \
	X(PROTOCOL, "protocol") \
	X(READONLY, "readonly") \
	X(RECONNECT, "reconnect") \
	X(REDIRDEV, "redirdev") \
	X(REVERT_DISKS, "revertDisks") \
	X(RNG, "rng") \
	X(ROOT, "root") \
	X(ROUTE, "route") \
	X(SCRIPT, "script") \
	X(SECLABEL, "seclabel") \
	X(SECRET, "secret") \
	X(SERIAL, "serial") \
	X(SHAREABLE, "shareable") \
	X(SHARES, "shares") \
	X(SMARTCARD, "smartcard") \
	X(SMM, "smm") \
	X(SNAPSHOT_DELETE_IN_PROGRESS, "snapshotDeleteInProgress") \
	X(SOUND, "sound") \
	X(SOURCE, "source") \
	X(STATE, "state") \
	X(STIMER, "stimer") \
	X(SYNIC, "synic") \
	X(SYSINFO, "sysinfo") \
	X(SYSTEM, "system") \
	X(TABLE, "table") \
	X(TAG, "tag") \
	X(TARGET, "target") \
	X(TIMER, "timer") \
	X(TLBFLUSH, "tlbflush") \
	X(TOPOLOGY, "topology") \
	X(TPM, "tpm") \
	X(TRANSIENT, "transient") \
	X(TYPE, "type") \
	X(UUID, "uuid") \
	X(VAPIC, "vapic") \
	X(VCPU, "vcpu") \
	X(VCPUPIN, "vcpupin") \
	X(VENDOR, "vendor") \
	X(VIDEO, "video") \
	X(VIRIDIAN, "viridian") \
	X(VIRTUALPORT, "virtualport") \
	X(VLAN, "vlan") \
	X(VPINDEX, "vpindex") \
	X(VSOCK, "vsock") \
	X(WATCHDOG, "watchdog") \
	X(WWN, "wwn") \
	X(XEN, "xen")
/* clang-format on */

/* Namespaces of libvirt's drivers, and the elements in them that rules look for, whatever the
 * prefix. */
#define NAMESPACE_XEN "http://libvirt.org/schemas/domain/xen/1.0"
#define NAMESPACE_QEMU "http://libvirt.org/schemas/domain/qemu/1.0"
#define NAMESPACE_FS "http://libvirt.org/schemas/storagepool/fs/1.0"
#define NAMESPACE_RBD "http://libvirt.org/schemas/storagepool/rbd/1.0"
#define NAMESPACE_LIBOSINFO "http://libosinfo.org/xmlns/libvirt/domain/1.0"

/* clang-format off */
#define NAMES_IN_SPACES(X) \
	X(XEN_COMMANDLINE, NAMESPACE_XEN, "commandline") \
	X(XEN_ARG, NAMESPACE_XEN, "arg") \
	X(QEMU_COMMANDLINE, NAMESPACE_QEMU, "commandline") \
	X(QEMU_ARG, NAMESPACE_QEMU, "arg") \
	X(FS_MOUNT_OPTS, NAMESPACE_FS, "mount_opts") \
	X(FS_OPTION, NAMESPACE_FS, "option") \
	X(RBD_CONFIG_OPTS, NAMESPACE_RBD, "config_opts") \
	X(RBD_OPTION, NAMESPACE_RBD, "option") \
	X(LIBOSINFO_OS, NAMESPACE_LIBOSINFO, "os")
/* clang-format on */

enum name {
	NAME_OTHER,
#define X(sym, text) NAME_##sym,
	NAMES(X)
#undef X
	    NAME_PLAIN_COUNT, /* those above are in no namespace */
	NAME_PLAIN_LAST = NAME_PLAIN_COUNT - 1,
#define X(sym, uri, text) NAME_##sym,
	NAMES_IN_SPACES(X)
#undef X
	    NAME_COUNT
};

/* Whether an element of the name is in no namespace; of NAME_OTHER nobody knows. */
static inline bool
name_is_plain(unsigned name)
{
	return name != NAME_OTHER && name < NAME_PLAIN_COUNT;
}

/* The number of the name spelled by len bytes at p, in a namespace, which has its own number. */
enum name name_lookup_in(unsigned space, const char *p, size_t len);
/* The number of a namespace: SPACE_NONE for "". */
enum { SPACE_NONE, SPACE_OTHER, SPACE_FIRST };
unsigned space_lookup(const char *uri);
/* The (local) spelling of a number, and its length. */
const char *name_text(enum name name);
size_t name_length(enum name name);

#endif
