#ifndef DOMAIN_SETTINGS_H
#define DOMAIN_SETTINGS_H

#include "base/dict.h"

#include <stdbool.h>
#include <stddef.h>

/* OLD=NEW from the command line. */
struct setting_pair {
	const char *from, *to;
	bool used; /* it applied to something in some document */
};

struct setting_pairs {
	struct setting_pair *list;
	size_t count, room;
	struct dict by_old; /* of several with one OLD the first */
	size_t longest;     /* bytes of an OLD */
};

enum direct_kernel { DIRECT_KERNEL_REFUSE, DIRECT_KERNEL_KEEP, DIRECT_KERNEL_DROP };

/* What the user asked for, with the defaults that settings_default() gives. */
struct settings {
	const char *type;     /* kvm or qemu */
	const char *emulator; /* path; NULL: omit */
	bool emulator_given;  /* --emulator was given, so a missing one is added */
	bool emulator_used;   /* some document had a place for it */
	const char *machine;  /* pc */
	bool machine_given;   /* by an option, so neither guest nor new host choose */
	/* Of former PV disks, and of an HVM guest's: keep, virtio, sata, scsi or ide */
	const char *disk_bus, *hvm_disk_bus;
	const char *cache;     /* of every disk; NULL: as the rules say */
	const char *nic_model; /* of former PV interfaces: virtio */
	const char *virtio;    /* on q35: transitional or modern */
	const char *console;   /* serial, virtio or both */
	const char *cpu;       /* mode of an added <cpu>; NULL: none is added */
	bool cpu_given;        /* --cpu was given: no warning */
	enum direct_kernel direct_kernel;
	const char *default_bridge; /* for ethernet interfaces; NULL: they stay */
	const char *arch;           /* of a domain that names none */
	bool vnc, panic, keep_qemu_args, nic_model_default, hostdev_drop;
	const struct target *target;       /* the new host; NULL: nothing is known of it */
	struct setting_pairs disk_formats; /* target or source = format */
	struct setting_pairs path_maps;    /* old = new */
	struct setting_pairs shared;       /* paths that both hosts have; to is "" */
};

extern const struct settings settings_default;

#endif
